import { type Language, words } from '../ui/language.ts'
import type { SignedHead } from './model.ts'
import { TEXT } from './text.ts'

/** A head in a form that can be printed, or written down by hand: letters and digits in fours. */
export function headLines({ n, head, sealedAt, key }: SignedHead, language: Language): string {
  const say = words(TEXT, language)
  const rows = [
    [say('head.number'), String(n)],
    [say('head.sealed'), sealedAt],
    [say('head.head'), inFours(head.slice(0, 32))],
    ['', inFours(head.slice(32))],
    [say('head.key'), inFours(key.slice(0, 32))],
    ['', inFours(key.slice(32))],
  ]
  return [say('head.title'), '', ...rows.map(([name = '', value = '']) => `${name.padEnd(10)} ${value}`)].join('\n')
}

function inFours(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ')
}
