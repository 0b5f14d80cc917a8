import { answerLink } from '../../src/outreach/checkins/answer-routes.ts'
import { shortId } from '../../src/outreach/checkins/link.ts'
import { checkInRound, type LinkTo } from '../../src/outreach/checkins/run-actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { type Reply, siteOf } from '../build/site.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of check-ins and their states, as the coordinator and the young person have them. */
export async function checkInPages(place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain, staff } = place
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  const site = siteOf(bed, { messaging })
  const [coordinator, young] = [site.tab(staff.kaa_coordinator), site.tab(null)]
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  const [personId = ''] = await THINGS.queued(place, staff.kaa_coordinator)
  const address = paths.personCheckins(personId)
  const last = bed.web.clock.today().replace(/-\d\d$/, '-28')
  await keep('no check-ins', coordinator.get(address))
  await keep(
    'a plan of check-ins with mistakes',
    coordinator.post(address, { everyWeeks: '9', weekday: '7', last: 'x' }),
  )
  const plan = { everyWeeks: '1', weekday: '5', last, template: 'checkin' }
  await coordinator.post(address, plan)
  await keep('check-ins that are planned', coordinator.get(address))
  await keep('a plan of check-ins where there is one', coordinator.post(address, plan))
  const before = bed.web.clock.now()
  bed.setNow(new Date(Date.parse(before) + 8 * 86_400_000).toISOString())
  let link = ''
  const linkTo: LinkTo = (domainId, token) => {
    link = answerLink('')(domainId, token)
    return `https://exempel.se${link}`
  }
  await checkInRound(bed.jobs, domain.machine, linkTo)
  await keep('how are you', young.get(link))
  await keep('a link that is none', young.get(paths.answer(shortId(domain.id), 'A'.repeat(22))))
  await young.post(link, { pressed: '2' })
  await keep('how one is', young.get(link))
  await keep('check-ins that are answered', coordinator.get(address))
  await keep('a list with an answer first', coordinator.get(paths.outreach()))
  await coordinator.post(paths.personCheckinEnd(personId))
  await keep('check-ins that have ended', coordinator.get(address))
  bed.setNow(before)
  return pages
}
