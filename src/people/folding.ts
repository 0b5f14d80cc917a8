/**
 * Names folded for search and comparison: the twin of the database's fold_name(), held equal by a test. Accents go, then the
 * spellings Swedish names share a sound in, so that Christina and Kristina, Wiktor and Viktor, Carlsson and Karlson meet.
 */
const ACCENTED = 'åäáàâãæöøóòôõéèêëíìîïúùûüýÿñçðšžčćłđ'
const PLAIN = 'aaaaaaaooooooeeeeiiiiuuuuyyncdszccld'

const WITHOUT_ACCENT: ReadonlyMap<string, string> = new Map(
  [...ACCENTED].map((letter, at) => [letter, PLAIN.charAt(at)]),
)
const ACCENT = new RegExp(`[${ACCENTED}]`, 'g')

/** One sound, one spelling; in this order, as in the database. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['ph', 'f'],
  ['th', 't'],
  ['ch', 'k'],
  ['ck', 'k'],
  ['c', 'k'],
  ['q', 'k'],
  ['w', 'v'],
  ['z', 's'],
  ['x', 'ks'],
]

/** Words of a–z and 0–9 with one space between. */
export function foldName(name: string): string {
  // The Turkish İ would become two characters; servers differ.
  let folded = name
    .replaceAll('İ', 'i')
    .toLowerCase()
    .replace(ACCENT, (letter) => WITHOUT_ACCENT.get(letter) ?? letter)
  for (const [spelling, sound] of SPELLINGS) folded = folded.replaceAll(spelling, sound)
  return folded
    .replace(/([a-z])\1+/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/^ | $/g, '')
}

/** What a person is found by in a search. Numbers are 12 characters, phones digits such as 46701234567. */
export type Findable = {
  readonly names: readonly string[]
  readonly numbers: readonly string[]
  readonly phones: readonly string[]
}

/** How many first places of a number are looked up by equality: 12 places with century, 10 without. */
export const NUMBER_PREFIXES = { long: [4, 6, 8, 12], short: [4, 6, 10] } as const
/** How many first digits of a phone; the whole is always among the grams. */
export const PHONE_PREFIXES = [5, 7, 9] as const

/**
 * The grams a person is found by: three letters at a time of each folded word with `^` before and `$` after it, the first places
 * of each number after `#`, of each phone after `+`. Sorted, each once.
 */
export function gramsOf(person: Findable): string[] {
  const grams = [
    ...person.names.flatMap(nameGrams),
    ...person.numbers.flatMap(numberGrams),
    ...person.phones.flatMap(phoneGrams),
  ]
  return [...new Set(grams)].sort()
}

function nameGrams(name: string): string[] {
  return foldName(name)
    .split(' ')
    .flatMap((word) => wordGrams(word, { whole: true }))
}

/** A word that is `whole` ends; the beginning of one, as it is typed, may go on. */
export function wordGrams(word: string, { whole }: { readonly whole: boolean }): string[] {
  const padded = `^${word}${whole ? '$' : ''}`
  return word === '' ? [] : Array.from({ length: Math.max(padded.length - 2, 0) }, (_, at) => padded.slice(at, at + 3))
}

function numberGrams(number: string): string[] {
  const short = number.slice(2)
  return [
    ...NUMBER_PREFIXES.long.map((places) => `#${number.slice(0, places)}`),
    ...NUMBER_PREFIXES.short.map((places) => `#${short.slice(0, places)}`),
  ]
}

function phoneGrams(digits: string): string[] {
  return [...PHONE_PREFIXES.filter((places) => places < digits.length), digits.length].map(
    (places) => `+${digits.slice(0, places)}`,
  )
}
