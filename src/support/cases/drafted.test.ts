import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Coached, coached } from '../../../test/build/coached.ts'
import { aPlacement, aWorkplace } from '../../../test/build/placements.ts'
import { aGoal } from '../../../test/build/plan.ts'
import type { FormFields } from '../../../test/build/site.ts'
import type { PersonId } from '../../people/model.ts'
import { paths } from '../../ui/paths.ts'
import { activitiesOf } from '../activities/store.ts'
import { placementById, stepsOf } from '../placements/store.ts'
import { reviewsOf } from '../plan/review-store.ts'
import { planOf } from '../plan/store.ts'

let world: Coached

before(async () => {
  world = await coached({ name: 'Ungdomsteamet', now: '2026-10-15T10:00:00Z' })
})
after(() => world.close())

const read: Coached['bed']['web']['read'] = (...asked) => world.bed.web.read(...asked)
const own = <Answer>(work: Parameters<typeof world.bed.web.read<Answer>>[1]) => read(world.coach, work)

/** Where a form stands, where it is sent, its id on the page, and what is written in it. */
type Form = { readonly at: string; readonly to: string; readonly id: string; readonly fields: FormFields }
type Case = readonly [string, (id: PersonId) => Promise<Form>]

const AGREED = {
  ...{ fromOn: '2026-10-13', lastOn: '2026-12-18', days: ['tuesday'], startsAt: '08.00', endsAt: '15.00' },
  ...{ tasks: 'Däckbyten', insurance: 'municipality', asks: 'never', accompany: '1', breakMinutes: '0' },
} as const
const ACTIVITY = { name: 'Praktik på lagret', place: 'Varubud', startsOn: '2026-10-15', endsOn: '' } as const

async function placed(id: PersonId) {
  const at = await aWorkplace(world.bed, world.coach)
  const placementId = await aPlacement(world.bed, world.coach, { ...at, personId: id })
  return { ...at, placementId, at: paths.personPlacement(id, placementId) }
}

const CASES: readonly Case[] = [
  [
    'a new goal',
    async (id) => {
      const fields = { words: 'Klara engelskan', matters: 'Vill till gymnasiet', startsOn: '2026-10-15' }
      return { at: paths.planGoalNew(id), to: paths.planGoals(id), id: 'goal', fields }
    },
  ],
  [
    'a goal that is changed',
    async (id) => {
      const goal = await aGoal(world.bed, world.coach, { personId: id })
      const fields = { words: 'Klara engelskan', startsOn: '2026-10-15', seen: goal }
      return { at: paths.planGoal(id, goal), to: paths.planGoal(id, goal), id: 'goal', fields }
    },
  ],
  [
    'how a goal ended',
    async (id) => {
      const goal = await aGoal(world.bed, world.coach, { personId: id })
      const fields = { attainment: 'not_met', reason: 'no_contact', endedOn: '2026-10-15', seen: goal }
      return { at: paths.planGoal(id, goal), to: paths.planGoalEnd(id, goal), id: 'end', fields }
    },
  ],
  [
    'the planning as a whole',
    async (id) => {
      await aGoal(world.bed, world.coach, { personId: id })
      const seen = (await own((tx) => planOf(tx, id)))?.id ?? ''
      const fields = { planWords: 'Mot gymnasiet', startsOn: '2026-10-01', seen }
      return { at: paths.personPlan(id), to: paths.personPlan(id), id: 'whole', fields }
    },
  ],
  [
    'a review of the plan',
    async (id) => {
      await aGoal(world.bed, world.coach, { personId: id })
      const seen = (await own((tx) => reviewsOf(tx, id)))[0]?.id ?? ''
      const fields = { heldOn: '2026-10-15', present: ['youth'], changed: 'Ny lärare', seen }
      return { at: paths.personPlan(id), to: paths.planReviews(id), id: 'review', fields }
    },
  ],
  [
    'a new activity',
    async (id) => {
      const [at, fields] = [paths.personActivityNew(id, { kind: 'practice' }), { ...ACTIVITY, kind: 'practice' }]
      return { at, to: paths.personActivities(id), id: 'activity', fields }
    },
  ],
  [
    'an activity that is changed',
    async (id) => {
      await world.tab.submit(paths.personActivities(id), { ...ACTIVITY, kind: 'practice' })
      const [one] = await own((tx) => activitiesOf(tx, id))
      const at = paths.personActivity(id, one?.activityId ?? '')
      return { at, to: at, id: 'activity', fields: { ...ACTIVITY, tasks: 'Plocka order', seen: one?.id ?? '' } }
    },
  ],
  [
    'grades',
    async (id) => {
      const fields = { pasted: 'EN E', source: 'catalogue', gradedOn: '2024-06-12' }
      return { at: paths.personStudies(id), to: paths.personGrades(id), id: 'grades', fields }
    },
  ],
  [
    'a study plan',
    async (id) => {
      const fields = { goal: 'vocational', parts: 'HT 2026: Engelska, pågår', seen: '' }
      return { at: paths.personStudies(id), to: paths.personStudyPlan(id), id: 'plan', fields }
    },
  ],
  [
    'a new placement',
    async (id) => {
      const { offerId } = await aWorkplace(world.bed, world.coach)
      const at = paths.personPlacements(id)
      return { at, to: at, id: 'placement', fields: { ...AGREED, offerId } }
    },
  ],
  [
    'what is agreed at a placement',
    async (id) => {
      const { placementId, at } = await placed(id)
      const { terms } = await own((tx) => placementById(tx, { root: id, placementId }))
      return { at, to: paths.personPlacementTerms(id, placementId), id: 'terms', fields: { ...AGREED, seen: terms.id } }
    },
  ],
  [
    'how a visit at a placement went',
    async (id) => {
      const { placementId, at } = await placed(id)
      const step = (await own((tx) => stepsOf(tx, placementId)))[0]?.id ?? ''
      const fields = { doneOn: '2026-10-13', outcome: 'well', words: 'Trivs' }
      return { at, to: paths.personPlacementStep(id, step), id: `step-${step}`, fields }
    },
  ],
  [
    'a place at a workplace',
    async () => {
      const { employerId } = await aWorkplace(world.bed, world.coach)
      const fields = { title: 'Verkstad', kind: 'practice', places: '1', fromOn: '2026-10-15', openTo: 'everybody' }
      return { at: paths.employer(employerId), to: paths.employerOffers(employerId), id: 'offer', fields }
    },
  ],
]

for (const [says, made] of CASES)
  test(`what is being written lives through a sign-out, and is forgotten when it is saved: ${says}`, async () => {
    const { at, to, id, fields } = await made(await world.aYouth())
    const { html } = await world.tab.get(at)
    const draft = new RegExp(`<form[^>]* id="${id}"[^>]* data-draft="([^"]+)"`).exec(html)?.[1]
    assert.ok(draft?.startsWith(`${world.coach.accountId}:`), `no draft of one’s own on ${id}: ${draft}`)
    const saved = await world.tab.submit(to, fields)
    assert.equal(saved.status, 200)
    assert.equal(/data-saved="([^"]+)"/.exec(saved.html)?.[1], draft)
  })
