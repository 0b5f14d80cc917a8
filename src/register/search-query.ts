import { editDistance } from '../people/duplicates/rules.ts'
import { foldName, wordGrams } from '../people/folding.ts'
import { phoneDigits } from '../people/rules.ts'

/** What somebody typed in the search box, read: words of a name, and the beginning of a number or a telephone. */
export type SearchQuery = {
  /** Folded words of at least two letters. */
  readonly words: readonly string[]
  readonly number: NumberQuery | null
}

export type NumberQuery = {
  /** As typed, without separators: the first places of a personnummer with or without century. */
  readonly places: string
  /** The same read as a telephone, country first. */
  readonly phone: string
}

const LEAST_PLACES = 4

/** Reads a search. Null when there is too little to go by: one letter, or fewer than four digits. */
export function readSearch(text: string): SearchQuery | null {
  const tokens = text.normalize('NFC').trim().split(/\s+/)
  const isNumber = (token: string) => /^[+(]*\d[\d()+/.-]*[A-Za-z]?\d*$/.test(token)
  const words = foldName(tokens.filter((token) => !isNumber(token)).join(' '))
  const number = readNumber(tokens.filter(isNumber).join(' '))
  const usable = words.split(' ').filter((word) => word.length > 1)
  return usable.length === 0 && number === null ? null : { words: [...new Set(usable)].slice(0, 4), number }
}

function readNumber(text: string): NumberQuery | null {
  const places = text.replace(/[^\dA-Za-z]/g, '').toUpperCase()
  return places.length < LEAST_PLACES ? null : { places, phone: phoneDigits(text) }
}

/** First and last of what begins as was typed; letters sort after digits, and an interim number has one. */
export type Range = readonly [first: string, last: string]

/** The numbers (12 places) and telephones that begin as was typed. Without century both centuries of the living are meant. */
export function rangesOf({ places, phone }: NumberQuery): { numbers: readonly Range[]; phones: readonly Range[] } {
  const numbers = places.length > 10 ? [places] : [places, `20${places}`, `19${places}`]
  return {
    numbers: numbers.filter((first) => first.length <= 12).map((first) => [first, first.padEnd(12, 'Z')]),
    phones: phone.length < 5 ? [] : [[phone, phone.padEnd(15, '9')]],
  }
}

/** The grams half the country shares, the commonest first: looked up only when a word has no others. */
const COMMON =
  'son on$ rso nso ers and ber erg lso nde der ^an ^ma na$ rg$ str lin ^li ^jo sto tro rom om$ ina ari ^al ^el ^vi'.split(
    ' ',
  )

const rarest = (grams: readonly string[]) => [...new Set(grams)].sort((a, b) => rarity(b) - rarity(a))
const rarity = (gram: string) => (COMMON.includes(gram) ? COMMON.indexOf(gram) : COMMON.length)

/**
 * How a word is looked up as it is typed. `required`: grams anywhere in a name with the word in it, the rarest two.
 * `favoured`: those of its beginning and its end, so that whole words come before parts of words.
 */
export function gramsForWord(word: string): { readonly required: string[]; readonly favoured: string[] } {
  const whole = wordGrams(word)
  const inside = whole.filter((gram) => !/[$^]/.test(gram))
  const required = inside.length === 0 ? whole.slice(0, 1) : rarest(inside).slice(0, 2)
  const ends = whole.filter((gram) => /[$^]/.test(gram) && !required.includes(gram))
  return { required, favoured: ends.filter((gram) => word.length < 5 || !COMMON.includes(gram)) }
}

/**
 * How a word that nobody answers to is looked up: with one letter wrong it loses three grams, with two letters in each
 * other's place four. Who keeps the rest shares one of the rarer ones given here.
 */
export function gramsForSlip(word: string): string[] | null {
  if (word.length < 4) return null
  const all = rarest(wordGrams(word).slice(0, -1))
  const shared = Math.max(1, all.length - (all.length < 6 ? 3 : 4))
  return all.slice(0, all.length - shared + 1)
}

/** How well a name answers: 0 not at all, 100 each word whole. Earlier names answer as well as the present one. */
export function rankName(words: readonly string[], folded: readonly string[]): number {
  if (words.length === 0) return 100
  return Math.max(0, ...folded.map((name) => rankOne(words, name.split(' '))))
}

function rankOne(words: readonly string[], name: readonly string[]): number {
  let sum = 0
  for (const word of words) {
    // Comparing letter by letter is dear, and only needed where nothing begins with or holds the word.
    const rank =
      Math.max(...name.map((part) => rankWord(word, part))) || Math.max(...name.map((part) => rankSlip(word, part)))
    if (rank === 0) return 0
    sum += rank
  }
  return Math.round(sum / words.length)
}

function rankWord(word: string, part: string): number {
  if (part === word) return 100
  if (part.startsWith(word)) return 90
  return word.length >= 3 && part.includes(word) ? 70 : 0
}

function rankSlip(word: string, part: string): number {
  if (word.length < 4) return 0
  if (editDistance(word, part, 1) === 1) return 60
  const beginnings = [word.length - 1, word.length, word.length + 1].map((length) => part.slice(0, length))
  return beginnings.some((start) => editDistance(word, start, 1) === 1) ? 50 : 0
}
