import { colleagues } from '../access/store.ts'
import type { Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { PersonId } from '../people/model.ts'
import { addQualification, moveActivity, planActivity } from '../support/activities/actions.ts'
import { bookAppointment, noteOutcome } from '../support/activities/appointment-actions.ts'
import { appointmentsOf } from '../support/activities/appointment-store.ts'
import { activitiesOf } from '../support/activities/store.ts'
import { endGoal, setGoal } from '../support/plan/actions.ts'
import { noteAgreement } from '../support/plan/agreement-actions.ts'
import { addStep, moveStep } from '../support/plan/step-actions.ts'
import { planOf, stepsOf } from '../support/plan/store.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { caseToWorkIn } from './open-case.ts'
import { type Draw, drawFor } from './random.ts'
import { officeDay } from './surroundings.ts'

/** Made up, and such as the young person could read. */
const STORIES = [
  {
    ...{
      goal: 'Börja på yrkesprogram i augusti',
      matters: 'Jag vill jobba med händerna',
      strengths: 'Kommer alltid i tid',
    },
    steps: ['Besöka El och energi', 'Boka tid med studievägledaren', 'Skicka ansökan'],
    activity: {
      kind: 'guidance_talk',
      name: 'Samtal med studievägledaren',
      subject: 'Val till gymnasiet',
      place: null,
    },
  },
  {
    ...{ goal: 'En praktikplats två dagar i veckan', matters: 'Hemma blir dagarna långa', strengths: 'Bra med kunder' },
    steps: ['Skriva cv tillsammans', 'Ringa två arbetsgivare', 'Hälsa på en fredag'],
    activity: { kind: 'practice', name: 'Praktik på lagret', subject: null, place: 'Varubud' },
  },
  {
    ...{ goal: 'Klara matematik 1a', matters: 'Då är jag behörig', strengths: 'Ger sig inte' },
    steps: ['Läxhjälp på måndagar', 'Prata med läraren om provet', 'Göra provet'],
    activity: {
      kind: 'two_teachers',
      name: 'Tvålärarstöd i matematik',
      subject: 'Matematik',
      place: 'Rekarnegymnasiet',
    },
  },
  {
    ...{ goal: 'Upp före nio på vardagar', matters: 'Jag vill orka mer', strengths: 'Vet vad som hjälper' },
    steps: ['Ställa två klockor', 'Promenad efter frukost', 'Stämma av på fredagar'],
    activity: { kind: 'health', name: 'Simning på tisdagar', subject: null, place: 'Munktellbadet' },
  },
] as const
type Story = (typeof STORIES)[number]

const MOST = 24
const MOST_ELSEWHERE = 6

/** The plans of some of those who have somebody: goals and steps of the last two months, a yes, activities and times. */
export function planDeeds({ code, persons, deliveries }: DemoMunicipality): Deed[] {
  const last = deliveries.at(-1)?.on
  if (last === undefined) return []
  const begins = addDays(last, -56)
  const planned = persons
    .filter((person) => isPlanned(person, begins))
    .slice(0, code === '0484' ? MOST : MOST_ELSEWHERE)
  return planned.flatMap((person, index) =>
    storyOf(person, { last, story: STORIES[index % STORIES.length] ?? STORIES[0] }),
  )
}

function isPlanned({ number, owner, population }: DemoPerson, on: PlainDate): boolean {
  const isProtected = population.some(({ protection }) => protection !== null)
  return owner !== null && owner.from < on && !isProtected && drawFor(number, 'plan').chance(0.35)
}

type Told = { readonly last: PlainDate; readonly story: Story }

function storyOf({ number, owner }: DemoPerson, { last, story }: Told): Deed[] {
  if (owner === null) return []
  const { signInName: by, from } = owner
  const draw = drawFor(number, 'plan')
  const begun = officeDay(addDays(last, -draw.between(35, 50)), from)
  const agreed = officeDay(addDays(begun, 7), begun)
  const met = officeDay(addDays(last, -draw.between(4, 9)), agreed)
  const whose = (cast: Cast) => PersonId.parse(cast.ids.get(number) ?? '')
  return [
    { on: begun, by, act: async (tx, cast) => plan(tx, { personId: whose(cast), story }) },
    { on: agreed, by, act: async (tx, cast) => agree(tx, { personId: whose(cast), draw }) },
    { on: addDays(met, -3), by, act: async (tx, cast) => book(tx, whose(cast), met) },
    {
      on: met,
      by,
      act: async (tx, cast) => meet(tx, { personId: whose(cast), draw, next: addDays(last, draw.between(1, 12)) }),
    },
  ]
}

type Planned = { readonly personId: PersonId; readonly story: Story }

async function plan(tx: Write, { personId, story }: Planned): Promise<void> {
  if ((await caseToWorkIn(tx, personId, tx.today)) === null) return
  const days = { startsOn: tx.today, endsOn: addDays(tx.today, 120) }
  const { goal: words, matters, strengths, activity } = story
  const goalId = await setGoal(tx, { personId, words, matters, strengths, ...days })
  for (const [index, step] of story.steps.entries()) {
    const municipality = index === 1
    const who = {
      responsible: municipality ? 'municipality' : 'youth',
      accountId: municipality ? tx.actor.accountId : null,
    } as const
    const due = { startsOn: tx.today, dueOn: addDays(tx.today, 14 + 21 * index) }
    await addStep(tx, { personId, goalId, words: step, actor: null, actorWords: null, ...who, ...due })
  }
  const { kind, name, subject, place } = activity
  const particulars = { kind, subject, place, hours: null }
  await planActivity(tx, { personId, particulars, name, goalId, stepId: null, factors: ['individual'], ...days })
}

type Agreed = { readonly personId: PersonId; readonly draw: Draw }

async function agree(tx: Write, { personId, draw }: Agreed): Promise<void> {
  if ((await caseToWorkIn(tx, personId, null)) === null) return
  const [now, [activity]] = [await planOf(tx, personId), await activitiesOf(tx, personId)]
  if (now === null || activity === undefined) return
  if (draw.chance(0.75)) {
    const heard = (await colleagues(tx)).find((each) => each.current && each.accountId !== tx.actor.accountId)
    const witnessId = draw.chance(0.5) ? null : (heard?.accountId ?? null)
    const way = witnessId === null ? ('paper' as const) : ('oral' as const)
    await noteAgreement(tx, {
      personId,
      planId: now.id,
      who: 'youth',
      way,
      answer: 'agreed',
      witnessId,
      onDay: tx.today,
    })
  }
  const { activityId, id: seen } = activity
  const begun = { state: 'under_way', reason: null, reasonWords: null, endedOn: tx.today } as const
  await moveActivity(tx, { personId, activityId, seen, ...begun })
}

async function book(tx: Write, personId: PersonId, onDay: PlainDate): Promise<void> {
  if ((await caseToWorkIn(tx, personId, null)) === null) return
  const time = { activityId: null, onDay, atTime: '13:30', minutes: 45, way: 'here', reminds: true } as const
  await bookAppointment(tx, { personId, accountId: tx.actor.accountId, ...time })
}

async function meet(tx: Write, { personId, draw, next }: Agreed & { readonly next: PlainDate }): Promise<void> {
  if ((await caseToWorkIn(tx, personId, null)) === null) return
  const [time] = await appointmentsOf(tx, personId, 1)
  if (time === undefined || time.outcome !== null) return
  const stayedAway = draw.chance(0.15)
  const outcome = stayedAway ? ('no_show' as const) : ('came' as const)
  await noteOutcome(tx, {
    personId,
    id: time.id,
    outcome,
    reasonKind: stayedAway ? 'logistics' : null,
    cancelledBy: null,
  })
  const [step] = await stepsOf(tx, personId)
  if (step !== undefined && !stayedAway) {
    const done = { state: 'done', reason: null, reasonWords: null, endedOn: tx.today } as const
    await moveStep(tx, { personId, stepId: step.stepId, seen: step.id, ...done })
    if (draw.chance(0.2)) await finish(tx, { personId, goalId: step.goalId })
  }
  await book(tx, personId, next)
}

/** One who has come all the way, and another who has got a licence on the way. */
async function finish(
  tx: Write,
  { personId, goalId }: { readonly personId: PersonId; readonly goalId: string },
): Promise<void> {
  await endGoal(tx, {
    personId,
    goalId,
    seen: goalId,
    attainment: 'fully',
    reason: 'reached',
    reasonWords: null,
    endedOn: tx.today,
  })
  const days = { gotOn: tx.today, validUntil: addDays(tx.today, 5 * 365) }
  const card = {
    kind: 'forklift',
    name: 'Truckkort, låglyftare',
    level: 'A2',
    evidence: 'seen',
    activityId: null,
  } as const
  await addQualification(tx, { personId, ...card, ...days })
}
