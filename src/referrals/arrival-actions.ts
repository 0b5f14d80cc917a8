import type { Write } from '../kernel/database.ts'
import { moveOn, targetFor } from './actions.ts'
import { type Arrival, arrivals, referralOfArrival, settleArrival } from './outside-store.ts'
import { takeParcels } from './parcel-store.ts'
import { isOpen } from './rules.ts'
import { referralSettings } from './setting-store.ts'
import { eraseUntied, insertReferral, lockReferral } from './store.ts'

/** Takes in what has come from outside, and what its sender has taken back. Answers how many. */
export async function takeIn(tx: Write): Promise<number> {
  tx.require('referrals.take_in')
  const waiting = await arrivals(tx)
  for (const arrival of waiting) {
    if (arrival.withdrawn) await takeBack(tx, arrival)
    else await receive(tx, arrival)
    await settleArrival(tx, { id: arrival.id, withdrawn: arrival.withdrawn })
  }
  return waiting.length
}

async function receive(tx: Write, { id, referral, receivedAt }: Arrival): Promise<void> {
  if (referral === null) {
    await tx.record('referrals.arrival_unreadable', { object: id })
    return
  }
  const { way, reasons, words, told } = referral
  const referralId = await insertReferral(tx, {
    ...{ personId: null, origin: way, sentBy: null, arrivalId: id, reasons },
    ...{ targetOn: await targetFor(tx, 'received'), receivedAt },
    ...{ body: words === '' ? null : words, told },
  })
  await tx.record('referrals.received', { object: referralId, detail: { origin: way } })
}

/** Takes in what other domains have referred, and what they have taken back. Answers how many. */
export async function takeInParcels(tx: Write): Promise<number> {
  tx.require('referrals.take_in')
  const parcels = await takeParcels(tx)
  for (const { parcelId, shareId, reasons, sentAt, withdrawn } of parcels) {
    if (withdrawn) {
      await takeBack(tx, { id: parcelId })
      continue
    }
    const referralId = await insertReferral(tx, {
      ...{
        personId: null,
        origin: 'domain',
        sentBy: null,
        arrivalId: parcelId,
        shareId,
        reasons: reasons ?? ['other'],
      },
      ...{ targetOn: await targetFor(tx, 'received'), receivedAt: sentAt, body: null, told: null },
    })
    await tx.record('referrals.came_from_domain', { object: referralId })
  }
  return parcels.length
}

/** What was taken back before anybody here had it leaves nothing behind. */
async function takeBack(tx: Write, { id }: Pick<Arrival, 'id'>): Promise<void> {
  const referralId = await referralOfArrival(tx, id)
  if (referralId === null) {
    await tx.record('referrals.arrival_withdrawn', { object: id })
    return
  }
  const referral = await lockReferral(tx, referralId)
  if (isOpen(referral.stage)) await moveOn(tx, referral, { to: 'withdrawn', by: 'outside', reason: 'changed_mind' })
  else await tx.record('referrals.arrival_withdrawn', { object: id })
}

/** Forgets what was said of people who were never tied to a person, so many days after the end as the domain has decided. */
export async function forgetUntied(tx: Write): Promise<void> {
  tx.require('referrals.take_in')
  const { untiedDays } = await referralSettings(tx)
  const before = new Date(Date.parse(tx.now) - untiedDays * 86_400_000).toISOString()
  const erased = await eraseUntied(tx, before)
  await tx.record('referrals.untied_forgotten', { detail: { erased, days: untiedDays } })
}
