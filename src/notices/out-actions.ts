import type { Read, Write } from '../kernel/database.ts'
import type { PlainDate } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import type { ByHand, NoticeOut, NotNeeded } from './model.ts'
import * as out from './out-store.ts'
import { keepers, sendParcel } from './post-store.ts'
import { mayDoOut, type Obstacle, type OutVerb, whyNotSend } from './rules.ts'

/** The most that are sent at once. */
export const MOST_AT_ONCE = 200

/** Records that the outbox and the inbox are read: names are shown. */
export async function listNotices(tx: Write, box: 'in' | 'out', rows: number): Promise<void> {
  tx.require('notices.read')
  await tx.record('notices.listed', { detail: { box, rows } })
}

/** Opens one notice to another municipality; that it was read stands in the trail. */
export async function openOut(tx: Write, id: string): Promise<NoticeOut> {
  tx.require('notices.read')
  const notice = await out.noticeOut(tx, id)
  await tx.record('notices.opened', { object: id, personId: notice.personId })
  return notice
}

/** Those that would go, and those that would not and why. */
export async function previewSending(
  tx: Read,
  ids: readonly string[],
): Promise<readonly { readonly notice: NoticeOut; readonly obstacle: Obstacle | null; readonly to: string | null }[]> {
  tx.require('notices.work')
  const registers = new Map((await keepers(tx)).map(({ municipality, name }) => [municipality, name]))
  const inSedd = new Set(registers.keys())
  return (await out.noticesToSend(tx, ids)).map((notice) => ({
    notice,
    obstacle: whyNotSend(notice, inSedd),
    to: registers.get(notice.municipality) ?? null,
  }))
}

/** Sends those that may go through Sedd, and leaves the others as they are. Answers how many went and how many did not. */
export async function sendMany(tx: Write, ids: readonly string[]): Promise<{ sent: number; left: number }> {
  tx.require('notices.work')
  const wanted = [...new Set(ids)].sort()
  if (wanted.length === 0) throw new Refused('invalid', 'notices', [{ field: 'notice', code: 'nothing_chosen' }])
  if (wanted.length > MOST_AT_ONCE) throw new Refused('invalid', 'notices', [{ field: 'notice', code: 'too_many' }])
  const inSedd = new Set((await keepers(tx)).map(({ municipality }) => municipality))
  let sent = 0
  for (const id of wanted) {
    const notice = await out.lockOut(tx, id)
    if (whyNotSend(notice, inSedd) === null && (await sendLocked(tx, notice))) sent += 1
  }
  await tx.record('notices.sent_many', { detail: { sent, left: wanted.length - sent } })
  return { sent, left: wanted.length - sent }
}

/** Sends one to whoever keeps the register of the hemkommun. Refuses with `conflict` and why what may not go. */
export async function sendNotice(tx: Write, id: string): Promise<void> {
  tx.require('notices.work')
  const notice = await out.lockOut(tx, id)
  const inSedd = new Set((await keepers(tx)).map(({ municipality }) => municipality))
  const obstacle = whyNotSend(notice, inSedd)
  if (obstacle !== null) throw new Refused('conflict', obstacle)
  if (!(await sendLocked(tx, notice))) throw new Refused('conflict', 'no_number')
}

/** False: there is no number to tell of whom it is. */
async function sendLocked(tx: Write, { id, personId, municipality, kind }: NoticeOut): Promise<boolean> {
  const parcel = await sendParcel(tx, id)
  if (parcel === null) return false
  await out.setSentInSedd(tx, id, parcel)
  await tx.record('notices.sent', { object: id, personId, detail: { how: 'sedd', to: municipality, kind } })
  return true
}

/** Says that it went another way, how and when. */
export async function sentByHand(
  tx: Write,
  sent: { readonly id: string; readonly how: ByHand; readonly on: PlainDate },
): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, sent.id, 'send_by_hand')
  if (sent.on > tx.today) throw new Refused('invalid', 'sent', [{ field: 'sentOn', code: 'day_in_future' }])
  await out.setSentByHand(tx, sent.id, sent)
  const { personId, municipality: to, kind } = notice
  await tx.record('notices.sent', { object: sent.id, personId, detail: { how: sent.how, to, kind } })
}

/** The letter is taken out to be printed: that a name leaves on paper stands in the trail. */
export async function takeLetter(tx: Write, id: string): Promise<NoticeOut> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'send_by_hand')
  await tx.record('notices.letter_taken', { object: id, personId: notice.personId })
  return notice
}

/** Those it was sent to by hand have said that it has come. */
export async function confirmReceived(tx: Write, id: string): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'confirm')
  await out.setReceived(tx, id)
  await tx.record('notices.received', { object: id, personId: notice.personId })
}

/** It came back. */
export async function cameBack(tx: Write, id: string): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'fail')
  if (notice.sentHow === 'sedd') throw new Refused('conflict', 'sent_in_sedd')
  await out.setFailed(tx, id)
  await tx.record('notices.came_back', { object: id, personId: notice.personId })
}

/** Says that nobody need be told, and why. */
export async function setAside(
  tx: Write,
  { id, why }: { readonly id: string; readonly why: Exclude<NotNeeded, 'reversed'> },
): Promise<void> {
  tx.require('notices.work')
  const notice = await locked(tx, id, 'set_aside')
  await out.setNotNeeded(tx, id, why)
  await tx.record('notices.set_aside', { object: id, personId: notice.personId, detail: { why } })
}

async function locked(tx: Write, id: string, verb: OutVerb): Promise<NoticeOut> {
  const notice = await out.lockOut(tx, id)
  if (!mayDoOut(notice.state, verb)) throw new Refused('conflict', 'done_already')
  return notice
}
