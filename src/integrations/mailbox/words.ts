import { words } from '../../ui/language.ts'
import type { ReadMail } from './model.ts'
import { TEXT } from './text.ts'

/** The words of an e-mail as they are put in the thread, with what stayed in the mailbox: in both languages, for they are kept as they are. */
export function wordsOf(
  { text, attachments: n }: Pick<ReadMail, 'text' | 'attachments'>,
  of: { readonly isWhole: boolean; readonly isFromElsewhere: boolean },
): string {
  const remarks = (['sv', 'en'] as const).map((language) => {
    const say = words(TEXT, language)
    return [
      ...(n > 0 ? [say('attachments', { n })] : []),
      ...(of.isWhole ? [] : [say('long')]),
      ...(of.isFromElsewhere ? [say('elsewhere')] : []),
    ].join(' ')
  })
  return remarks[0] === '' ? text : `${text}\n\n[${remarks.join(' / ')}]`
}
