import type { RowProblem } from '../rows.ts'
import type { ProblemCode } from './text.ts'

/** A problem and the supplier's id of the object it is about, by which the supplier can find and mend it. */
export type ObjectProblem = RowProblem & { readonly code: ProblemCode; readonly externalId: string | null }

type Marked = { readonly id: string; readonly securityMarking?: string }

/**
 * Builds a problem of a person. The values of one with protected identity are not repeated in it; the marking itself is,
 * since somebody has to judge what an unknown one means.
 */
export function problem(person: Marked, fault: Omit<ObjectProblem, 'externalId'>): ObjectProblem {
  const open = (person.securityMarking ?? 'Ingen') === 'Ingen' || fault.code === 'ss12000.marking_unknown'
  return { ...fault, value: open ? fault.value.slice(0, 60) : '', externalId: person.id }
}
