import type { Read } from '../../kernel/database.ts'
import { everyCode, placeNames } from '../../organisations/store.ts'
import { PersonId } from '../../people/model.ts'
import { factsOf } from '../../register/facts-store.ts'
import { lanesOf } from '../../register/person-lanes.ts'
import { scopeOf } from '../../register/scope.ts'
import { decisionsOf, occupationsOf, parameters, periodsOf } from '../../register/store.ts'
import type { Lane } from '../../ui/components/lifeline-model.ts'
import type { Language } from '../../ui/language.ts'

/** School, register, home and occupation for the lifeline of a case; nothing for who does not read the register. */
export async function registerLanes(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<readonly Lane[]> {
  if (!tx.may('register.read')) return []
  const root = PersonId.parse(id)
  const facts = await factsOf(tx, root)
  if (facts === null) return []
  const studies = facts.enrolments.flatMap(({ programmeCode }) =>
    programmeCode === null ? [] : [programmeCode, programmeCode.slice(0, 2)],
  )
  const [rules, periods, occupations, decisions, named] = await Promise.all([
    parameters(tx),
    periodsOf(tx, root),
    occupationsOf(tx, root),
    decisionsOf(tx, root),
    placeNames(tx, { municipalities: facts.residences.map(({ municipality }) => municipality), programmes: studies }),
  ])
  const { row, query } = everyCode(tx)
  return lanesOf({
    ...{ language, today: tx.today, facts, periods, occupations, decisions, mayOpenDeliveries: tx.may('imports.read') },
    unclear: scopeOf(facts, rules).unclear,
    codes: await tx.all(row, query),
    municipalityName: (code) => named.municipality.get(code) ?? code,
    programmeName: (code) => named.programme.get(code) ?? named.programme.get(code.slice(0, 2)) ?? code,
  })
}
