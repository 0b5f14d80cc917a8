import { day } from '../../src/kernel/date.ts'
import { shortId } from '../../src/outreach/checkins/link.ts'
import { joinGroup } from '../../src/support/activities/group-actions.ts'
import { openLink, sendPlan } from '../../src/support/plan/agreement-actions.ts'
import { planLink } from '../../src/support/plan/answer-routes.ts'
import { paths } from '../../src/ui/paths.ts'
import { aGoal, aStep } from '../build/plan.ts'
import { type Reply, siteOf } from '../build/site.ts'
import { aCase } from '../build/support.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of plans and activities and their states, as the coordinator and the young person have them. */
export async function planPages(place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, staff } = place
  const me = staff.kaa_coordinator
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  const site = siteOf(bed, { messaging })
  const [own, young] = [site.tab(me), site.tab(null)]
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  const [personId = ''] = await THINGS.queued(place, me)
  await keep('a plan without a case', own.get(paths.personPlan(personId)))
  await aCase(bed, me, { personId })
  await keep('no plan yet', own.get(paths.personPlan(personId)))
  await keep('a goal to set', own.get(paths.planGoalNew(personId)))
  await keep('a goal with mistakes', own.post(paths.planGoals(personId), { startsOn: 'snart', endsOn: '2020-01-01' }))
  const told = { matters: 'Jag vill bli elektriker', strengths: 'Ger sig inte, och kommer alltid i tid' }
  const goalId = await aGoal(bed, me, { personId, ...told })
  const stepId = await aStep(bed, me, { personId, goalId })
  const other = { responsible: 'other', actor: 'adult_education', dueOn: null } as const
  await aStep(bed, me, { personId, goalId, words: 'Hålla en plats på Komvux till januari', ...other })
  await keep('a plan', own.get(paths.personPlan(personId)))
  await keep('a plan with mistakes', own.post(paths.planReviews(personId), { heldOn: '2090-01-01' }))
  await keep('a goal', own.get(paths.planGoal(personId, goalId)))
  await keep('a goal that ends with mistakes', own.post(paths.planGoalEnd(personId, goalId), { seen: goalId }))
  const late = { words: 'Klara matten till påsk', startsOn: '2026-10-01', seen: stepId }
  await keep('a goal that a colleague has changed', own.post(paths.planGoal(personId, goalId), late))
  await keep('a step', own.get(paths.planStep(personId, stepId)))
  await keep('a plan on paper', own.get(paths.planPrint(personId)))
  await keep('how often plans are reviewed', own.get(paths.planRule()))
  await keep('a measure with mistakes', own.post(paths.planRule(), { firstWeeks: '99' }))
  for (const [name, reply] of await behindLink(place, { personId, young })) pages.set(name, reply)
  await keep('a plan that was sent', own.get(paths.personPlan(personId)))
  for (const [name, reply] of await activityPages(place, { personId, own })) pages.set(name, reply)
  return pages
}

type Tab = ReturnType<ReturnType<typeof siteOf>['tab']>

async function behindLink(
  { bed, domain, staff }: Place,
  { personId, young }: { readonly personId: string; readonly young: Tab },
): Promise<ReadonlyMap<string, Reply>> {
  let token = ''
  const linkTo = (domainId: string, made: string) => {
    token = made
    return planLink('https://exempel.se')(domainId, made)
  }
  await bed.web.write(staff.kaa_coordinator, (tx) => sendPlan(tx, { personId, who: 'youth', linkTo }))
  await bed.jobs.write(domain.machine, (tx) => openLink(tx, token))
  const link = paths.planAnswer(shortId(domain.id), token)
  return new Map([
    ['a plan behind a link', await young.get(link)],
    ['a plan that one is with', await young.post(link, { pressed: 'agreed' })],
    ['a plan that was answered already', await young.get(link)],
    ['a link to a plan that is over', await young.get(`${link}x`)],
  ])
}

async function activityPages(
  place: Place,
  { personId, own }: { readonly personId: string; readonly own: Tab },
): Promise<ReadonlyMap<string, Reply>> {
  const { bed, staff } = place
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('no groups', own.get(paths.activities()))
  await keep('no activities', own.get(paths.personActivities(personId)))
  await keep('which kind of activity', own.get(paths.personActivityNew(personId)))
  await keep('an activity to plan', own.get(paths.personActivityNew(personId, { kind: 'apprenticeship' })))
  await keep(
    'an activity with mistakes',
    own.post(paths.personActivities(personId), { kind: 'practice', startsOn: 'x' }),
  )
  const [groupId = ''] = await THINGS.group(place)
  await bed.web.write(staff.kaa_coordinator, (tx) => joinGroup(tx, { personId, groupId }))
  const paper = {
    kind: 'forklift',
    name: 'Truckkort, låglyftare',
    level: 'A2',
    gotOn: '2026-10-10',
    validUntil: '2026-11-10',
    evidence: 'seen',
  }
  await own.post(paths.personQualifications(personId), paper)
  const time = {
    onDay: day('2090-01-01'),
    atTime: '14.30',
    minutes: '45',
    way: 'here',
    accountId: staff.kaa_coordinator.accountId,
  }
  await keep('a time with mistakes', own.post(paths.personAppointments(personId), time))
  await keep('activities', own.get(paths.personActivities(personId)))
  await keep('groups', own.get(paths.activities()))
  await keep('a group to set up', own.get(paths.activityGroupNew()))
  await keep('a group', own.get(paths.activityGroup(groupId)))
  await keep('a session with mistakes', own.post(paths.activityGroupSessions(groupId), { onDay: 'x', minutes: '1' }))
  const [active = '', activityId = ''] = await THINGS.activity(place, staff.kaa_coordinator)
  await keep('an activity', own.get(paths.personActivity(active, activityId)))
  const [booked = '', id = ''] = await THINGS.appointment(place, staff.kaa_coordinator)
  await keep('a booked time', own.get(paths.personAppointment(booked, id)))
  await keep('what became of a time, with mistakes', own.post(paths.personAppointmentOutcome(booked, id), {}))
  return pages
}
