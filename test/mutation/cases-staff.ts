import { secretOf, thingOf } from '../access/behind.ts'
import { colleague, idOf, MACHINE } from '../access/cast.ts'
import { abroad, home, q } from '../access/doings/doing.ts'
import { administrator, coach, fromHome, provisioner, REFUSED } from './case.ts'
import type { Case } from './cases.ts'

/** Accounts, roles, teams, and what is provisioned from outside or told to whoever works here. */

const { account, membership } = colleague('home')
const [ACCOUNT, MEMBERSHIP, STAFF] = [q(account), q(membership), q(thingOf('staff', 'a colleague'))]
const STAFF_ABROAD = thingOf('staff', 'somebody abroad')
const OF_COACH = `where domain_id = ${home} and account_id = ${q(coach.account)}`
const [NEW, TEAM, MEMBER] = [idOf('another'), q(idOf('a new team')), q(idOf('a new member'))]

/** The same rows of this domain once more in another, otherwise. */
const copied = (table: string, where: string, changed: object = {}) => fromHome(`access.${table}`, where, changed)
const worksAbroad = (id: string | null) => copied('membership', `x.id = ${MEMBERSHIP}`, { id })
const newTeam = `insert into access.team (domain_id, id, name, made_at) values (${home}, ${TEAM}, 'a new team', '2020-01-01')`
const isIn = (domain: string) => `${newTeam};
  insert into access.team_member (domain_id, id, team_id, membership_id, from_at)
    values (${domain}, ${MEMBER}, ${TEAM}, ${MEMBERSHIP}, '2020-01-01')`
const listed = `${newTeam}; insert into access.team_listed (domain_id, team_id, staff_id) values (${home}, ${TEAM}, ${STAFF})`
const isOpen = `select count(*) from access.team_member where id = ${MEMBER} and ended_at is null`
const stale = `update access.session set strong_at = now() - interval '6 minutes' where account_id = ${q(coach.account)}`
const noIdentity = `delete from access.identity where account_id = ${ACCOUNT}`
const count = (call: string) => `select count(*) from access.${call}`

/** An attempt that is being made in somebody's session, or in none. */
const attempt = (way: string, purpose: string, by: string | null) =>
  `insert into access.attempt (secret_sha, way, purpose, session_sha, kept, made_at, expires_at, taken_at)
    values (access.sha('a secret'), '${way}', '${purpose}', ${by === null ? 'null' : `access.sha(${q(by)})`}, '{}', now(), now() + interval '5 minutes', now())`
const addPasskey = (token: string) =>
  `select access.add_passkey('a secret', ${q(token)}, '\\x01', '\\x02', 0, '{}', false, 'a key') is not null`

const PASSKEYS: readonly Case[] = [
  {
    ...{ as: coach, on: 'sign_in', is: 'a passkey of one’s own', answers: 'true' },
    ...{ before: attempt('passkey', 'add', coach.token), asks: addPasskey(coach.token) },
  },
  {
    ...{ as: coach, on: 'sign_in', is: 'a passkey without a fresh sign-in', answers: REFUSED },
    ...{ before: `${stale}; ${attempt('passkey', 'add', coach.token)}`, asks: addPasskey(coach.token) },
  },
  {
    ...{ as: coach, on: 'sign_in', is: 'a passkey in somebody else’s session', answers: REFUSED },
    ...{ before: attempt('passkey', 'add', administrator.token), asks: addPasskey(administrator.token) },
  },
]

const pushDevice = (secret: string, most: number) =>
  `select access.add_push_device(${q(secret)}, 'https://push.example.se/new', 'key', 'auth', ${most})`
const deviceAbroad = (changed: object) =>
  copied('push_device', `x.account_id = ${q(coach.account)}`, {
    endpoint: 'https://push.example.se/abroad',
    ...changed,
  })
const hours = `insert into access.push_hours (domain_id, account_id, opens, closes, days)
  values (${home}, ${ACCOUNT}, '08:00', '17:00', 'all') on conflict do nothing`
const left = `update access.membership set ended_at = '2020-01-01' where account_id = ${ACCOUNT}`
const leftForAbroad = `${worksAbroad(NEW)}; update access.membership set ended_at = '2020-01-01' where id = ${MEMBERSHIP}`
const tidied = (table: string) => ({
  asks: 'select access.tidy_push()',
  finds: `select count(*) from access.${table} where domain_id = ${home} and account_id = ${ACCOUNT}`,
})

const PUSHES: readonly Case[] = [
  {
    ...{ as: coach, is: 'a browser that is known in another domain too', before: deviceAbroad({}), answers: '1' },
    asks: pushDevice(secretOf('push_device', coach.key), 9),
    finds: `select count(*) from access.push_device where domain_id = ${abroad} and account_id = ${q(coach.account)}`,
  },
  {
    ...{ as: coach, is: 'as many devices as one may have, of all domains', asks: pushDevice('a device', 2) },
    ...{ before: deviceAbroad({ device_sha: '\\x01' }), answers: 'added' },
  },
  {
    ...{ as: MACHINE, is: 'pushes to one who works here no longer', before: left, answers: '0' },
    asks: count(`open_pushes(${ACCOUNT})`),
  },
  {
    ...{ as: MACHINE, is: 'a device of one who works here no longer', before: left, answers: '0' },
    ...tidied('push_device'),
  },
  {
    ...{ as: MACHINE, is: 'a device of one who works elsewhere now', before: leftForAbroad, answers: '0' },
    ...tidied('push_device'),
  },
  { as: MACHINE, is: 'hours of one who works here', before: hours, answers: '1', ...tidied('push_hours') },
  {
    ...{ as: MACHINE, is: 'hours of one who works elsewhere now', before: `${hours}; ${leftForAbroad}`, answers: '0' },
    ...tidied('push_hours'),
  },
  {
    ...{ as: coach, is: 'an alert to oneself', answers: 'false' },
    asks: `select access.leave_alert(${q(coach.account)}, 'given_to_you', null)`,
  },
]

const TEAM_OF_OTHERS = q(idOf('teamOfOthers'))
const granted = (replaced: string | null) =>
  count(`grant_membership(${STAFF}, 'team_lead', null, false, ${q(replaced)})`)

const ADMINISTERED: readonly Case[] = [
  {
    ...{ as: administrator, is: 'whoever is in the team already', answers: '0' },
    asks: count(`add_team_member(${TEAM_OF_OTHERS}, ${MEMBERSHIP})`),
  },
  {
    ...{ as: administrator, is: 'whoever is in a team of that id in another domain', answers: '1' },
    ...{ before: isIn(abroad), asks: count(`add_team_member(${TEAM}, ${MEMBERSHIP})`) },
  },
  {
    ...{ as: administrator, is: 'an invitation of one who works in another domain too', answers: '0' },
    ...{ before: worksAbroad(NEW), asks: count(`ask_for_invitation(${STAFF})`) },
  },
  {
    as: administrator,
    is: 'a role in place of somebody else’s',
    answers: '0',
    asks: granted(administrator.membership),
  },
  {
    ...{ as: administrator, is: 'a role in place of one in another domain', answers: '0' },
    ...{ before: worksAbroad(NEW), asks: granted(NEW) },
  },
  {
    ...{ as: administrator, is: 'a place at a unit that is none', answers: '0' },
    asks: count(`place_membership(${MEMBERSHIP}, array[${q(NEW)}]::uuid[])`),
  },
]

const savedGroup = (target: string, name: string, members: string) =>
  `save_scim_group(${target}, '${name}', null, array[${members}]::uuid[])`
/** A staff number that is a coach's here and the colleague's abroad, who has there the same membership. */
const sameNumberAbroad = `${isIn(home)}; ${worksAbroad(membership)};
  ${copied('staff', `x.id = ${STAFF}`, { id: thingOf('staff', coach.key) })}`
const GROUP = `select jsonb_array_length(g.members) from access.scim_groups(${TEAM}, null) g`
const GROUPS = `select jsonb_array_length(u.groups) from access.scim_users(${STAFF}, null, null) u`
const inNoTeam = `delete from access.team_member where membership_id = ${MEMBERSHIP}`

const PROVISIONED: readonly Case[] = [
  ...(
    [
      ['whose name is taken', newTeam, savedGroup('null', 'A NEW TEAM', ''), '0'],
      ['whose name is taken in another domain', undefined, savedGroup('null', 'abroad', ''), '1'],
      ['of one whom nobody knows', undefined, savedGroup('null', 'new', q(NEW)), '0'],
      ['of one who is in another domain', undefined, savedGroup('null', 'new', q(STAFF_ABROAD)), '0'],
    ] as const
  ).map(([is, before, call, answers]) => ({
    ...{ as: provisioner, is: `a group ${is}`, answers, asks: count(call) },
    ...(before === undefined ? {} : { before }),
  })),
  {
    ...{ as: provisioner, is: 'a group that somebody stays in', before: isIn(home), answers: '1' },
    ...{ asks: count(savedGroup(TEAM, 'a new team', STAFF)), finds: isOpen },
  },
  {
    ...{ as: provisioner, is: 'a group that another stays in, whose number is somebody’s abroad', answers: '0' },
    before: sameNumberAbroad,
    ...{ asks: count(savedGroup(TEAM, 'a new team', q(thingOf('staff', coach.key)))), finds: isOpen },
  },
  {
    ...{ as: provisioner, is: 'somebody whose name is taken in another domain', answers: '1' },
    before: `update access.staff set user_name = 'kim' where domain_id = ${abroad} and id = ${q(STAFF_ABROAD)}`,
    asks: count(
      `save_scim_user(null, '{"userName": "kim", "displayName": "Kim", "active": true, "roles": []}'::jsonb)`,
    ),
  },
  ...[listed, isIn(home)].flatMap((before): readonly Case[] => [
    { as: provisioner, is: 'who is in a group', before, asks: GROUP, answers: '1' },
    { as: provisioner, is: 'in what groups one is', before: `${inNoTeam}; ${before}`, asks: GROUPS, answers: '1' },
  ]),
  ...[GROUP, GROUPS].map((asks) => ({
    ...{ as: provisioner, is: 'a group of the same number that one is in abroad', asks, answers: '0' },
    before: `${inNoTeam}; ${isIn(abroad)}; ${worksAbroad(membership)}; ${copied('team', `x.id = ${TEAM}`)}`,
  })),
  {
    ...{ as: provisioner, is: 'a group abroad in which one’s number stands', asks: GROUPS, answers: '0' },
    before: `${inNoTeam}; ${copied('team', `x.id = ${q(idOf('team'))}`, { id: NEW })};
      insert into access.team_listed (domain_id, team_id, staff_id) values (${abroad}, ${q(NEW)}, ${STAFF})`,
  },
  {
    ...{ as: provisioner, is: 'the name of one who is known by an identity', answers: 'false' },
    asks: `select access.scim_name_fixed(${STAFF})`,
  },
  {
    ...{ as: provisioner, is: 'the name of one who has another number in another domain', answers: 'false' },
    before: `${noIdentity}; ${copied('staff', `x.id = ${STAFF}`, { id: NEW })}`,
    asks: `select access.scim_name_fixed(${q(NEW)})`,
  },
]

const signedIn = `select access.sign_in_with_oidc('a secret', 'https://new.example.se', 'kim', 2, null, 'kim', '{home}', null) is not null`
const oidc = `${noIdentity}; ${attempt('oidc', 'sign_in', null)}`

const SIGNED_IN: readonly Case[] = [
  {
    ...{ as: coach, on: 'sign_in', is: 'a name of the domain that is asked for', asks: signedIn, answers: 'true' },
    before: `${oidc}; update access.staff set user_name = 'kim' where id = ${STAFF}`,
  },
  {
    ...{ as: coach, on: 'sign_in', is: 'a name of a domain that is not asked for', asks: signedIn, answers: 'false' },
    before: `${oidc}; ${copied('staff', `x.id = ${STAFF}`, { user_name: 'kim' })}`,
  },
  {
    ...{ as: coach, is: 'somebody of the demonstration, once', answers: '1' },
    before: `update access.account set demo_face = 1 where id = ${ACCOUNT}`,
    asks: `${count('demo_accounts()')} d where d.membership_id = ${MEMBERSHIP}`,
  },
  {
    ...{ as: coach, on: 'sign_in', is: 'the domain of whoever is invited', answers: 'home' },
    // Written last, so that it is not the first that is found.
    before: `update access.invitation set by_two = true where account_id = ${ACCOUNT};
      update access.domain set name = 'home' where id = ${home}`,
    asks: `select i.domain_name from access.invited(${q(secretOf('invitation', 'a colleague'))}) i`,
  },
]

/** Sedd itself works in no place of anybody's. */
const IN_NO_PLACE: readonly Case[] = [
  { as: MACHINE, on: 'web', is: 'a calendar of nobody’s', answers: 'null', asks: 'select access.make_calendar_feed()' },
  {
    ...{ as: MACHINE, on: 'web', is: 'a digest of nobody’s', answers: '0', asks: 'select access.set_digest(7)' },
    finds: `select count(*) from access.digest where account_id = ${q(MACHINE.account)}`,
  },
]

const ONES_OWN: readonly Case[] = [
  {
    ...{ as: coach, is: 'no digest where a colleague has one', asks: 'select access.own_digest()', answers: 'null' },
    before: `delete from access.digest ${OF_COACH};
      insert into access.digest (domain_id, account_id, membership_id, at_hour) values (${home}, ${ACCOUNT}, ${MEMBERSHIP}, 7)
        on conflict do nothing`,
  },
  { as: coach, is: 'a session of one’s own, once', asks: count('own_sessions()'), answers: '1' },
  { as: coach, is: 'each place of one’s own, once', asks: count('own_memberships()'), answers: '2' },
  {
    ...{ as: coach, is: 'somebody in the directory, once', answers: '1' },
    before: `update access.staff set display_name = 'Kim' where id = ${STAFF};
      insert into municipality select (jsonb_populate_record(m, '{"code": "9999"}')).* from municipality m limit 1`,
    asks: `${count('directory()')} d where d.display_name = 'Kim'`,
  },
  {
    ...{ as: coach, is: 'another address of one’s own without a fresh sign-in', answers: REFUSED },
    ...{ before: stale, asks: count(`set_own_contact('kim@example.se', null)`) },
  },
  {
    ...{ as: coach, is: 'the same address of one’s own without a fresh sign-in', answers: '1' },
    before: `${stale}; ${copied('staff', `x.account_id = ${q(coach.account)}`, { email: 'other@example.se' })};
      update access.staff set email = 'kim@example.se' ${OF_COACH}`,
    asks: count(`set_own_contact('kim@example.se', null)`),
  },
]

export const STAFF_CASES: readonly Case[] = [
  ...PASSKEYS,
  ...PUSHES,
  ...ADMINISTERED,
  ...PROVISIONED,
  ...SIGNED_IN,
  ...IN_NO_PLACE,
  ...ONES_OWN,
]
