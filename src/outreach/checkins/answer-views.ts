import { type Content, type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { MOODS, type Mood, type Said } from './model.ts'
import { isCall } from './rules.ts'
import { checkInWords, saidWords } from './words.ts'

type AnswerPage = {
  readonly language: Language
  readonly action: string
  /** What has just been answered, for the one who did. */
  readonly said: Said | null
  readonly isAnswered: boolean
}

/** Five buttons and one more, for somebody with a telephone and no account. Nothing tells who it is for, or from whom. */
export function answerPage({ language, action, said, isAnswered }: AnswerPage): Html {
  const say = checkInWords(language)
  const press = (value: string, label: Content, kind: 'primary' | 'quiet') =>
    html`<p><button type="submit" class="button ${kind} wide" name="pressed" value="${value}">${label}</button></p>`
  const given = isAnswered && notice({ tone: 'done', title: say('answer.given') }, say('answer.change'))
  const thanks =
    said &&
    notice(
      { tone: 'done', title: say('answer.thanks') },
      html`${saidWords(said, say)}${isCall(said) && html`<br>${say('answer.call')}`}<br>${say('answer.change')}`,
    )
  return html`${pageHead({ title: say('answer.title'), lead: say('answer.lead') })}
${thanks ?? given}
<form class="form" method="post" action="${action}">
${MOODS.map((mood) => press(String(mood), html`${face(mood)}${say(`mood.${mood}`)}`, 'quiet'))}
${press('contact', say('answer.want'), 'primary')}</form>`
}

/** The mouth of each, from a wide smile to its reverse: drawn, for not every telephone has the sign. The word stands beside. */
const MOUTHS: Readonly<Record<Mood, string>> = {
  5: 'M7 13.5q5 7 10 0z',
  4: 'M7.5 14q4.5 4 9 0',
  3: 'M8 15.5h8',
  2: 'M7.5 17q4.5-4 9 0',
  1: 'M7 18q5-7 10 0',
}

const face = (mood: Mood): Html =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M8.5 9v.6M15.5 9v.6${MOUTHS[mood]}"/></svg>`

/** The same for a link that is over, unknown, or somebody's guess. */
export function answerGonePage(language: Language): Html {
  const say = checkInWords(language)
  return html`${pageHead({ title: say('answer.title') })}${emptyState({ title: say('answer.gone'), hint: say('answer.gone.hint') })}`
}

type Busy = {
  readonly language: Language
  readonly address: string
  /** What was sent, field by field; null where nothing was. */
  readonly typed: readonly { readonly name: string; readonly value: string }[] | null
}

/** Too many at once. Nothing that was typed is lost: it goes with the button. */
export function busyPage({ language, address, typed }: Busy): Html {
  const say = checkInWords(language)
  const again =
    typed === null
      ? linkButton({ href: address, label: say('busy.again'), kind: 'primary' })
      : html`<form class="form" method="post" action="${address}">${typed.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">`)}
<p><button type="submit" class="button primary">${say('busy.again')}</button></p></form>`
  return html`${pageHead({ title: say('busy.title'), lead: say(typed === null ? 'busy.lead' : 'busy.typed') })}${again}<p>${say('acute')} ${say('talk')}</p>`
}
