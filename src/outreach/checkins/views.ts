import { addDays, type Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { personName } from '../contacts/words.ts'
import { messageWords, wordOr } from '../messages/words.ts'
import type { CheckIn, Plan } from './model.ts'
import { isCall } from './rules.ts'
import type { Latest } from './store.ts'
import { checkInWords, isCheckInWord, type SayCheckIn, saidWords } from './words.ts'

export type CheckInsPage = PersonHead & {
  readonly plan: Plan | null
  readonly checkIns: readonly CheckIn[]
  readonly templates: readonly string[]
  readonly now: Instant
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
}

/** How often somebody is asked how they are, and what they have answered. */
export function checkInsPage(view: CheckInsPage): Html {
  const say = checkInWords(view.language)
  return html`${personHead(view, say('title'), say('lead'))}
${card({ title: say('plan.title'), id: 'plan-title' }, planContent(view, say))}
${answersTable(view, say)}`
}

function planContent(view: CheckInsPage, say: SayCheckIn): Html {
  const { plan, language, person, token } = view
  if (plan !== null && plan.endedAs === null) {
    const end = { action: paths.personCheckinEnd(person.id), label: say('plan.end'), permitted: ALLOWED }
    const problems = view.errors.map(({ message }) => notice({ tone: 'broken', title: message }))
    return html`${problems}<p>${planLine(plan, language)}</p>${actionButton({ ...end, values: { token } })}`
  }
  return html`${plan?.endedAs && html`<p>${say('plan.ended', { why: endedWord(plan.endedAs, language) })}</p>`}${planForm(view, say)}`
}

function planLine({ nextOn, untilOn, everyWeeks }: Plan, language: Language): string {
  const say = checkInWords(language)
  const key = `weeks.${everyWeeks}`
  const weeks = isCheckInWord(key) ? say(key) : say('weeks', { n: everyWeeks })
  return say('plan.now', { next: formatDay(nextOn, language), weeks, last: formatDay(addDays(untilOn, -1), language) })
}

function endedWord(as: string, language: Language): string {
  const key = `ended.${as}`
  return isCheckInWord(key) ? checkInWords(language)(key) : wordOr('reason', as, messageWords(language)).toLowerCase()
}

function planForm({ language, person, errors, typed, token, templates }: CheckInsPage, say: SayCheckIn): Html {
  const told = (name: string) => typed[name] ?? ''
  const action = paths.personCheckins(person.id)
  const sayMessage = messageWords(language)
  return form(
    { ...{ id: 'plan', action, language, errors, permitted: ALLOWED, token, submit: say('plan.start') } },
    (field) =>
      html`${field.radios({
        ...{ name: 'everyWeeks', label: say('everyWeeks'), value: told('everyWeeks') || '2' },
        options: ([1, 2, 4] as const).map((n) => ({ value: String(n), label: say(`weeks.${n}`) })),
      })}${field.select({
        ...{ name: 'weekday', label: say('weekday'), value: told('weekday') || '3' },
        options: ([1, 2, 3, 4, 5] as const).map((n) => ({ value: String(n), label: say(`weekday.${n}`) })),
      })}${field.date({ name: 'last', label: say('last'), help: say('last.help'), value: told('last') })}${field.select(
        {
          ...{ name: 'template', label: say('template'), value: told('template') || 'checkin' },
          options: templates.map((value) => ({ value, label: wordOr('template', value, sayMessage) })),
        },
      )}`,
  )
}

function answersTable({ language, checkIns, now }: CheckInsPage, say: SayCheckIn): Html {
  return dataTable<CheckIn>({
    ...{ language, id: 'answers', caption: say('answers'), rows: checkIns },
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        ...{ key: 'sent', label: say('sent'), heads: true, tight: true },
        cell: (each) => formatInstant(each.sentAt, language),
      },
      { key: 'answer', label: say('answer'), cell: (each) => answerCell(each, now, say) },
    ],
  })
}

function answerCell(each: CheckIn, now: Instant, say: SayCheckIn): Content {
  if (each.answeredAt !== null) return saidTag({ ...each, wantsContact: each.wantsContact ?? false }, say)
  return html`<span class="muted">${say(each.expiresAt > now ? 'waits' : 'unanswered')}</span>`
}

const saidTag = (said: Pick<Latest, 'mood' | 'wantsContact'>, say: SayCheckIn) =>
  tag(isCall(said) ? 'due' : 'neutral', saidWords(said, say))

export type CheckInCard = {
  readonly language: Language
  readonly personId: string
  readonly plan: Plan | null
  readonly latest: CheckIn | null
  readonly now: Instant
}

/** On a person's page: whether they are asked, and what they last said. */
export function checkInCard({ language, personId, plan, latest, now }: CheckInCard): Html {
  const say = checkInWords(language)
  const isOn = plan !== null && plan.endedAs === null
  return card(
    { title: say('title'), id: 'checkins-title' },
    html`${latest && html`<p>${answerCell(latest, now, say)} <span class="muted">${formatInstant(latest.sentAt, language)}</span></p>`}
<p class="muted">${isOn ? planLine(plan, language) : say('card.none')}</p>
<p><a href="${paths.personCheckins(personId)}">${say('card.link')}</a></p>`,
  )
}

/** First on the list of whom to contact: what those one works with have answered of late. */
export function latestCard(rows: readonly Latest[], language: Language): Html {
  const say = checkInWords(language)
  const items = rows.map(
    (each) =>
      html`<li><a href="${paths.person(each.personId)}">${personName(each, language)}</a> ${saidTag(each, say)} <span class="muted">${formatInstant(each.answeredAt, language)}</span></li>`,
  )
  return card({ title: say('due.title'), id: 'checkins-title' }, html`<ul class="plain">${items}</ul>`)
}
