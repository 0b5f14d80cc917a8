import { type Content, type Html, html } from '../../kernel/html.ts'
import { actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, formatList, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Agreement, Answer, ExemptReason, type PlanLink, Present, type Review, Who } from './model.ts'
import { type PlanPage, returnedTo } from './parts-views.ts'
import { isPlanWord, type SayPlan } from './words.ts'

/** When the plan is looked at: the day there is, the forms to say that it was, and what has been. */
export function reviewCard(view: PlanPage, say: SayPlan): Html {
  const { reviews, today, language, rule, may, permitted } = view
  const due = reviews.find(({ outcome }) => outcome === null)
  const past = reviews.filter(({ outcome }) => outcome !== null)
  const isLate = due !== undefined && due.dueOn < today
  const day = due && formatDay(due.dueOn, language)
  const line = day && (isLate ? tag('due', say('review.late', { day })) : say('review.due', { day }))
  const { firstWeeks: first, earlyWeeks: early, laterWeeks: later } = rule
  const failed = (name: string) => returnedTo(name, view.returned).errors.length > 0
  return card(
    { title: say('review'), id: 'review-title', ...(isLate && { tone: 'due' as const }) },
    html`${line && html`<p>${line}</p>`}
${due !== undefined && permitted.allowed && disclosure(say('review.hold'), holdForm(view, due, say), failed('review'))}
${due !== undefined && permitted.allowed && disclosure(say('review.exempt'), exemptForm(view, due, say), failed('exempt'))}
<p class="muted">${say('review.rule', { first, early, later })}${may.rule && html` <a href="${paths.planRule()}">${say('review.rule.change')}</a>`}</p>
${past.length > 0 && disclosure(say('reviews.past'), html`<ul class="plain">${past.map((each) => html`<li>${pastLine(each, language, say)}</li>`)}</ul>`)}`,
  )
}

function pastLine(
  { heldOn, dueOn, outcome, present, changed, reason }: Review,
  language: Language,
  say: SayPlan,
): Content {
  if (outcome === 'held' && heldOn !== null) {
    const who = formatList(
      (present ?? []).map((each) => say(`present.${each}`)),
      language,
    )
    return html`${say('reviews.held', { day: formatDay(heldOn, language), who })}${changed && html`<br><span class="muted">${changed}</span>`}`
  }
  const key = `exempt.${reason}`
  return say('reviews.exempt', { day: formatDay(dueOn, language), why: isPlanWord(key) ? say(key) : '' })
}

/** What the tab calls what is being written of a review. */
export const reviewDraft = (account: string, person: string) => `${account}:review-${person}`

function holdForm(view: PlanPage, due: Review, say: SayPlan): Html {
  const { person, language, permitted, token, returned, today } = view
  const { errors, typed, chosen } = returnedTo('review', returned)
  const action = paths.planReviews(person.id)
  return form(
    {
      ...{ id: 'review', action, language, errors, permitted, token, submit: say('review.hold') },
      ...{ hidden: { seen: due.id }, draft: reviewDraft(view.accountId, person.id) },
    },
    (field) =>
      html`${field.date({ name: 'heldOn', label: say('heldOn'), value: typed['heldOn'] ?? today })}${field.checkboxes({
        ...{ name: 'present', label: say('present'), values: errors.length > 0 ? chosen : ['youth'] },
        options: Present.options.map((value) => ({ value, label: say(`present.${value}`) })),
      })}${field.textarea({ name: 'changed', label: say('changed'), optional: true, rows: 3, value: typed['changed'] ?? null })}`,
  )
}

function exemptForm(view: PlanPage, due: Review, say: SayPlan): Html {
  const { person, language, permitted, token, returned } = view
  const { errors, typed } = returnedTo('exempt', returned)
  const action = paths.planExemptions(person.id)
  return form(
    {
      ...{ id: 'exempt', action, language, errors, permitted, token, submit: say('review.exempt'), kind: 'quiet' },
      hidden: { seen: due.id },
    },
    (field) =>
      field.radios({
        ...{ name: 'reason', label: say('reason'), value: typed['reason'] ?? null },
        options: ExemptReason.options.map((value) => ({ value, label: say(`exempt.${value}`) })),
      }),
  )
}

/** Whether the young person is with us on it: what was said of each version, a form to note a yes, and the link. */
export function agreementCard(view: PlanPage, say: SayPlan): Html {
  const { agreements, links, language, permitted, may, person, token, returned } = view
  const failed = returnedTo('agreement', returned).errors.length > 0
  const notSent = returnedTo('send', returned).errors
  const action = paths.planLinks(person.id)
  const send = { action, label: say('link.send'), permitted, values: { token } }
  const ask = {
    ...{ action, label: say('link.guardian'), permitted, values: { token, who: 'guardian' } },
    sure: { consequence: say('link.guardian.sure'), language },
  }
  return card(
    { title: say('agreement'), id: 'agreement-title' },
    html`<p class="muted">${say('agreement.lead')}</p>
${notSent.map(({ message }) => notice({ tone: 'broken', title: message }))}
${permitted.allowed && may.send && toolbar(actionButton(send), may.askGuardian && actionButton(ask))}
${permitted.allowed && disclosure(say('agreement.note'), agreementForm(view, say), failed)}
<ul class="plain">${agreements.map((each) => html`<li>${agreementLine(each, language, say)}</li>`)}${links.map((each) => html`<li class="muted">${linkLine(each, language, say)}</li>`)}</ul>`,
  )
}

function agreementLine({ number, answer, who, way, onDay }: Agreement, language: Language, say: SayPlan): string {
  const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
  const said = { answer: say(`answer.${answer}`), who: say(`who.${who}`), way: lower(say(`way.${way}`)) }
  return say('agreements.line', { n: number, ...said, day: formatDay(onDay, language) })
}

function linkLine({ number, who, sentAt, openedAt }: PlanLink, language: Language, say: SayPlan): string {
  const read = openedAt === null ? say('link.unopened') : say('link.opened', { at: formatInstant(openedAt, language) })
  return `${say('link.line', { n: number, who: say(`who.${who}`), at: formatInstant(sentAt, language) })}, ${read}`
}

/** As many versions as one may have asked of. */
const VERSIONS = 20

function agreementForm(view: PlanPage, say: SayPlan): Html {
  const { person, language, permitted, token, returned, today, whole, versions, colleagues, accountId } = view
  const { errors, typed } = returnedTo('agreement', returned)
  const action = paths.planAgreements(person.id)
  return form(
    { ...{ id: 'agreement', action, language, errors, permitted, token, submit: say('agreement.save') } },
    (field) =>
      html`${field.radios({
        ...{ name: 'who', label: say('who'), value: typed['who'] ?? 'youth' },
        options: Who.options.map((value) => ({ value, label: say(`who.${value}`) })),
      })}${field.select({
        ...{ name: 'planId', label: say('planId'), help: say('planId.help') },
        value: typed['planId'] ?? whole.plan?.id ?? null,
        options: versions.slice(0, VERSIONS).map(({ id, number, knownFrom }) => ({
          value: id,
          label: say('version', { n: number, day: formatInstant(knownFrom, language) }),
        })),
      })}${field.radios({
        ...{ name: 'answer', label: say('answer'), value: typed['answer'] ?? 'agreed' },
        options: Answer.options.map((value) => ({ value, label: say(`answer.${value}`) })),
      })}${field.radios({
        ...{ name: 'way', label: say('way'), value: typed['way'] ?? 'paper' },
        options: (['paper', 'oral'] as const).map((value) => ({ value, label: say(`way.${value}`) })),
      })}${field.select({
        ...{
          name: 'witnessId',
          label: say('witnessId'),
          help: say('witnessId.help'),
          optional: true,
          blank: say('witnessId.none'),
        },
        value: typed['witnessId'] ?? null,
        options: colleagues
          .filter((each) => each.current && each.accountId !== accountId)
          .map(({ accountId, displayName }) => ({ value: accountId, label: displayName })),
      })}${field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? today })}`,
  )
}
