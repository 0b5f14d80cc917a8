import { addDays, addYears, type PlainDate } from '../kernel/date.ts'
import type { Protection } from '../people/model.ts'
import { arrivalDay, tellArrival } from './arrival.ts'
import type { Part } from './cast.ts'
import { Chronicle } from './chronicle.ts'
import { endedOn, homesOf } from './homes.ts'
import type { DemoIdentity, Known, Life, Stay } from './model.ts'
import { nameFor } from './names.ts'
import { type Draw, drawFor } from './random.ts'
import { dayWithin, yearOf } from './school-year.ts'
import { STORIES } from './stories.ts'

/** A young person with the whole life told, past and coming: what is known of it on a day is for `rows.ts` to say. */
export type Youth = {
  readonly part: Part
  readonly identity: DemoIdentity
  readonly origin: string
  readonly life: Life
  readonly stays: readonly Stay[]
  readonly arrivedOn: PlainDate | null
  /** skolplikt_fullgjord, where a file will say it; else it is derived. */
  readonly schoolingCompleted: Known<{ readonly on: PlainDate }> | null
  readonly gone: Known<{ readonly residency: 'emigrated' | 'deceased'; readonly from: PlainDate }> | null
  readonly protection: Known<{ readonly kind: Exclude<Protection, 'none'> }> | null
  readonly manualHome: { readonly from: PlainDate } | null
}

export type Stage = { readonly seed: string; readonly today: PlainDate; readonly events: Events }

/** What befalls a few, chosen once for the whole region. */
export type Events = {
  readonly deceased: ReadonlySet<string>
  readonly marked: ReadonlySet<string>
  readonly hidden: ReadonlySet<string>
  /** Hidden a short while ago: nobody has set the hemkommun by hand yet. */
  readonly hiddenLately: ReadonlySet<string>
}

/** Tells a part's whole life. The draws hang on the number and the story alone, so that another day tells the same life. */
export function youthOf(part: Part, stage: Stage): Youth {
  const { number, place } = part
  const born = number.latestBirthDate
  const drawn = (what: string) => drawFor(stage.seed, `${number.number} ${what}`)
  const name = nameFor(number.sex, drawn('name'), part.story === 'arrived')
  const chronicle = new Chronicle(yearOf(born) + 16, place, drawn(part.story))
  const arrivedOn = part.story === 'arrived' ? arrivalDay(chronicle.year, chronicle) : null
  if (arrivedOn) tellArrival(chronicle, arrivedOn)
  else STORIES[part.story](chronicle)
  const homes = homesOf(place, { born, arrivedOn }, drawn('home'))
  const gone = goneOf(part, { born, emigratedOn: homes.emigratedOn, events: stage.events }, drawn('gone'))
  const life = gone ? lifeUntil(chronicle, gone) : chronicle
  const hidden = hiddenOf(part, stage, drawn('protection'))
  const stays = part.registered ? homes.stays : []
  return {
    part,
    identity: identityOf(part, name),
    origin: name.origin,
    life: { studies: life.studies, awards: life.awards },
    stays: gone
      ? endedOn(stays, gone.from, gone.knownOn)
      : hidden.from
        ? endedOn(stays, hidden.from, hidden.from)
        : stays,
    arrivedOn,
    schoolingCompleted: schoolingOf(part, chronicle, drawn('schooling')),
    gone,
    protection: hidden.protection,
    manualHome: hidden.from ? { from: hidden.from } : null,
  }
}

function identityOf(part: Part, name: { givenName: string; familyName: string }): DemoIdentity {
  const { number, kind, birthDate, latestBirthDate, sex } = part.number
  return { number, numberKind: kind, birthDate, latestBirthDate, sex, home: part.place.code, ...name }
}

/** Two in three files of a school's leavers say the day; otherwise it is derived. */
function schoolingOf(part: Part, { studies }: Life, draw: Draw): Youth['schoolingCompleted'] {
  const last = studies.findLast((study) => study.form === 'GR' || study.form === 'GRAN')
  if (!last || part.story === 'longerCompulsory' || draw.chance(0.34)) return null
  return { on: addDays(last.endsBefore, -1), knownOn: addDays(last.endsBefore, draw.between(2, 12)) }
}

function goneOf(
  part: Part,
  given: { born: PlainDate; emigratedOn: PlainDate | null; events: Events },
  draw: Draw,
): Youth['gone'] {
  if (given.events.deceased.has(part.number.number)) {
    const from = dayWithin(addYears(given.born, 17), addYears(given.born, 18), draw)
    return { residency: 'deceased', from, knownOn: addDays(from, 3) }
  }
  if (!given.emigratedOn || !part.registered) return null
  return { residency: 'emigrated', from: given.emigratedOn, knownOn: addDays(given.emigratedOn, 4) }
}

function lifeUntil({ studies, awards }: Life, gone: { from: PlainDate; knownOn: PlainDate }): Life {
  return {
    studies: studies
      .filter((study) => study.startsOn < gone.from)
      .map((study) =>
        study.endsBefore > gone.from
          ? { ...study, endsBefore: gone.from, endKnownOn: gone.knownOn, interrupted: false }
          : study,
      ),
    awards: awards.filter((award) => award.on < gone.from),
  }
}

/** `from`: the day the address was hidden, where the hemkommun has been set by hand since. */
function hiddenOf(part: Part, stage: Stage, draw: Draw): { protection: Youth['protection']; from: PlainDate | null } {
  const { number } = part.number
  const born = part.number.latestBirthDate
  if (stage.events.hiddenLately.has(number)) {
    return { protection: { kind: 'protected_registration', knownOn: addDays(stage.today, -12) }, from: null }
  }
  if (stage.events.hidden.has(number)) {
    const from = dayWithin(addYears(born, 12), addYears(born, 16), draw)
    return { protection: { kind: 'protected_registration', knownOn: from }, from }
  }
  if (!stage.events.marked.has(number)) return { protection: null, from: null }
  const knownOn = dayWithin(addYears(born, 8), addYears(born, 17), draw)
  return { protection: { kind: 'confidentiality_marking', knownOn }, from: null }
}
