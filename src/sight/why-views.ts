import { roleWord } from '../access/role-words.ts'
import { TOPICS } from '../access/roles.ts'
import { dayIn, type Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import { disclosure } from '../ui/components/navigation.ts'
import { unverified } from '../ui/components/notice.ts'
import { formatDay, formatInstant, formatList, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Ground } from './model.ts'
import { LAW_OF } from './rules.ts'
import { type SightWord, TEXT } from './text.ts'

export type WhyCard = {
  readonly language: Language
  readonly personId: string
  readonly role: string
  readonly domain: string
  readonly grounds: readonly Ground[]
  /** Links to who else sees the person, and to saying that one is jävig; neither on a visit. */
  readonly may: { readonly list: boolean; readonly recuse: boolean }
}

/** In plain words: for what reasons the one who reads sees this person, and what that rests on. */
export function whyCardOf(view: WhyCard): Html {
  return card({ title: words(TEXT, view.language)('why.title'), id: 'why-title' }, reasons(view))
}

/** The same, folded, for the head of every other page of a person. */
export function whyFoldOf(view: WhyCard): Html {
  return disclosure(words(TEXT, view.language)('why.title'), reasons(view))
}

function reasons(view: WhyCard): Html {
  const { language, grounds, may, personId } = view
  const say = words(TEXT, language)
  const lines = grounds.length === 0 ? [say('why.machine')] : grounds.map((ground) => reasonOf(ground, view, say))
  const laws = [...new Set(grounds.map(({ kind }) => LAW_OF[kind]))]
  return html`<ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>
<p class="muted">${laws.map((law) => html`${say(`law.${law}`)} ${law !== 'register' && law !== 'emergency' && unverified(language)} `)}${say('law.log')}</p>
${(may.list || may.recuse) && html`<div class="toolbar">${may.list && html`<a href="${paths.personSight(personId)}">${say('why.all')}</a>`}${may.recuse && html`<a href="${paths.personRecusal(personId)}">${say('recuse.open')}</a>`}</div>`}`
}

function reasonOf(ground: Ground, { language, role, domain }: WhyCard, say: Say<SightWord>): string {
  const values = {
    since: sinceWord(ground, language) ?? '',
    until: untilWord(ground, language) ?? '',
    by: ground.givenBy ?? '–',
    // It stands within marks with a stop after them: one of its own would be doubled.
    reason: ground.reason?.replace(/(?<!\.)\.$/, '') ?? '–',
    team: ground.teamName ?? '–',
    unit: ground.unitName ?? '–',
    role: roleWord(role, language),
    domain: ground.domainName ?? domain,
    topics: topicWords(ground.topics ?? [], language),
  }
  if ((ground.kind === 'case' || ground.kind === 'team') && ground.until !== null)
    return say(`why.${ground.kind}.until`, values)
  return say(`why.${ground.kind}`, values)
}

type Lasting = { readonly kind: string; readonly since: Instant | null; readonly until: Instant | null }

/** From which day, or which minute when it is a matter of hours. */
export function sinceWord({ kind, since }: Lasting, language: Language): string | null {
  if (since === null) return null
  return kind === 'glass' ? formatInstant(since, language) : formatDay(dayIn(since), language)
}

/** Through which day, or until which minute when it is a matter of hours. */
export function untilWord({ kind, until }: Lasting, language: Language): string | null {
  if (until === null) return null
  if (kind === 'glass') return formatInstant(until, language)
  const last = new Date(new Date(until).getTime() - 1).toISOString() as Instant
  return formatDay(dayIn(last), language)
}

/** `vem det är och skolgång`. What notes speak of is not told apart here. */
export function topicWords(topics: readonly string[], language: Language): string {
  const say = words(TEXT, language)
  const plain = [...new Set(topics.map((topic) => topic.replace(/^note\..*/, 'note')))]
  const known = TOPICS.filter((topic) => plain.includes(topic))
  return formatList(
    known.map((topic) => say(`topic.${topic}`)),
    language,
  )
}
