import { refuseFile } from './defects.ts'

/** What a piece of XML says, in order. `attributes` is the raw text after the name: ask `attribute` for one. */
export type XmlHandlers = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** Longer than any tag or cell of a spreadsheet (a cell ends at 32,767 characters). */
const LONGEST_TOKEN = 1_000_000

/**
 * The little XML that a spreadsheet needs, read as it comes and without a tree. Names lose their prefix. There are no entities but
 * the five and the numbered; a document type is refused, so nothing can expand or be fetched. Throws `FileRefused`.
 */
export class XmlReader {
  readonly #on: XmlHandlers
  #rest = ''

  constructor(handlers: XmlHandlers) {
    this.#on = handlers
  }

  push(piece: string): void {
    const text = this.#rest + piece
    let at = 0
    while (at < text.length) {
      const next = text[at] === '<' ? this.#tag(text, at) : this.#words(text, at)
      if (next === -1) break
      at = next
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > LONGEST_TOKEN) throw refuseFile('xlsx_damaged')
  }

  end(): void {
    if (this.#rest.trim() !== '') throw refuseFile('xlsx_damaged')
  }

  #words(text: string, at: number): number {
    const end = text.indexOf('<', at)
    if (end === -1) return -1
    this.#on.text(decode(text.slice(at, end)))
    return end
  }

  /** Reads a tag and gives the place after it; -1 when it is not all there yet. */
  #tag(text: string, at: number): number {
    const second = text[at + 1]
    if (second === '!') return this.#declaration(text, at)
    if (second === '?') return after(text, '?>', at)
    const end = tagEnd(text, at)
    if (end === -1) return -1
    if (second === '/') this.#on.close(localName(text.slice(at + 2, end).trim()))
    else {
      const empty = text[end - 1] === '/'
      const inside = text.slice(at + 1, empty ? end - 1 : end)
      const space = inside.search(/\s/)
      const name = localName(space === -1 ? inside : inside.slice(0, space))
      this.#on.open(name, space === -1 ? '' : inside.slice(space))
      if (empty) this.#on.close(name)
    }
    return end + 1
  }

  #declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4)
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at)
      if (end === -1) return -1
      this.#on.text(text.slice(at + 9, end))
      return end + 3
    }
    if (text.length - at < 9) return -1
    throw refuseFile('xlsx_damaged')
  }
}

/** The value of one attribute; empty when it is not there. */
export function attribute(attributes: string, name: string): string {
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1)
    const quote = attributes[at + name.length + 1]
    const isOne =
      (before === 32 || before === 10 || before === 13 || before === 9) && attributes[at + name.length] === '='
    if (!isOne || (quote !== '"' && quote !== "'")) continue
    const start = at + name.length + 2
    const end = attributes.indexOf(quote, start)
    return end === -1 ? '' : decode(attributes.slice(start, end))
  }
  return ''
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[\da-fA-F]{1,6}|#\d{1,7}|\w{1,6});/g, (whole, name: string) => {
    if (name[0] !== '#') return NAMED[name] ?? whole
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** The `>` that ends a tag: one inside a quoted value does not. */
function tagEnd(text: string, at: number): number {
  let quote = 0
  for (let place = at + 1; place < text.length; place++) {
    const letter = text.charCodeAt(place)
    if (quote !== 0) {
      if (letter === quote) quote = 0
    } else if (letter === 62) return place
    else if (letter === 34 || letter === 39) quote = letter
  }
  return -1
}

function after(text: string, mark: string, at: number): number {
  const end = text.indexOf(mark, at)
  return end === -1 ? -1 : end + mark.length
}
