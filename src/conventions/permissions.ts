import { Role } from '../access/model.ts'
import { ROLES } from '../access/roles.ts'
import { TEXT } from '../access/text.ts'
import { MATRIX } from '../web/permissions.ts'

const REACH = {
  domain: 'everybody in the domain',
  assigned: 'own cases, assignments, team, unit',
  none: 'nobody',
} as const

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const named = (role: Role) => `${TEXT[`role.${role}`].sv} \`${role}\``

/** docs/permissions.md: the roles and which of them may do what, as the code has it. */
export function renderPermissions(): string {
  return [
    '# Who may do what',
    '',
    'Written by `npm run permissions` from `src/access/roles.ts` and each module’s `permissions.ts`; a test holds them together. What',
    'one may *see* is decided by the walls in the database: the reach of the role, its topics, and the rights that the database itself',
    'asks for. *Sedd* is the program itself: nightly work, the command line, imports.',
    '',
    '## Roles',
    '',
    line(['Role', 'Sees of persons', 'Topics', 'Rights', 'Asked for by']),
    line(['---', '---', '---', '---', '---']),
    ...Role.options.map((role) => {
      const { reach, topics, rights, answers } = ROLES[role]
      return line([named(role), REACH[reach], topics.join(', '), rights.join(', '), answers.join(', ')])
    }),
    ...modules().flatMap(renderModule),
    '',
  ].join('\n')
}

function modules(): string[] {
  return [...new Set(Object.keys(MATRIX).map((permission) => permission.split('.')[0] ?? ''))]
}

function renderModule(module: string): string[] {
  const own = Object.entries(MATRIX).filter(([permission]) => permission.startsWith(`${module}.`))
  const carries = (role: Role, roles: readonly string[]) => roles.includes(role)
  const rows = Role.options.filter((role) => own.some(([, roles]) => carries(role, roles)))
  return [
    '',
    `## ${module}`,
    '',
    line(['Role', ...own.map(([permission]) => `\`${permission}\``)]),
    line(['---', ...own.map(() => ':-:')]),
    ...rows.map((role) => line([named(role), ...own.map(([, roles]) => (carries(role, roles) ? '●' : ''))])),
  ]
}
