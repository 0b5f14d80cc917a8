import type { Colleague } from '../access/model.ts'
import { REGISTER_PERMISSIONS } from './permissions.ts'

const readers: readonly string[] = REGISTER_PERMISSIONS['register.read']

/** Who can work a case: staff of today whose role reads the register, and who may see the person where that takes a right. */
export function mayOwn(colleague: Colleague, isProtected: boolean): boolean {
  return colleague.current && readers.includes(colleague.role) && (colleague.seesProtected || !isProtected)
}
