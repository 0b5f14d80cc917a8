import type { PlainDate } from '../kernel/date.ts'
import type { Code } from '../organisations/model.ts'
import type { Lane, LifeMark, LifeSpan } from '../ui/components/lifeline-model.ts'
import { type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { codeWord } from './code-words.ts'
import type { Enrolment, Evidence, Facts } from './facts.ts'
import { PERSON_TEXT, type PersonWord } from './person-text.ts'
import { COMPLETION_TEXT, SCHOOL_FORM_TEXT } from './rule-text.ts'
import { deliveredSource } from './rule-words.ts'
import { UPPER_SECONDARY } from './rules.ts'
import type { UnclearPeriod } from './scope.ts'
import type { DecisionRow, OccupationRow, Period } from './store.ts'

export type LaneFacts = {
  readonly language: Language
  readonly today: PlainDate
  readonly facts: Facts
  readonly periods: readonly Period[]
  readonly unclear: readonly UnclearPeriod[]
  readonly occupations: readonly OccupationRow[]
  readonly decisions: readonly DecisionRow[]
  readonly codes: readonly Code[]
  readonly municipalityName: (code: string) => string
  readonly programmeName: (code: string) => string
  readonly mayOpenDeliveries: boolean
}

/** What the lifeline shows of a person so far: school, register, where one lived, what one does, what was decided. */
export function lanesOf(view: LaneFacts): readonly Lane[] {
  const say = words(PERSON_TEXT, view.language)
  return [
    {
      label: say('lane.school'),
      spans: view.facts.enrolments.map((each) => schoolSpan(each, view)),
      marks: schoolMarks(view, say),
    },
    { label: say('lane.register'), spans: registerSpans(view, say), marks: registerMarks(view, say) },
    { label: say('lane.home'), spans: homeSpans(view), marks: goneMarks(view, say) },
    { label: say('lane.occupation'), spans: occupationSpans(view), marks: bestBeforeMarks(view, say) },
    { label: say('lane.decision'), spans: decisionSpans(view, say), marks: [] },
  ].filter((lane) => lane.spans.length + lane.marks.length > 0)
}

function schoolSpan(enrolment: Enrolment, view: LaneFacts): LifeSpan {
  const form = words(SCHOOL_FORM_TEXT, view.language)(enrolment.schoolForm)
  const programme = enrolment.programmeCode ? view.programmeName(enrolment.programmeCode) : upperFirst(form)
  return {
    from: enrolment.startsOn,
    until: enrolment.endsBefore,
    label: enrolment.schoolUnit ? `${programme}, ${enrolment.schoolUnit}` : programme,
    short: programme,
    tone: UPPER_SECONDARY.has(enrolment.schoolForm) ? 'study' : 'neutral',
    ...sourced(enrolment, view),
  }
}

function schoolMarks(view: LaneFacts, say: Say<PersonWord>): LifeMark[] {
  const { facts, language } = view
  const breaks = facts.enrolments.flatMap((each): LifeMark[] =>
    each.interrupted && each.endsBefore
      ? [
          {
            on: each.endsBefore,
            label: say('life.interrupted'),
            short: say('life.interrupted'),
            tone: 'broken',
            ...sourced(each, view),
          },
        ]
      : [],
  )
  const completions = facts.completions.map(
    (each): LifeMark => ({
      on: each.completedOn,
      label: words(COMPLETION_TEXT, language)(each.kind),
      tone: 'reached',
      ...sourced(each, view),
    }),
  )
  return [...breaks, ...completions]
}

function registerSpans({ periods, unclear, codes, language }: LaneFacts, say: Say<PersonWord>): LifeSpan[] {
  const source = say('life.computed')
  const members = periods.map((period): LifeSpan => {
    const reason = codeWord(codes, 'entry_reason', period.reason, language)
    return {
      from: period.from,
      until: period.until,
      label: `${say('life.in')}: ${reason}`,
      short: reason,
      tone: 'in',
      source,
    }
  })
  const doubtful = unclear.map(
    (each): LifeSpan => ({
      from: each.from,
      until: each.until,
      label: say('life.unclear'),
      short: '',
      tone: 'unclear',
      source,
    }),
  )
  return [...members, ...doubtful]
}

function registerMarks({ periods, codes, language }: LaneFacts, say: Say<PersonWord>): LifeMark[] {
  return periods.flatMap((period): LifeMark[] =>
    period.from === null
      ? []
      : [
          {
            on: period.from,
            label: codeWord(codes, 'entry_reason', period.reason, language),
            tone: 'edge',
            source: say('life.computed'),
          },
        ],
  )
}

function homeSpans(view: LaneFacts): LifeSpan[] {
  const { facts, municipalityName } = view
  return facts.residences.map((each) => ({
    from: each.from,
    until: each.until,
    label: municipalityName(each.municipality),
    tone: each.municipality === facts.municipality ? 'neutral' : 'unclear',
    ...sourced(each, view),
  }))
}

function goneMarks(view: LaneFacts, say: Say<PersonWord>): LifeMark[] {
  return view.facts.residencies.map((each) => ({
    on: each.from,
    label: say(`life.${each.residency}`),
    tone: 'edge',
    ...sourced(each, view),
  }))
}

function occupationSpans({ occupations, codes, language, today }: LaneFacts): LifeSpan[] {
  return occupations.map((each) => ({
    from: each.from,
    until: each.until,
    label: codeWord(codes, 'occupation', each.occupation, language),
    tone: each.until === null && each.bestBefore <= today ? 'due' : 'neutral',
    source: each.source,
  }))
}

function bestBeforeMarks({ occupations }: LaneFacts, say: Say<PersonWord>): LifeMark[] {
  const current = occupations.find((each) => each.until === null)
  return current ? [{ on: current.bestBefore, label: say('life.bestBefore'), tone: 'due', source: current.source }] : []
}

function decisionSpans({ decisions, codes, language }: LaneFacts, say: Say<PersonWord>): LifeSpan[] {
  return decisions
    .filter((each) => each.current)
    .map((each) => ({
      from: each.from,
      until: each.until,
      label: `${say(`decision.${each.outcome}`)}: ${codeWord(codes, 'decision_reason', each.reasonCode, language)}`,
      short: say(`decision.${each.outcome}`),
      tone: each.outcome === 'in_scope' ? 'in' : each.outcome === 'unclear' ? 'unclear' : 'neutral',
      source: each.evidence,
    }))
}

/** Where a record came from and with which delivery, and the way to that for those who may see deliveries. */
function sourced(
  record: Evidence & { readonly kind?: string },
  { language, mayOpenDeliveries }: LaneFacts,
): Pick<LifeSpan, 'source' | 'sourceHref'> {
  const { deliveryId } = record
  const sourceHref = mayOpenDeliveries && deliveryId !== null ? paths.import(deliveryId) : null
  return { source: deliveredSource(record, language), sourceHref }
}

const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
