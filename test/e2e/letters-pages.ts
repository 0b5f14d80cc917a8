import { paths } from '../../src/ui/paths.ts'
import { ownedBy } from '../build/case.ts'
import type { NewPerson } from '../build/people.ts'
import { aDropout } from '../build/register.ts'
import type { Reply, Site } from '../build/site.ts'
import type { Place } from '../build/things.ts'

const HOME = { street: 'Storgatan 1', postalCode: '63220', postalTown: 'Eskilstuna' }

/** The pages of letters and their states, as the coordinator has them. */
export async function letterPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain, staff } = place
  const coordinator = site.tab(staff.kaa_coordinator)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  const aYouth = (given: NewPerson) =>
    bed.jobs.write(domain.machine, async (tx) => {
      const { id } = await aDropout(tx, given)
      await ownedBy(tx, id, staff.kaa_coordinator.accountId)
      return id
    })
  const [written, homeless, soon] = [
    await aYouth(HOME),
    await aYouth({}),
    await aYouth({ ...HOME, born: '2006-12-12' }),
  ]
  const first = { to: 'self', template: 'letter_first', step: 'preview' }
  await keep('a letter to write', coordinator.get(paths.personLetters(written)))
  await keep('a letter that is looked at', coordinator.post(paths.personLetters(written), first))
  await keep('a letter to who has no address', coordinator.post(paths.personLetters(homeless), first))
  await keep('a letter of no template', coordinator.post(paths.personLetters(written), { ...first, template: 'x' }))
  await keep('letters to several', coordinator.get(paths.outreachLetters()))
  const persons = [written, homeless]
  await keep('letters that are looked at', coordinator.post(paths.outreachLetters(), { ...first, persons }))
  await keep('letters to nobody', coordinator.post(paths.outreachLetters(), first))
  await keep('who soon turns twenty', coordinator.get(paths.outreachLettersAgeing()))
  const last = { ...first, template: 'letter_ageing_out', persons: soon, step: 'make' }
  await coordinator.post(paths.outreachLetters(), last)
  await keep('nobody who soon turns twenty', coordinator.get(paths.outreachLettersAgeing()))
  return pages
}
