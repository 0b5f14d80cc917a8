import { acceptReferral, placeReferral } from '../../src/referrals/accept-actions.ts'
import { takeReferral } from '../../src/referrals/actions.ts'
import { decideDoor, decidePlaces } from '../../src/referrals/setting-actions.ts'
import { referralById } from '../../src/referrals/store.ts'
import { grounds } from '../../src/sharing/law-store.ts'
import { paths } from '../../src/ui/paths.ts'
import { aDomain } from '../build/domain.ts'
import type { Reply, Site } from '../build/site.ts'
import { aTeam } from '../build/staff.ts'
import { type Place, THINGS } from '../build/things.ts'

const SAID = { detail: 'Utan detta når vi inte fram', purpose: 'Behöver stöd i höst', until: '2026-12-31' }

async function groundOf({ bed, staff }: Place): Promise<string> {
  const known = await bed.web.read(staff.kaa_coordinator, grounds)
  return known.find(({ code }) => code === 'own_activity')?.id ?? ''
}

/** The pages of referrals and their states, as the coordinator has them, and as those without an account do. */
export async function referralPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain, staff } = place
  const coordinator = site.tab(staff.kaa_coordinator)
  const outside = site.tab()
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('no referrals', coordinator.get(paths.referrals({ stage: 'ended' })))
  await keep('nothing sent', coordinator.get(paths.referralsSent()))
  await keep('nobody waits for a place', coordinator.get(paths.referralsWaiting()))
  const [personId = ''] = await THINGS.member(place, staff.kaa_coordinator)
  const ids = await Promise.all(
    ['a', 'b', 'c'].map(async () => (await THINGS.referral(place, staff.kaa_coordinator))[0] ?? ''),
  )
  const [received = '', queued = '', accepted = ''] = ids
  const [teamId] = await aTeam({ bed, domain })
  const { id: there } = await aDomain(bed, { kind: 'social_board', municipality: null })
  await bed.web.write(staff.kaa_coordinator, async (tx) => {
    await decidePlaces(tx, { teamId, places: 0 })
    await decideDoor(tx, { isOpen: true, phone: '016-710 10 00' })
    const which = async (referralId: string) => ({ referralId, seen: (await referralById(tx, referralId)).id })
    for (const id of [queued, accepted]) await takeReferral(tx, await which(id))
    await placeReferral(tx, { ...(await which(queued)), to: 'waiting', teamId })
    await acceptReferral(tx, { ...(await which(accepted)), teamId, ownerId: null, anyway: true })
  })
  for (const [name, address] of Object.entries({
    'what is referred': paths.referrals(),
    'what is referred, mine': paths.referrals({ stage: 'waiting', whose: 'mine' }),
    'what I have sent': paths.referralsSent(),
    'the queue and the places': paths.referralsWaiting(),
    'the settings of referrals': paths.referralSettings(),
    'a referral to write': paths.personReferralNew(personId),
    'whom to refer to elsewhere': paths.personReferralElsewhere(personId),
    'a referral elsewhere, under the compass': paths.personReferralElsewhere(personId, { to: there }),
    'a referral that is new': paths.referral(received),
    'a referral in the queue': paths.referral(queued),
    'a referral that is accepted': paths.referral(accepted),
  }))
    await keep(name, coordinator.get(address))
  await keep(
    'a referral with mistakes',
    coordinator.post(paths.personReferrals(personId), { origin: 'inside', words: 'x' }),
  )
  const elsewhere = { to: there, reasons: ['work'], ground: await groundOf(place), ...SAID }
  await keep(
    'a referral elsewhere with mistakes',
    coordinator.post(paths.personReferralElsewhere(personId), { to: there }),
  )
  const sent = await coordinator.post(paths.personReferralElsewhere(personId), elsewhere)
  await keep('a referral that went elsewhere', coordinator.get(sent.location ?? ''))
  await keep('a referral that another moved', coordinator.post(paths.referralTaking(queued), { seen: '' }))
  await keep('settings of referrals with mistakes', coordinator.post(paths.referralSettings(), {}))
  await keep('places with mistakes', coordinator.post(paths.referralPlaces(), { team: teamId, places: 'x' }))
  await keep('the form for those outside', outside.get(paths.refer(domain.code)))
  for (const way of ['self', 'guardian', 'professional'])
    await keep(`to write without an account, ${way}`, outside.get(paths.referWay(domain.code, way)))
  await keep('to write without an account, with mistakes', outside.post(paths.referWay(domain.code, 'self'), {}))
  await keep('a link that is over', outside.get(paths.referStatus('a'.repeat(64))))
  return pages
}
