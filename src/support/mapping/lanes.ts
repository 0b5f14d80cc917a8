import type { Read } from '../../kernel/database.ts'
import { reachesNotes } from '../../notes/store.ts'
import { PersonId } from '../../people/model.ts'
import type { Lane, LifeMark } from '../../ui/components/lifeline-model.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Mapping } from './model.ts'
import { mappingsOf } from './store.ts'
import { mappingWords } from './words.ts'

/** More would hide one another in the picture. */
const MOST = 50

/**
 * The days on which a form was begun and done with, for the lifeline of a case. Which form is not told: its name may say what it asks of. Nothing for
 * who is not told that somebody was mapped. Whoever embeds it has recorded the reading.
 */
export async function mappingLanes(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Promise<readonly Lane[]> {
  const root = PersonId.parse(id)
  if (!tx.may('mapping.read') || !(await reachesNotes(tx, root))) return []
  const marks = marksOf(await mappingsOf(tx, root, MOST), { language, href: paths.personMappings(root) })
  return marks.length === 0 ? [] : [{ label: mappingWords(language)('lane'), spans: [], marks }]
}

type Said = { readonly language: Language; readonly href: string }

/** What is done with the day it was begun has one mark, and what was withdrawn has none. */
export function marksOf(mappings: readonly Mapping[], { language, href }: Said): readonly LifeMark[] {
  const say = mappingWords(language)
  const at = { source: say('lane.source'), sourceHref: href, short: '' }
  return mappings.flatMap(({ beganOn, endedAs, endedOn }): LifeMark[] => {
    if (endedAs === 'withdrawn') return []
    const done = endedOn === null ? [] : [{ ...at, on: endedOn, label: say('lane.done'), tone: 'reached' as const }]
    if (endedOn === beganOn) return done
    return [{ ...at, on: beganOn, label: say('lane.begun'), tone: 'edge' as const }, ...done]
  })
}
