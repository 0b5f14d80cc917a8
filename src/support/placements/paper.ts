import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nameOf, peopleWords } from '../../people/words.ts'
import { formatDay, formatList, formatNumber, type Language, words } from '../../ui/language.ts'
import { pressed } from '../../ui/press.ts'
import type { Agreement } from './actions.ts'
import { PAPER_TEXT } from './paper-text.ts'
import { hoursOf, isMinor } from './rules.ts'
import { placementWords, weekdayWord } from './words.ts'

let layout: Promise<string> | null = null

export type PaperOf = Agreement & { readonly supervisor: string | null; readonly office: string }

/** The agreement to print and sign. Of the young person it has the name alone: a workplace needs no number. */
export async function agreementPdf(of: PaperOf, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  return pressed(await paperLayout(), agreementOf(of, language))
}

/** A paper of sections, with room to sign where there is somebody to; read once. */
export function paperLayout(): Promise<string> {
  layout ??= readFile(join(import.meta.dirname, 'agreement.typ'), 'utf8')
  return layout
}

function agreementOf({ person, placement, supervisor, office }: PaperOf, language: Language) {
  const [say, sayPaper] = [placementWords(language), words(PAPER_TEXT, language)]
  const { terms } = placement
  const name = nameOf(person, peopleWords(language))
  const minor = isMinor(person.birthDate, terms.fromOn)
  const day = (on: typeof terms.fromOn) => formatDay(on, language)
  const days = formatList(
    terms.days.map((each) => weekdayWord(each, language)),
    language,
  )
  const hours = { from: terms.startsAt, to: terms.endsAt, week: formatNumber(hoursOf(terms).week, language) }
  const risk = terms.riskSeenOn === null ? sayPaper('risk.none') : sayPaper('risk.seen', { day: day(terms.riskSeenOn) })
  return {
    ...{ lang: language, office, title: sayPaper('title'), lead: sayPaper('lead') },
    sections: [
      {
        title: sayPaper('parties'),
        rows: [
          { term: sayPaper('youth'), detail: name },
          { term: sayPaper('workplace'), detail: placement.workplace },
          { term: say('supervisorId'), detail: supervisor ?? '–' },
          { term: sayPaper('office'), detail: office },
        ],
      },
      {
        title: sayPaper('what'),
        rows: [
          { term: say(`kind.${placement.kind}`), detail: placement.title },
          { term: say('when'), detail: say('span', { from: day(terms.fromOn), last: day(terms.lastOn) }) },
          { term: say('days'), detail: `${days}\n${say('hours', hours)}` },
          { term: say('tasks'), detail: terms.tasks },
        ],
      },
      {
        title: sayPaper('safety'),
        rows: [
          { term: say('insurance'), detail: say(`insurance.${terms.insurance}`) },
          ...(minor ? [{ term: sayPaper('risk'), detail: risk }] : []),
          { term: sayPaper('ill'), detail: sayPaper('ill.text') },
        ],
      },
    ],
    signing: sayPaper('signing'),
    place: sayPaper('place'),
    signatures: [name, ...(minor ? [sayPaper('guardian')] : []), placement.workplace, office],
  }
}
