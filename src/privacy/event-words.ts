import { roleWord } from '../access/role-words.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Event } from '../trail/model.ts'
import { type Language, words } from '../ui/language.ts'
import { ACTION_TEXT } from './action-text.ts'
import { OTHER_ACTION_TEXT } from './other-action-text.ts'
import { OUTREACH_ACTION_TEXT } from './outreach-action-text.ts'
import { PLAN_ACTION_TEXT } from './plan-action-text.ts'
import { SUPPORT_ACTION_TEXT } from './support-action-text.ts'
import { TEXT } from './text.ts'
import { WORK_ACTION_TEXT } from './work-action-text.ts'

/** Every action of the trail in words. */
export const DEEDS = {
  ...ACTION_TEXT,
  ...OUTREACH_ACTION_TEXT,
  ...SUPPORT_ACTION_TEXT,
  ...PLAN_ACTION_TEXT,
  ...WORK_ACTION_TEXT,
  ...OTHER_ACTION_TEXT,
}
export type ActionCode = keyof typeof DEEDS

type Subject = ActionCode extends `${infer Subject}.${string}` ? Subject : never
/** The heading under which one finds the actions of a subject. */
const SUBJECTS: Readonly<Record<Subject, keyof typeof TEXT>> = {
  register: 'log.subject.register',
  people: 'log.subject.people',
  note: 'log.subject.notes',
  notes: 'log.subject.notes',
  outreach: 'log.subject.outreach',
  message: 'log.subject.messages',
  messages: 'log.subject.messages',
  letters: 'log.subject.messages',
  checkins: 'log.subject.messages',
  cases: 'log.subject.support',
  progress: 'log.subject.support',
  exits: 'log.subject.support',
  transitions: 'log.subject.support',
  plans: 'log.subject.support',
  activities: 'log.subject.support',
  employers: 'log.subject.support',
  placements: 'log.subject.support',
  week: 'log.subject.support',
  studies: 'log.subject.support',
  forms: 'log.subject.support',
  mapping: 'log.subject.support',
  support_answer: 'log.subject.support',
  sessions: 'log.subject.support',
  meetings: 'log.subject.support',
  referral: 'log.subject.referrals',
  referrals: 'log.subject.referrals',
  notices: 'log.subject.notices',
  moves: 'log.subject.moves',
  tasks: 'log.subject.tasks',
  sharing: 'log.subject.sharing',
  sight: 'log.subject.sight',
  privacy: 'log.subject.privacy',
  trail: 'log.subject.privacy',
  access: 'log.subject.access',
  imports: 'log.subject.imports',
  organisations: 'log.subject.settings',
  jobs: 'log.subject.settings',
}

/** Every action, under the heading of its subject, for a list to choose from: headings and actions by the alphabet. */
export function actionsToChoose(language: Language): readonly { value: ActionCode; label: string; group: string }[] {
  const [say, deeds] = [words(TEXT, language), words(DEEDS, language)]
  const plain = (code: ActionCode) => deeds(code, { n: 2, person: say('log.youth.nobody') })
  return (Object.keys(DEEDS) as ActionCode[])
    .map((value) => ({ value, label: plain(value), group: say(SUBJECTS[value.split('.')[0] as Subject]) }))
    .toSorted((a, b) => a.group.localeCompare(b.group, language) || a.label.localeCompare(b.label, language))
}

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

/** In what role, at which units then, and in which domain: for those who ask from where somebody read. */
export function fromWords(language: Language, domainName: (id: string) => string): (event: Event) => string {
  return (event) => {
    const role = event.actorRole === 'machine' ? [] : [roleThen(event, language)]
    return [...role, ...event.actorUnits, domainName(event.actorDomainId)].join(', ')
  }
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
