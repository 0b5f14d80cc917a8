import { type Html, html } from '../../kernel/html.ts'
import { colleagueName } from '../../outreach/contacts/views.ts'
import { ALLOWED, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatInstant, formatList } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { Adjustment, Extra, type PlanPart, StudyGoal, type StudyPlan } from './model.ts'
import type { StudiesPage } from './views.ts'
import { partLines, type SayStudy, termWord } from './words.ts'

/** The study plan as it stands, a form for another version, and those before. */
export function studyPlanPart(view: StudiesPage, say: SayStudy): Html {
  const { plans, hasCase, person, returned } = view
  const [now = null, ...before] = plans
  const paper = linkButton({ href: paths.personStudyPaper(person.id), label: say('plan.paper') })
  const word = say(now === null ? 'plan.write' : 'plan.change')
  const write = hasCase
    ? disclosure(word, planForm(view, now, say), returned?.form === 'plan')
    : emptyState({ title: say('no_case.title'), hint: say('no_case.hint') })
  return card(
    { title: say('plan'), id: 'plan-title' },
    html`${now === null ? emptyState({ title: say('plan.none'), hint: say('plan.none.hint') }) : html`${planContent(now, view, say)}${toolbar(paper)}`}${write}${before.length > 0 && disclosure(say('plan.versions'), html`${before.map((each) => planContent(each, view, say))}`)}`,
  )
}

function planContent(plan: StudyPlan, { language, colleagues }: StudiesPage, say: SayStudy): Html {
  const codes = (words: readonly string[]) => (words.length === 0 ? '–' : formatList(words, language))
  const since = say('plan.since', {
    at: formatInstant(plan.knownFrom, language),
    who: colleagueName(plan.setBy, { colleagues }),
  })
  return html`<p class="muted">${since}</p>${facts([
    { term: say('goal'), detail: say(`goal.${plan.goal}`) },
    { term: say('adjustments'), detail: codes(plan.adjustments.map((each) => say(`adjustments.${each}`))) },
    { term: say('extra'), detail: codes(plan.extra.map((each) => say(`extra.${each}`))) },
  ])}${dataTable<PlanPart>({
    ...{ language, id: `parts-${plan.id}`, caption: say('parts'), rows: plan.parts, empty: html`` },
    columns: [
      { key: 'term', label: say('term'), heads: true, tight: true, cell: (part) => termWord(part, say) },
      { key: 'course', label: say('course'), cell: ({ course }) => course },
      { key: 'state', label: say('state'), cell: ({ state }) => say(`state.${state}`) },
    ],
  })}`
}

/** What the tab calls what is being written of a study plan. */
export const studyDraft = (account: string, person: string) => `${account}:studies-${person}`

function planForm(view: StudiesPage, now: StudyPlan | null, say: SayStudy): Html {
  const { person, language, token, returned } = view
  const back = returned?.form === 'plan' ? returned : null
  const typed = back?.typed ?? {}
  const errors = back?.errors.filter(({ field }) => field !== null) ?? []
  const unread = back?.unread ?? []
  return html`${unread.length > 0 && notice({ tone: 'due', title: say('unread.lines', { lines: unread.join(' | ') }) })}${form(
    {
      ...{ id: 'plan', action: paths.personStudyPlan(person.id), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('plan.save'), hidden: { seen: now?.id ?? '' }, draft: studyDraft(view.account, person.id) },
    },
    (
      field,
    ) => html`${field.radios({ name: 'goal', label: say('goal'), value: typed['goal'] ?? now?.goal ?? null, options: StudyGoal.options.map((value) => ({ value, label: say(`goal.${value}`) })) })}
${field.textarea({ name: 'parts', label: say('parts'), help: say('parts.help'), value: typed['parts'] ?? partLines(now?.parts ?? [], language), rows: 8, maxlength: 8000 })}
${field.checkboxes({ name: 'adjustments', label: say('adjustments'), optional: true, values: back?.lists.adjustments ?? now?.adjustments ?? [], options: Adjustment.options.map((value) => ({ value, label: say(`adjustments.${value}`) })) })}
${field.checkboxes({ name: 'extra', label: say('extra'), optional: true, values: back?.lists.extra ?? now?.extra ?? [], options: Extra.options.map((value) => ({ value, label: say(`extra.${value}`) })) })}`,
  )}`
}
