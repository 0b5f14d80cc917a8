import { nameOf, peopleWords } from '../../people/words.ts'
import { formatList, type Language } from '../../ui/language.ts'
import { pressed } from '../../ui/press.ts'
import { paperLayout } from '../placements/paper.ts'
import type { StudyPaper } from './actions.ts'
import { studyWords, termWord } from './words.ts'

/** The study plan to print: the name, the goal, and what is read when. */
export async function studyPlanPdf(
  { person, plan, office }: StudyPaper & { readonly office: string },
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const say = studyWords(language)
  const codes = (words: readonly string[]) => (words.length === 0 ? '–' : formatList(words, language))
  const terms = Map.groupBy(plan.parts, (part) => termWord(part, say))
  return pressed(await paperLayout(), {
    ...{ lang: language, office, title: say('plan'), lead: say('paper.lead') },
    sections: [
      {
        title: say('goal'),
        rows: [
          { term: say('paper.youth'), detail: nameOf(person, peopleWords(language)) },
          { term: say('goal'), detail: say(`goal.${plan.goal}`) },
          { term: say('adjustments'), detail: codes(plan.adjustments.map((each) => say(`adjustments.${each}`))) },
          { term: say('extra'), detail: codes(plan.extra.map((each) => say(`extra.${each}`))) },
        ],
      },
      {
        title: say('parts'),
        rows: [...terms].map(([term, parts]) => ({
          term,
          detail: parts.map(({ course, state }) => `${course}, ${say(`state.${state}`)}`).join('\n'),
        })),
      },
    ],
    ...{ signing: '', place: '', signatures: [] },
  })
}
