import { addDays, type Instant } from '../../src/kernel/date.ts'
import { logContact, setNext, strikeContact } from '../../src/outreach/contacts/actions.ts'
import { paths } from '../../src/ui/paths.ts'
import type { Reply, Site } from '../build/site.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of outreach and their states, as the coordinator has them. */
export async function outreachPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const coordinator = site.tab(place.staff.kaa_coordinator)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('nobody to contact', coordinator.get(paths.outreach()))
  const [fresh = ''] = await THINGS.member(place, place.staff.kaa_coordinator)
  await keep('a contact log with nothing in it', coordinator.get(paths.personLog(fresh)))
  const [personId = '', contactId = ''] = await THINGS.logged(place, place.staff.kaa_coordinator)
  await place.bed.web.write(place.staff.kaa_coordinator, async (tx) => {
    const met = { channel: 'fika', through: 'self', direction: 'in', outcome: 'booked', minutes: 40 } as const
    const who = { doneBy: null, withBy: place.staff.administrator.accountId, words: '' }
    const next = { onDay: addDays(tx.today, 3), channel: 'sms' } as const
    await logContact(tx, { personId, ...met, ...who, next, happenedAt: '2026-10-14T12:00:00Z' as Instant })
    const struck = { ...met, ...who, personId, next: null, happenedAt: '2026-10-13T12:00:00Z' as Instant }
    await strikeContact(tx, { personId, contactId: await logContact(tx, struck), reason: 'twice' })
    await setNext(tx, { personId: fresh, next: { onDay: tx.today, channel: null } })
  })
  for (const [name, address] of Object.entries({
    'whom to contact': paths.outreach(),
    'whom to contact, everybody’s': paths.outreach({ whose: 'all' }),
    'between the chairs': paths.outreachBetween({ whose: 'all' }),
    'between the chairs, one gap': paths.outreachBetween({ gap: 'no_status' }),
    'a contact with several': paths.outreachGroup(),
    'a contact log': paths.personLog(personId, { struck: true }),
    'a contact to log': paths.personLogNew(personId),
    'a contact to correct': paths.personLogCorrection(personId, contactId),
    'a contact to strike out': paths.personLogStrike(personId, contactId),
    'the next contact': paths.personNext(personId),
    'a young person with contacts': paths.person(personId),
  }))
    await keep(name, coordinator.get(address))
  const wrong = { channel: '', outcome: '', happenedOn: 'snart', time: '25', direction: 'x', nextOn: 'sen' }
  await keep('a contact with mistakes', coordinator.post(paths.personLog(personId), wrong))
  await keep('a contact with several, with mistakes', coordinator.post(paths.outreachGroup(), wrong))
  await keep(
    'a contact that another corrected',
    coordinator.post(paths.personLogCorrection(personId, contactId), {
      channel: 'call',
      outcome: 'talked',
      happenedOn: '2026-10-14',
      seen: '',
    }),
  )
  await keep('a next day that has been', coordinator.post(paths.personNext(personId), { nextOn: '2026-10-01' }))
  return pages
}
