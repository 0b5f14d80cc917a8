import { conditionWords, type ExplanationJson, unclearWords } from '../../register/rule-words.ts'
import { type Language, words } from '../../ui/language.ts'

const TEXT = {
  in_scope: { sv: '{day}: i registret', en: '{day}: in the register' },
  out_of_scope: { sv: '{day}: inte i registret', en: '{day}: not in the register' },
  since: { sv: ', sedan {day}', en: ', since {day}' },
} as const

/** An explanation as a terminal shows it: each condition by its words, `+` where it is met and `-` where it is not. */
export function explanationLines(found: ExplanationJson, language: Language): readonly string[] {
  const say = words(TEXT, language)
  return [
    say(found.inScope ? 'in_scope' : 'out_of_scope', { day: found.asOf }),
    ...found.conditions.map((each) => {
      const since = each.since ? say('since', { day: each.since }) : ''
      return `  ${each.met ? '+' : '-'} ${conditionWords(each, language)}: ${each.fact} (${each.source}${since})`
    }),
    ...found.unclear.map((cause) => `  ? ${unclearWords(cause, language)}`),
    ...(found.nextChange ? [`  → ${found.nextChange.on}: ${found.nextChange.because}`] : []),
  ]
}
