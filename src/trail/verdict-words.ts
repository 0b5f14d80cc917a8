import { type Language, words } from '../ui/language.ts'
import { TEXT } from './text.ts'
import type { Verdict } from './verify.ts'

const MOST_FAULTS = 20

/** What a verification found, a line each; the first broken batch is named first. */
export function verdictLines(verdict: Verdict, language: Language): readonly string[] {
  const say = words(TEXT, language)
  const { faults, batches, events, erased, waiting, unsigned, witnessed, keys } = verdict
  const first = faults.find(({ batch }) => batch !== null)?.batch
  return [
    say(faults.length === 0 ? 'verify.whole' : 'verify.broken'),
    ...(first === undefined || first === null ? [] : [say('verify.first', { batch: String(first) })]),
    ...faults.slice(0, MOST_FAULTS).map(({ code, batch }) => `${batch ?? '–'}: ${say(code)}`),
    say('verify.counts', { batches, events, erased }),
    ...(waiting > 0 ? [say('verify.waiting', { waiting })] : []),
    ...(unsigned > 0 ? [say('verify.unsigned', { unsigned })] : []),
    ...keys.map(({ fingerprint, from }) => say('verify.key', { key: fingerprint, from: String(from) })),
    witnessed > 0 ? say('verify.witnessed', { witnessed }) : say('verify.unwitnessed'),
  ]
}
