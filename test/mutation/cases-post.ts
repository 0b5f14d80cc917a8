import { secretOf, thingOf } from '../access/behind.ts'
import {
  type Actor,
  colleague,
  domainId,
  idOf,
  MACHINE,
  MOMENT,
  numberOf,
  type PersonName,
  visitId,
} from '../access/cast.ts'
import { abroad, home, ofRole, q } from '../access/doings/doing.ts'
import { coach, coordinator, copied, officer, person, provisioner, REFUSED, visiting } from './case.ts'
import type { Case } from './cases.ts'

/** Notices, moves and referrals, looking somebody up for the log, and what one takes away of one's own. */

const MINE = q(coach.account)
const COLLEAGUE = q(colleague('home').account)
const ofColleague = (table: string) => q(thingOf(table, 'a colleague'))
const ofForeigner = (table: string) => q(thingOf(table, 'somebody abroad'))
const without = (role: string, right: string) =>
  `update access.role set rights = array_remove(rights, '${right}') where code = '${role}'`

/** The register that a move or a notice goes to: another municipality’s. Home’s own row is written last, and so is read last. */
const KEEPS_REGISTER = `
  update access.domain set keeps_register = true, municipality_code = '0180' where id = ${abroad};
  update access.domain set name = 'here' where id = ${home}`
const MOVE = q(idOf('a move that is to be told'))
const NOTICE = q(idOf('a notice that is to be sent'))
const MOVED = `${KEEPS_REGISTER};
  update public.move_out set id = ${MOVE}, municipality_code = '0180', moved_on = '2026-10-01', sent_at = null, not_needed_at = null,
         ground = 'ground_of_a colleague', ground_detail = 'en anledning som är lång nog'
   where domain_id = ${home} and person_id = ${person('owned')}`
const NOTED = `${KEEPS_REGISTER};
  update public.notice_out set id = ${NOTICE}, municipality_code = '0180', sent_at = null, not_needed_at = null
   where domain_id = ${home} and person_id = ${person('owned')}`
const toSend = (what: string, id: string) => `select count(*) from access.${what}_to_send(${id})`

const SENT: readonly Case[] = [
  { as: coach, on: 'access', is: 'a move of one’s own case', before: MOVED, asks: toSend('move', MOVE), answers: '1' },
  {
    ...{ as: ofRole('attendance_team'), on: 'access', is: 'a move, by whoever does not see the register' },
    ...{ before: MOVED, asks: toSend('move', MOVE), answers: '0' },
  },
  {
    ...{ as: coach, on: 'access', is: 'a move, by whoever does not see how somebody is reached' },
    before: `${MOVED}; update access.role set topics = array_remove(topics, 'contact') where code = 'coach'`,
    ...{ asks: toSend('move', MOVE), answers: '0' },
  },
  {
    ...{ as: coach, on: 'access', is: 'a notice of one’s own case', before: NOTED },
    ...{ asks: toSend('notice', NOTICE), answers: '1' },
  },
  {
    ...{ as: ofRole('attendance_team'), on: 'access', is: 'a notice, by whoever does not see the register' },
    ...{ before: NOTED, asks: toSend('notice', NOTICE), answers: '0' },
  },
  {
    ...{ as: coach, is: 'a move that is sent without the right', before: MOVED },
    ...{ asks: `select access.send_move(${MOVE})`, answers: REFUSED },
  },
  {
    ...{ as: coordinator, is: 'whom a move is from', before: MOVED, asks: `select access.send_move(${MOVE})` },
    finds: `select string_agg(p.sender, ' ') from access.move_parcel p where p.move_id = ${MOVE}`,
    answers: 'here',
  },
  {
    ...{ as: coordinator, is: 'whom a notice is from', before: NOTED, asks: `select access.send_notice(${NOTICE})` },
    finds: `select string_agg(p.sender, ' ') from access.notice_parcel p where p.notice_id = ${NOTICE}`,
    answers: 'here',
  },
  {
    ...{ as: coordinator, is: 'a move of the same id that was declined in another domain' },
    before: `${MOVED};
      update access.move_parcel set move_id = ${MOVE}, answer = 'declined' where id = ${ofForeigner('move_parcel')}`,
    asks: `select access.send_move(${MOVE})`,
    finds: `select withdrawn_at from access.move_parcel where id = ${ofForeigner('move_parcel')}`,
    answers: 'null',
  },
  {
    ...{
      as: coach,
      is: 'registers in one’s own municipality',
      before: 'update access.domain set keeps_register = true',
    },
    ...{ asks: 'select count(*) from access.register_keepers()', answers: '0' },
  },
  {
    ...{ as: coach, is: 'registers of other municipalities', before: KEEPS_REGISTER },
    ...{ asks: `select string_agg(k.name, ' ') from access.register_keepers() k`, answers: 'abroad' },
  },
]

/** Sedd itself takes in the post, of its own domain, and with the right that it takes. */
const TAKEN: readonly Case[] = ['take_moves', 'take_notices', 'withdrawn_moves', 'withdrawn_notices'].map((taking) => ({
  ...{ as: MACHINE, is: `${taking} without the right`, before: without('machine', 'notify') },
  ...{ asks: `select count(*) from access.${taking}()`, answers: REFUSED },
}))

const ELSEWHERES = q(idOf('referral of somebody abroad'))
const OURS = q(idOf('referral of a colleague'))
const sentBy = (account: string, parcel: string) =>
  `update access.referral_parcel set sent_by = ${account}, asked_by = null where id = ${parcel}`
const takesBack = (referral: string) => `select access.take_back_referral(${referral})`
const sends = (share: PersonName) =>
  `select access.send_referral(gen_random_uuid(), ${q(visitId(share))}, null, '{absence}') is not null`
const made = (share: PersonName, by: string) =>
  `update access.share set made_by = ${by}, from_at = '${MOMENT}' where id = ${q(visitId(share))}`
const openDoor = (where: string) => `update access.referral_door set is_open = ${where}`
const KEPT = `update access.referral_box set token_sha = access.sha('kept'), confirmed_at = null, expires_at = '2999-01-01'
  where id = ${ofColleague('referral_box')}`

const REFERRED: readonly Case[] = [
  {
    ...{ as: coach, is: 'how many referrals there are, without the right' },
    before: `update public.referral set stage = 'accepted', known_until = null where domain_id = ${home}`,
    ...{ asks: 'select count(*) from access.count_referrals()', answers: '0' },
  },
  {
    ...{ as: coordinator, is: 'the course of a referral of another domain' },
    ...{ asks: `select count(*) from access.referral_course(${ELSEWHERES})`, answers: '0' },
  },
  {
    ...{ as: visiting('sharedAndAccepted'), is: 'the course of a referral, on a visit' },
    ...{ asks: `select count(*) from access.referral_course(${ELSEWHERES})`, answers: '0' },
  },
  ...(
    [
      [coach, 'of one’s own', sentBy(MINE, ofColleague('referral_parcel')), OURS, 'true'],
      [coach, 'of a colleague', sentBy(COLLEAGUE, ofColleague('referral_parcel')), OURS, 'false'],
      [coordinator, 'of a colleague', sentBy(COLLEAGUE, ofColleague('referral_parcel')), OURS, 'true'],
      [coach, 'of one’s own in another domain', sentBy(MINE, ofForeigner('referral_parcel')), ELSEWHERES, 'false'],
      [
        ...[visiting('sharedAndAccepted'), 'of one’s own there, on a visit'],
        ...[sentBy(MINE, ofForeigner('referral_parcel')), ELSEWHERES, 'false'],
      ] as const,
    ] as const
  ).map(([as, whose, before, referral, answers]) => ({
    ...{ as, is: `a referral ${whose} that is taken back`, before },
    ...{ asks: takesBack(referral), answers },
  })),
  {
    ...{ as: coach, is: 'a referral with a share of one’s own', before: made('lentOut', MINE) },
    ...{ asks: sends('lentOut'), answers: 'true' },
  },
  {
    ...{ as: coach, is: 'a referral with a share of a colleague', before: made('lentOut', COLLEAGUE) },
    ...{ asks: sends('lentOut'), answers: 'false' },
  },
  {
    ...{ as: coach, is: 'a referral with a share of another domain', before: made('sharedElsewhere', MINE) },
    ...{ asks: sends('sharedElsewhere'), answers: 'false' },
  },
  {
    ...{ as: coach, is: 'a door that is shut beside one that is open', before: openDoor(`domain_id <> ${home}`) },
    asks: `select access.keep_referral('home', 'old', 'new', 'status', 'self', true, '\\x00', 24)`,
    answers: 'closed',
  },
  {
    ...{ as: coach, is: 'what is asked behind a door that is shut', before: openDoor(`domain_id <> ${home}`) },
    ...{ asks: `select count(*) from access.referral_form('home')`, answers: '0' },
  },
  {
    ...{ as: coach, is: 'what is kept, where two doors are open', before: `${openDoor('true')}; ${KEPT}` },
    ...{ asks: `select string_agg(k.slug, ' ') from access.kept_referral('kept') k`, answers: 'home' },
  },
  {
    ...{ as: coach, is: 'whom a referral has come to' },
    asks: `select string_agg(s.name, ' ') from access.referral_status(${q(secretOf('referral_box', 'a colleague'))}) s`,
    answers: 'home',
  },
  {
    ...{ as: coordinator, is: 'the door of one’s own domain', before: openDoor(`domain_id = ${home}`) },
    ...{ asks: `select string_agg(d.slug || d.is_open, ' ') from access.referral_door_of() d`, answers: 'hometrue' },
  },
  {
    ...{ as: MACHINE, is: 'what has come to another domain' },
    before: `delete from access.referral_box where domain_id = ${home}; update access.referral_box set taken_at = null`,
    ...{ asks: 'select count(*) from access.referral_arrivals()', answers: '0' },
  },
]

const review = (name: PersonName, what: string) => `select ${what} from access.identity_for_review(${person(name)}) i`
const reviews = (membership: string | null, name: PersonName, as = 'given') =>
  `select access.reviews(${q(membership)}, ${person(name)}, '${as}')`
const THEIRS = colleague('home').membership
const reviewing = (as: Actor, { is, ...rest }: Omit<Case, 'as' | 'on'>): Case => ({
  ...{ as, on: 'access', is: `a reading that is reviewed: ${is}`, ...rest },
})
const numbered = `update public.person_identifier set known_until = null where domain_id = ${home}`

const REVIEWED: readonly Case[] = [
  {
    ...{ as: officer, is: 'whose reading it was, of one who is blocked' },
    ...{ asks: review('blockedToMe', 'count(*)'), answers: '0' },
  },
  {
    ...{ as: officer, is: 'whose reading it was, of one with protected identity' },
    ...{ asks: review('protected', 'coalesce(i.given_name, i.number)'), answers: 'null' },
  },
  {
    ...{ as: officer, is: 'the number of the one whose reading it was', before: numbered },
    ...{ asks: review('owned', 'i.number'), answers: numberOf('owned') },
  },
  {
    ...{ as: officer, is: 'the ids of one who is blocked' },
    ...{ asks: `select count(*) from access.person_ids(${person('blockedToMe')})`, answers: '0' },
  },
  reviewing(coordinator, { is: 'of one’s case', asks: reviews(THEIRS, 'owned'), answers: 'true' }),
  reviewing(coordinator, { is: 'one that was not given', asks: reviews(THEIRS, 'owned', 'reached'), answers: 'false' }),
  reviewing(coordinator, { is: 'one’s own', asks: reviews(coordinator.membership, 'owned'), answers: 'false' }),
  reviewing(coordinator, {
    ...{ is: 'a colleague’s, whose id one has in another domain', asks: reviews(THEIRS, 'owned'), answers: 'true' },
    before: copied('access.membership', `x.domain_id = ${home} and x.id = ${q(coordinator.membership)}`, {
      ...{ domain_id: domainId('abroad'), id: THEIRS },
    }),
  }),
  reviewing(coach, { is: 'without the right', asks: reviews(THEIRS, 'owned'), answers: 'false' }),
  reviewing(officer, { is: 'of one who is blocked', asks: reviews(THEIRS, 'blockedToMe'), answers: 'false' }),
  reviewing(officer, { is: 'by whoever has no cases', asks: reviews(THEIRS, 'owned'), answers: 'true' }),
  reviewing(ofRole('student_health_head'), {
    ...{ is: 'of nobody’s case', asks: reviews(THEIRS, 'nobodys'), answers: 'false' },
  }),
]

const extract = (name: PersonName) => q(idOf(`${visitId(name)} ${officer.key}`))
const inExtract = (id: string) => `select count(*) from access.names_in_extract(array[${id}]::uuid[])`
const named = (is: string, id: string, answers: '0' | '1', before?: string): Case => ({
  ...{ as: visiting('extractedSurvivor', officer), is: `a name in an extract: ${is}`, asks: inExtract(id), answers },
  ...(before === undefined ? {} : { before }),
})
const TEAM_ABROAD = idOf('a team abroad')

const NAMED: readonly Case[] = [
  {
    ...{ as: officer, is: 'an extract of one’s own in another domain' },
    ...{ asks: `select access.extract_person(${extract('extractedAbroad')})`, answers: 'null' },
  },
  named('an account of another domain', q(colleague('abroad').account), '0'),
  named('a membership in another domain', q(colleague('abroad').membership), '0'),
  named(
    'a team of another domain',
    q(TEAM_ABROAD),
    '0',
    copied('access.team', `x.domain_id = ${home} and x.id = ${q(idOf('team'))}`, {
      ...{ domain_id: domainId('abroad'), id: TEAM_ABROAD },
    }),
  ),
  named('one’s own domain', home, '1'),
  named('a domain shared with', abroad, '1'),
  named(
    'a domain that only others share with',
    q(domainId('elsewhere')),
    '0',
    ['share', 'consent']
      .map((of) => `delete from access.${of} where domain_id = ${home} and to_domain_id = ${q(domainId('elsewhere'))}`)
      .join(';'),
  ),
]

const device = (whose: string) => `select access.remove_push_device(${q(thingOf('push_device', whose))})`
const DEVICE_ABROAD = `update access.push_device set domain_id = ${abroad} where id = ${q(thingOf('push_device', coach.key))}`
const membersOf = (team: string) =>
  `select bool_and(m.ended_at is null) from access.team_member m where m.domain_id = ${home} and m.team_id = ${q(idOf(team))}
      and m.membership_id <> all (array(select p.id from access.membership p where p.domain_id = ${home} and p.account_id = ${MINE}))`

const REMOVED: readonly Case[] = [
  { as: coach, is: 'a device of one’s own', asks: device(coach.key), answers: 'true' },
  { as: coach, is: 'a device of a colleague', asks: device('a colleague'), answers: 'false' },
  {
    as: coach,
    is: 'one’s own device in another domain',
    before: DEVICE_ABROAD,
    asks: device(coach.key),
    answers: 'false',
  },
  {
    ...{ as: visiting('sharedAndAccepted'), is: 'one’s own device there, on a visit' },
    ...{ before: DEVICE_ABROAD, asks: device(coach.key), answers: 'false' },
  },
  {
    ...{ as: provisioner, is: 'who else is in a team that somebody is taken out of' },
    before: `delete from access.team_member where team_id <> ${q(idOf('team'))}`,
    asks: `select access.remove_scim_user(${q(thingOf('staff', coach.key))})`,
    finds: membersOf('team'),
    answers: 'true',
  },
  {
    ...{ as: provisioner, is: 'whoever has the same id in another domain as one who is taken out' },
    before: copied('access.staff', `x.domain_id = ${home} and x.id = ${q(thingOf('staff', coach.key))}`, {
      ...{ domain_id: domainId('abroad') },
    }),
    asks: `select access.remove_scim_user(${q(thingOf('staff', coach.key))})`,
    finds: `select removed_at from access.staff where domain_id = ${abroad} and id = ${q(thingOf('staff', coach.key))}`,
    answers: 'null',
  },
  {
    ...{
      as: coordinator,
      is: 'how many are protected in an empty register',
      before: `delete from public.register_period; update public.person set protection = 'confidentiality_marking'`,
    },
    ...{ asks: `select protected from access.count_register('2026-10-15')`, answers: '0' },
  },
]

export const POST_CASES: readonly Case[] = [...SENT, ...TAKEN, ...REFERRED, ...REVIEWED, ...NAMED, ...REMOVED]
