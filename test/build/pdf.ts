import { inflateSync } from 'node:zlib'

type Glyphs = ReadonlyMap<number, string>

/**
 * The words of a PDF as Typst writes one: each text by the table to Unicode of the font it is set in. Enough to find out whether
 * something is said; each line of text on the page is a line here.
 */
export function pdfText(file: Uint8Array): string {
  const { pages, fonts } = openPdf(file)
  return pages.map((page) => wordsIn(page, fonts)).join('\n')
}

function openPdf(file: Uint8Array): { readonly pages: readonly string[]; readonly fonts: ReadonlyMap<string, Glyphs> } {
  const objects = objectsIn(Buffer.from(file).toString('latin1'))
  const fonts = new Map<string, Glyphs>()
  for (const body of objects.values())
    for (const [, name = '', font] of body.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(font)) ?? '')?.[1]
      if (unicode) fonts.set(name, glyphsOf(streamOf(objects.get(Number(unicode)) ?? '')))
    }
  const pages = [...objects.values()].map(streamOf).filter((stream) => /\bBT\n/.test(stream))
  return { pages, fonts }
}

export type Placed = { readonly right: number; readonly down: number; readonly text: string }

/** Each line of text of a PDF with where it begins, in millimetres from the upper left corner of its page (A4), page by page. */
export function pdfPlaces(file: Uint8Array): readonly (readonly Placed[])[] {
  const { pages, fonts } = openPdf(file)
  return pages.map((page) =>
    [...page.matchAll(/1 0 0 -1 ([\d.]+) ([\d.]+) cm\n(?:(?!\nET)[\s\S])*/g)].map(([piece, x, y]) => ({
      right: (Number(x) / 72) * 25.4,
      down: 297 - (Number(y) / 72) * 25.4,
      text: wordsIn(piece, fonts),
    })),
  )
}

/** As `pdfText`, without spaces, line breaks and hyphens: a word that a line has broken is found whole. */
export function pdfLetters(file: Uint8Array): string {
  return lettersOf(pdfText(file))
}

export function lettersOf(text: string): string {
  return text.replace(/[\s\u00ad\u200b-]/g, '')
}

function objectsIn(raw: string): ReadonlyMap<number, string> {
  return new Map([...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body = '']) => [Number(id), body]))
}

function streamOf(body: string): string {
  const at = body.indexOf('stream\n')
  if (at < 0) return ''
  const data = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1')
  return (body.slice(0, at).includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1')
}

function glyphsOf(map: string): Glyphs {
  const pairs = [...map.matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>/g)]
  return new Map(pairs.map(([, glyph = '', text = '']) => [Number.parseInt(glyph, 16), utf16(text)]))
}

function utf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

function wordsIn(page: string, fonts: ReadonlyMap<string, Glyphs>): string {
  const lines: string[] = []
  let glyphs: Glyphs | undefined
  for (const [, font, shown] of page.matchAll(
    /\/(f\d+) [\d.]+ Tf|((?:\[[\s\S]*?\] TJ|\((?:\\[\s\S]|[^\\)])*\) Tj))/g,
  )) {
    if (font !== undefined) glyphs = fonts.get(font)
    if (shown !== undefined) lines.push(textOf(shown, glyphs))
  }
  return lines.join('\n')
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** Strings of two bytes a glyph, with the escapes of PDF. */
function textOf(shown: string, glyphs: Glyphs | undefined): string {
  const strings = [...shown.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, inside = '']) => inside)
  const bytes = strings.flatMap((string) =>
    [...string.matchAll(/\\([0-7]{3})|\\([\s\S])|([\s\S])/g)].map(([, octal, escaped, plain]) => {
      if (octal !== undefined) return Number.parseInt(octal, 8)
      return escaped === undefined ? (plain ?? '').charCodeAt(0) : (ESCAPES[escaped] ?? escaped.charCodeAt(0))
    }),
  )
  const words: string[] = []
  for (let at = 0; at + 1 < bytes.length; at += 2)
    words.push(glyphs?.get((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) ?? '?')
  return words.join('')
}
