import type { Read, Write } from '../kernel/database.ts'
import { addDays, type PlainDate } from '../kernel/date.ts'
import { settingOf } from '../notices/owed-actions.ts'
import { endForMoved } from '../outreach/ladder/moved-actions.ts'
import type { PersonId } from '../people/model.ts'
import { underUpperAge } from '../register/rules.ts'
import { parameters } from '../register/store.ts'
import { tellOfVisit } from '../tasks/alert-queue.ts'
import { arriving, type Life, leaving, type Move } from './day-rules.ts'
import * as store from './derive-store.ts'
import { withdrawParcel } from './post-store.ts'
import { dueAfter, LOOK_AHEAD_DAYS, LOOK_BACK_DAYS } from './rules.ts'

export type Derived = {
  /** New ones who leave, and who come. */
  readonly out: number
  readonly in: number
  /** Told to somebody, and not so or to somebody else now. */
  readonly withdrawn: number
  /** Those for whom nothing is planned here any more. */
  readonly ended: number
}

/**
 * Who leaves and who comes, by the facts as they stand: nightly, after each delivery and when hemkommun is set by hand; of everybody, or of
 * some. Again it changes nothing. What is no longer so is not handed over, and is taken back where it has been.
 */
export async function deriveMoves(tx: Write, only: readonly string[] | null = null): Promise<Derived> {
  tx.require('moves.exchange')
  const { municipality } = tx.actor
  if (municipality === null) {
    const none = { out: 0, in: 0, withdrawn: 0, ended: 0 }
    await tx.record('moves.derived', { detail: none })
    return none
  }
  const since = addDays(tx.today, -LOOK_BACK_DAYS)
  const lives = await livesFrom(tx, { municipality, since, only })
  const window = { municipality, since, until: addDays(tx.today, LOOK_AHEAD_DAYS) }
  const scope = { since, only }
  const { handoverDays } = await settingOf(tx)
  const found = (personId: PersonId) => (move: Move) => ({
    ...move,
    personId,
    dueOn: dueAfter(move.leftOn, handoverDays),
  })
  const out = lives.flatMap(({ personId, life }) => leaving(life, window).map(found(personId)))
  const came = lives.flatMap(({ personId, life }) => arriving(life, window).map(found(personId)))
  const withdrawn = await followOut(tx, out, scope)
  const added = await store.insertOut(tx, out)
  await store.restoreAwaited(tx, came)
  const awaited = await store.insertAwaited(tx, came)
  await store.dropAwaited(tx, came, scope)
  const ended = await endPlanned(tx)
  const derived = { out: added, in: awaited, withdrawn, ended }
  await tx.record('moves.derived', { detail: derived })
  return derived
}

async function livesFrom(
  tx: Read,
  asked: Omit<store.LivesAsked, 'youngFor'>,
): Promise<{ personId: PersonId; life: Life }[]> {
  const known = await parameters(tx)
  const youngByDay = new Map<PlainDate, Life['young']>()
  const youngFor = (born: PlainDate) => {
    const young = youngByDay.get(born) ?? underUpperAge(born, known)
    youngByDay.set(born, young)
    return young
  }
  return store.livesOfMovers(tx, { ...asked, youngFor })
}

/** Brings those who are there already up to the facts. Answers how many had been told and are taken back. */
async function followOut(
  tx: Write,
  out: readonly store.Found[],
  scope: { readonly since: PlainDate; readonly only: readonly string[] | null },
): Promise<number> {
  await store.restore(tx, out)
  const elsewhere = await store.redirect(tx, out)
  await store.keepDays(tx, out)
  await store.setReversed(tx, out, scope)
  const lapsed = await store.setLapsed(tx, out, scope)
  for (const { id } of [...elsewhere, ...lapsed]) await withdrawParcel(tx, id)
  return elsewhere.length + lapsed.length
}

/** What was planned here for those who have gone is called off; where the data still say both, somebody mends them first. */
async function endPlanned(tx: Write): Promise<number> {
  const gone = await store.toEnd(tx)
  for (const { personId } of gone) await endForMoved(tx, personId, tellOfVisit)
  return store.setEnded(
    tx,
    gone.map(({ id }) => id),
  )
}
