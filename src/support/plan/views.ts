import { type Html, html } from '../../kernel/html.ts'
import { personHead } from '../../people/contact-views.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatDayShort, formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { agreementCard, reviewCard } from './around-views.ts'
import type { Goal, Plan } from './model.ts'
import { conflictNotice, type PlanPage, returnedTo, standingTags, stepTable, type WithSteps } from './parts-views.ts'
import { ITEMS } from './rules.ts'
import { dayOr, planWords, reasonWord, type SayPlan } from './words.ts'

/** The plan of one young person: what is agreed, who does what, what is missing, and when it is looked at again. */
export function planPage(view: PlanPage): Html {
  const { language, whole, person, permitted } = view
  const say = planWords(language)
  const open = whole.goals.filter(({ state }) => state === 'open')
  const over = whole.goals.filter(({ state }) => state !== 'open')
  return html`${personHead(view, say('title'), say('lead'))}
${!permitted.allowed && notice({ tone: 'due', title: permitted.reason })}
${whole.plan === null ? null : standing(view, say)}
${toolbar(
  permitted.allowed &&
    linkButton({ href: paths.planGoalNew(person.id), label: say('goal.new'), icon: 'add', kind: 'primary' }),
  whole.plan !== null && linkButton({ href: paths.planPrint(person.id), label: say('print') }),
  linkButton({ href: paths.personActivities(person.id), label: say('activities') }),
)}
${open.length > 0 ? open.map((goal) => goalCard(goal, view, say)) : emptyState({ title: say('none'), hint: say('none.hint') })}
${whole.plan !== null && itemsCard(view, say)}
${whole.plan !== null && reviewCard(view, say)}
${whole.plan !== null && agreementCard(view, say)}
${wholeCard(view, say)}
${over.length > 0 && card({ title: say('goals.over'), id: 'over-title' }, html`<ul class="plain">${over.map((goal) => overLine(goal, view, say))}</ul>`)}
${view.versions.length > 1 && disclosure(say('versions'), html`<ul class="plain">${view.versions.map((each) => html`<li>${versionLine(each, language, say)}</li>`)}</ul>`)}`
}

const versionLine = ({ number, knownFrom }: Plan, language: Language, say: SayPlan) =>
  say('version', { n: number, day: formatInstant(knownFrom, language) })

function standing({ whole, agreements, language }: PlanPage, say: SayPlan): Html | null {
  const { plan } = whole
  if (plan === null) return null
  return html`<p>${standingTags(plan, agreements, say)} <span class="muted">${versionLine(plan, language, say)}</span></p>`
}

function goalCard(goal: WithSteps, view: PlanPage, say: SayPlan): Html {
  const { language, person } = view
  const title = `goal-${goal.goalId}`
  const days = `${formatDayShort(goal.startsOn, language)} – ${dayOr(goal.endsOn, language, say)}`
  const aside = html`<a href="${paths.planGoal(person.id, goal.goalId)}">${say('goal.open')}<span class="unseen"> ${goal.words}</span></a>`
  return card(
    { title: goal.words, id: title, aside },
    html`<p class="muted">${days}</p>
${goal.matters && html`<p>${say('goal.matters.said', { words: goal.matters })}</p>`}
${goal.strengths && html`<p><strong>${say('goal.strengths')}:</strong> ${goal.strengths}</p>`}
${stepTable(goal, view, say)}`,
  )
}

function overLine(goal: Goal, { language, person }: PlanPage, say: SayPlan): Html {
  const how = goal.attainment === null ? say(`state.${goal.state}`) : say(`attainment.${goal.attainment}`)
  const why = [goal.reason === null ? null : reasonWord(goal.reason, say), goal.reasonWords].filter(Boolean).join(': ')
  return html`<li><a href="${paths.planGoal(person.id, goal.goalId)}">${goal.words}</a> ${tag(goal.attainment === 'fully' ? 'in' : 'neutral', how)} <span class="muted">${why}${goal.endedOn && html`, ${formatDayShort(goal.endedOn, language)}`}</span></li>`
}

function itemsCard({ items }: PlanPage, say: SayPlan): Html {
  const lacking = ITEMS.filter((item) => items[item] === 'missing').length
  const tone = { there: 'in', missing: 'due', none: 'neutral' } as const
  const lines = ITEMS.map(
    (item) => html`<li>${say(`item.${item}`)} ${tag(tone[items[item]], say(`itemState.${items[item]}`))}</li>`,
  )
  const sum = lacking === 0 ? tag('in', say('items.all')) : tag('due', say('items.lacking', { n: lacking }))
  return card(
    { title: say('items'), id: 'items-title', aside: sum },
    html`<p class="muted">${say('items.lead')}</p><ul class="plain">${lines}</ul>`,
  )
}

/** What the tab calls what is being written of the planning as a whole. */
export const planDraft = (account: string, person: string) => `${account}:plan-${person}`

function wholeCard(view: PlanPage, say: SayPlan): Html | false {
  const { whole, person, language, permitted, token, returned, today } = view
  const { errors, typed } = returnedTo('whole', returned)
  if (whole.plan === null && errors.length === 0) return false
  const { plan } = whole
  const fields = form(
    {
      ...{
        id: 'whole',
        action: paths.personPlan(person.id),
        language,
        errors,
        permitted,
        token,
        submit: say('plan.save'),
      },
      ...{ hidden: { seen: plan?.id ?? '' }, draft: planDraft(view.accountId, person.id) },
    },
    (field) =>
      html`${field.textarea({
        ...{ name: 'planWords', label: say('planWords'), help: say('planWords.help'), optional: true, rows: 4 },
        value: typed['planWords'] ?? plan?.words ?? null,
      })}${field.date({ name: 'startsOn', label: say('planStartsOn'), value: typed['startsOn'] ?? plan?.startsOn ?? today })}`,
  )
  const isConflict = returned?.form === 'whole' && returned.conflict
  return card(
    { title: say('whole'), id: 'whole-title' },
    html`${isConflict && conflictNotice(plan?.words ?? say('noDay'), say)}${plan?.words && html`<p class="prose">${plan.words}</p>`}
<p class="muted">${plan && `${say('planStartsOn')} ${formatDay(plan.startsOn, language)}`}</p>
${disclosure(say('whole.change'), fields, errors.length > 0)}`,
  )
}
