import { addDays, dayIn, type Instant } from '../kernel/date.ts'
import { formatDay, formatList, type Language, words } from '../ui/language.ts'
import type { Ground, Secrecy, ShareTopic } from './model.ts'
import { TEXT, type Word } from './text.ts'

/** What the pages of sharing say alike. */

export function topicWord(topic: ShareTopic, language: Language): string {
  return words(TEXT, language)(`topic.${topic}`)
}

/** `vem det är, hur man når dem och skola och studier`. */
export function topicWords(topics: readonly ShareTopic[], language: Language): string {
  const list = topics.map((topic) => topicWord(topic, language))
  return formatList(
    list.map((word) => word.charAt(0).toLocaleLowerCase(language) + word.slice(1)),
    language,
  )
}

type Labelled = Pick<Secrecy | Ground, 'labelSv' | 'labelEn'>

export const labelOf = ({ labelSv, labelEn }: Labelled, language: Language) => (language === 'sv' ? labelSv : labelEn)

export const demandsOf = ({ demandsSv, demandsEn }: Ground, language: Language) =>
  language === 'sv' ? demandsSv : demandsEn

/** `OSL 21 kap. 3 §`, in one piece at the line's end. */
export function paragraphWord({ paragraph }: { readonly paragraph: string }): string {
  return `OSL ${paragraph}`.replaceAll(/(OSL|kap\.) | (?=§)/g, (space) => space.replace(' ', '\u00a0'))
}

/** The last day of something that ends at midnight after it. */
export function lastDayWord(untilAt: Instant, language: Language): string {
  return formatDay(addDays(dayIn(untilAt), -1), language)
}

export function isWord(code: string): code is Word {
  return Object.hasOwn(TEXT, code)
}
