import { thingOf } from '../behind.ts'
import { type Doing, ofRole, q, sentHere } from './doing.ts'

const coordinator = ofRole('kaa_coordinator')

/** Notices, moves, referrals and what is sent to oneself. */
export const POST: readonly Doing[] = [
  {
    ...{ of: 'access.answer_referral', as: coordinator, before: sentHere('referral_parcel') },
    with: `${q(thingOf('referral_parcel', 'a colleague'))}, 'begun', null`,
  },
]
