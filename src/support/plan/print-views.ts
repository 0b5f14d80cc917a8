import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDay, type Language, words } from '../../ui/language.ts'
import { ANSWER_TEXT } from './answer-text.ts'
import type { Who, WholePlan } from './model.ts'
import { plainGoals } from './plain.ts'
import { planWords } from './words.ts'

type Shown = {
  readonly language: Language
  readonly whole: WholePlan
  readonly reviewOn: PlainDate | null
}

/** The goals that are open, in plain words. Nothing says whose they are. */
export function plainPlan({ language, whole, reviewOn }: Shown): Html {
  const say = words(ANSWER_TEXT, language)
  const goals = plainGoals(whole, language)
  const { plan } = whole
  return html`${plan?.words && html`<p>${plan.words}</p>`}
${goals.length === 0 && html`<p>${say('empty')}</p>`}
${goals.map(
  ({ title, parts }) =>
    html`<section class="card"><h2>${title}</h2>${parts.map((part) => html`<h3>${part.title}</h3>${part.items.length > 0 ? html`<ul>${part.items.map((item) => html`<li>${item}</li>`)}</ul>` : html`<p>${part.words}</p>`}`)}</section>`,
)}
${reviewOn && html`<p>${say('review.on', { day: formatDay(reviewOn, language) })}</p>`}`
}

export type AnswerPage = Shown & {
  readonly who: Who
  readonly action: string
}

/** The page behind the link: the plan, and two buttons. For somebody with a phone and no account. */
export function planAnswerPage(view: AnswerPage): Html {
  const say = words(ANSWER_TEXT, view.language)
  const press = (value: string, label: string, kind: 'primary' | 'quiet') =>
    html`<p><button type="submit" class="button ${kind} wide" name="pressed" value="${value}">${label}</button></p>`
  const isGuardian = view.who === 'guardian'
  return html`${pageHead({ title: say(isGuardian ? 'title.guardian' : 'title'), lead: say(isGuardian ? 'lead.guardian' : 'lead') })}
${plainPlan(view)}
<form class="form" method="post" action="${view.action}">${press('agreed', say('agree'), 'primary')}${press('wants_change', say('change'), 'quiet')}</form>
<p>${say('free.will')}</p>`
}

export function planThanksPage(language: Language, answer: 'agreed' | 'wants_change'): Html {
  const say = words(ANSWER_TEXT, language)
  return html`${pageHead({ title: say('title') })}${notice({ tone: 'done', title: say(`thanks.${answer}`) }, say('free.will'))}`
}

/** For what looks at a link before anybody has opened it. */
export function planPreviewPage(language: Language): Html {
  const say = words(ANSWER_TEXT, language)
  return html`${pageHead({ title: say('title'), lead: say('preview') })}`
}

/** The same for a link that is over, answered, unknown, or somebody's guess. */
export function planGonePage(language: Language): Html {
  const say = words(ANSWER_TEXT, language)
  return html`${pageHead({ title: say('title') })}${emptyState({ title: say('gone'), hint: say('gone.hint') })}`
}

export type PrintPage = Shown & {
  readonly name: string
  readonly office: string
  readonly head: Content
}

/** The plan on paper: in plain words, with room to sign. */
export function printPage(view: PrintPage): Html {
  const { language, whole, name, office } = view
  const say = words(ANSWER_TEXT, language)
  const { plan } = whole
  const version = plan && planWords(language)('version', { n: plan.number, day: formatDay(plan.startsOn, language) })
  const line = (label: string) =>
    html`<p class="sign">${label}: ........................................ ${say('sign.day')}: ..................</p>`
  return html`${pageHead({ title: say('title'), lead: html`${name}<br>${office}<br>${version}`, actions: view.head })}
${plainPlan(view)}
<section class="card"><h2>${say('sign.here')}</h2>${line(say('sign.youth'))}${line(say('sign.guardian'))}${line(say('sign.us'))}</section>`
}
