import { addDays, daysBetween, type Instant, type PlainDate, weekday, ZONE } from '../kernel/date.ts'

/** The languages of the staff pages. Swedish is written first everywhere. */
export type Language = 'sv' | 'en'

/**
 * The words of one module, both languages side by side under flat keys, so that neither can lack one.
 * `{name}` takes a value; `{n:ungdom|ungdomar}` takes the singular or the plural word by the number `n`.
 */
export type Catalogue<Key extends string = string> = Readonly<Record<Key, Readonly<Record<Language, string>>>>

/** What fills the places of a phrase. Numbers are grouped as the language does; text is inserted as it is. */
export type Values = Readonly<Record<string, string | number>>

/** Says a phrase of one catalogue in one language. */
export type Say<Key extends string> = (key: Key, values?: Values) => string

/** Picks the language of a catalogue: `const say = words(TEXT, language)`, then `say('saved', { n: 3 })`. */
export function words<Key extends string>(catalogue: Catalogue<Key>, language: Language): Say<Key> {
  return (key, values) => {
    const phrase = catalogue[key][language]
    return values ? fill(phrase, values, language) : phrase
  }
}

function fill(phrase: string, values: Values, language: Language): string {
  return phrase.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (place, name: string, one?: string, other?: string) => {
    const value = values[name]
    if (value === undefined) return place
    if (one !== undefined && other !== undefined) return Math.abs(Number(value)) === 1 ? one : other
    return typeof value === 'number' ? formatNumber(value, language) : value
  })
}

/** The language of a cookie or a header such as `en-GB,en;q=0.9,sv;q=0.5`; Swedish when neither is asked for. */
export function languageFrom(text: string | null | undefined): Language {
  const first = /\b(sv|en)\b/i.exec(text ?? '')?.[1]?.toLowerCase()
  return first === 'en' ? 'en' : 'sv'
}

const LOCALE = { sv: 'sv-SE', en: 'en-GB' } as const

const MONTHS = {
  sv: 'januari februari mars april maj juni juli augusti september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} as const

const WEEKDAYS = {
  sv: 'måndag tisdag onsdag torsdag fredag lördag söndag'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
} as const

const of = <T>(make: (locale: string) => T): Readonly<Record<Language, T>> => ({
  sv: make(LOCALE.sv),
  en: make(LOCALE.en),
})

const NUMBER = of((locale) => new Intl.NumberFormat(locale))
const PERCENT = of((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }))
const RELATIVE = of((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always' }))
const LIST = of((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }))
const WALL = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const ON = of((locale) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, dateStyle: 'short' }))
const ORDER = of((locale) => new Intl.Collator(locale))

/** `januari` … `december`; 1 is January. */
export function monthName(month: number, language: Language): string {
  return MONTHS[language][month - 1] ?? ''
}

/** Three letters, without a full stop: `sep`. */
export function monthShort(month: number, language: Language): string {
  return monthName(month, language).slice(0, 3)
}

/** `21 september 2026`. */
export function formatDay(on: PlainDate, language: Language): string {
  return `${Number(on.slice(8))} ${monthName(Number(on.slice(5, 7)), language)} ${on.slice(0, 4)}`
}

/** `21 sep 2026`, for tables and pictures. */
export function formatDayShort(on: PlainDate, language: Language): string {
  return `${Number(on.slice(8))} ${monthShort(Number(on.slice(5, 7)), language)} ${on.slice(0, 4)}`
}

/** `lördag 21 november`, for headings about the day itself. */
export function formatWeekday(on: PlainDate, language: Language): string {
  const name = WEEKDAYS[language][weekday(on) - 1] ?? ''
  return `${name} ${Number(on.slice(8))} ${monthName(Number(on.slice(5, 7)), language)}`
}

/** The days of a half-open range as people say them, both ends included: `18 aug 2024 – 20 sep 2026`, `från 21 sep 2026`. */
export function formatSpan(from: PlainDate | null, until: PlainDate | null, language: Language): string {
  const first = from && formatDayShort(from, language)
  const last = until && formatDayShort(addDays(until, -1), language)
  if (first && last) return first === last ? first : `${first} – ${last}`
  if (first) return language === 'sv' ? `från ${first}` : `from ${first}`
  if (last) return language === 'sv' ? `till ${last}` : `until ${last}`
  return language === 'sv' ? 'hela tiden' : 'always'
}

const NEAR = {
  sv: ['i går', 'i dag', 'i morgon'],
  en: ['yesterday', 'today', 'tomorrow'],
} as const

/** `i dag`, `i går`, `för 3 dagar sedan`, `om 2 veckor`, `för 5 månader sedan`: rounded down, never up. */
export function formatSince(on: PlainDate, today: PlainDate, language: Language): string {
  const days = daysBetween(today, on)
  if (Math.abs(days) <= 1) return NEAR[language][days + 1] ?? ''
  const [size, unit] = unitFor(Math.abs(days))
  const value = Math.trunc(days / size)
  const key = `${language} ${value} ${unit}`
  const said = SAID.get(key) ?? RELATIVE[language].format(value, unit)
  SAID.set(key, said)
  return said
}

/** A list says the same few spans a hundred times, and the formatter is slow to say them. */
const SAID = new Map<string, string>()

function unitFor(days: number): [number, Intl.RelativeTimeFormatUnit] {
  if (days < 14) return [1, 'day']
  if (days < 61) return [7, 'week']
  return days < 731 ? [30.44, 'month'] : [365.25, 'year']
}

/** `17 år`. */
export function formatAge(years: number, language: Language): string {
  return language === 'sv' ? `${years} år` : `${years} ${years === 1 ? 'year' : 'years'}`
}

/** `12 345`; the space does not break. */
export function formatNumber(value: number, language: Language): string {
  return NUMBER[language].format(value)
}

/** A share of one in whole per cent, as everywhere in Sedd: of some tens of young people a decimal would say more than is known. 0.463 is `46 %`. */
export function formatPercent(share: number, language: Language): string {
  return PERCENT[language].format(share)
}

/** `1,2 MB`, by thousands as file managers count. */
export function formatBytes(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${formatNumber(Math.round(value * (step ? 10 : 1)) / (step ? 10 : 1), language)} ${units[step]}`
}

/** How long is left or was taken: `under en minut`, `ungefär 3 minuter`. */
export function formatSeconds(seconds: number, language: Language): string {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return language === 'sv' ? 'under en minut' : 'less than a minute'
  if (minutes === 1) return language === 'sv' ? 'ungefär en minut' : 'about a minute'
  return language === 'sv' ? `ungefär ${minutes} minuter` : `about ${minutes} minutes`
}

/**
 * `14.05` in Swedish, `14:05` in English, of `14:05` as it is kept. Swedish separates hours and minutes with a full stop (Språkrådet,
 * Svenska skrivregler); every time of day that is shown is written here.
 */
export function formatClock(time: string, language: Language): string {
  return language === 'sv' ? time.replace(':', '.') : time
}

/** The time of day of an instant, by the clock on the wall in Sweden, as `formatClock` writes it. */
export function formatTime(at: Instant, language: Language): string {
  return formatClock(WALL.format(new Date(at)), language)
}

/** `2026-09-21 14.05` in Swedish time, `21/09/2026 14:05` in English. */
export function formatInstant(at: Instant, language: Language): string {
  return `${ON[language].format(new Date(at))} ${formatTime(at, language)}`
}

/** `Anna, Bo och Cecilia`. */
export function formatList(items: readonly string[], language: Language): string {
  return LIST[language].format(items)
}

/** The alphabet's own order: å, ä and ö last in Swedish. */
export function compareText(a: string, b: string, language: Language): number {
  return ORDER[language].compare(a, b)
}
