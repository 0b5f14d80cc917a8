/** What is wrong with a row as text, before anything in it is read. */
export type BrokenRow = 'quote_unclosed' | 'row_too_long'

/** One row of a file: its first line (the header's is 1) and its cells. */
export type OnRow = (row: number, cells: string[], broken: BrokenRow | null) => void

const LONGEST_ROW = 65_536
const LONGEST_QUOTE = 8_192

/**
 * Separated values (RFC 4180) as they come: fed with pieces of text, it calls `onRow` for every row. Line ends may be CRLF, LF
 * and CR in one file. A quote that never ends costs its own line only, not the rest of the file. Holds at most one row.
 */
export class CsvRows {
  readonly #separator: string
  readonly #onRow: OnRow
  #rest = ''
  #line = 1
  #skipping = false
  #width: number | null = null

  constructor(separator: string, onRow: OnRow) {
    this.#separator = separator
    this.#onRow = onRow
  }

  /** How many cells a row has, once the header is known: what a quote has swallowed then shows. */
  expect(width: number | null): void {
    this.#width = width
  }

  push(piece: string): void {
    this.#rest = this.#read(this.#rest + piece, false)
  }

  end(): void {
    this.#rest = this.#read(this.#rest, true)
  }

  /** Reads all whole rows of the text and gives back what is left. */
  #read(text: string, last: boolean): string {
    const next = { newline: -2, carriage: -2, quote: -2 }
    let at = 0
    while (at < text.length) {
      next.newline = find(text, '\n', at, next.newline)
      next.carriage = find(text, '\r', at, next.carriage)
      next.quote = find(text, '"', at, next.quote)
      const end = Math.min(next.newline, next.carriage)
      const whole = end < text.length && (last || end + 1 < text.length || text[end] === '\n')
      const after = this.#skipping || next.quote > end ? null : this.#quotedRow(text, at, last)
      if (after === 'more') return text.slice(at)
      if (after !== null) at = after
      else if (whole || last) at = this.#plainRow(text, at, end)
      else if (text.length - at > LONGEST_ROW) return this.#skip()
      else return text.slice(at)
    }
    return ''
  }

  #plainRow(text: string, at: number, end: number): number {
    if (this.#skipping) this.#skipping = false
    else if (end - at > LONGEST_ROW) this.#onRow(this.#line, [], 'row_too_long')
    else this.#onRow(this.#line, text.slice(at, end).split(this.#separator), null)
    this.#line++
    return afterLineEnd(text, end)
  }

  /** The row is longer than a row can be: say so once and pass over the rest of its line. */
  #skip(): string {
    if (!this.#skipping) this.#onRow(this.#line, [], 'row_too_long')
    this.#skipping = true
    return ''
  }

  /** A row with quotes in it, cell by cell. `more`: it may go on in the next piece. */
  #quotedRow(text: string, start: number, last: boolean): number | 'more' {
    const cells: string[] = []
    let at = start
    for (;;) {
      const cell = this.#cell(text, at)
      const room = cell.next - at <= LONGEST_QUOTE && cell.next - start <= LONGEST_ROW
      if (!last && room && cell.next + 1 >= text.length) return 'more'
      if (cell.unclosed) return this.#breakRow(text, start, 'quote_unclosed')
      if (!room) return this.#breakRow(text, start, 'row_too_long')
      cells.push(cell.value)
      if (text[cell.next] !== this.#separator) return this.#endQuotedRow(text, { start, end: cell.next, cells })
      at = cell.next + 1
    }
  }

  #endQuotedRow(text: string, row: { start: number; end: number; cells: string[] }): number {
    const inside = lineEnds(text, row.start, row.end)
    const swallowed = inside > 0 && this.#width !== null && row.cells.length !== this.#width
    if (swallowed) return this.#breakRow(text, row.start, 'quote_unclosed')
    this.#onRow(this.#line, row.cells, null)
    this.#line += inside + 1
    return afterLineEnd(text, row.end)
  }

  /** Gives up the first line of the row and goes on with the next. */
  #breakRow(text: string, start: number, broken: BrokenRow): number {
    const found = text.slice(start).search(/[\r\n]/)
    const end = found === -1 ? text.length : start + found
    this.#onRow(this.#line, [text.slice(start, Math.min(end, start + 200))], broken)
    if (found === -1) this.#skipping = true
    else this.#line++
    return afterLineEnd(text, end)
  }

  #cell(text: string, at: number): { value: string; next: number; unclosed: boolean } {
    if (text[at] !== '"') {
      const next = this.#cellEnd(text, at)
      return { value: text.slice(at, next), next, unclosed: false }
    }
    let close = text.indexOf('"', at + 1)
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
    if (close === -1) return { value: '', next: text.length, unclosed: true }
    const next = this.#cellEnd(text, close + 1)
    const quoted = text.slice(at + 1, close)
    const value = quoted.includes('"') ? quoted.replaceAll('""', '"') : quoted
    const tail = text.slice(close + 1, next)
    const astray = tail !== '' && /[\r\n]/.test(quoted)
    return { value: value + tail, next, unclosed: astray || close - at > LONGEST_QUOTE }
  }

  #cellEnd(text: string, at: number): number {
    for (let place = at; place < text.length; place++) {
      const letter = text[place]
      if (letter === this.#separator || letter === '\n' || letter === '\r') return place
    }
    return text.length
  }
}

/** The next place of a letter, remembered from the last search while it is still ahead; the length of the text when none. */
function find(text: string, letter: string, at: number, known: number): number {
  if (known >= at) return known
  const place = text.indexOf(letter, at)
  return place === -1 ? text.length : place
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count++
  return count
}
