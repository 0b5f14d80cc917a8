import type { Colleague } from '../../access/model.ts'
import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { PersonId } from '../../people/model.ts'
import { supportersOf } from './store.ts'

/**
 * Who can be named for something that is to be done about a young person: a colleague who sees them. To anybody else the task would not be
 * there, and nobody would know.
 */
export async function nameable(tx: Read, personId: PersonId): Promise<readonly Colleague[]> {
  const [staff, seeing] = [await colleagues(tx), await supportersOf(tx, personId)]
  const current = staff.filter((each) => each.current && seeing.has(each.accountId))
  return [...new Map(current.map((each) => [each.accountId, each])).values()]
}

type Naming = { readonly personId: PersonId; readonly accountId: string; readonly field: string }

/** What is wrong with naming a colleague: they do not work here (`unknown`), or do not see the young person. */
export async function namingProblems(tx: Read, { personId, accountId, field }: Naming, unknown: string) {
  const works = (await colleagues(tx)).some((each) => each.current && each.accountId === accountId)
  if (!works) return [{ field, code: unknown }] satisfies FieldProblem[]
  const sees = (await supportersOf(tx, personId)).has(accountId)
  return sees ? [] : [{ field, code: 'colleague_sees_nothing' }]
}
