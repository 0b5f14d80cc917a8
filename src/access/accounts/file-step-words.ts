import { type Catalogue, formatList, type Language, words } from '../../ui/language.ts'
import { roleWord } from '../role-words.ts'
import type { PlannedRow, Step } from './file-rules.ts'
import type { Named } from './model.ts'
import { TEXT as STAFF_TEXT } from './text.ts'

const TEXT = {
  change: { sv: '{what}: {before} → {after}', en: '{what}: {before} → {after}' },
  add: { sv: 'Läggs till, {email}', en: 'Is added, {email}' },
  grant: { sv: 'Får rollen {role}{title}', en: 'Gets the role {role}{title}' },
  grantSight: { sv: 'Med rätt att se skyddade personer', en: 'With sight of protected persons' },
  join: { sv: 'Kommer med i teamet {team}', en: 'Joins the team {team}' },
  sight: { sv: 'Får se skyddade personer', en: 'Gets sight of protected persons' },
  lower: { sv: 'Får inte längre se skyddade personer', en: 'No longer gets sight of protected persons' },
  nothing: { sv: 'inget', en: 'nothing' },
} as const satisfies Catalogue

/** The names of what a file points at. */
export type Names = { readonly units: readonly Named[]; readonly teams: readonly Named[] }

/** All that is done for a row, a line each: what was there before, and what comes instead. */
export function stepLines(row: PlannedRow, names: Names, language: Language): readonly string[] {
  return row.steps.flatMap((step) => linesOf(step, row, { names, language }))
}

const DETAILS = [
  ['displayName', 'name'],
  ['email', 'email'],
  ['userName', 'userName'],
  ['phone', 'phone'],
] as const

type Around = { readonly names: Names; readonly language: Language }

function linesOf(step: Step, { member, role }: PlannedRow, { names, language }: Around): readonly string[] {
  const say = words(TEXT, language)
  const label = words(STAFF_TEXT, language)
  const held = member?.memberships.find((each) => each.role === role)
  const change = (what: string, before: string | null | undefined, after: string | null) =>
    say('change', { what, before: before || say('nothing'), after: after || say('nothing') })
  const list = (units: readonly Named[]) =>
    formatList(
      units.map(({ name }) => name),
      language,
    )
  switch (step.kind) {
    case 'add':
      return [say('add', { email: step.person.email ?? '–' })]
    case 'details':
      return DETAILS.filter(([key]) => member?.[key] !== step.person[key]).map(([key, word]) =>
        change(label(word), member?.[key], step.person[key]),
      )
    case 'grant':
      return [
        say('grant', { role: roleWord(step.role, language), title: step.title === null ? '' : `, ${step.title}` }),
        ...(step.seesProtected ? [say('grantSight')] : []),
      ]
    case 'title':
      return [change(label('jobTitle'), held?.title, step.title)]
    case 'place':
      return [
        change(label('units'), list(held?.units ?? []), list(names.units.filter(({ id }) => step.units.includes(id)))),
      ]
    case 'join':
      return [say('join', { team: names.teams.find(({ id }) => id === step.teamId)?.name ?? '–' })]
    default:
      return [say(step.kind)]
  }
}
