import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { PersonId } from '../people/model.ts'
import type { Language } from '../ui/language.ts'
import { inCounts, noticesInOf } from './in-store.ts'
import { noticesOutOf, outCounts } from './out-store.ts'
import { dueNotices, noticesCard } from './section-views.ts'

/** What notices add to a person's page. Whoever embeds it has recorded the reading. */
export async function noticesSection(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('notices.read')) return null
  const root = PersonId.parse(id)
  const [out, came] = await Promise.all([noticesOutOf(tx, root), noticesInOf(tx, root)])
  return noticesCard({ language, personId: id, out, came, mayWork: tx.may('notices.work') })
}

/** What notices add to the start page: what is to be sent and handled, and how much of it is late. */
export async function noticesReminder(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('notices.work')) return null
  const [out, came] = await Promise.all([outCounts(tx), inCounts(tx)])
  const of = (counts: readonly { state: string; n: number; overdue: number }[], state: string) => {
    const found = counts.find((each) => each.state === state)
    return { n: found?.n ?? 0, late: found?.overdue ?? 0 }
  }
  return dueNotices({ send: of(out, 'to_send'), handle: of(came, 'new') }, language)
}
