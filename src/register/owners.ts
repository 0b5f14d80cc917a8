import type { Colleague } from '../access/model.ts'
import { permissionsOf } from '../access/roles.ts'

/** Who can work a case: staff of today whose role reads the register, and who may see the person where that takes a right. */
export function mayOwn(colleague: Colleague, isProtected: boolean): boolean {
  return (
    colleague.current && permissionsOf(colleague.role).has('register.read') && (colleague.seesProtected || !isProtected)
  )
}
