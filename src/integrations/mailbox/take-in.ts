import { domainsOf, machineContext } from '../../access/store.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { receiveLooseMail, receiveMail, sentAbout } from '../../outreach/messages/inbound-mail-actions.ts'
import { holdersOf } from '../../outreach/messages/inbound-store.ts'
import type { Fate, LyingMail, Mailbox, ReadMail } from './model.ts'
import { parseMail } from './parse.ts'
import { wordsOf } from './words.ts'

type Place = { readonly id: string; readonly context: Context; readonly keeps: boolean }

/**
 * Empties the mailbox once, each e-mail in a transaction of its own in the domain whose message it answers. What answers nothing we have
 * sent waits for a person in the domain that has written to its sender, or keeps the only register; where there are several it is left.
 */
export async function takeInMail(
  db: Database,
  mailbox: Mailbox,
): Promise<{ readonly taken: number; readonly left: number }> {
  const places = await placesOf(db)
  const fates: Fate[] = []
  await mailbox.empty(async (lying) => {
    const fate = await takeOne(db, { places, lying })
    fates.push(fate)
    return fate
  })
  return {
    taken: fates.filter((each) => each === 'taken').length,
    left: fates.filter((each) => each === 'left').length,
  }
}

async function placesOf(db: Database): Promise<readonly Place[]> {
  const domains = await domainsOf(db, null)
  return Promise.all(
    domains.map(async ({ id, keeps_register: keeps }) => ({
      ...{ id, keeps, context: await machineContext(db, id, 'messages') },
    })),
  )
}

type Taking = { readonly places: readonly Place[]; readonly lying: LyingMail }

async function takeOne(db: Database, { places, lying }: Taking): Promise<Fate> {
  const mail = await parseMail(lying.source)
  if (mail === null) return 'left'
  for (const { context } of places) {
    const sent = await db.read(context, (tx) => sentAbout(tx, mail.about))
    if (sent === null) continue
    const isFromElsewhere = mail.from !== sent.address
    const text = wordsOf(mail, { isWhole: lying.isWhole, isFromElsewhere })
    await db.write(context, (tx) => receiveMail(tx, { ...mail, meant: mail.text, text, sent }))
    return 'taken'
  }
  return takeLoose(db, { places, mail, isWhole: lying.isWhole })
}

async function takeLoose(
  db: Database,
  { places, mail, isWhole }: { readonly places: readonly Place[]; readonly mail: ReadMail; readonly isWhole: boolean },
): Promise<Fate> {
  const { from, kind, gatewayId, subject } = mail
  if (kind === 'automatic') return 'taken'
  const place = from === null || kind !== 'answer' ? null : await placeOf(db, places, from)
  if (place === null || from === null) return 'left'
  const text = wordsOf(mail, { isWhole, isFromElsewhere: false })
  await db.write(place.context, (tx) => receiveLooseMail(tx, { gatewayId, from, subject, meant: mail.text, text }))
  return 'taken'
}

async function placeOf(db: Database, places: readonly Place[], from: string): Promise<Place | null> {
  const known: Place[] = []
  for (const place of places)
    if ((await db.read(place.context, (tx) => holdersOf(tx, 'email', from))).length > 0) known.push(place)
  const fit = known.length > 0 ? known : places.filter(({ keeps }) => keeps)
  return fit.length === 1 ? (fit[0] ?? null) : null
}
