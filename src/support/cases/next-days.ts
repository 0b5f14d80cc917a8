import type { Read } from '../../kernel/database.ts'
import type { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { isMeetingWord, meetingWords } from '../meetings/words.ts'
import type { NextDay, NextDays } from './case-views.ts'
import { type AgreedDay, agreedDays } from './next-store.ts'
import { caseWords } from './words.ts'

type Of = { readonly root: PersonId; readonly language: Language }

/** The next day that is agreed on, and the first of those that have passed without a word of what came of it. */
export async function nextDaysOf(tx: Read, of: Of): Promise<NextDays> {
  const days = await agreedDays(tx, of.root)
  const said = (found: AgreedDay | undefined) => (found === undefined ? null : inWords(found, of))
  return { late: said(days.find(({ on }) => on < tx.today)), next: said(days.find(({ on }) => on >= tx.today)) }
}

function inWords({ source, on, of, kind }: AgreedDay, { root, language }: Of): NextDay {
  const say = caseWords(language)
  if (source === 'meeting') return { on, label: meetingKind(kind, language), href: paths.personMeeting(root, of) }
  const href = {
    appointment: paths.personAppointment(root, of),
    review: paths.personPlan(root),
    work: paths.personPlacement(root, of),
    contact: paths.personLog(root),
  }[source]
  return { on, label: say(`now.next.${source}`), href }
}

function meetingKind(kind: string | null, language: Language): string {
  const key = `kind.${kind}`
  return isMeetingWord(key) ? meetingWords(language)(key) : '–'
}
