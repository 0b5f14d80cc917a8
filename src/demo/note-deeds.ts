import { addDays, daysBetween, type PlainDate } from '../kernel/date.ts'
import { correctNote, strikeNote, writeNote } from '../notes/actions.ts'
import type { NoteInput, NoteTopic } from '../notes/model.ts'
import type { Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'
import { type Draw, drawFor } from './random.ts'
import { officeDay } from './surroundings.ts'

/** What the staff write down: made up, and such as one would let the young person read. */
const WRITTEN: Readonly<Record<NoteTopic, readonly string[]>> = {
  support: [
    'Vi sågs på biblioteket. Lugnt samtal om vad som fungerar just nu. Vi hörs igen om två veckor.',
    'Ringde, fick svar på andra försöket. Vill helst ha ett sms före samtal. Bokade en träff.',
    'Första mötet. Berättade vad vi kan hjälpa till med och att det är frivilligt. Vill tänka på saken och höra av sig.',
    'Kom tio minuter före. Hade skrivit en lista med frågor.\n\nVi hann med alla.',
    'Skickade tider för studiebesök. Vill ha med en kompis, och det går bra.',
    'Gick tillsammans till Arbetsförmedlingen. Inskriven. Handläggaren hör av sig inom en vecka.',
    'Stämde av målet från förra gången: uppe före nio på vardagar. Fyra dagar av fem, och nöjd med det.',
    'Inget svar i dag. Skickade sms om att jag finns här och provar igen på fredag.',
    'Skrev cv tillsammans. Hade mer att skriva om än väntat.',
  ],
  school: [
    'Vill börja om i januari, helst på ett yrkesprogram. Vi läser om antagningen tillsammans nästa gång.',
    'Saknar tre kurser. Komvux har plats från vårterminen. Ansökan är skickad.',
    'Besökte skolan med studievägledaren. Gillade verkstaden och vill prova två dagar.',
    'Gick igenom betygen. Fler godkända än väntat.',
    'Skolan håller platsen till månadsskiftet. Bestämmer sig efter helgen.',
  ],
  social: [
    'Bor hos mamma på vardagar och hos pappa på helgerna. Det fungerar.',
    'Har fått nycklar till egen lägenhet. Vill ha hjälp att läsa avtalet, vi tar det på måndag.',
    'Hjälper till med småsyskon på förmiddagarna. Våra träffar lägger vi på eftermiddagen.',
    'Spelar fotboll igen två kvällar i veckan.',
  ],
  health: [
    'Det har varit tungt sedan i höstas. Har en tid på ungdomsmottagningen och vill gå själv.',
    'Sover bättre sedan praktiken började.',
  ],
}

const TOPICS: readonly (readonly [NoteTopic, number])[] = [
  ['support', 55],
  ['school', 25],
  ['social', 14],
  ['health', 6],
]

/** The notes of a municipality: those who answer for somebody write of them. A few are corrected, fewer struck out. */
export function noteDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (last === undefined) return []
  return municipality.persons.flatMap((person) => deedsOf(person, drawFor(person.number, 'notes'), last))
}

function deedsOf({ number, owner }: DemoPerson, draw: Draw, last: PlainDate): Deed[] {
  if (!owner || owner.from >= last || !draw.chance(0.4)) return []
  const { from, signInName: by } = owner
  return Array.from({ length: draw.between(1, 3) }, (): Deed => {
    const topic = draw.weighted(TOPICS)
    const on = officeDay(addDays(last, -draw.between(1, Math.min(90, daysBetween(from, last)))), from)
    const note = { topic, secrecy: 'pupil_support', happenedOn: on, body: draw.pick(WRITTEN[topic]) } as const
    return written({ number, by, on, note, after: draw.weighted(AFTER) })
  })
}

type After = 'nothing' | 'corrected' | 'struck'
const AFTER: readonly (readonly [After, number])[] = [
  ['nothing', 90],
  ['corrected', 8],
  ['struck', 2],
]

type Writing = {
  readonly number: string
  readonly by: string
  readonly on: PlainDate
  readonly note: NoteInput
  readonly after: After
}

/** A note, and what became of it when its writer read it again the same day. */
function written({ number, by, on, note, after }: Writing): Deed {
  return {
    on,
    by,
    act: async (tx, cast) => {
      const personId = cast.ids.get(number)
      if (!personId) throw new RangeError('a person of the demonstration who is not in the database')
      const noteId = await writeNote(tx, { personId, ...note })
      if (after === 'struck') await strikeNote(tx, { personId, noteId, reason: 'Gällde en annan ungdom' })
      if (after === 'corrected') {
        const body = `${note.body}\n\nNästa träff är flyttad en vecka framåt.`
        await correctNote(tx, { personId, noteId, seen: noteId, ...note, body })
      }
    },
  }
}
