import type { Read } from '../../kernel/database.ts'
import { addDays } from '../../kernel/date.ts'
import { PersonId } from '../../people/model.ts'
import type { Lane, LifeMark, LifeSpan, SpanTone } from '../../ui/components/lifeline-model.ts'
import type { Language } from '../../ui/language.ts'
import type { Activity, ActivityState } from '../activities/model.ts'
import { activitiesOf } from '../activities/store.ts'
import { activityWords } from '../activities/words.ts'
import { followUpsOf } from '../exits/follow-store.ts'
import type { FollowUp } from '../exits/model.ts'
import { exitWords } from '../exits/words.ts'
import type { Placement } from '../placements/model.ts'
import { placementsOf } from '../placements/store.ts'
import { placementWords } from '../placements/words.ts'
import type { Goal } from '../plan/model.ts'
import { laterOf } from '../plan/rules.ts'
import { goalsOf } from '../plan/store.ts'
import { planWords } from '../plan/words.ts'
import { progressWords } from '../progress/words.ts'
import { type Moved, stepsMoved } from './lane-store.ts'
import { caseWords } from './words.ts'

/** Goals, what is done, where one is placed, where one stands and what was answered afterwards, for the lifeline of a case. Whoever embeds them has recorded the reading. */
export async function workLanes(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<readonly Lane[]> {
  const root = PersonId.parse(id)
  const [goals, activities, placements, moved, followUps] = await Promise.all([
    goalsOf(tx, root),
    activitiesOf(tx, root),
    placementsOf(tx, root),
    stepsMoved(tx, root),
    followUpsOf(tx, root),
  ])
  const say = caseWords(language)
  return [
    ...inRows(say('lane.goals'), goalSpans(goals, language)),
    ...inRows(say('lane.activities'), activitySpans(activities, language)),
    ...inRows(say('lane.placements'), placementSpans(placements, language)),
    ...readingLane(moved, language),
    ...followUpLane(followUps, language),
  ]
}

/** Several at once would lie on one another: each row holds those that follow one after another. */
export function inRows(label: string, spans: readonly LifeSpan[]): readonly Lane[] {
  const rows: LifeSpan[][] = []
  for (const span of spans.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))) {
    const row = rows.find((each) => {
      const until = each.at(-1)?.until ?? null
      return until !== null && until <= (span.from ?? '')
    })
    if (row === undefined) rows.push([span])
    else row.push(span)
  }
  return rows.map((row, index) => ({ label: index === 0 ? label : `${label} ${index + 1}`, spans: row, marks: [] }))
}

function goalSpans(goals: readonly Goal[], language: Language): readonly LifeSpan[] {
  const say = planWords(language)
  return goals
    .filter(({ state, reason }) => state !== 'archived' || reason !== 'mistaken')
    .map(({ words, startsOn, endsOn, endedOn, state }) => {
      const last = state === 'open' ? endsOn : (endedOn ?? endsOn)
      const tone: SpanTone = state === 'open' ? 'in' : 'neutral'
      const until = last === null ? null : addDays(laterOf(last, startsOn), 1)
      return { from: startsOn, until, label: words, tone, source: say(`state.${state}`), short: '' }
    })
}

const TONES: Readonly<Record<ActivityState, SpanTone>> = {
  planned: 'due',
  under_way: 'study',
  done: 'neutral',
  interrupted: 'broken',
  cancelled: 'neutral',
}

function activitySpans(activities: readonly Activity[], language: Language): readonly LifeSpan[] {
  const say = activityWords(language)
  return activities
    .filter(({ state }) => state !== 'cancelled')
    .map(({ name, startsOn, endsOn, endedOn, state }) => {
      const last = endedOn ?? endsOn
      const until = last === null ? null : addDays(laterOf(last, startsOn), 1)
      return { from: startsOn, until, label: name, tone: TONES[state], source: say(`state.${state}`), short: '' }
    })
}

/** Where one is placed, to the last day that was agreed on or the day it ended. */
function placementSpans(placements: readonly Placement[], language: Language): readonly LifeSpan[] {
  const say = placementWords(language)
  return placements.map(({ title, workplace, terms, endedOn, outcome, kind }) => {
    const last = laterOf(endedOn ?? terms.lastOn, terms.fromOn)
    const tone: SpanTone = endedOn === null ? 'in' : outcome === 'interrupted' ? 'broken' : 'neutral'
    const source = outcome === null ? say(`kind.${kind}`) : say(`outcome.${outcome}`)
    return { from: terms.fromOn, until: addDays(last, 1), label: `${title}, ${workplace}`, tone, source, short: title }
  })
}

/** What they did when they were asked afterwards, on the day of the wave; or that they were not reached. */
function followUpLane(followUps: readonly FollowUp[], language: Language): readonly Lane[] {
  const say = exitWords(language)
  const marks = followUps.flatMap(({ wave, answer, closedAs, dueOn }): LifeMark[] => {
    if (answer === null && closedAs !== 'not_reached') return []
    const label = answer === null ? say('status.not_reached') : say(`doing.${answer}`)
    return [{ on: dueOn, label, tone: answer === null ? 'tried' : 'reached', source: say(`wave.${wave}`), short: '' }]
  })
  return marks.length === 0 ? [] : [{ label: caseWords(language)('lane.followUps'), spans: [], marks }]
}

/** Each time one came to another step of the ladder, as the young person or the coach read it. */
function readingLane(moved: readonly Moved[], language: Language): readonly Lane[] {
  const say = progressWords(language)
  const marks = moved.map(
    ({ onDay, value, voice }): LifeMark => ({
      ...{ on: onDay, label: `${say('measure.ladder')} ${value}`, short: String(value) },
      ...{ tone: voice === 'youth' ? 'reached' : 'edge', source: say(`voice.${voice}`) },
    }),
  )
  return marks.length === 0 ? [] : [{ label: caseWords(language)('lane.readings'), spans: [], marks }]
}
