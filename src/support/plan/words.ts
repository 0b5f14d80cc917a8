import type { Colleague } from '../../access/model.ts'
import { formatDayShort, type Language, type Say, words } from '../../ui/language.ts'
import type { Step } from './model.ts'
import { type PlanWord, TEXT } from './text.ts'

export type SayPlan = Say<PlanWord>

export const planWords = (language: Language): SayPlan => words(TEXT, language)

export function isPlanWord(code: string): code is PlanWord {
  return Object.hasOwn(TEXT, code)
}

/** A code's word; the code itself where a domain's own has none here. */
export function reasonWord(reason: string, say: SayPlan): string {
  const key = `reason.${reason}`
  return isPlanWord(key) ? say(key) : reason
}

/** Who does a step: `Den unga`, `Kommunen, Jonas Ek`, `Vården, ungdomsmottagningen`. */
export function whoDoes(
  { responsible, accountId, actor, actorWords }: Pick<Step, 'responsible' | 'accountId' | 'actor' | 'actorWords'>,
  say: SayPlan,
  colleagues: readonly Colleague[],
): string {
  if (responsible === 'other')
    return [actor === null ? null : say(`actor.${actor}`), actorWords].filter((part) => part !== null).join(', ')
  const name = colleagues.find((each) => each.accountId === accountId)?.displayName
  const who = say(`responsible.${responsible}`)
  return name === undefined ? who : `${who}, ${name}`
}

export const dayOr = (day: Step['dueOn'], language: Language, say: SayPlan): string =>
  day === null ? say('noDay') : formatDayShort(day, language)
