import type { Colleague } from '../access/model.ts'
import { Channel } from '../outreach/contacts/model.ts'
import { contactWords, lower } from '../outreach/contacts/words.ts'
import { StepKind } from '../support/placements/model.ts'
import { placementWords } from '../support/placements/words.ts'
import { type Language, type Say, words } from '../ui/language.ts'
import { type PersonTask, TaskKind } from './model.ts'
import { type TaskWord, TEXT } from './text.ts'

export type SayTask = Say<TaskWord>
export const taskWords = (language: Language): SayTask => words(TEXT, language)

export function isTaskWord(code: string): code is TaskWord {
  return Object.hasOwn(TEXT, code)
}

/** `Kontakt, telefon`, `Ring`, `Sysselsättning att stämma av`. */
export function whatIs({ source, detail }: Pick<PersonTask, 'source' | 'detail'>, language: Language): string {
  const say = taskWords(language)
  // Looked for among the options: a row says it four times, and what is not parsed builds an error each time.
  if (source === 'reminder') {
    const kind = TaskKind.options.find((each) => each === detail)
    return say(kind === undefined ? 'source.reminder' : `kind.${kind}`)
  }
  if (source === 'work_step') {
    const kind = StepKind.options.find((each) => each === detail)
    return kind === undefined
      ? say('source.work_step')
      : `${say('source.work_step')}, ${lower(placementWords(language)(`step.${kind}`))}`
  }
  if (source === 'week_answer') {
    const why = (['away', 'unsent', 'unanswered', 'stopped'] as const).find((each) => each === detail)
    return say(why === undefined ? 'source.week_answer' : `week.${why}`)
  }
  const channel =
    source === 'next_contact' || source === 'ladder_step' ? Channel.options.find((each) => each === detail) : undefined
  if (channel === undefined) return say(`source.${source}`)
  return `${say(`source.${source}`)}, ${lower(contactWords(language)(`channel.${channel}`))}`
}

export function nameOf(account: string | null, colleagues: readonly Colleague[]): string {
  return colleagues.find(({ accountId }) => accountId === account)?.displayName ?? '–'
}
