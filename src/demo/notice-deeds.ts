import { clockAt } from '../kernel/clock.ts'
import type { Context, Database } from '../kernel/database.ts'
import { addDays, dayIn, type Instant, instantOf } from '../kernel/date.ts'
import { enterNotice, openIn, planOf, setNoEffect } from '../notices/in-actions.ts'
import { noticesIn } from '../notices/in-store.ts'
import { collectPost } from '../notices/jobs.ts'
import { sendMany, sentByHand, setAside } from '../notices/out-actions.ts'
import { noticesOut } from '../notices/out-store.ts'
import { deriveNotices } from '../notices/owed-actions.ts'
import { keepers } from '../notices/post-store.ts'
import { staffOf } from './accounts.ts'
import type { Players } from './load.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'

export type Post = {
  readonly web: Database
  readonly jobs: Database
  readonly now: Instant
  readonly players: Players
  readonly machineOf: (municipality: DemoMunicipality) => Context
}

/** As many as one page holds: more than there are. */
const ALL = { limit: 1000, offset: 0 }
/** When most of the autumn's were sent, and what was left of them. */
const SENT_DAYS_AGO = [40, 3] as const

/** What the municipalities have told each other of pupils across their borders, once everybody's facts are there: some of it waits, and is late. */
export async function playNotices(municipalities: readonly DemoMunicipality[], post: Post): Promise<void> {
  const then = SENT_DAYS_AGO.map((days) => instantOf(addDays(dayIn(post.now), -days), '10:00'))
  for (const at of [...then, post.now]) {
    for (const each of municipalities) await derive(each, { ...post, now: at })
    if (at !== post.now) for (const each of municipalities) await send(each, { ...post, now: at })
    for (const each of municipalities) await collectPost(post.jobs.at(clockAt(at)), post.machineOf(each))
  }
  for (const each of municipalities) {
    await handle(each, post)
    await enterSome(each, post)
  }
  for (const each of municipalities) await collectPost(post.jobs.at(clockAt(post.now)), post.machineOf(each))
}

const derive = (municipality: DemoMunicipality, { jobs, now, machineOf }: Post) =>
  jobs.at(clockAt(now)).write(machineOf(municipality), deriveNotices)

function contextOf({ code }: DemoMunicipality, { players }: Post): Context {
  const player = players.get(staffOf(code).coordinator)
  if (!player) throw new RangeError('a municipality without a coordinator')
  return player.context
}

/** Most of what could go has gone; some to the other municipalities by letter; the rest was forgotten. */
async function send(municipality: DemoMunicipality, post: Post): Promise<void> {
  await post.web.at(clockAt(post.now)).write(contextOf(municipality, post), async (tx) => {
    const inSedd = new Set((await keepers(tx)).map((each) => each.municipality))
    const waiting = (await noticesOut(tx, 'to_send', ALL)).filter(({ protection }) => protection === 'none')
    const [through, byHand] = [
      waiting.filter((each) => inSedd.has(each.municipality)),
      waiting.filter((each) => !inSedd.has(each.municipality)),
    ]
    const chosen = through.filter((_, index) => index % 5 !== 4).slice(0, 200)
    if (chosen.length > 0)
      await sendMany(
        tx,
        chosen.map(({ id }) => id),
      )
    for (const { id } of byHand.filter((_, index) => index % 3 === 0))
      await sentByHand(tx, { id, how: 'letter', on: tx.today })
    for (const { id } of byHand.filter((_, index) => index % 9 === 1)) await setAside(tx, { id, why: 'told_otherwise' })
    await tx.record('notices.listed', { detail: { box: 'out', rows: waiting.length } })
  })
}

/** Much of what came the municipality's own files knew already: it was read and settled. The latest wait. */
async function handle(municipality: DemoMunicipality, post: Post): Promise<void> {
  await post.web.at(clockAt(post.now)).write(contextOf(municipality, post), async (tx) => {
    const waiting = await noticesIn(tx, 'new', ALL)
    for (const { id } of waiting.slice(0, Math.floor(waiting.length * 0.7))) {
      const notice = await openIn(tx, id)
      const planned = await planOf(tx, notice)
      if (planned?.does === 'nothing' && planned.why !== 'absence') await setNoEffect(tx, { id, reason: planned.why })
    }
    await tx.record('notices.listed', { detail: { box: 'in', rows: waiting.length } })
  })
}

/** From schools outside Sedd comes what takes effect: somebody whom the files still have at school has left it. */
async function enterSome(municipality: DemoMunicipality, post: Post): Promise<void> {
  const left = municipality.persons.filter((person) => isAtAnotherSchool(person, municipality)).slice(0, 3)
  await post.web.at(clockAt(post.now)).write(contextOf(municipality, post), async (tx) => {
    for (const [index, { number, enrolments }] of left.entries()) {
      const studies = enrolments.find(({ schoolForm, endsBefore }) => schoolForm === 'GY' && endsBefore === null)
      if (!studies) continue
      const { programmeCode, schoolUnitCode, schoolUnit, organiser } = studies
      await enterNotice(tx, {
        ...{ number, givenName: null, familyName: null, sender: organiser ?? schoolUnit ?? '–' },
        ...({ kind: 'ends', interrupted: true, schoolForm: 'GY', programmeCode, schoolUnitCode } as const),
        ...{ schoolUnit: schoolUnit ?? '–', onDay: addDays(tx.today, -6 - index), toldOn: addDays(tx.today, -2) },
      })
    }
    await tx.record('notices.listed', { detail: { box: 'in', rows: left.length } })
  })
}

/** At a school of another organiser, and nothing to hide. */
function isAtAnotherSchool({ enrolments, population }: DemoPerson, { name }: DemoMunicipality): boolean {
  return (
    population.every(({ protection }) => protection === null || protection === 'none') &&
    population.at(-1)?.residentUntil === null &&
    enrolments.some(
      ({ schoolForm, endsBefore, organiser }) =>
        schoolForm === 'GY' && endsBefore === null && organiser !== null && !organiser.startsWith(name),
    )
  )
}
