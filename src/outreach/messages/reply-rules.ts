import type { Instant } from '../../kernel/date.ts'

/** What an answer means to us, before anybody has read it. */
export type ReplyMeaning = 'stop' | 'wrong_number' | 'reply'

const letters = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The word alone, or first with a few more: `STOPP`, `Stop.`, `stopp tack`. A sentence that has it in the middle is an answer. */
const STOP =
  /^(stop+|avsluta|avregistrera|unsubscribe|sluta( skicka)?( sms)?( till mig)?|inga fler sms)( tack| snälla| please| sms)*$/u
const WRONG =
  /(^| )(fel (nummer|person|adress|mejladress|mejl|mail)|wrong (number|person|address|e mail)|inte (mitt|hans|hennes|dennes) nummer|känner inte (honom|henne|den))( |$)/u

export function meaningOf(text: string): ReplyMeaning {
  const plain = letters(text)
  if (STOP.test(plain)) return 'stop'
  return plain.length <= 120 && WRONG.test(plain) ? 'wrong_number' : 'reply'
}

/** An answer is to what was written lately; only when nothing was, to anything that ever was. */
const LATELY_MS = 14 * 86_400_000

/** Whom an answer from a number can be from. One: it is theirs. Several, or nobody: somebody says whose it is. */
export function answering<T extends { readonly writtenAt: Instant | null }>(
  holders: readonly T[],
  now: Instant,
): readonly T[] {
  const lately = holders.filter(
    ({ writtenAt }) => writtenAt !== null && Date.parse(now) - Date.parse(writtenAt) <= LATELY_MS,
  )
  return lately.length > 0 ? lately : holders
}
