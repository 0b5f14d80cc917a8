import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MessageSetting } from '../../outreach/messages/model.ts'
import { nameOf, peopleWords } from '../../people/words.ts'
import { formatDay, formatList, formatNumber, type Language, words } from '../../ui/language.ts'
import { pressed } from '../../ui/press.ts'
import type { Agreement } from './actions.ts'
import type { Employer, Supervisor } from './model.ts'
import { PAPER_TEXT } from './paper-text.ts'
import { hoursOf, isMinor } from './rules.ts'
import { placementWords, weekdayWord } from './words.ts'

let layout: Promise<string> | null = null

export type PaperOf = Agreement & {
  readonly supervisor: Pick<Supervisor, 'name' | 'phone'> | null
  readonly employer: Pick<Employer, 'street' | 'postalCode' | 'postalTown'> | null
  /** Who answers for the young person's case. */
  readonly coach: string | null
  readonly setting: Pick<MessageSetting, 'office' | 'phone' | 'email'>
}

/** The agreement to print and sign. Of the young person it has the name alone: a workplace needs no number. */
export async function agreementPdf(of: PaperOf, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  return pressed(await paperLayout(), agreementOf(of, language))
}

/** A paper of sections, with room to sign where there is somebody to; read once. */
export function paperLayout(): Promise<string> {
  layout ??= readFile(join(import.meta.dirname, 'agreement.typ'), 'utf8')
  return layout
}

const lines = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null && part !== '').join('\n')

function addressOf(employer: PaperOf['employer']): string | null {
  if (employer === null) return null
  const town = [employer.postalCode, employer.postalTown].filter((part) => part !== null).join(' ')
  return lines(employer.street, town)
}

function agreementOf({ person, placement, supervisor, employer, coach, setting }: PaperOf, language: Language) {
  const [say, sayPaper] = [placementWords(language), words(PAPER_TEXT, language)]
  const { terms } = placement
  const { office, phone, email } = setting
  const called = supervisor?.phone ? `+${supervisor.phone}` : null
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
          { term: sayPaper('workplace'), detail: lines(placement.workplace, addressOf(employer)) },
          { term: say('supervisorId'), detail: supervisor === null ? '–' : lines(supervisor.name, called) },
          { term: sayPaper('office'), detail: lines(coach, office, phone, email) },
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
