import { createReadStream } from 'node:fs'
import type { Instant } from '../../kernel/date.ts'
import { parseJson } from './request.ts'
import { Scanner } from './scan.ts'
import type { Endpoint } from './schema.ts'
import { memberOf, type Page, pageOf, type Source } from './source.ts'

const MAX_OBJECT_BYTES = 64 * 1024 * 1024
const PAGE = 500

/**
 * A JSON file (UTF-8) that holds the answers of the endpoints: `{"organisations": …, "persons": …}` where each value is an
 * answer `{"data": […]}`, a list of such answers (one per page), or the bare list of objects. The file is read once per
 * endpoint, an object at a time. `since` is not asked for: a file says what it says.
 *
 * The iteration throws SourceFailure `not_json`, `not_ss12000` or `too_large`; errors of the file system pass through.
 */
export function fileSource(path: string): Source {
  async function* pages(endpoint: Endpoint, _since: Instant | null): AsyncGenerator<Page> {
    let items: unknown[] = []
    for await (const text of objectsIn(path, endpoint)) {
      items.push(...itemsOf(endpoint, parseJson(text, endpoint)))
      if (items.length < PAGE) continue
      yield { items, servedAt: null, repeats: false }
      items = []
    }
    if (items.length > 0) yield { items, servedAt: null, repeats: false }
  }
  return { pages }
}

async function* objectsIn(path: string, endpoint: Endpoint): AsyncGenerator<Uint8Array> {
  const scanner = new Scanner(endpoint, MAX_OBJECT_BYTES)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield* scanner.feed(chunk)
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
