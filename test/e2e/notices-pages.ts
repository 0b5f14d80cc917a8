import { day } from '../../src/kernel/date.ts'
import * as came from '../../src/notices/in-actions.ts'
import { noticeIn } from '../../src/notices/in-store.ts'
import * as out from '../../src/notices/out-actions.ts'
import { noticesOut } from '../../src/notices/out-store.ts'
import { paths } from '../../src/ui/paths.ts'
import { signedIn } from '../build/domain.ts'
import { aPupilFrom, derived, ourSchool } from '../build/notices.ts'
import { nextNumber } from '../build/people.ts'
import type { Reply, Site } from '../build/site.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of notices and their states, as the coordinator has them. */
export async function noticesPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain } = place
  const coordinator = site.tab(place.staff.kaa_coordinator)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('no notices', coordinator.get(paths.notices()))
  await keep('no notices to send, and no school known as ours', coordinator.get(paths.notices({ box: 'out' })))
  const [came1 = '', came2 = ''] = [await THINGS.noticeIn(place), await THINGS.noticeIn(place)].flat()
  await ourSchool(bed, domain, 'Eskilstuna kommun')
  const pupil = await bed.jobs.write(domain.machine, async (tx) => {
    await aPupilFrom(tx, '0483', { givenName: 'Nils', protection: 'confidentiality_marking' })
    await aPupilFrom(tx, '0180', { givenName: 'Vera' })
    return aPupilFrom(tx, '0180', { givenName: 'Tove', studies: { until: '2026-10-10', interrupted: true } })
  })
  await derived(bed, domain)
  const unknown = await bed.web.write(place.staff.kaa_coordinator, (tx) =>
    came.enterNotice(tx, {
      ...{ kind: 'ends', onDay: day('2026-10-09'), interrupted: true, schoolForm: 'GY', programmeCode: 'EE' },
      ...{ schoolUnitCode: null, schoolUnit: 'Realgymnasiet', sender: 'Realgymnasiet AB', toldOn: day('2026-10-12') },
      ...{ number: nextNumber().number, givenName: 'Ali', familyName: 'Nur' },
    }),
  )
  await bed.web.write(place.staff.kaa_coordinator, (tx) => came.applyNotice(tx, came1))
  const toSend = await bed.web.read(place.staff.kaa_coordinator, (tx) =>
    noticesOut(tx, 'to_send', { limit: 10, offset: 0 }),
  )
  const [first = '', second = '', third = ''] = toSend.map(({ id }) => id)
  await bed.web.write(place.staff.kaa_coordinator, async (tx) => {
    await out.sentByHand(tx, { id: second, how: 'letter', on: day('2026-10-14') })
    await out.setAside(tx, { id: third, why: 'told_otherwise' })
  })
  const told = await bed.web.read(place.staff.kaa_coordinator, (tx) => noticeIn(tx, came2))
  for (const [name, address] of Object.entries({
    'notices that have come': paths.notices(),
    'notices that were applied': paths.notices({ state: 'applied' }),
    'notices to send': paths.notices({ box: 'out' }),
    'notices that were sent': paths.notices({ box: 'out', state: 'sent' }),
    'notices that are not needed': paths.notices({ box: 'out', state: 'not_needed' }),
    'a notice to send': paths.noticeOut(first),
    'a notice that was sent by hand': paths.noticeOut(second),
    'a notice as a letter': paths.noticeOutLetter(first),
    'a notice that was applied': paths.noticeIn(came1),
    'a notice to apply': paths.noticeIn(came2),
    'a notice of somebody not known here': paths.noticeIn(unknown),
    'a notice to enter': paths.noticeInNew(),
    'what notices go by': paths.noticeSettings(),
    'absence to tell of': paths.personAbsenceNotice(pupil.id),
    'a young person with notices': paths.person(told.personId ?? ''),
    'a start page with notices': paths.start(),
  }))
    await keep(name, coordinator.get(address))
  await keep('a preview of what is sent', coordinator.post(paths.noticesPreview(), { notice: [first] }))
  const wrong = { number: '12', onDay: 'snart', schoolUnit: '', sender: '', schoolUnitCode: 'x' }
  await keep('a notice to enter, with mistakes', coordinator.post(paths.noticesIn(), wrong))
  await keep('sent by hand, with mistakes', coordinator.post(paths.noticeOutByHand(first), { sentOn: 'sen' }))
  await keep('not needed, with mistakes', coordinator.post(paths.noticeOutAside(first), {}))
  await keep('no effect, with mistakes', coordinator.post(paths.noticeInNoEffect(came2), {}))
  await keep(
    'absence, with mistakes',
    coordinator.post(paths.personAbsenceNotice(pupil.id), { percent: '3', onDay: '2026-10-09' }),
  )
  await keep('what notices go by, with mistakes', coordinator.post(paths.noticeSettings(), { targetDays: '0' }))
  const sees = await signedIn(bed, domain, { role: 'kaa_coordinator', seesProtected: true })
  const hidden = (await bed.web.read(sees, (tx) => noticesOut(tx, 'to_send', { limit: 10, offset: 0 }))).find(
    ({ protection }) => protection !== 'none',
  )
  await keep('a notice about somebody with protected identity', site.tab(sees).get(paths.noticeOut(hidden?.id ?? '')))
  return pages
}
