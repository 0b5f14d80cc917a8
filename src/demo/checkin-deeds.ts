import { randomUUID } from 'node:crypto'
import { clockAt } from '../kernel/clock.ts'
import type { Context, Database, Write } from '../kernel/database.ts'
import { addDays, dayIn, endOf, type Instant, instantOf, type PlainDate, weekday } from '../kernel/date.ts'
import { startPlan } from '../outreach/checkins/actions.ts'
import { newLink, shortId } from '../outreach/checkins/link.ts'
import type { Said } from '../outreach/checkins/model.ts'
import { LINK_DAYS, nextOf } from '../outreach/checkins/rules.ts'
import { takeAnswer } from '../outreach/checkins/run-actions.ts'
import { insertCheckIn, movePlan, takeDuePlans } from '../outreach/checkins/store.ts'
import { smsParts } from '../outreach/messages/parts-rules.ts'
import { insertPast } from '../outreach/messages/past-store.ts'
import { recipientsOf, standings } from '../outreach/messages/recipients-store.ts'
import { messageSetting } from '../outreach/messages/setting-store.ts'
import { filled, valuesOf } from '../outreach/messages/template-rules.ts'
import { templates } from '../outreach/messages/template-store.ts'
import { paths } from '../ui/paths.ts'
import type { Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { drawFor } from './random.ts'

const EVERY_WEEKS = 2
const MOST = 9
const MOST_ELSEWHERE = 3
/** Where the demonstration usually stands; the link of the latest can be opened there. */
const SITE = 'http://127.0.0.1:3000'

/** The days on which it was asked how somebody is, the latest last: weekdays, two weeks between. */
export function checkInDays(last: PlainDate): readonly [PlainDate, PlainDate, PlainDate] {
  const latest = addDays(last, Math.min(0, 5 - weekday(last)))
  return [addDays(latest, -28), addDays(latest, -14), latest]
}

/** Some who were reached said yes to being asked how they are, every other week. */
export function checkInDeeds({ code, persons, deliveries }: DemoMunicipality): Deed[] {
  const last = deliveries.at(-1)?.on
  if (last === undefined) return []
  const [first, , latest] = checkInDays(last)
  const on = addDays(first, -3)
  const plan = { templateCode: 'checkin', everyWeeks: EVERY_WEEKS, weekday: weekday(latest), last: addDays(last, 90) }
  const asked = persons.filter((person) => isAsked(person, on)).slice(0, code === '0484' ? MOST : MOST_ELSEWHERE)
  return asked.map(({ number, owner }) => ({
    on,
    by: owner?.signInName ?? '',
    act: async (tx, { ids }) => {
      const personId = ids.get(number) ?? ''
      const [recipient] = await recipientsOf(tx, [personId], { to: 'self', channel: 'sms' })
      if (recipient && recipient.reason === null) await startPlan(tx, { personId, ...plan })
    },
  }))
}

function isAsked({ number, owner, population, contacts }: DemoPerson, on: PlainDate): boolean {
  return (
    owner !== null &&
    owner.from < addDays(on, -30) &&
    population.every(({ protection }) => protection === null) &&
    contacts.some(({ kind, notedOn }) => kind === 'phone' && notedOn < on) &&
    drawFor(number, 'checkins').chance(0.2)
  )
}

/** Asks on each of the days, and takes what was answered. */
export async function playCheckIns(
  jobs: Database,
  machine: Context,
  { now }: { readonly now: Instant },
): Promise<void> {
  const days = checkInDays(addDays(dayIn(now), -1))
  for (const on of days) {
    const at = instantOf(on, '13:00')
    const links = await jobs.at(clockAt(at)).write(machine, ask)
    for (const [index, token] of links.entries()) {
      const isLatest = on === days[2]
      const said = isLatest ? LATEST[index % LATEST.length] : EARLIER[(index * 2 + days.indexOf(on)) % EARLIER.length]
      // What is worrying has come just now; the rest within some hours.
      const answeredAt = said && said.mood !== null && said.mood <= 2 ? now : instantOf(on, '17:20')
      if (said) await jobs.at(clockAt(answeredAt)).write(machine, (tx) => takeAnswer(tx, { token, pressed: said }))
    }
  }
}

const said = (mood: Said['mood'], wantsContact = false): Said => ({ mood, wantsContact })
/** Null: nothing was answered. */
const EARLIER: readonly (Said | null)[] = [said(4), said(3), null, said(5), said(4), said(3), said(4), null, said(5)]
const LATEST: readonly (Said | null)[] = [
  said(4),
  said(1, true),
  null,
  said(5),
  said(3),
  said(4),
  said(3),
  null,
  said(4),
]

/** Sends what is due, as it stood then: the links, in the order in which they went. */
async function ask(tx: Write): Promise<readonly string[]> {
  const due = await takeDuePlans(tx, MOST)
  const values = valuesOf(await messageSetting(tx))
  const wording = (await templates(tx)).find(({ code, language }) => code === 'checkin' && language === 'sv')?.wording
  const whom = due.map(({ personId }) => personId)
  const reached = await standings(tx, whom, { to: 'self', channel: 'sms' })
  const links: string[] = []
  for (const plan of due) {
    const { id: planId, personId } = plan
    const link = newLink()
    const expiresAt = endOf(addDays(tx.today, LINK_DAYS))
    await insertCheckIn(tx, { id: randomUUID(), personId, planId, linkSha: link.sha, expiresAt })
    await movePlan(tx, planId, nextOf(plan, tx.today))
    const body = filled(wording ?? '', {
      ...values,
      länk: `${SITE}${paths.answer(shortId(tx.actor.domainId), link.token)}`,
    })
    const sent = { personId, direction: 'out', address: reached.get(personId)?.addresses[0] ?? '', body } as const
    const state = { parts: smsParts(body).parts, templateCode: 'checkin', state: 'delivered', reason: null } as const
    await insertPast(tx, [{ id: randomUUID(), ...sent, ...state, at: tx.now, settled: false, contactId: null }])
    links.push(link.token)
  }
  await tx.record('checkins.sent', { detail: { sent: links.length } })
  return links
}
