import { served } from './imports.ts'
import { breach, isNode, type Node, nameOf, nodesOfType, type Source } from './source.ts'

/** What each key of the catalogues must be given; of a key that several have, what each of them takes. */
type Places = ReadonlyMap<string, readonly (readonly string[])[]>

/** A phrase that is said without what fills its places would show people the place itself: `{until}`. */
export function phrasesFilled(sources: readonly Source[]): string[] {
  const tree = served(sources)
  const places = placesOf(tree)
  return tree.flatMap((source) =>
    [...nodesOfType(source, 'CallExpression')].filter(says).flatMap((call) => {
      const [key, values] = listIn(call, 'arguments')
      const given = namesIn(values)
      if (given === null) return []
      return keysIn(key).flatMap((each) =>
        lacking(places.get(each) ?? [], given).map((place) => breach(source, call, `says ${each} without {${place}}`)),
      )
    }),
  )
}

/** `say('key', …)` or `words(TEXT, language)('key', …)`. */
function says(call: Node): boolean {
  const callee = call['callee']
  if (nameOf(callee) === 'say') return true
  return isNode(callee) && callee.type === 'CallExpression' && nameOf(callee['callee']) === 'words'
}

function placesOf(sources: readonly Source[]): Places {
  const found = sources.flatMap((source) =>
    [...nodesOfType(source, 'Property')].flatMap((property) => {
      const key = nameOf(property['key'])
      const phrases = isNode(property['value']) ? phrasesIn(property['value']) : null
      return key === null || phrases === null ? [] : [{ key, places: placesIn(phrases) }]
    }),
  )
  return new Map([...Map.groupBy(found, ({ key }) => key)].map(([key, all]) => [key, all.map((each) => each.places)]))
}

/** The texts of `{ sv: '…', en: '…' }`; null for anything else. */
function phrasesIn(value: Node): string | null {
  const texts = listIn(value, 'properties').filter((each) => ['sv', 'en'].includes(nameOf(each['key']) ?? ''))
  return texts.length === 2 ? texts.map((each) => nameOf(each['value']) ?? '').join(' ') : null
}

const placesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name))]

/** The keys that a call can name where they stand in it; those that are put together are not known. */
function keysIn(key: Node | undefined): string[] {
  if (key?.type !== 'ConditionalExpression') return key ? [nameOf(key.type === 'Literal' ? key : null) ?? ''] : []
  return [key['consequent'], key['alternate']].flatMap((each) => (isNode(each) ? keysIn(each) : []))
}

/** What a call gives; null when that cannot be seen where it stands. */
function namesIn(values: Node | undefined): readonly string[] | null {
  if (values === undefined) return []
  if (values.type !== 'ObjectExpression') return null
  const names = listIn(values, 'properties').map((each) => nameOf(each['key']))
  return names.every((name) => name !== null) ? names : null
}

function lacking(catalogues: readonly (readonly string[])[], given: readonly string[]): readonly string[] {
  const lacks = catalogues.map((places) => places.filter((place) => !given.includes(place)))
  return lacks.every((each) => each.length > 0) ? (lacks[0] ?? []) : []
}

function listIn(node: Node, name: string): readonly Node[] {
  const list = node[name]
  return Array.isArray(list) ? list.filter(isNode) : []
}
