import { parseJson } from './request.ts'
import { Scanner } from './scan.ts'
import type { Endpoint } from './schema.ts'
import { memberOf, pageOf, SourceFailure } from './source.ts'

const MAX_CUT_BYTES = 64 * 1024 * 1024
/** What is handed on at once. */
const PAGE = 500
const MAX_PAGE_LETTERS = 32 * 1024 * 1024

/**
 * The objects of one endpoint out of the bytes of a file, some hundred at a time, each page as its JSON text. Throws SourceFailure `not_json`,
 * `not_ss12000` or `too_large`.
 */
export async function* pagesCut(file: AsyncIterable<Uint8Array>, endpoint: Endpoint): AsyncGenerator<string> {
  let items: unknown[] = []
  for await (const text of objectsIn(file, endpoint)) {
    for (const item of itemsOf(endpoint, parseJson(text, endpoint))) {
      items.push(item)
      if (items.length < PAGE) continue
      yield pageText(items, endpoint)
      items = []
    }
  }
  if (items.length > 0) yield pageText(items, endpoint)
}

/** Whoever takes it up reads it in one go, and does nothing else meanwhile. */
function pageText(items: readonly unknown[], endpoint: Endpoint): string {
  const text = JSON.stringify(items)
  if (text.length > MAX_PAGE_LETTERS) throw new SourceFailure('too_large', endpoint)
  return text
}

async function* objectsIn(file: AsyncIterable<Uint8Array>, endpoint: Endpoint): AsyncGenerator<Uint8Array> {
  const scanner = new Scanner(endpoint, MAX_CUT_BYTES)
  for await (const chunk of file) yield* scanner.feed(chunk)
  scanner.end()
}

/** What was cut out is an object of the endpoint, a whole answer, or for deletions the value as it stands. */
function itemsOf(endpoint: Endpoint, value: unknown): readonly unknown[] {
  if (endpoint === 'deletedEntities') {
    if (Array.isArray(value)) return value.flatMap((answer) => itemsOf(endpoint, answer))
    return pageOf(endpoint, memberOf(value, 'data') === undefined ? { data: value } : value).items
  }
  const isAnswer = Array.isArray(memberOf(value, 'data')) && memberOf(value, 'id') === undefined
  return isAnswer ? pageOf(endpoint, value).items : [value]
}
