/**
 * Names folded for search and comparison: the twin of the database's fold_name(), held equal by a test. Accents go, then the
 * spellings Swedish names share a sound in, so that Christina and Kristina, Wiktor and Viktor, Carlsson and Karlson meet.
 * The letters are listed, both small and great, because servers differ in what the small form of some of them is.
 */
const ACCENTED =
  'åäöéüÅÄÖÉÜÀÁÂÃÆÇÈÊËÌÍÎÏÐÑÒÓÔÕØÙÚÛÝÞßàáâãæçèêëìíîïðñòóôõøùúûýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥ' +
  'ĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŉŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſȘșȚțƏəẞ'
const PLAIN =
  'aaoeuaaoeuaaaaaceeeiiiidnooooouuuytsaaaaaceeeiiiidnooooouuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghh' +
  'hhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsssttees'

const WITHOUT_ACCENT: ReadonlyMap<string, string> = new Map(
  [...ACCENTED].map((letter, at) => [letter, PLAIN.charAt(at)]),
)
const BEYOND_ASCII = /\P{ASCII}/gu

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
  let folded = name.replace(BEYOND_ASCII, (letter) => WITHOUT_ACCENT.get(letter) ?? ' ').toLowerCase()
  for (const [spelling, sound] of SPELLINGS) folded = folded.replaceAll(spelling, sound)
  return folded
    .replace(/([a-z])\1+/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/^ | $/g, '')
}

/**
 * The grams a person is found by: three letters at a time of each folded word of all their names, with `^` before the word and
 * `$` after it. Sorted, each once.
 */
export function gramsOf(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => foldName(name).split(' ').flatMap(wordGrams)))].sort()
}

/** Of one folded word; of an empty one none. */
export function wordGrams(word: string): string[] {
  const padded = `^${word}$`
  return word === '' ? [] : Array.from({ length: word.length }, (_, at) => padded.slice(at, at + 3))
}
