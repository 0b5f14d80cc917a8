import { secretOf, thingOf } from '../behind.ts'
import { colleague, idOf, MACHINE } from '../cast.ts'
import { type Doing, home, ofRole, q } from './doing.ts'

const administrator = ofRole('administrator')
const officer = ofRole('data_protection_officer')
const provisioner = ofRole('provisioner')
const coach = ofRole('coach')

const STAFF = q(thingOf('staff', 'a colleague'))
const ACCOUNT = q(colleague('home').account)
const MEMBERSHIP = q(colleague('home').membership)
const CHANGE = q(thingOf('staff_change', 'a colleague'))
const TEAM = q(idOf('team'))
const TEAM_OF_OTHERS = q(idOf('teamOfOthers'))
/** A team that works with nobody, and that nobody is in. */
const NEW_TEAM = q(idOf('a new team'))
const newTeam = `insert into access.team (domain_id, id, name, made_at) values (${home}, ${NEW_TEAM}, 'a new team', '2020-01-01')`
const newMember = `insert into access.team_member (domain_id, id, team_id, membership_id, from_at)
  values (${home}, gen_random_uuid(), ${NEW_TEAM}, ${MEMBERSHIP}, '2020-01-01')`
const listed = (team: string) =>
  `insert into access.team_listed (domain_id, team_id, staff_id) values (${home}, ${team}, ${STAFF})`
/** Called the same as a member of staff and as an account, so that no name is changed with it. */
const named = `update access.staff set display_name = 'Kim', user_name = 'kim' where id = ${STAFF};
  update access.account set display_name = 'Kim' where id = ${ACCOUNT}`
const asked = (set: string) => `update access.staff_change set ${set} where id = ${CHANGE}`

const deciding = (as: Doing['as'], before: string): Doing => ({
  ...{ of: 'access.decide_staff_change', as, before },
  with: `${CHANGE}, true`,
})

/** Accounts, roles and teams. */
const BY_ADMINISTRATORS: readonly Doing[] = [
  {
    ...{ of: 'access.add_team_member', as: administrator, before: newTeam },
    with: `${NEW_TEAM}, ${MEMBERSHIP}`,
  },
  { of: 'access.ask_for_invitation', as: administrator, with: STAFF },
  { of: 'access.ask_for_sight', as: administrator, with: MEMBERSHIP },
  {
    ...{ of: 'access.change_staff', as: administrator, before: named },
    with: `${STAFF}, 'kim', 'Kim', 'kim@example.se', null`,
  },
  deciding(administrator, asked(`kind = 'role'`)),
  deciding(officer, asked(`kind = 'sight', raises_id = ${MEMBERSHIP}`)),
  deciding(officer, `${newTeam}; ${asked(`kind = 'team', team_id = ${NEW_TEAM}, member_id = ${MEMBERSHIP}`)}`),
  { of: 'access.deciders', as: administrator, with: ACCOUNT },
  { of: 'access.deciders', as: officer, with: ACCOUNT },
  {
    ...{ of: 'access.end_team', as: administrator, before: asked(`kind = 'team', team_id = ${TEAM}`) },
    with: TEAM,
  },
  { of: 'access.end_team_member', as: administrator, with: `${TEAM_OF_OTHERS}, ${MEMBERSHIP}` },
  { of: 'access.grant_membership', as: administrator, with: `${STAFF}, 'mentor', null, false, ${MEMBERSHIP}` },
  { of: 'access.lower_sight', as: administrator, with: MEMBERSHIP },
  { of: 'access.map_scim_role', as: administrator, with: `'a new group', 'mentor'` },
  {
    of: 'access.place_membership',
    as: administrator,
    with: `${MEMBERSHIP}, array[${q(idOf('schoolFromNow'))}]::uuid[]`,
  },
  { of: 'access.placeable_units', as: administrator, with: '' },
  { of: 'access.rename_domain', as: administrator, with: `'a new name'` },
  { of: 'access.revoke_scim_token', as: administrator, with: q(thingOf('scim_token', 'a colleague')) },
  ...[administrator, officer].map((as) => ({
    ...{ of: 'access.staff_changes', as, with: '' },
    before: asked(`replaces_id = ${MEMBERSHIP}, team_id = ${TEAM}`),
  })),
  { of: 'access.staff_list', as: administrator, with: STAFF },
  { of: 'access.teams', as: administrator, with: '' },
  { of: 'access.teams', as: ofRole('kaa_coordinator'), with: '' },
  { of: 'access.title_membership', as: administrator, with: `${MEMBERSHIP}, 'a title'` },
  { of: 'access.unmap_scim_role', as: administrator, with: q(thingOf('scim_role', 'a colleague')) },
]

const given = `'{"userName": "kim", "displayName": "Kim", "active": true, "roles": []}'::jsonb`

/** What an identity provider tells. */
const BY_PROVISIONING: readonly Doing[] = [
  { of: 'access.lock_scim_group', as: provisioner, with: TEAM },
  { of: 'access.lock_scim_user', as: provisioner, with: STAFF },
  { of: 'access.open_scim_session', as: provisioner, with: q(secretOf('scim_token', provisioner.key)) },
  {
    ...{ of: 'access.save_scim_group', as: provisioner },
    before: `${newTeam}; ${listed(NEW_TEAM)}; ${newMember}`,
    with: `${NEW_TEAM}, 'another name', 'x', array[]::uuid[]`,
  },
  {
    ...{ of: 'access.save_scim_group', as: provisioner, before: newTeam },
    with: `${NEW_TEAM}, 'another name', 'x', array[${STAFF}]::uuid[]`,
  },
  { of: 'access.save_scim_group', as: provisioner, with: `null, 'another name', 'x', array[${STAFF}]::uuid[]` },
  { of: 'access.save_scim_user', as: provisioner, before: named, with: `${STAFF}, ${given}` },
  { of: 'access.save_scim_user', as: provisioner, with: `null, ${given}` },
  {
    ...{ of: 'access.scim_groups', as: provisioner, with: `${NEW_TEAM}, null` },
    before: `${newTeam}; ${listed(NEW_TEAM)}`,
  },
  { of: 'access.scim_groups', as: provisioner, before: `${newTeam}; ${newMember}`, with: `${NEW_TEAM}, null` },
  {
    ...{ of: 'access.scim_name_fixed', as: provisioner, with: STAFF },
    before: `delete from access.identity where account_id = ${ACCOUNT}`,
  },
  { of: 'access.scim_users', as: provisioner, before: `${newTeam}; ${listed(NEW_TEAM)}`, with: `${STAFF}, null, null` },
  { of: 'access.scim_users', as: provisioner, before: `${newTeam}; ${newMember}`, with: `${STAFF}, null, null` },
]

const DEVICE = q(thingOf('push_device', 'a colleague'))
const digest = `insert into access.digest (domain_id, account_id, membership_id, at_hour, sent_on)
  values (${home}, ${ACCOUNT}, ${MEMBERSHIP}, 7, '2026-10-14') on conflict (domain_id, account_id) do update set sent_on = excluded.sent_on, membership_id = excluded.membership_id;
  update access.staff set email = 'kim@example.se' where id = ${STAFF}`
const hours = `insert into access.push_hours (domain_id, account_id, opens, closes, days)
  values (${home}, ${ACCOUNT}, '08:00', '17:00', 'all') on conflict do nothing`

/** What Sedd itself does for those who work here. */
const BY_SEDD: readonly Doing[] = [
  { of: 'access.digests', as: MACHINE, before: digest, with: '' },
  { of: 'access.open_digest', as: MACHINE, before: digest, with: `${ACCOUNT}, '2026-10-15'` },
  { of: 'access.return_digest', as: MACHINE, before: digest, with: `${ACCOUNT}, '2026-10-14'` },
  ...['taken', 'gone'].map((outcome) => ({
    ...{ of: 'access.note_push', as: MACHINE, with: `${DEVICE}, '${outcome}', '2026-10-15T10:00:00Z'` },
  })),
  { of: 'access.open_pushes', as: MACHINE, before: hours, with: ACCOUNT },
]

const mine = (table: string, set: string) =>
  `update access.${table} set ${set} where account_id = ${q(coach.account)} and domain_id = ${home}`

const ownDigest = digest.replaceAll(ACCOUNT, q(coach.account)).replaceAll(MEMBERSHIP, q(coach.membership))
const ownHours = hours.replaceAll(ACCOUNT, q(coach.account))

/** One's own, and what is said of those who work here. */
const BY_ANYBODY: readonly Doing[] = [
  { of: 'access.add_push_device', as: coach, with: `'a device', 'https://push.example.se/a', 'key', 'auth', 9` },
  { of: 'access.colleagues', as: coach, with: '' },
  { of: 'access.end_sessions', as: coach, with: 'null' },
  { of: 'access.has_push', as: coach, with: ACCOUNT },
  { of: 'access.leave_alert', as: coach, with: `${ACCOUNT}, 'given_to_you', null` },
  { of: 'access.open_calendar', as: coach, with: q(secretOf('calendar_feed', coach.key)) },
  { of: 'access.own_digest', as: coach, before: ownDigest, with: '' },
  { of: 'access.own_push_hours', as: coach, before: ownHours, with: '' },
  {
    ...{ of: 'access.own_sharing_ends', as: coach, with: `'2999-01-01'` },
    before: `update access.share set made_by = ${q(coach.account)}, person_id = ${q(idOf('person owned'))} where domain_id = ${home}`,
  },
  { of: 'access.placed_then', as: coach, with: `${ACCOUNT}, 'coach', '2026-10-15T10:00:00Z'` },
  { of: 'access.read_alerts', as: coach, before: mine('alert', `made_at = '2020-01-01'`), with: 'null' },
  { of: 'access.set_digest', as: coach, with: 'null', before: ownDigest },
  { of: 'access.set_own_contact', as: coach, before: mine('staff', `email = null`), with: `'kim@example.se', null` },
  {
    of: 'access.title_of',
    as: coach,
    with: `${home}, ${MEMBERSHIP}`,
    before: `update access.membership set title = 'a title' where id = ${MEMBERSHIP}`,
  },
]

/** Accounts, roles, teams and what is provisioned from outside. */
export const STAFF_DOINGS: readonly Doing[] = [...BY_ADMINISTRATORS, ...BY_PROVISIONING, ...BY_SEDD, ...BY_ANYBODY]
