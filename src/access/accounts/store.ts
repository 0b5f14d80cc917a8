import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { type Sql, sql } from '../../kernel/sql.ts'
import { Contact, OwnContact, PlaceableUnit, StaffChange, StaffMember, Team } from './model.ts'
import type { Person } from './rules.ts'

const Id = z.object({ id: z.uuid() })
const Granted = z.object({ membershipId: z.uuid().nullable(), changeId: z.uuid().nullable() })
const Joined = z.object({ memberId: z.uuid().nullable(), changeId: z.uuid().nullable() })
const Decided = z.object({
  staffId: z.uuid(),
  membershipId: z.uuid().nullable(),
  kind: z.string(),
  role: z.string(),
  seesProtected: z.boolean(),
  /** The token of an invitation, told once. */
  invitation: z.string().nullable(),
})

const staffColumns = sql`
  id, account_id as "accountId", user_name as "userName", display_name as "displayName", email, phone, source,
  made_at as "madeAt", left_at as "leftAt", takes_two as "takesTwo", memberships`

/** Everybody the domain knows as its staff, those who have left too. */
export function staff(tx: Read): Promise<StaffMember[]> {
  return tx.all(StaffMember, sql`select ${staffColumns} from access.staff_list(null) order by display_name, id`)
}

export function staffById(tx: Read, id: string): Promise<StaffMember> {
  return tx.one(StaffMember, sql`select ${staffColumns} from access.staff_list(${id})`)
}

export function staffChanges(tx: Read): Promise<StaffChange[]> {
  return tx.all(
    StaffChange,
    sql`
    select id, staff_id as "staffId", display_name as "displayName", email, kind, role, title,
           sees_protected as "seesProtected", replaces_role as "replacesRole", team_id as "teamId", member_id as "memberId", team_name as "teamName",
           asked_by_name as "askedByName", asked_at as "askedAt",
           about_oneself as "aboutOneself", asked_oneself as "askedOneself", deciders
      from access.staff_changes()`,
  )
}

export function teams(tx: Read): Promise<Team[]> {
  return tx.all(Team, sql`select id, name, members, takes_two as "takesTwo" from access.teams()`)
}

export function placeableUnits(tx: Read): Promise<PlaceableUnit[]> {
  return tx.all(PlaceableUnit, sql`select id, name, school_unit_code as "schoolUnitCode" from access.placeable_units()`)
}

/** Colleagues, and those across walls who lead the work in the same municipality or county. */
export function directory(tx: Read): Promise<Contact[]> {
  return tx.all(
    Contact,
    sql`
    select domain_name as "domainName", own, display_name as "displayName", role, title, email, phone
      from access.directory()`,
  )
}

export function ownContact(tx: Read): Promise<OwnContact> {
  return tx.one(
    OwnContact,
    sql`select display_name as "displayName", user_name as "userName", email, phone from access.own_contact()`,
  )
}

/** What the functions of the access schema answer with: the id of what was changed, or nothing when it is not there to be changed. */
async function changed(tx: Read, query: Sql): Promise<string> {
  return (await tx.one(Id, query)).id
}

/** Null when somebody here has the name already. */
export async function insertStaff(tx: Write, { source, ...person }: Person & { source: 'hand' | 'file' }) {
  const made = await tx.maybe(
    Id,
    sql`
    select id from access.add_staff(${person.userName}, ${person.displayName}, ${person.email}, ${person.phone}, ${source}) as id`,
  )
  return made?.id ?? null
}

export function updateStaff(tx: Write, id: string, person: Person): Promise<string> {
  return changed(
    tx,
    sql`
    select id from access.change_staff(${id}, ${person.userName}, ${person.displayName}, ${person.email}, ${person.phone}) as id`,
  )
}

/** Given at once, or waiting for a second person: one of the two ids. */
export function grantMembership(
  tx: Write,
  given: { staffId: string; role: string; title: string | null; seesProtected: boolean; replaces: string | null },
): Promise<z.infer<typeof Granted>> {
  return tx.one(
    Granted,
    sql`
    select membership_id as "membershipId", change_id as "changeId"
      from access.grant_membership(${given.staffId}, ${given.role}, ${given.title}, ${given.seesProtected}, ${given.replaces})`,
  )
}

export function titleMembership(tx: Write, id: string, title: string | null): Promise<string> {
  return changed(tx, sql`select id from access.title_membership(${id}, ${title}) as id`)
}

export function askForSight(tx: Write, id: string): Promise<string> {
  return changed(tx, sql`select id from access.ask_for_sight(${id}) as id`)
}

/** Null when nobody of this domain alone may invite them. */
export async function askForInvitation(tx: Write, staffId: string): Promise<string | null> {
  const asked = await tx.maybe(Id, sql`select id from access.ask_for_invitation(${staffId}) as id`)
  return asked?.id ?? null
}

/** The names of those who may agree to what the actor asks of somebody. */
export async function deciders(tx: Read, aboutAccountId: string | null): Promise<string[]> {
  const found = await tx.all(
    z.object({ name: z.string() }),
    sql`select name from access.deciders(${aboutAccountId}) as name`,
  )
  return found.map(({ name }) => name)
}

export function lowerSight(tx: Write, id: string): Promise<string> {
  return changed(tx, sql`select id from access.lower_sight(${id}) as id`)
}

export function endMembership(tx: Write, id: string): Promise<string> {
  return changed(tx, sql`select id from access.end_membership(${id}) as id`)
}

export function placeMembership(tx: Write, id: string, units: readonly string[]): Promise<string> {
  return changed(tx, sql`select id from access.place_membership(${id}, ${units}) as id`)
}

export function deactivateStaff(tx: Write, id: string): Promise<string> {
  return changed(tx, sql`select id from access.deactivate_staff(${id}) as id`)
}

export function endStaffSessions(tx: Write, id: string): Promise<string> {
  return changed(tx, sql`select id from access.end_staff_sessions(${id}) as id`)
}

/** How many of their roles wait for a second person. */
export async function reactivateStaff(tx: Write, id: string): Promise<number> {
  const row = await tx.one(z.object({ waiting: z.number() }), sql`select waiting from access.reactivate_staff(${id})`)
  return row.waiting
}

export function decideStaffChange(tx: Write, id: string, approved: boolean): Promise<z.infer<typeof Decided>> {
  return tx.one(
    Decided,
    sql`
    select staff_id as "staffId", membership_id as "membershipId", kind, role, sees_protected as "seesProtected", invitation
      from access.decide_staff_change(${id}, ${approved})`,
  )
}

export function insertTeam(tx: Write, name: string): Promise<string> {
  return changed(tx, sql`select access.make_team(${name}) as id`)
}

export function renameTeam(tx: Write, id: string, name: string): Promise<string> {
  return changed(tx, sql`select id from access.rename_team(${id}, ${name}) as id`)
}

export function endTeam(tx: Write, id: string): Promise<string> {
  return changed(tx, sql`select id from access.end_team(${id}) as id`)
}

/** In at once, or waiting for a second person: one of the two ids. */
export function addTeamMember(
  tx: Write,
  member: { teamId: string; membershipId: string },
): Promise<z.infer<typeof Joined>> {
  return tx.one(
    Joined,
    sql`
    select member_id as "memberId", change_id as "changeId" from access.add_team_member(${member.teamId}, ${member.membershipId})`,
  )
}

export function endTeamMember(tx: Write, member: { teamId: string; membershipId: string }): Promise<string> {
  return changed(tx, sql`select id from access.end_team_member(${member.teamId}, ${member.membershipId}) as id`)
}

export function setOwnContact(tx: Write, contact: Pick<Person, 'email' | 'phone'>): Promise<string> {
  return changed(tx, sql`select id from access.set_own_contact(${contact.email}, ${contact.phone}) as id`)
}
