import { ROLES, STAFF_ROLES, type StaffRole } from '../../src/access/roles.ts'
import { permissionsOf } from '../../src/web/permissions.ts'
import type { Reply } from '../build/site.ts'
import type { Route } from './matrix.ts'

/** How the proofs of the routes ask, and what they compare. */

/** What an address names, part by part. */
export type Parts = readonly string[]

/** Roles that may the same, of the same persons, on the same topics and with the same rights: what one of them gets they all get. */
export const KINDS: readonly (readonly StaffRole[])[] = [
  ...Map.groupBy(STAFF_ROLES, (role) => {
    const { reach, topics, rights } = ROLES[role]
    return JSON.stringify([[...permissionsOf(role)].sort(), reach, [...topics].sort(), [...rights].sort()])
  }).values(),
]

/** One of each kind, another for each route, so that every role asks for much. */
export const oneOfEach = (turn: number) => KINDS.map((kind) => kind[turn % kind.length] as StaffRole)

/** What a role gets for what is its own, and for what is another's or nobody's. `refused`: without the permission nothing is looked for. */
export const mayOf = ({ answers }: Route, role: StaffRole) => {
  const [own, other = 403] = answers[role] ?? answers.everybody ?? [403]
  return { own, other, refused: own === 403 && other === 403 }
}

export function addressOf(route: string, parts: Parts): [method: string, path: string] {
  const [method = '', pattern = ''] = route.split(' ')
  const left = [...parts]
  return [method, pattern.replace(/:\w+/g, () => left.shift() ?? 'occupation')]
}

/** All of an answer but the ids it was asked by, which the way back from the language switch repeats. */
export const said = ({ html, location }: Reply) =>
  `${location} ${html}`.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|name="back" value="[^"]*"/g, '')
