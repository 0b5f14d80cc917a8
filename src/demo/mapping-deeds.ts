import { addDays, type PlainDate } from '../kernel/date.ts'
import { beginMapping, completeMapping, savePage } from '../support/mapping/actions.ts'
import type { Method, Scale } from '../support/mapping/model.ts'
import { writeSession } from '../support/mapping/session-actions.ts'
import { HEADINGS } from '../support/mapping/session-text.ts'
import type { Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { type Draw, drawFor } from './random.ts'
import { officeDay } from './surroundings.ts'

const MOST = 10
const MOST_ELSEWHERE = 3
/** How long before the last delivery one is first mapped, again, and asked of well-being. */
const DAYS = { first: 80, again: 12, who5: 30 }

type Answers = Readonly<Record<string, string | readonly string[]>>
type Pages = Readonly<Record<string, Answers>>

/** Some whom somebody has worked with for a while: mapped, a few of them once more, asked how they are, and talked with by a method. */
export function mappingDeeds({ code, persons, deliveries }: DemoMunicipality): Deed[] {
  const last = deliveries.at(-1)?.on
  if (last === undefined) return []
  const mapped = persons
    .filter(
      ({ owner, number }) =>
        owner !== null && owner.from < addDays(last, -DAYS.first - 5) && drawFor(number, 'mapping').chance(0.3),
    )
    .slice(0, code === '0484' ? MOST : MOST_ELSEWHERE)
  return mapped.flatMap((person, index) => deedsOf(person, index, last))
}

function deedsOf(person: DemoPerson, index: number, last: PlainDate): Deed[] {
  const draw = drawFor(person.number, 'mapping-answers')
  const form = (code: string, days: number, pages: Pages) =>
    filled(person, { code, on: officeDay(addDays(last, -days), person.owner?.from ?? last), pages })
  return [
    form('entry', DAYS.first, firstPages(draw)),
    ...(index % 3 === 0 ? [form('entry', DAYS.again, laterPages(draw))] : []),
    ...(index % 2 === 0 ? [form('who5', DAYS.who5, { who5: items(draw) })] : []),
    ...(index % 2 === 1 ? [talked(person, last, draw.pick(TALKS))] : []),
  ]
}

/** A form filled in together on one day, page by page, and completed. */
function filled({ number, owner }: DemoPerson, of: { code: string; on: PlainDate; pages: Pages }): Deed {
  return {
    on: of.on,
    by: owner?.signInName ?? '',
    act: async (tx, { ids }) => {
      const personId = ids.get(number) ?? ''
      const mappingId = await beginMapping(tx, { personId, code: of.code, version: 1 })
      for (const [place, answers] of Object.entries(of.pages)) {
        const typed = (key: string) => [answers[key] ?? []].flat()
        await savePage(tx, { personId, mappingId, place, asked: Object.keys(answers), typed, seen: '' })
      }
      await completeMapping(tx, { personId, mappingId })
    },
  }
}

const GOOD_AT = [
  'Laga saker som är sönder',
  'Lyssna på kompisar',
  'Rita och måla',
  'Ta hand om djur',
  'Spela fotboll',
  'Laga mat',
]
const HARD = [
  'Att komma upp på morgonen',
  'Att gå in i en sal med många andra',
  'Att veta vad jag vill',
  'Att be om hjälp i tid',
]
const DREAMS = ['Bli undersköterska', 'Köra lastbil', 'Läsa vidare till fritidsledare', 'Arbeta i kök', 'Bygga hus']
const NORMS = [
  'Florist, men det säger man inte högt.',
  'Svetsa. Det är mest killar där.',
  'Inget särskilt.',
  'Förskolan, fast kompisarna skrattar.',
]

function firstPages(draw: Draw): Pages {
  return {
    everyday: {
      day: 'Sover länge och är hemma mest.',
      day_works: 'Går ut med hunden varje kväll.',
      day_scale: String(draw.between(2, 5)),
    },
    strengths: { good_at: draw.pick(GOOD_AT), others_say: 'Att jag är snäll och håller vad jag lovar.' },
    challenges: { hard: draw.pick(HARD), hard_less: 'När jag vet vad som ska hända.' },
    school: {
      school_now: 'no',
      school_liked: 'Bild, och när vi var få i klassen.',
      school_hard: ['rooms', 'structure'],
    },
    'school.2': { school_hard_told: 'Det var högt ljud och ingen sade vad som kom sedan.' },
    schools: { school_name: 'Ett yrkesprogram, ett halvår', school_why: 'Frånvaron blev för stor' },
    before: { had_support: draw.chance(0.5) ? 'yes' : 'no' },
    health: { well: String(draw.between(2, 6)), sleep: 'seldom', worried: 'sometimes', low: 'sometimes' },
    direction: {
      wishes: 'Att ha något att göra på dagarna.',
      dream: draw.pick(DREAMS),
      dream_norms: draw.pick(NORMS),
      future: String(draw.between(2, 5)),
    },
    help: {
      help_with: ['guidance', 'routines'],
      help_first: 'Att komma upp i tid.',
      ready: String(draw.between(3, 6)),
    },
  }
}

function laterPages(draw: Draw): Pages {
  return {
    everyday: {
      day: 'Praktik tre dagar, hemma två.',
      day_works: 'Går ut med hunden varje kväll.',
      day_scale: String(draw.between(5, 8)),
    },
    strengths: { good_at: draw.pick(GOOD_AT) },
    challenges: { hard: 'Måndagar' },
    health: { well: String(draw.between(5, 8)), sleep: 'sometimes', worried: 'seldom', low: 'seldom' },
    direction: { wishes: 'Att praktiken blir ett jobb.', dream: draw.pick(DREAMS), future: String(draw.between(5, 8)) },
    help: { help_with: ['work'], ready: String(draw.between(6, 9)) },
  }
}

const items = (draw: Draw): Answers =>
  Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`who5_${n}`, String(draw.between(1, 4))]))

type Talk = {
  readonly method: Method
  readonly says: readonly string[]
  readonly steps: Readonly<Partial<Record<Scale, number>>>
}
const TALKS: readonly Talk[] = [
  {
    method: 'mi',
    says: [
      'Att börja om i skolan.',
      'Mer att göra, men tidiga morgnar.',
      'Vill, om det går att börja i liten grupp.',
      'Ringer studievägledaren.',
    ],
    steps: { importance: 8, confidence: 5 },
  },
  {
    method: 'solution_focused',
    says: [
      'Uppe före nio på vardagar.',
      'I fredags gick det.',
      'Hunden, och mormor som ringer.',
      'Två dagar i rad.',
      'Klockan på andra sidan rummet.',
    ],
    steps: { standing: 4, confidence: 7 },
  },
  {
    method: 'coaching_talk',
    says: ['Bestämma vilken praktik.', 'Två att välja på.', 'Besöka båda.', 'Ringer den första på måndag.'],
    steps: { standing: 6, confidence: 8 },
  },
]

function talked({ number, owner }: DemoPerson, last: PlainDate, { method, says, steps }: Talk): Deed {
  const headings = HEADINGS[method].sv.split('\n')
  const body = headings.map((heading, at) => `${heading}\n${says[at] ?? ''}`).join('\n\n')
  const heldOn = officeDay(addDays(last, -20), owner?.from ?? last)
  return {
    on: heldOn,
    by: owner?.signInName ?? '',
    act: (tx, { ids }) =>
      writeSession(tx, { personId: ids.get(number) ?? '', method, topic: 'support', heldOn, body, headings, steps }),
  }
}
