import { clockAt } from '../kernel/clock.ts'
import type { Context, Write } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import { deriveMoves } from '../moves/derive-actions.ts'
import { openIn, receiveMove, refuseMove } from '../moves/in-actions.ts'
import { movesIn } from '../moves/in-store.ts'
import { collectMoves } from '../moves/jobs.ts'
import { listMoves, nameDestination, sendMove, sentByHand } from '../moves/out-actions.ts'
import { movesOut } from '../moves/out-store.ts'
import { keepers } from '../notices/post-store.ts'
import { personById } from '../people/store.ts'
import { staffOf } from './accounts.ts'
import type { DemoMunicipality } from './model.ts'
import type { Post } from './notice-deeds.ts'

/** As many as one page holds: more than there are. */
const ALL = { limit: 1000, offset: 0 }
const TOLD = { callWay: 'kaa@exempel.se', ground: 'harm_test', groundDetail: '' } as const

/** Those who have moved between the municipalities: some are handed over and received, one comes back, the latest wait. */
export async function playMoves(municipalities: readonly DemoMunicipality[], post: Post): Promise<void> {
  const jobs = post.jobs.at(clockAt(post.now))
  for (const each of municipalities) await jobs.write(post.machineOf(each), (tx) => deriveMoves(tx))
  const homes = new Map(
    municipalities.flatMap(({ code, persons }) =>
      persons
        .filter(({ population }) => population.some(({ residentUntil }) => residentUntil === null))
        .map(({ number }) => [number as string, code] as const),
    ),
  )
  for (const each of municipalities) await as(each, post, (tx) => handOver(tx, { homes, own: each.code }))
  for (const each of municipalities) await collectMoves(jobs, post.machineOf(each))
  for (const each of municipalities) await as(each, post, takeOver)
  for (const each of municipalities) await collectMoves(jobs, post.machineOf(each))
}

const as = (municipality: DemoMunicipality, { web, now, players }: Post, work: (tx: Write) => Promise<void>) =>
  web.at(clockAt(now)).write(coordinatorOf(municipality, players), work)

function coordinatorOf({ code }: DemoMunicipality, players: Post['players']): Context {
  const player = players.get(staffOf(code).coordinator)
  if (!player) throw new RangeError('a municipality without a coordinator')
  return player.context
}

/** Where to is found out for most; those in Sedd are handed over there, every other of the rest by telephone. */
async function handOver(
  tx: Write,
  { homes, own }: { readonly homes: ReadonlyMap<string, string>; readonly own: string },
): Promise<void> {
  const inSedd = new Set((await keepers(tx)).map(({ municipality }) => municipality))
  const waiting = (await movesOut(tx, 'to_hand_over', ALL)).filter(({ protection }) => protection === 'none')
  for (const [index, { id, personId, leftOn, municipality }] of waiting.entries()) {
    const { number } = await personById(tx, personId)
    const found = homes.get(number ?? '')
    const to = municipality ?? (found === own ? undefined : found) ?? (index % 3 === 0 ? '0180' : undefined)
    if (to === undefined) continue
    if (municipality === null) await nameDestination(tx, { id, municipality: to, movedOn: leftOn })
    const told = { id, ...TOLD, callName: 'Samordnaren för aktivitetsansvaret' }
    const goes = index % 5 !== 4 && leftOn <= tx.today
    if (goes && inSedd.has(to)) await sendMove(tx, told)
    else if (goes && index % 2 === 0)
      await sentByHand(tx, { ...told, how: 'phone', on: addDays(tx.today, -1), receivedBy: 'kommunens växel' })
  }
  await listMoves(tx, 'out', waiting.length)
}

/** Of those who came the first is received, one who is nobody here goes back, and the rest wait. */
async function takeOver(tx: Write): Promise<void> {
  const came = await movesIn(tx, 'to_receive', ALL)
  for (const [index, { id, personId }] of came.entries()) {
    if (index % 2 === 1) continue
    await openIn(tx, id)
    if (personId === null) await refuseMove(tx, { id, why: 'not_here' })
    else await receiveMove(tx, id)
  }
  await listMoves(tx, 'in', came.length)
}
