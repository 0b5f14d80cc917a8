import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlainDate } from '../../kernel/date.ts'
import { formatDay, type Language, words } from '../../ui/language.ts'
import { pressed } from '../../ui/press.ts'
import { ANSWER_TEXT } from './answer-text.ts'
import type { WholePlan } from './model.ts'
import { plainGoals } from './plain.ts'
import { planWords } from './words.ts'

let layout: Promise<string> | null = null

type Printed = {
  readonly whole: WholePlan
  readonly reviewOn: PlainDate | null
  readonly name: string
  readonly office: string
}

/** The plan as a PDF to print and sign. */
export async function planPdf(of: Printed, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  layout ??= readFile(join(import.meta.dirname, 'plan.typ'), 'utf8')
  const say = words(ANSWER_TEXT, language)
  const { plan } = of.whole
  return pressed(await layout, {
    ...{ title: say('title'), lang: language, name: of.name, office: of.office },
    version:
      plan === null ? '' : planWords(language)('version', { n: plan.number, day: formatDay(plan.startsOn, language) }),
    paragraphs: plan?.words ? [plan.words] : [],
    goals: plainGoals(of.whole, language),
    review: of.reviewOn === null ? null : say('review.on', { day: formatDay(of.reviewOn, language) }),
    sign: {
      title: say('sign.here'),
      day: say('sign.day'),
      lines: [say('sign.youth'), say('sign.guardian'), say('sign.us')],
    },
  })
}
