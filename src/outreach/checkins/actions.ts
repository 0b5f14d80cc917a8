import type { Read, Write } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { lockPerson, personById } from '../../people/store.ts'
import { requireReach } from '../contacts/store.ts'
import type { Template } from '../messages/model.ts'
import { recipientsOf } from '../messages/recipients-store.ts'
import { messageSetting } from '../messages/setting-store.ts'
import { fits, valuesOf } from '../messages/template-rules.ts'
import { templates } from '../messages/template-store.ts'
import { OTHER_QUESTIONS, type PlanInput } from './model.ts'
import { firstOn, planProblems } from './rules.ts'
import * as store from './store.ts'

/** Opens somebody's check-ins; that they were read stands in the trail. */
export async function openCheckIns(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('checkins.read')
  const person = await personById(tx, PersonId.parse(personId))
  await requireReach(tx, person)
  await tx.record('checkins.listed', { personId: person.id })
  return person
}

/** The templates a check-in can be sent with: texts that have a place for the link in every language, and nothing that nobody fills in. */
export async function checkInTemplates(tx: Read): Promise<readonly string[]> {
  const [all, setting] = [await templates(tx), await messageSetting(tx)]
  const texts = Map.groupBy(
    all.filter(({ channel, code }) => channel === 'sms' && !OTHER_QUESTIONS.includes(code)),
    ({ code }) => code,
  )
  const values = { ...valuesOf(setting), länk: '-' }
  const isFit = (own: readonly Template[]) =>
    own.every(({ wording }) => wording.includes('[länk]')) && fits(own, values)
  return [...texts].filter(([, own]) => isFit(own)).map(([code]) => code)
}

/** Plans check-ins with somebody who can be texted. */
export async function startPlan(tx: Write, wanted: PlanInput & { readonly personId: string }): Promise<void> {
  tx.require('checkins.plan')
  const person = await personToPlan(tx, wanted.personId)
  const known = await checkInTemplates(tx)
  const problems = [
    ...planProblems(wanted, tx.today),
    ...(known.includes(wanted.templateCode) ? [] : [{ field: 'template', code: 'template_missing' }]),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'plan', problems)
  const before = await store.planOf(tx, person.id)
  if (before !== null && before.endedAs === null) throw new Refused('conflict', 'has_plan')
  const [recipient] = await recipientsOf(tx, [person.id], { to: 'self', channel: 'sms' })
  if (recipient?.reason) throw new Refused('conflict', `reason.${recipient.reason}`)
  const { templateCode, everyWeeks } = wanted
  const days = { nextOn: firstOn(wanted.weekday, tx.today), untilOn: addDays(wanted.last, 1) }
  const id = await store.insertPlan(tx, { personId: person.id, templateCode, everyWeeks, ...days })
  await tx.record('checkins.planned', { object: id, personId: person.id, detail: { everyWeeks, ...days } })
}

/** Ends what is planned: they have asked for it, or it is no longer wanted. */
export async function stopPlan(tx: Write, of: { readonly personId: string }): Promise<void> {
  tx.require('checkins.plan')
  const person = await personToPlan(tx, of.personId)
  const plan = await store.planOf(tx, person.id)
  if (plan === null || plan.endedAs !== null) throw new Refused('conflict', 'no_plan')
  await store.endPlan(tx, plan.id, 'by_hand')
  await tx.record('checkins.ended', { object: plan.id, personId: person.id, detail: { as: 'by_hand' } })
}

async function personToPlan(tx: Write, id: string): Promise<PersonHeader> {
  const person = await lockPerson(tx, PersonId.parse(id))
  await requireReach(tx, person)
  return person
}
