import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Language } from '../ui/language.ts'
import { sharedCard, waitingNotice } from './card-views.ts'
import { received, waitingShares } from './received-store.ts'
import { openTable } from './received-views.ts'
import { sharesOf } from './store.ts'

/** What sharing adds to a person's page. Whoever embeds it has recorded the reading. */
export async function sharingSection(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('sharing.read')) return null
  const [shares, mayShare] = [await sharesOf(tx, id), tx.may('sharing.share')]
  return sharedCard({ language, personId: id, shares, now: tx.now, mayShare })
}

/** What sharing adds to the start page: how many shares wait for an answer. */
export async function sharingNotice(tx: Read, language: Language): Promise<Content> {
  return tx.may('sharing.answer') ? waitingNotice(await waitingShares(tx), language) : null
}

/** What sharing adds to the start page of those with young people of their own: what other domains have opened for them. */
export async function openShares(tx: Read, language: Language): Promise<Content> {
  return tx.may('sharing.visit') ? openTable({ language, now: tx.now, shares: await received(tx) }) : null
}
