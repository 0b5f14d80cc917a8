import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ENTRY, TERM_START } from './built-in-entry.ts'
import type { Form } from './model.ts'
import { choice, question, say, section } from './wording.ts'

const Who5File = z.object({
  title: z.string(),
  intro: z.string(),
  scale: z.array(z.object({ v: z.number(), t: z.string() })).length(6),
  items: z.array(z.string()).length(5),
})

const who5 = Who5File.parse(
  JSON.parse(readFileSync(new URL('../../../data/surveys/who5_sv.json', import.meta.url), 'utf8')),
)

/** WHO-5: the items and the scale as they stand in data/surveys, under the licence that goes with them. */
const WHO5: Form = {
  ...{ id: null, code: 'who5', version: 1 },
  definition: {
    title: say(who5.title, 'WHO-5 Well-Being Index'),
    intro: null,
    credit: say(
      'WHO-5, Världshälsoorganisationen 2024, CC BY-NC-SA 3.0 IGO. Frågorna finns här bara på svenska. Den svenska ordalydelsen är inte kontrollerad mot WHO:s version. Ett samtalsstöd, ingen diagnos.',
      'WHO-5, World Health Organization 2024, CC BY-NC-SA 3.0 IGO. The items are in Swedish only here. The Swedish wording has not been checked against WHO’s version. A help in talking, no diagnosis.',
    ),
    ...{ variants: [], score: 'who5' },
    sections: [
      section({
        ...{ key: 'who5', topic: 'health', title: say('De senaste två veckorna', 'The last two weeks') },
        lead: say(who5.intro),
        questions: who5.items.map((item, index) =>
          question(`who5_${index + 1}`, 'one', say(item), {
            choices: who5.scale.map(({ v, t }) => choice(String(v), t)),
          }),
        ),
      }),
    ],
  },
}

/** What another instrument gave: its name, day, value and scale. Those whose items are protected are never filled in here. */
const RESULT: Form = {
  ...{ id: null, code: 'result', version: 1 },
  definition: {
    title: say('Resultat av ett annat formulär', 'Result of another instrument'),
    intro: say(
      'För formulär som är rättighetsskyddade: skriv bara resultatet. Frågorna fylls i där de hör hemma.',
      'For instruments that are protected by rights: write the result alone. The items are filled in where they belong.',
    ),
    ...{ credit: null, variants: ['en'], score: null },
    sections: [
      section({
        ...{ key: 'result', topic: 'health', title: say('Resultat', 'Result') },
        questions: [
          question('instrument', 'one', say('Formulär', 'Instrument'), {
            required: true,
            choices: [
              choice('sdq', 'SDQ'),
              choice('sras_r', 'SRAS-R'),
              choice('kasam', 'KASAM'),
              choice('outcomes_star', 'Outcomes Star'),
              choice('phq9', 'PHQ-9'),
              choice('gad7', 'GAD-7'),
              choice('other', 'Något annat', 'Another'),
            ].map((each) => ({ ...each, label: { en: each.label['sv'] ?? '', ...each.label } })),
          }),
          question('result_on', 'date', say('Ifyllt dag', 'Filled in on'), { required: true }),
          question('result_value', 'number', say('Värde', 'Value'), { required: true }),
          question('result_scale', 'text', say('Skala, och vad värdet betyder', 'Scale, and what the value means'), {
            help: say('Till exempel: 0–40, högre är svårare.', 'For example: 0–40, higher is harder.'),
          }),
          question('instrument_other', 'text', say('Vad heter det?', 'What is it called?'), {
            ...{
              required: true,
              when: { match: 'all', tests: [{ question: 'instrument', way: 'is', value: 'other' }] },
            },
          }),
        ],
      }),
    ],
  },
}

/** The forms that come with Sedd, every version that has ever been filled in. */
export const BUILT_IN: readonly Form[] = [ENTRY, TERM_START, WHO5, RESULT]

/** The codes that a domain's own forms may not have. */
export const BUILT_IN_CODES: readonly string[] = BUILT_IN.map(({ code }) => code)
