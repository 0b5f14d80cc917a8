import type { StaffRole } from '../roles.ts'
import type { Named, PlaceableUnit, StaffChange, StaffMember, Team } from './model.ts'
import { LONGEST_TITLE, type Person, personProblems, takesTwo } from './rules.ts'

/** The columns of a file of staff. A row is one colleague in one role. */
export const STAFF_COLUMNS = [
  'namn',
  'e-post',
  'användarnamn',
  'telefon',
  'roll',
  'titel',
  'enhet',
  'team',
  'ser_skyddade',
] as const
type Column = (typeof STAFF_COLUMNS)[number]

/** What is wrong with a row, and in which column; `code` is a key of the module's words. */
export type RowProblem = { readonly column: Column | null; readonly code: string }

/** A row that could be read. Null in a column that the file does not have: then it says nothing of that. */
export type StaffRow = {
  readonly row: number
  readonly person: Person
  /** The file has a column of telephone numbers. */
  readonly saysPhone: boolean
  readonly role: StaffRole | null
  readonly title: string | null | undefined
  readonly units: readonly string[] | null
  readonly teams: readonly string[] | null
  readonly seesProtected: boolean | null
  readonly problems: readonly RowProblem[]
}

export type TableText = {
  readonly header: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[]; readonly broken: boolean }[]
}

type Reading =
  | { readonly ok: true; readonly rows: readonly StaffRow[] }
  | { readonly ok: false; readonly missing: readonly Column[] }

const fold = (text: string) => text.trim().toLowerCase()
const YES: Readonly<Record<string, boolean>> = {
  ja: true,
  yes: true,
  '1': true,
  nej: false,
  no: false,
  '0': false,
  '': false,
}

/** Reads the rows of a file; `roles` has each role by its code and by its words. */
export function readStaffRows({ header, rows }: TableText, roles: ReadonlyMap<string, StaffRole>): Reading {
  const places = new Map(STAFF_COLUMNS.map((column) => [column, header.findIndex((name) => fold(name) === column)]))
  const has = (column: Column) => (places.get(column) ?? -1) >= 0
  const missing = (['namn', 'e-post', 'roll'] as const).filter((column) => !has(column))
  if (missing.length > 0) return { ok: false, missing }
  return {
    ok: true,
    rows: rows.map(({ row, cells, broken }) => {
      const cell = (column: Column) => unguarded((cells[places.get(column) ?? -1] ?? '').trim())
      const list = (column: Column) =>
        has(column)
          ? cell(column)
              .split('|')
              .map((each) => each.trim())
              .filter(Boolean)
          : null
      const email = cell('e-post') || null
      const person = {
        displayName: cell('namn'),
        userName: cell('användarnamn') || (email ?? ''),
        email,
        phone: cell('telefon') || null,
      }
      const sees = has('ser_skyddade') ? YES[fold(cell('ser_skyddade'))] : null
      const role = roles.get(fold(cell('roll'))) ?? null
      const problems: RowProblem[] = broken
        ? [{ column: null, code: 'row_broken' }]
        : [
            ...personProblems(person).map(({ field, code }) => ({ column: COLUMN_OF[field] ?? null, code })),
            ...(role === null ? [{ column: 'roll' as const, code: 'role_unknown' }] : []),
            ...(sees === undefined ? [{ column: 'ser_skyddade' as const, code: 'yes_or_no' }] : []),
          ]
      return {
        row,
        person,
        saysPhone: has('telefon'),
        role,
        title: has('titel') ? cell('titel').slice(0, LONGEST_TITLE) || null : undefined,
        units: list('enhet'),
        teams: list('team'),
        seesProtected: sees ?? null,
        problems,
      }
    }),
  }
}

const COLUMN_OF: Readonly<Record<string, Column>> = {
  displayName: 'namn',
  userName: 'användarnamn',
  email: 'e-post',
  phone: 'telefon',
}

/** The sign that our own files put before what a spreadsheet would take for a formula. */
const unguarded = (text: string) => (/^'[=+\-@]/.test(text) ? text.slice(1) : text)

/** What is to be done for a row, in order. */
export type Step =
  | { readonly kind: 'add'; readonly person: Person }
  | { readonly kind: 'details'; readonly person: Person }
  | { readonly kind: 'grant'; readonly role: StaffRole; readonly title: string | null; readonly seesProtected: boolean }
  | { readonly kind: 'title'; readonly title: string | null }
  | { readonly kind: 'place'; readonly units: readonly string[] }
  | { readonly kind: 'join'; readonly teamId: string }
  | { readonly kind: 'sight' | 'lower' }

export type Fate = 'added' | 'role' | 'changed' | 'unchanged' | 'refused'

export type PlannedRow = {
  readonly row: number
  readonly person: Person
  /** Whom it is about, as they are before it; null for a new colleague. */
  readonly member: StaffMember | null
  readonly role: StaffRole | null
  readonly fate: Fate
  /** Something of it waits for a second person. */
  readonly waits: boolean
  readonly problems: readonly RowProblem[]
  readonly steps: readonly Step[]
}

/** A role that the file no longer has; the last one takes the account with it. */
export type Ending = {
  readonly staffId: string
  readonly displayName: string
  readonly membershipId: string
  readonly role: string
  readonly last: boolean
}

/** Whether something of one who is here already becomes another, whatever else the row does. */
export const changesOld = ({ fate, steps }: PlannedRow): boolean =>
  fate === 'changed' || (fate === 'role' && steps.some(({ kind }) => kind === 'details'))

export type Plan = { readonly rows: readonly PlannedRow[]; readonly endings: readonly Ending[] }

/** What the domain has today. */
export type World = {
  readonly members: readonly StaffMember[]
  readonly changes: readonly StaffChange[]
  readonly units: readonly PlaceableUnit[]
  readonly teams: readonly Team[]
  readonly ownAccountId: string
}

/** What a file would change. The same file again changes nothing; only a complete one ends what it does not have. */
export function planFile(rows: readonly StaffRow[], world: World, complete: boolean): Plan {
  const byName = new Map(world.members.map((each) => [fold(each.userName), each]))
  const seen = new Map<string, Person>()
  const roles = new Set<string>()
  const planned = rows.map((read): PlannedRow => {
    const key = fold(read.person.userName)
    const member = byName.get(key) ?? null
    const row = member && !read.saysPhone ? { ...read, person: { ...read.person, phone: member.phone } } : read
    const problems = [...row.problems, ...repeated(row, seen.get(key), roles)]
    const plan = problems.length > 0 ? refusedAs(problems) : planRow(row, member, { world, isFirst: !seen.has(key) })
    if (plan.fate !== 'refused') seen.set(key, row.person)
    roles.add(`${key} ${row.role}`)
    return { row: row.row, person: row.person, member, role: row.role, ...plan }
  })
  return { rows: planned, endings: complete ? endingsOf(planned, world) : [] }
}

type Planned = Pick<PlannedRow, 'fate' | 'waits' | 'problems' | 'steps'>
const refusedAs = (problems: readonly RowProblem[]): Planned => ({ fate: 'refused', waits: false, problems, steps: [] })

function repeated({ person, role }: StaffRow, before: Person | undefined, roles: ReadonlySet<string>): RowProblem[] {
  if (roles.has(`${fold(person.userName)} ${role}`)) return [{ column: 'roll', code: 'row_twice' }]
  const differs =
    before && (['displayName', 'email', 'phone'] as const).some((field) => before[field] !== person[field])
  return differs ? [{ column: 'namn', code: 'row_differs' }] : []
}

type Around = { readonly world: World; readonly isFirst: boolean }

function planRow(row: StaffRow, member: StaffMember | null, { world, isFirst }: Around): Planned {
  if (row.role === null) return refusedAs([{ column: 'roll', code: 'role_unknown' }])
  const units = idsOf(row.units, world.units)
  const teams = idsOf(row.teams, world.teams)
  const unknown = [
    ...(units === 'unknown' ? [{ column: 'enhet' as const, code: 'unit_unknown' }] : []),
    ...(teams === 'unknown' ? [{ column: 'team' as const, code: 'team_unknown' }] : []),
    ...(member && member.leftAt !== null ? [{ column: 'namn' as const, code: 'has_left' }] : []),
  ]
  if (unknown.length > 0 || units === 'unknown' || teams === 'unknown') return refusedAs(unknown)
  const details =
    member && isFirst && hasOther(member, row.person) ? [{ kind: 'details' as const, person: row.person }] : []
  const steps: Step[] = member ? details : isFirst ? [{ kind: 'add', person: row.person }] : []
  const role = roleSteps({ ...row, role: row.role, units, teams }, member, world)
  const all = [...steps, ...role.steps]
  if (member?.accountId === world.ownAccountId && all.length > 0)
    return refusedAs([{ column: null, code: 'own_account' }])
  if (member && details.length > 0 && isFixed(member, row.person))
    return refusedAs([{ column: 'användarnamn', code: 'user_name_fixed' }])
  const fate: Fate = !member
    ? 'added'
    : all.length === 0
      ? 'unchanged'
      : all.some(({ kind }) => kind === 'grant')
        ? 'role'
        : 'changed'
  return { fate, waits: role.waits, problems: [], steps: all }
}

const hasOther = (member: StaffMember, person: Person) =>
  (['displayName', 'email', 'phone', 'userName'] as const).some((field) => member[field] !== person[field])

const isFixed = (member: StaffMember, person: Person) =>
  fold(member.userName) !== fold(person.userName) && member.takesTwo

type Wanted = StaffRow & {
  readonly role: StaffRole
  readonly units: readonly string[] | null
  readonly teams: readonly string[] | null
}

function roleSteps(
  row: Wanted,
  member: StaffMember | null,
  { changes, teams }: World,
): { steps: readonly Step[]; waits: boolean } {
  const held = member?.memberships.find(({ role }) => role === row.role)
  const isAsked = (kind: string) =>
    changes.some((change) => change.staffId === member?.id && change.role === row.role && change.kind === kind)
  const placed =
    row.units && !sameIds(held?.units ?? [], row.units) ? [{ kind: 'place' as const, units: row.units }] : []
  const joining = (row.teams ?? []).filter((team) => !held?.teams.some(({ id }) => id === team))
  const joinWaits = joining.some((team) => teams.some(({ id, takesTwo: two }) => id === team && two))
  const joined = joining
    .filter((team) => !changes.some(({ memberId, teamId }) => teamId === team && memberId === held?.id))
    .map((teamId) => ({ kind: 'join' as const, teamId }))
  if (!held) {
    const waits = takesTwo(row.role, row.seesProtected === true)
    if (isAsked('role')) return { steps: [], waits: true }
    const grant = {
      kind: 'grant' as const,
      role: row.role,
      title: row.title ?? null,
      seesProtected: row.seesProtected === true,
    }
    // Units and teams are of a role that is there: where it waits, the file is read in once more when it is given.
    return waits ? { steps: [grant], waits } : { steps: [grant, ...placed, ...joined], waits: joinWaits }
  }
  const titled =
    row.title !== undefined && row.title !== held.title ? [{ kind: 'title' as const, title: row.title }] : []
  const raised = row.seesProtected === true && !held.seesProtected
  const sight: Step[] = raised
    ? isAsked('sight')
      ? []
      : [{ kind: 'sight' }]
    : row.seesProtected === false && held.seesProtected
      ? [{ kind: 'lower' }]
      : []
  return { steps: [...titled, ...placed, ...joined, ...sight], waits: raised || joinWaits }
}

/** The ids that names stand for; a school unit goes by its code as well. */
function idsOf(
  names: readonly string[] | null,
  known: readonly (Named & { readonly schoolUnitCode?: string | null })[],
): readonly string[] | null | 'unknown' {
  if (names === null) return null
  const ids = names.map(
    (name) => known.find((each) => fold(each.name) === fold(name) || each.schoolUnitCode === name)?.id,
  )
  return ids.every((id) => id !== undefined) ? ids : 'unknown'
}

const sameIds = (held: readonly Named[], wanted: readonly string[]) =>
  held.length === wanted.length && held.every(({ id }) => wanted.includes(id))

/** What a complete file does not have, but for oneself, for what a provider gives, and for those with a row that was refused. */
function endingsOf(rows: readonly PlannedRow[], { members, ownAccountId }: World): readonly Ending[] {
  const kept = new Set(rows.map(({ person, role }) => `${fold(person.userName)} ${role}`))
  const doubtful = new Set(rows.filter(({ fate }) => fate === 'refused').map(({ person }) => fold(person.userName)))
  return members
    .filter((member) => member.accountId !== ownAccountId && !doubtful.has(fold(member.userName)))
    .flatMap((member) => {
      const gone = member.memberships.filter(
        ({ role, source }) => source === 'hand' && !kept.has(`${fold(member.userName)} ${role}`),
      )
      return gone.map(({ id, role }, index) => ({
        staffId: member.id,
        displayName: member.displayName,
        membershipId: id,
        role,
        last: index === gone.length - 1 && gone.length === member.memberships.length,
      }))
    })
}
