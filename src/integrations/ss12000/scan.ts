import type { Endpoint } from './schema.ts'
import { SourceFailure } from './source.ts'

type Frame = { readonly list: boolean; key: string; expects: 'key' | 'value' | 'rest' }

const ENDPOINTS: ReadonlySet<string> = new Set(['organisations', 'programmes', 'persons', 'deletedEntities'])
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const BOM = [0xef, 0xbb, 0xbf]
/** Far deeper than the standard ever goes; a file of nothing but brackets ends here. */
const MAX_DEPTH = 200

/**
 * Walks the bytes of one JSON object and cuts out, one by one, the objects an endpoint's answer holds, so that a file of
 * any size needs the memory of its largest object. Only the nesting is read here; what is cut out is parsed by
 * `JSON.parse`, which refuses everything else that is wrong.
 *
 * Cut out are: the elements of `{endpoint: […]}` and of `{endpoint: {data: […]}}`; for `deletedEntities` the whole value.
 * Feed all chunks, then `end()`. Throws SourceFailure `not_json`, `not_ss12000` or `too_large`.
 */
export class Scanner {
  readonly #endpoint: Endpoint
  readonly #maxBytes: number
  readonly #stack: Frame[] = []
  #chunk: Uint8Array = new Uint8Array()
  #done: Uint8Array[] = []
  #started = false
  #isSs12000 = false
  #hasData = false
  #offset = 0
  #inText = false
  #escaped = false
  #key: number[] | null = null
  #parts: Uint8Array[] = []
  #from = 0
  #cutDepth = 0
  #cutBytes = 0

  constructor(endpoint: Endpoint, maxBytes: number) {
    this.#endpoint = endpoint
    this.#maxBytes = maxBytes
  }

  /** The objects that end in this chunk, each as its JSON text. */
  feed(chunk: Uint8Array): Uint8Array[] {
    this.#chunk = chunk
    this.#done = []
    this.#from = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0
      if (this.#inText) this.#text(byte)
      else if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue
      else if (this.#stack.length === 0) this.#root(byte, at)
      else this.#token(byte, at)
    }
    if (this.#cutDepth > 0) this.#keep(chunk.subarray(this.#from))
    this.#offset += chunk.length
    return this.#done
  }

  /** Throws unless the object has ended and held the answer of some endpoint. */
  end(): void {
    if (!this.#started || this.#stack.length > 0) throw this.#wrong('not_json')
    if (!this.#isSs12000) throw this.#wrong('not_ss12000')
  }

  #text(byte: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) this.#endText()
    if (this.#inText && this.#key && this.#key.length < 64) this.#key.push(byte)
  }

  #endText(): void {
    this.#inText = false
    const frame = this.#stack.at(-1)
    if (!this.#key || !frame) return
    frame.key = Buffer.from(this.#key).toString()
    if (this.#stack.length === 1 && ENDPOINTS.has(frame.key)) this.#isSs12000 = true
    this.#key = null
  }

  #token(byte: number, at: number): void {
    const frame = this.#stack.at(-1)
    if (!frame) return
    if (byte === COLON) frame.expects = 'value'
    else if (byte === COMMA) {
      this.#endValue(at)
      frame.expects = frame.list ? 'value' : 'key'
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      if (frame.list !== (byte === CLOSE_LIST)) throw this.#wrong('not_json')
      this.#endValue(at)
      this.#stack.pop()
      this.#endAnswer(frame)
    } else {
      this.#beginValue(frame, byte, at)
      if (byte === QUOTE) this.#inText = true
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.#open(byte === OPEN_LIST)
    }
  }

  /** An answer that is no list has to hold `data`. */
  #endAnswer(frame: Frame): void {
    const ended = this.#stack.length === 1 && this.#stack[0]?.key === this.#endpoint && !frame.list
    if (ended && this.#endpoint !== 'deletedEntities' && !this.#hasData) throw this.#wrong('not_ss12000')
  }

  #root(byte: number, at: number): void {
    if (BOM[this.#offset + at] === byte) return
    if (this.#started || byte !== OPEN_OBJECT) throw this.#wrong(byte === OPEN_LIST ? 'not_ss12000' : 'not_json')
    this.#started = true
    this.#open(false)
  }

  #open(list: boolean): void {
    if (this.#stack.length >= MAX_DEPTH) throw this.#wrong('not_json')
    this.#stack.push({ list, key: '', expects: list ? 'value' : 'key' })
  }

  #beginValue(frame: Frame, byte: number, at: number): void {
    if (frame.expects === 'key') {
      // Keys are read as far in as the endpoint and its `data`; deeper ones are nobody's concern here.
      if (this.#cutDepth === 0 && this.#stack.length <= 2) this.#key = []
      frame.expects = 'rest'
    }
    if (frame.expects !== 'value') return
    frame.expects = 'rest'
    if (this.#cutDepth > 0 || this.#stack[0]?.key !== this.#endpoint || !this.#isCut(byte)) return
    this.#cutDepth = this.#stack.length
    this.#from = at
  }

  /** Whether the value that begins here is an object to cut out. */
  #isCut(byte: number): boolean {
    const [, answer, data] = this.#stack
    if (!answer) {
      if (byte !== OPEN_LIST && byte !== OPEN_OBJECT) throw this.#wrong('not_ss12000')
      return this.#endpoint === 'deletedEntities'
    }
    if (!data) {
      if (answer.key === 'data' && !answer.list) this.#hasData = byte === OPEN_LIST
      return answer.list
    }
    return this.#stack.length === 3 && answer.key === 'data' && data.list
  }

  #endValue(at: number): void {
    if (this.#cutDepth === 0 || this.#stack.length !== this.#cutDepth) return
    this.#keep(this.#chunk.subarray(this.#from, at))
    this.#done.push(Buffer.concat(this.#parts))
    this.#parts = []
    this.#cutBytes = 0
    this.#cutDepth = 0
  }

  #keep(bytes: Uint8Array): void {
    this.#cutBytes += bytes.length
    if (this.#cutBytes > this.#maxBytes) throw this.#wrong('too_large')
    this.#parts.push(bytes)
  }

  #wrong(code: 'not_json' | 'not_ss12000' | 'too_large'): SourceFailure {
    return new SourceFailure(code, this.#endpoint)
  }
}
