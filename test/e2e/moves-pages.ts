import { movesInOf } from '../../src/moves/in-store.ts'
import { movesOutOf } from '../../src/moves/out-store.ts'
import { paths } from '../../src/ui/paths.ts'
import { aMoveIn, aMoveOut, aMover, aNewcomer, movesDerived } from '../build/moves.ts'
import type { Reply, Site } from '../build/site.ts'
import type { Place } from '../build/things.ts'

/** The pages of moves and their states, as the coordinator has them. */
export async function movesPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain } = place
  const coordinator = site.tab(place.staff.kaa_coordinator)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  await keep('no moves', coordinator.get(paths.moves()))
  const [out, came] = [await aMoveOut(place, '0180'), await aMoveIn(place, '0180')]
  const [gap, both, ahead] = await bed.jobs.write(domain.machine, async (tx) => [
    await aMover(tx, { on: '2026-10-01', givenName: 'Nils' }),
    await aMover(tx, { on: '2026-10-01', to: '0483', residentUntil: null, givenName: 'Ida' }),
    await aNewcomer(tx, { on: '2026-10-20', from: '0483', givenName: 'Sam' }),
  ])
  await movesDerived(bed, domain)
  const outId = async (id: typeof gap.id) =>
    (await bed.web.read(place.staff.kaa_coordinator, (tx) => movesOutOf(tx, id)))[0]?.id ?? ''
  const [soon] = await bed.web.read(place.staff.kaa_coordinator, (tx) => movesInOf(tx, ahead.id))
  for (const [name, address] of Object.entries({
    'moves out': paths.moves(),
    'moves in': paths.moves({ box: 'in' }),
    'a move to hand over': paths.moveOut(out),
    'a move as a letter': paths.moveOutLetter(out),
    'a move to nobody knows where': paths.moveOut(await outId(gap.id)),
    'a move that two have': paths.moveOut(await outId(both.id)),
    'a handover that is awaited': paths.moveIn(came),
    'one who comes': paths.moveIn(soon?.id ?? ''),
    'a young person who moves': paths.person(gap.id),
  }))
    await keep(name, coordinator.get(address))
  await keep('handed over by hand, with mistakes', coordinator.post(paths.moveOutByHand(out), { sentOn: 'sen' }))
  await keep('received by hand, with mistakes', coordinator.post(paths.moveInByHand(came), { receivedOn: 'sen' }))
  return pages
}
