import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { toolbar } from '../../ui/components/navigation.ts'
import { formatDay, formatInstant, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName } from '../contacts/views.ts'
import type { RunStep } from './model.ts'
import { type Plan, restingOn } from './rules.ts'
import type { Standing } from './standing-store.ts'
import type { Visit } from './visit-model.ts'
import { inSentence, ladderWords, letterPath, type SayLadder, stepWord } from './words.ts'

/** What the card, and the page about one person, are made of. */
export type LadderSight = {
  readonly language: Language
  readonly personId: string
  readonly today: PlainDate
  readonly standing: Standing
  readonly visit: Visit | null
  readonly colleagues: readonly Colleague[]
  readonly may: Readonly<Record<'log' | 'letters' | 'run' | 'exempt', boolean>>
  readonly token: string
}

/** On a person's page: where on the ladder, what comes next and why, and what to do about it. */
export function ladderCard(view: LadderSight): Html {
  const { language, personId, today, standing, may } = view
  const say = ladderWords(language)
  const open = openStep(standing)
  const isLate = open !== null && open.deadlineOn < today
  const isDue = open !== null && open.dueFrom <= today
  const all = may.run || standing.run !== null
  return card(
    { title: say('title'), id: 'ladder-title', ...(isLate || isDue ? { tone: 'due' as const } : {}) },
    html`${planLines(view, say)}
${visitLine(view, say)}
${toolbar(...stepButtons(view, say))}
${all && html`<p><a href="${paths.personLadder(personId)}">${say('all')}</a></p>`}`,
  )
}

export const openStep = ({ steps }: Standing): RunStep | null => steps.find(({ closedAs }) => closedAs === null) ?? null

/** What is to be done and why, in a sentence or two. */
export function planLines(view: LadderSight, say: SayLadder): Html {
  const { language, standing, today } = view
  const { run, plan, rests } = standing
  if (run === null || plan === null) {
    const rest = restingOn(rests, today)
    const over = run?.closedAs
      ? say('run.over', { day: formatDay(run.closedOn ?? today, language), how: say(`ended.${run.closedAs}`) })
      : ''
    return html`<p class="muted">${say('run.none')} ${over}</p>${rest && html`<p>${restLine(view, say)}</p>`}`
  }
  const why = say('run.since', { day: formatDay(run.startedOn, language), why: say(`started.${run.startedAs}`) })
  return html`<p>${planLine(view, plan, say)}</p>${plan.kind === 'step' && html`<p class="muted">${reasonLine(view, plan, say)}</p>`}<p class="muted">${why}</p>`
}

function planLine(view: LadderSight, plan: Plan, say: SayLadder): Content {
  const { language, standing, today } = view
  const day = (on: PlainDate) => formatDay(on, language)
  if (plan.kind === 'stopped') return say(`plan.${plan.as}`)
  if (plan.kind === 'resting') return restLine(view, say)
  if (plan.kind === 'waiting') return say('plan.waiting', { day: day(plan.until) })
  if (plan.kind === 'finished') return say('plan.finished')
  const what = stepWord(plan.step, standing.facts.isProtected, say)
  const deadline = day(plan.deadlineOn)
  if (plan.dueFrom > today) return say('plan.step.later', { what: inSentence(what), day: day(plan.dueFrom) })
  if (plan.deadlineOn < today) return html`<strong>${say('plan.step.late', { what, deadline })}</strong>`
  return html`<strong>${say('plan.step.now', { what: inSentence(what), deadline })}</strong>`
}

function reasonLine({ language, standing }: LadderSight, plan: Plan & { kind: 'step' }, say: SayLadder): string {
  const { facts, protocol, steps } = standing
  const since = formatDay(plan.since, language)
  const isFirst = !steps.some(({ closedAs }) => closedAs === 'done' || closedAs === 'skipped')
  const counted = { place: plan.step.place, of: protocol.steps.length, n: plan.step.waitDays, day: since }
  const why = isFirst && plan.step.waitDays === 0 ? say('plan.why.first', { day: since }) : say('plan.why', counted)
  const passed = plan.leftOut.map(({ code, reason }) => {
    const step = protocol.steps.find((each) => each.code === code)
    return step === undefined
      ? ''
      : say('plan.left_out', {
          what: inSentence(stepWord(step, facts.isProtected, say)),
          reason: say(`left_out.${reason}`),
        })
  })
  return [why, ...passed].join(' ')
}

export function restLine({ language, today, standing, colleagues }: LadderSight, say: SayLadder): string {
  const rest = restingOn(standing.rests, today)
  if (rest === null) return ''
  const line = say(`plan.${rest.kind}`, {
    day: formatDay(rest.untilOn, language),
    reason: inSentence(say(`rest.${rest.reason}`)),
  })
  return `${line} (${say('decided.by', { who: colleagueName(rest.setBy, { colleagues }) })})`
}

function visitLine({ language, personId, visit, colleagues }: LadderSight, say: SayLadder): Html | null {
  if (visit === null) return null
  const who = say('visit.who', {
    one: colleagueName(visit.firstBy, { colleagues }),
    two: colleagueName(visit.secondBy, { colleagues }),
  })
  return html`<p><a href="${paths.personVisit(personId, visit.id)}">${say('act.visit.open')}</a>: ${formatInstant(visit.visitAt, language)}, ${who}</p>`
}

/** What can be done about the step that stands open, or the one that is to come. */
export function stepButtons(
  { personId, standing, visit, may, token, today }: LadderSight,
  say: SayLadder,
): readonly Content[] {
  const open = openStep(standing)
  if (!may.log) return []
  if (open === null) {
    const { plan, rests } = standing
    const values = { token }
    if (plan?.kind === 'step' && may.run)
      return [
        actionButton({
          action: paths.personLadderSteps(personId),
          label: say('act.advance'),
          permitted: ALLOWED,
          values,
        }),
      ]
    const mayStart = plan === null && may.run && restingOn(rests, today) === null
    return mayStart
      ? [
          actionButton({
            action: paths.personLadderRuns(personId),
            label: say('act.start'),
            permitted: ALLOWED,
            values,
          }),
        ]
      : []
  }
  if (open.channel === 'home_visit')
    return visit === null ? [linkButton({ href: paths.personVisitNew(personId), label: say('act.visit') })] : []
  const { channel, through } = open
  const log = linkButton({ href: paths.personLogNew(personId, { channel, through }), label: say('act.log') })
  return channel === 'letter' && may.letters
    ? [linkButton({ href: letterPath(personId, open), label: say('act.letter') }), log]
    : [log]
}
