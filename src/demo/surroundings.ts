import { addDays, addYears, daysBetween, type PlainDate } from '../kernel/date.ts'
import { includes } from '../kernel/ranges.ts'
import { DEFAULT_CODES } from '../organisations/default-codes.ts'
import type { Occupation } from '../register/model.ts'
import { staffOf } from './accounts.ts'
import { factsFor } from './facts.ts'
import { workedWith } from './measure.ts'
import type { DemoContact, DemoGuardian, DemoOccupation, DemoPerson } from './model.ts'
import { guardianName } from './names.ts'
import { type Draw, drawFor } from './random.ts'
import { deliveryDays } from './rows.ts'
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
const HEARD_FROM = ['Samtal med ungdomen', 'Sms från ungdomen', 'Vårdnadshavare', 'Möte', 'Skolan']

/** Whom a municipality works with: contacts, guardians, occupation and owner of those in the register on a day. */
export function surroundingsOf(
  youth: Youth,
  given: { municipality: string; today: PlainDate; phones: () => string },
): Surroundings {
  const { municipality, today } = given
  const born = youth.identity.latestBirthDate
  if (born <= addYears(today, -20) || yearOf(born) + 16 > yearOf(today)) return NOBODY
  const isListed = (on?: PlainDate) =>
    includes(workedWith(factsFor(youth, { municipality, today, ...(on && { on }) })), today)
  if (!isListed()) return NOBODY
  const listed = deliveryDays(today).find(isListed) ?? today
  const draw = drawFor(youth.identity.number, `surroundings ${municipality}`)
  const owner = ownerOf(youth, { municipality, isNew: daysBetween(listed, today) < 14 }, draw)
  return {
    contacts: contactsOf(youth, { listed, ...given }, draw),
    guardians: guardiansOf(youth, { listed, ...given }, draw),
    occupations: occupationsOf(youth, { listed, today, by: owner ?? staffOf(municipality).coordinator }, draw),
    owner,
  }
}

/** The protected go to the coordinator who may see them; a newcomer often has nobody yet. */
function ownerOf({ protection }: Youth, given: { municipality: string; isNew: boolean }, draw: Draw): string | null {
  const { coordinator, coaches } = staffOf(given.municipality)
  const spoken = draw.next()
  if (protection) return coordinator
  if (spoken < (given.isNew ? 0.5 : 0.07)) return null
  return draw.pick([...coaches, ...coaches, coordinator])
}

type Given = { readonly listed: PlainDate; readonly today: PlainDate; readonly phones: () => string }

function contactsOf({ identity }: Youth, { listed, today, phones }: Given, draw: Draw): DemoContact[] {
  const notedOn = addDays(listed, Math.min(draw.between(0, 20), daysBetween(listed, today)))
  const found: DemoContact[] = []
  if (draw.chance(0.78))
    found.push({ kind: 'phone', value: phones(), source: draw.pick(['Skolan', 'Samtal']), notedOn })
  if (draw.chance(0.4)) {
    const name = [identity.givenName, identity.familyName].map((part) => latin(part)).join('.')
    found.push({ kind: 'email', value: `${name}@example.org`, source: draw.pick(['Skolan', 'Samtal']), notedOn })
  }
  return found
}

/** Those under eighteen have one or two; on the birthday the guardian is no longer one (6 kap. 2 § föräldrabalken). */
function guardiansOf(youth: Youth, { listed, today, phones }: Given, draw: Draw): DemoGuardian[] {
  if (addYears(youth.identity.latestBirthDate, 18) <= today || youth.protection) return []
  return Array.from({ length: draw.chance(0.6) ? 2 : 1 }, (_, index) => {
    const name = guardianName({ ...youth.identity, origin: youth.origin }, index === 0 ? 'female' : 'male', draw)
    return { name, phone: draw.chance(0.85) ? phones() : null, email: null, notedOn: listed }
  })
}

function occupationsOf(
  youth: Youth,
  { listed, today, by }: { listed: PlainDate; today: PlainDate; by: string },
  draw: Draw,
): DemoOccupation[] {
  const known = daysBetween(listed, today)
  if (known < 3 || draw.chance(0.05)) return []
  const occupation = occupationOf(youth, today, draw)
  const trusted = BEST_BEFORE.get(occupation) ?? 60
  // One in seven was heard of so long ago that it is no longer to be trusted.
  const age = draw.chance(0.14) ? trusted + draw.between(3, 60) : draw.between(0, Math.floor(trusted * 0.85))
  const confirmedOn = addDays(today, -Math.min(age, known))
  const from = addDays(confirmedOn, -draw.between(0, 60))
  const now = { occupation, source: draw.pick(HEARD_FROM), from, confirmedOn, recordedBy: by }
  const before = addDays(listed, 1)
  if (!draw.chance(0.35) || before >= from) return [now]
  return [{ occupation: 'OKÄND', source: 'Ingen kontakt ännu', from: before, confirmedOn: before, recordedBy: by }, now]
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

function latin(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '')
}
