import type { Sql } from '../../kernel/sql.ts'
import type { CheckName } from './text.ts'

/**
 * How bad it is. Critical: somebody may see what they must not, or what was saved can be lost or forged. Serious: what is shown
 * may be wrong. Notice: nothing is wrong yet, and somebody should know.
 */
export type Severity = 'critical' | 'serious' | 'notice'

/** Something that must never be so. `counts` answers with one row `found`: how many times it is. */
export type Check = { readonly name: CheckName; readonly severity: Severity; readonly counts: Sql }

/**
 * What one schema holds of things that another should have. `gathers` answers with rows `domain_id` and `id`; `counts` says, in one
 * domain, how many of the ids are missing or should not be there. No role but the backup's sees both at once.
 */
export type LinkedCheck = Omit<Check, 'counts'> & {
  readonly role: 'sedd_access' | 'sedd_trail'
  readonly gathers: Sql
  readonly counts: (ids: readonly string[]) => Sql
}

/** What a check found; `where` is a part of the program, or the code of a domain. */
export type Finding = {
  readonly where: string
  readonly name: CheckName
  readonly severity: Severity
  readonly found: number
}
