import type { Instant } from '../kernel/date.ts'
import type { Event } from '../trail/model.ts'
import { formatInstant, type Language, words } from '../ui/language.ts'
import { actorWords, deedText, fromWords } from './event-words.ts'
import type { Paper } from './pdf.ts'
import { TEXT } from './text.ts'

export type LogExtract = {
  readonly language: Language
  readonly domain: string
  readonly domainName: (id: string) => string
  readonly name: string
  readonly at: Instant
  readonly events: readonly Event[]
}

/** Loggutdrag: who has read about a young person, in words for that person. */
export function logExtract({ language, domain, domainName, name, at, events }: LogExtract): Paper {
  const say = words(TEXT, language)
  const rows = events.map((event) => [
    formatInstant(event.at as Instant, language),
    actorWords(event, language),
    fromWords(language, domainName)(event),
    upper(deedText(event, language, say('log.youth.own'))),
  ])
  return {
    title: say('logExtract.title'),
    language,
    author: domain,
    footer: say('logExtract.whose', { name }),
    lead: [
      say('logExtract.whose', { name }),
      say('logExtract.lead', { domain }),
      say('logExtract.made', { at: formatInstant(at, language) }),
      ...(rows.length === 0 ? [say('logExtract.none')] : []),
    ],
    parts: [
      {
        title: say('readings.only'),
        columns: [say('log.when'), say('log.who'), say('readings.unit'), say('log.what')],
        widths: [3, 4, 5, 5],
        rows,
      },
      { title: say('logExtract.title.more'), text: [say('logExtract.rights')] },
    ],
  }
}

const upper = (text: string) => text.charAt(0).toLocaleUpperCase('sv') + text.slice(1)
