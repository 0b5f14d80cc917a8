import { editDistance } from '../people/duplicates/rules.ts'
import { foldName, NUMBER_PREFIXES, PHONE_PREFIXES, wordGrams } from '../people/folding.ts'
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
  return usable.length === 0 && number === null ? null : { words: [...new Set(usable)], number }
}

function readNumber(text: string): NumberQuery | null {
  const places = text.replace(/[^\dA-Za-z]/g, '').toUpperCase()
  return places.length < LEAST_PLACES ? null : { places, phone: phoneDigits(text) }
}

/** The gram to look a number up by: of its stored beginnings, the longest that was typed. */
export function numberGramsOf({ places, phone }: NumberQuery): string[] {
  const longest = (lengths: readonly number[], typed: string) => lengths.findLast((length) => length <= typed.length)
  const grams = [NUMBER_PREFIXES.long, NUMBER_PREFIXES.short].map((lengths) => {
    const length = longest(lengths, places)
    return length === undefined ? null : `#${places.slice(0, length)}`
  })
  const phoneLength = longest(PHONE_PREFIXES, phone)
  if (phoneLength !== undefined) grams.push(`+${phone.slice(0, phoneLength)}`)
  return [...new Set(grams.filter((gram) => gram !== null))]
}

/** The grams of a word as it is typed: its beginning counts, its end may still be coming. */
export function gramsOfWord(word: string): string[] {
  return [...new Set(wordGrams(word, { whole: false }))]
}

/**
 * How many of a word's grams a name must share for the word to be one slip of the hand away: a letter changed takes three,
 * two letters in each other's place take four.
 */
export function leastShared(grams: number): number {
  return Math.max(1, grams - 4)
}

/** How well a name answers: 0 not at all, 100 each word whole. Earlier names answer as well as the present one. */
export function rankName(words: readonly string[], folded: readonly string[]): number {
  return Math.max(0, ...folded.map((name) => rankOne(words, name.split(' '))))
}

function rankOne(words: readonly string[], name: readonly string[]): number {
  if (words.length === 0) return 100
  const ranks = words.map((word) => Math.max(...name.map((part) => rankWord(word, part))))
  return Math.min(...ranks) === 0 ? 0 : ranks.reduce((sum, rank) => sum + rank, 0) / words.length
}

function rankWord(word: string, part: string): number {
  if (part === word) return 100
  if (part.startsWith(word)) return 90
  if (word.length >= 3 && part.includes(word)) return 70
  if (word.length < 4) return 0
  if (editDistance(word, part, 1) === 1) return 60
  const beginning = [word.length - 1, word.length, word.length + 1].map((length) => part.slice(0, length))
  return beginning.some((start) => editDistance(word, start, 1) === 1) ? 50 : 0
}
