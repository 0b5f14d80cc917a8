import { skipStep } from '../../src/outreach/ladder/actions.ts'
import { DEFAULT_STEPS } from '../../src/outreach/ladder/rules.ts'
import { paths } from '../../src/ui/paths.ts'
import { aVisit, betweenSteps, offLadder, onLadder, resting } from '../build/ladder.ts'
import type { Reply, Site } from '../build/site.ts'
import type { Place } from '../build/things.ts'

/** The pages of the ladder and their states, as the coordinator has them. */
export async function ladderPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const asking = place.staff.kaa_coordinator
  const coordinator = site.tab(asking)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  const [personId, stepId] = await onLadder(place, asking)
  const [between, off, paused] = [
    await betweenSteps(place, asking),
    await offLadder(place, asking),
    await resting(place, asking),
  ]
  const [visited, visitId] = await aVisit(place, asking)
  for (const [name, address] of Object.entries({
    'steps to take': paths.outreachLadder(),
    'steps to take, everybody’s late ones': paths.outreachLadder({ whose: 'all', view: 'overdue' }),
    'steps to take, of one kind': paths.outreachLadder({ whose: 'all', step: 'sms_first', role: 'owner' }),
    'waiting for an answer': paths.outreachLadder({ whose: 'all', view: 'waiting' }),
    'the order of steps': paths.outreachProtocol(),
    'how many are reached': paths.outreachFigures(),
    'how many were reached before': paths.outreachFigures({ half: '2020-1' }),
    'hours against cases': paths.outreachCaseload(),
    'one on the ladder': paths.personLadder(personId),
    'a young person on the ladder': paths.person(personId),
    'one between two steps': paths.personLadder(between),
    'one off the ladder': paths.personLadder(off),
    'one whose ladder rests': paths.personLadder(paused),
    'a young person whose ladder rests': paths.person(paused),
    'a visit to plan': paths.personVisitNew(personId),
    'a visit': paths.personVisit(visited, visitId),
  }))
    await keep(name, coordinator.get(address))
  await keep('a step skipped without a reason', coordinator.post(paths.personLadderSkip(personId, stepId), {}))
  await keep('a sending to look at', coordinator.post(paths.outreachLadderPreview(), { steps: [stepId] }))
  await keep('a sending to nobody', coordinator.post(paths.outreachLadderPreview(), {}))
  await keep('hours that are none', coordinator.post(paths.outreachCaseload(), { weekHours: '0', youthHours: 'x' }))
  await keep('a pause without an end', coordinator.post(paths.personLadderRests(personId), { kind: 'pause' }))
  await keep('a ladder started twice', coordinator.post(paths.personLadderRuns(personId), {}))
  const alone = {
    visitOn: 'i morgon',
    time: '10',
    firstBy: asking.accountId,
    secondBy: asking.accountId,
    announced: 'not',
  }
  await keep('a visit by one alone', coordinator.post(paths.personVisits(personId), alone))
  await keep('a visit without what came of it', coordinator.post(paths.personVisitOutcome(visited, visitId), {}))
  await keep(
    'a visit moved to no time',
    coordinator.post(paths.personVisitTime(visited, visitId), { visitOn: '', time: 'x' }),
  )
  await keep(
    'an order with mistakes',
    coordinator.post(paths.outreachProtocol(), { 'channel-1': 'sms', 'wait-1': 'x' }),
  )
  const first = { 'code-1': DEFAULT_STEPS[0]?.code ?? '', 'channel-1': 'sms', 'wait-1': '3', 'deadline-1': '1' }
  await keep('an order to be saved', coordinator.post(paths.outreachProtocolPreview(), { seen: '1', ...first }))
  await place.bed.web.write(asking, (tx) => skipStep(tx, { personId, stepId, reason: 'not_possible' }))
  await keep('one who skipped a step', coordinator.get(paths.personLadder(personId)))
  return pages
}
