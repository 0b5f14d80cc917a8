import { thingOf } from '../behind.ts'
import { idOf, MACHINE, MOMENT, personId, visitId } from '../cast.ts'
import { abroad, type Doing, home, ofRole, q, sentHere } from './doing.ts'

const coach = ofRole('coach')
const coordinator = ofRole('kaa_coordinator')
const officer = ofRole('data_protection_officer')
const provisioner = ofRole('provisioner')
const ofColleague = (table: string) => q(thingOf(table, 'a colleague'))
const owned = q(personId('owned'))

/** What another domain has sent here, that nobody has taken in yet. */
const waiting = (table: string) =>
  `${sentHere(table)}; update access.${table} set taken_at = null where id = ${ofColleague(table)}`
/** What another domain has sent here, and has taken back since. */
const takenBack = (table: string) =>
  `${sentHere(table)}; update access.${table} set withdrawn_at = '${MOMENT}' where id = ${ofColleague(table)}`

/** The one municipality beside our own that keeps a register. */
const KEEPS_REGISTER = `update access.domain set keeps_register = true, municipality_code = '0180' where id = ${abroad}`
const MOVE = q(idOf('a move that is to be told'))
const NOTICE = q(idOf('a notice that is to be sent'))

/** Notices and moves from one register to another. */
const REGISTERS: readonly Doing[] = [
  { of: 'access.register_keepers', as: coordinator, before: KEEPS_REGISTER, with: '' },
  {
    ...{ of: 'access.send_move', as: coordinator, with: MOVE },
    before: `${KEEPS_REGISTER};
      update public.move_out set id = ${MOVE}, municipality_code = '0180', moved_on = '2026-10-01', sent_at = null, not_needed_at = null,
             ground = 'ground_of_a colleague', ground_detail = 'en anledning som är lång nog'
       where domain_id = ${home} and person_id = ${owned};
      update access.move_parcel set move_id = ${MOVE}, answer = 'declined' where id = ${ofColleague('move_parcel')}`,
  },
  {
    ...{ of: 'access.send_notice', as: coordinator, with: NOTICE },
    before: `${KEEPS_REGISTER};
      update public.notice_out set id = ${NOTICE}, municipality_code = '0180', sent_at = null, not_needed_at = null
       where domain_id = ${home} and person_id = ${owned}`,
  },
  { of: 'access.notice_receipts', as: coordinator, with: '' },
  { of: 'access.withdraw_move', as: coordinator, with: q(idOf('move of a colleague')) },
  { of: 'access.withdraw_notice', as: coordinator, with: q(idOf('notice of a colleague')) },
  { of: 'access.take_moves', as: MACHINE, before: waiting('move_parcel'), with: '' },
  { of: 'access.take_notices', as: MACHINE, before: waiting('notice_parcel'), with: '' },
  { of: 'access.withdrawn_moves', as: MACHINE, before: takenBack('move_parcel'), with: '' },
  { of: 'access.withdrawn_notices', as: MACHINE, before: takenBack('notice_parcel'), with: '' },
]

/** Referrals between domains, and what comes in by the door that stands open to anybody. */
const REFERRALS: readonly Doing[] = [
  {
    ...{ of: 'access.answer_referral', as: coordinator, before: sentHere('referral_parcel') },
    with: `${ofColleague('referral_parcel')}, 'begun', null`,
  },
  {
    ...{ of: 'access.count_referrals', as: coordinator, with: '' },
    before: `update public.referral set stage = 'accepted', known_until = null where domain_id = ${home}`,
  },
  { of: 'access.referral_course', as: coordinator, with: q(idOf('referral of a colleague')) },
  { of: 'access.referral_door_of', as: coordinator, with: '' },
  {
    ...{ of: 'access.referral_arrivals', as: MACHINE, with: '' },
    before: `update access.referral_box set taken_at = null where domain_id = ${home}`,
  },
  { of: 'access.settle_arrival', as: MACHINE, with: `${ofColleague('referral_box')}, true` },
  {
    ...{ of: 'access.send_referral', as: coach },
    before: `update access.share set made_by = ${q(coach.account)}, from_at = '${MOMENT}' where id = ${q(visitId('lentOut'))}`,
    with: `gen_random_uuid(), ${q(visitId('lentOut'))}, null, '{absence}'`,
  },
  {
    ...{ of: 'access.take_back_referral', as: coordinator, with: q(idOf('referral of a colleague')) },
    before: `update access.referral_parcel set share_id = ${q(visitId('lentOut'))} where id = ${ofColleague('referral_parcel')}`,
  },
  {
    ...{ of: 'access.take_referrals', as: MACHINE, with: '' },
    before: `${waiting('referral_parcel')};
      update access.referral_parcel set domain_id = ${abroad}, to_domain_id = ${home}, withdrawn_at = '${MOMENT}', carried_at = null
       where id = ${q(thingOf('referral_parcel', coach.key))}`,
  },
]

const LISTED = `insert into access.team_listed (domain_id, team_id, staff_id)
  values (${home}, ${q(idOf('team'))}, ${q(thingOf('staff', coach.key))})`

/** Whoever is taken out from outside, what is reviewed, and looking somebody up for the log. */
const REMOVED: readonly Doing[] = [
  { of: 'access.remove_scim_group', as: provisioner, before: LISTED, with: q(idOf('team')) },
  { of: 'access.remove_scim_user', as: provisioner, before: LISTED, with: q(thingOf('staff', coach.key)) },
  { of: 'access.remove_push_device', as: coach, with: q(thingOf('push_device', coach.key)) },
  {
    ...{ of: 'access.review_glass', as: officer, with: `${ofColleague('glass')}, 'not_justified', 'ingen mer åtgärd'` },
    before: `update access.glass set reviewed_at = null, person_id = ${owned},
             assignment_id = (select a.id from access.assignment a where a.domain_id = ${home} and a.ended_at is null and a.until_at > '${MOMENT}' limit 1)
       where id = ${ofColleague('glass')}`,
  },
  { of: 'access.identity_for_review', as: officer, with: owned },
  { of: 'access.person_ids', as: officer, with: owned },
  { of: 'access.find_person', as: officer, with: `'number of owned'` },
  { of: 'trail.events', as: officer, with: 'null, null, null, null, null, null, 50' },
]

/** Notices, moves, referrals and what is sent to oneself. */
export const POST: readonly Doing[] = [...REGISTERS, ...REFERRALS, ...REMOVED]
