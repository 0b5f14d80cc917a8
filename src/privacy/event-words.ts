import { roleWord } from '../access/role-words.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Event } from '../trail/model.ts'
import { type Language, words } from '../ui/language.ts'
import { ACTION_TEXT } from './action-text.ts'
import { OTHER_ACTION_TEXT } from './other-action-text.ts'
import { OUTREACH_ACTION_TEXT } from './outreach-action-text.ts'
import { TEXT } from './text.ts'

/** Every action of the trail in words. */
export const DEEDS = { ...ACTION_TEXT, ...OUTREACH_ACTION_TEXT, ...OTHER_ACTION_TEXT }
export type ActionCode = keyof typeof DEEDS

/** A person's own code in the log: enough to tell two from each other, and not who it is. */
export function personCode(personId: string): string {
  return personId.slice(0, 8)
}

/** What was done, as what follows the name of who did it. `person` stands where the young person is named. */
export function deedWords(event: Event, language: Language, person: Content): Html {
  const [before = '', after] = phraseOf(event, language).split('{person}')
  return html`${before}${after !== undefined && person}${after}`
}

/** The same as text, for paper. */
export function deedText(event: Event, language: Language, person: string): string {
  return phraseOf(event, language).replace('{person}', person)
}

function phraseOf({ action, detail }: Event, language: Language): string {
  if (!isKnown(action)) return words(TEXT, language)('log.unknown')
  return words(DEEDS, language)(action, { n: countIn(detail) })
}

function isKnown(action: string): action is ActionCode {
  return action in DEEDS
}

/** How many an event is about: rows of a file, bodies of a ticket, what was chosen. */
function countIn(detail: Event['detail']): number {
  const { rows, ids, items, n } = detail ?? {}
  const count = Array.isArray(ids) ? ids.length : (rows ?? items ?? n)
  return typeof count === 'number' ? count : 0
}

/** In what role somebody acted: the title they had then, else the word for the role. */
export function roleThen({ actorRole, actorTitle }: Event, language: Language): string {
  return actorTitle ?? roleWord(actorRole, language)
}

/** Who acted; Sedd itself has no name of its own. */
export function actorWords({ actorName, actorRole }: Event, language: Language): string {
  return actorRole === 'machine' ? words(TEXT, language)('log.sedd') : (actorName ?? '–')
}

/** The reason somebody gave, where they gave one. */
export function reasonIn({ detail }: Event): string | null {
  const reason = detail?.['reason']
  return typeof reason === 'string' && reason !== '' ? reason : null
}
