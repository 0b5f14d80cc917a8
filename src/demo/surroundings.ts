import { addDays, addYears, daysBetween, type PlainDate, weekday } from '../kernel/date.ts'
import { contains, type DayRange } from '../kernel/ranges.ts'
import { DEFAULT_CODES } from '../organisations/default-codes.ts'
import type { Occupation } from '../register/model.ts'
import { staffOf } from './accounts.ts'
import { factsFor } from './facts.ts'
import { workedWith } from './measure.ts'
import type { DemoContact, DemoGuardian, DemoOccupation, DemoOwner, DemoPerson } from './model.ts'
import { guardianName } from './names.ts'
import { type Draw, drawFor } from './random.ts'
import { deliveryDays, rowsOn } from './rows.ts'
import { yearOf } from './school-year.ts'
import type { Youth } from './youth.ts'

export type Surroundings = Pick<DemoPerson, 'contacts' | 'guardians' | 'occupations' | 'owner'>

const NOBODY: Surroundings = { contacts: [], guardians: [], occupations: [], owner: null }

/** How the young in KAA spend their days: weights after what municipalities have published, no more than a likeness. */
const OCCUPATIONS: readonly (readonly [Occupation, number])[] = [
  ['ARBETE', 24],
  ['INGEN', 20],
  ['ÅTGÄRD', 14],
  ['OKÄND', 12],
  ['PRAKTIK', 8],
  ['STUDIER', 7],
  ['SJUKDOM', 5],
  ['UTLAND', 3],
  ['FÖRÄLDRALEDIG', 2],
  ['VÄRNPLIKT', 2],
  ['ANNAN', 2],
  ['FRIHETSBERÖVAD', 1],
]
const BEST_BEFORE = new Map(
  DEFAULT_CODES.flatMap((each) => (each.list === 'occupation' ? [[each.code, each.bestBeforeDays ?? 60]] : [])),
)
const HEARD_FROM = ['samtal med ungdomen', 'sms från ungdomen', 'vårdnadshavare', 'möte', 'skolan']

/** Whom a municipality works with: contacts, guardians, occupation and owner of those in the register on a day. */
export function surroundingsOf(
  youth: Youth,
  given: { municipality: string; today: PlainDate; phones: () => string },
): Surroundings {
  const { municipality, today } = given
  const born = youth.identity.latestBirthDate
  if (born <= addYears(today, -20) || yearOf(born) + 16 > yearOf(today)) return NOBODY
  const since = (on?: PlainDate) => {
    if (on && rowsOn(youth, municipality, on).population.length === 0) return undefined
    const facts = factsFor(youth, { municipality, today, ...(on && { on }) })
    return workedWith(facts).find((range) => contains(range, today))
  }
  if (!since()) return NOBODY
  const known = { listed: firstListed(deliveryDays(today), since), today, phones: given.phones }
  const draw = drawFor(youth.identity.number, `surroundings ${municipality}`)
  const owner = ownerOf(youth, { municipality, listed: known.listed, today }, draw)
  // The owner from the day of becoming it; before that nobody else than the coordinator knows the person.
  const by = (on: PlainDate) => (owner && owner.from <= on ? owner.signInName : staffOf(municipality).coordinator)
  return {
    contacts: contactsOf(youth, { ...known, by }, draw),
    guardians: guardiansOf(youth, { ...known, by }, draw),
    occupations: occupationsOf(youth, { ...known, by }, draw),
    owner,
  }
}

/** The first delivery by which the person was known to belong to the register now, or the later day on which that began. */
function firstListed(days: readonly PlainDate[], since: (on: PlainDate) => DayRange | undefined): PlainDate {
  for (const on of days) {
    const range = since(on)
    if (range) return range.from !== null && range.from > on ? range.from : on
  }
  throw new RangeError('listed by no delivery')
}

/** The protected go to the coordinator who may see them; a newcomer often has nobody yet. */
function ownerOf(
  { protection }: Youth,
  given: { municipality: string; listed: PlainDate; today: PlainDate },
  draw: Draw,
): DemoOwner | null {
  const { coordinator, coaches } = staffOf(given.municipality)
  const spoken = draw.next()
  const known = daysBetween(given.listed, given.today)
  const from = officeDay(addDays(given.listed, Math.min(draw.between(1, 6), known)), given.listed)
  if (protection) return { signInName: coordinator, from }
  if (spoken < (known < 14 ? 0.5 : 0.05)) return null
  return { signInName: draw.pick([...coaches, ...coaches, coordinator]), from }
}

type Given = {
  readonly listed: PlainDate
  readonly today: PlainDate
  readonly phones: () => string
  readonly by: (on: PlainDate) => string
}

function contactsOf({ identity }: Youth, { listed, today, phones, by }: Given, draw: Draw): DemoContact[] {
  // The school's list has most numbers; the others are found in the weeks to come.
  const days = draw.chance(0.8) ? 0 : draw.between(1, 20)
  const notedOn = officeDay(addDays(listed, Math.min(days, daysBetween(listed, today))), listed)
  const found: DemoContact[] = []
  if (draw.chance(0.78))
    found.push({
      kind: 'phone',
      value: phones(),
      source: draw.pick(['Skolan', 'Samtal']),
      notedOn,
      recordedBy: by(notedOn),
    })
  if (draw.chance(0.4)) {
    const name = [identity.givenName, identity.familyName].map((part) => latin(part)).join('.')
    found.push({
      kind: 'email',
      value: `${name}@example.org`,
      source: draw.pick(['Skolan', 'Samtal']),
      notedOn,
      recordedBy: by(notedOn),
    })
  }
  return found
}

/** Those under eighteen have one or two; on the birthday the guardian is no longer one (6 kap. 2 § föräldrabalken). */
function guardiansOf(youth: Youth, { listed, today, phones, by }: Given, draw: Draw): DemoGuardian[] {
  if (addYears(youth.identity.latestBirthDate, 18) <= today || youth.protection) return []
  return Array.from({ length: draw.chance(0.6) ? 2 : 1 }, (_, index) => {
    const name = guardianName({ ...youth.identity, origin: youth.origin }, index === 0 ? 'female' : 'male', draw)
    return { name, phone: draw.chance(0.85) ? phones() : null, email: null, notedOn: listed, recordedBy: by(listed) }
  })
}

function occupationsOf(youth: Youth, { listed, today, by }: Given, draw: Draw): DemoOccupation[] {
  const known = daysBetween(listed, today)
  if (known < 3 || draw.chance(0.05)) return []
  const occupation = occupationOf(youth, today, draw)
  const trusted = BEST_BEFORE.get(occupation) ?? 60
  // One in seven was heard of so long ago that it is no longer to be trusted.
  const age = draw.chance(0.14) ? trusted + draw.between(3, 60) : draw.between(0, Math.floor(trusted * 0.75))
  const confirmedOn = officeDay(addDays(today, -Math.min(age, known)), listed)
  const from = addDays(confirmedOn, -draw.between(0, 60))
  const now = { occupation, source: draw.pick(HEARD_FROM), from, confirmedOn, recordedBy: by(confirmedOn) }
  const before = addDays(listed, 1)
  if (!draw.chance(0.35) || before >= from) return [now]
  return [
    { occupation: 'OKÄND', source: 'ingen kontakt ännu', from: before, confirmedOn: before, recordedBy: by(before) },
    now,
  ]
}

/** What the enrolments tell goes before chance. */
function occupationOf({ life }: Youth, today: PlainDate, draw: Draw): Occupation {
  const current = life.studies.find(
    (study) => study.knownOn <= today && study.startsOn <= today && today < study.endsBefore,
  )
  switch (current?.form) {
    case 'FHSK':
    case 'ÖVRIG':
      return 'STUDIER'
    case 'UTLAND':
      return 'UTLAND'
    case 'SFI':
    case 'KOMVUX_GRUND':
    case 'KOMVUX_ANPASSAD':
    case 'ORIENTERING':
      return 'ÅTGÄRD'
    default:
      return draw.weighted(OCCUPATIONS)
  }
}

/** How many days ago, from Monday to Sunday, it was Tuesday or Friday: the days on which the staff write down what they have heard. */
const SINCE_OFFICE_DAY = [3, 0, 1, 2, 0, 1, 2]

/** The latest such day, but never before the person was known. */
export function officeDay(on: PlainDate, earliest: PlainDate): PlainDate {
  const written = addDays(on, -(SINCE_OFFICE_DAY[weekday(on) - 1] ?? 0))
  return written < earliest ? earliest : written
}

function latin(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '')
}
