import type { Colleague } from '../access/model.ts'
import { Channel } from '../outreach/contacts/model.ts'
import { contactWords, lower } from '../outreach/contacts/words.ts'
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
  const kind = TaskKind.safeParse(detail)
  if (source === 'reminder') return say(kind.success ? `kind.${kind.data}` : 'source.reminder')
  const channel = Channel.safeParse(detail)
  if (source !== 'next_contact' || !channel.success) return say(`source.${source}`)
  return `${say('source.next_contact')}, ${lower(contactWords(language)(`channel.${channel.data}`))}`
}

export function nameOf(account: string | null, colleagues: readonly Colleague[]): string {
  return colleagues.find(({ accountId }) => accountId === account)?.displayName ?? '–'
}
