import type { Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import { type Tone, tag } from '../ui/components/tag.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Share } from './model.ts'
import { RECEIVED_TEXT } from './received-text.ts'
import { isLasting, type ShareState, shareState } from './rules.ts'
import { TEXT } from './text.ts'
import { lastDayWord, topicWords } from './words.ts'

const TONES: Readonly<Record<ShareState, Tone>> = {
  waiting: 'due',
  open: 'in',
  declined: 'neutral',
  revoked: 'neutral',
  ended: 'neutral',
  consent_withdrawn: 'broken',
  over: 'neutral',
}

export function stateTag(state: ShareState, language: Language): Html {
  return tag(TONES[state], words(TEXT, language)(`state.${state}`))
}

type Around = {
  readonly language: Language
  readonly personId: string
  readonly shares: readonly Share[]
  readonly now: Instant
  /** May share, when the role does so at all; else they only read. */
  readonly mayShare: boolean
}

/** The card of a person's page: what is shared with whom, until when. */
export function sharedCard({ language, personId, shares, now, mayShare }: Around): Html {
  const say = words(TEXT, language)
  const lasting = shares
    .map((share) => ({ share, state: shareState(share, now) }))
    .filter(({ state }) => isLasting(state))
  const list = html`<ul class="plain">${lasting.map(
    ({ share, state }) =>
      html`<li><b>${share.toName}</b> ${stateTag(state, language)}<br><span class="muted">${say('card.until', {
        topics: topicWords([...share.topics, ...share.moreTopics], language),
        day: lastDayWord(share.untilAt, language),
      })}</span></li>`,
  )}</ul>`
  return card(
    { title: say('card.title'), id: 'sharing-title' },
    html`${lasting.length === 0 ? html`<p class="muted">${say('card.none')}</p>` : list}
<p><a href="${paths.personSharing(personId)}">${say(mayShare ? 'card.all' : 'card.look')}</a></p>`,
  )
}

/** A line for the start page of those who are to answer; nothing when nothing waits. */
export function waitingNotice(n: number, language: Language): Html | null {
  if (n === 0) return null
  return html`<p>${tag('due', html`<a href="${paths.shares()}">${words(RECEIVED_TEXT, language)('start.waiting', { n })}</a>`)}</p>`
}
