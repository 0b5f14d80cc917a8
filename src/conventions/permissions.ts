import { Role } from '../access/model.ts'
import { MATRIX } from '../access/roles.ts'
import { TEXT } from '../access/text.ts'

/** docs/permissions.md: which role may do what, as the code has it. */
export function renderPermissions(): string {
  const roles = Role.options
  const head = ['Permission', ...roles.map((role) => TEXT[`role.${role}`].sv)]
  const rows = Object.entries(MATRIX).map(([permission, carriers]) => [
    `\`${permission}\``,
    ...roles.map((role) => (carriers.some((each) => each === role) ? '●' : '')),
  ])
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, index) => (index === 0 ? '---' : ':-:'))
  return [
    '# Who may do what',
    '',
    'Written by `npm run permissions` from `src/access/roles.ts`; a test holds them together. What one may *see* is decided by the',
    'walls in the database, not here. *Sedd* is the program itself: nightly work, the command line, imports.',
    '',
    line(head),
    line(rule),
    ...rows.map(line),
    '',
  ].join('\n')
}
