import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatDay, type Language } from '../../ui/language.ts'
import { pressed } from '../../ui/press.ts'
import type { Letter, Sender } from './model.ts'
import { letterWords } from './words.ts'

/** Where Skatteverket takes mail for those whose address only they know. */
const AGENCY = ['Skatteverket', 'Box 2820', '403 20 Göteborg'] as const

let layout: Promise<string> | null = null

/** Letters as one PDF to print; before one that Skatteverket forwards, a sheet on what to do with it. */
export async function lettersPdf(
  of: { readonly letters: readonly Letter[]; readonly sender: Sender },
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  layout ??= readFile(join(import.meta.dirname, 'letter.typ'), 'utf8')
  const say = letterWords(language)
  return pressed(await layout, {
    title: say('title'),
    sender: { office: of.sender.office, lines: of.sender.lines },
    letters: of.letters.map((letter) => {
      const lang = letter.language.split('-')[0] ?? 'sv'
      return { ...letter, lang, date: formatDay(of.sender.on, lang === 'en' ? 'en' : 'sv') }
    }),
    forward: {
      title: say('forward.title'),
      paragraphs: [say('forward.lead')],
      steps: [say('forward.inner'), say('forward.number'), say('forward.back'), say('forward.outer')],
      address: AGENCY,
    },
  })
}
