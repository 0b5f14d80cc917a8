import { attribute, type XmlHandlers } from './xml.ts'

/** How a cell's number is meant: a day, digits padded with zeros, or as it stands. */
export type CellFormat = { readonly isDay: boolean; readonly zeros: number }

const PLAIN: CellFormat = { isDay: false, zeros: 0 }
/** The date formats that are never written out in a file (ECMA-376 part 1, 18.8.30). */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])

/** Collects the formats of `styles.xml`, in the order that cells point to them with `s`. */
export function styleHandlers(formats: CellFormat[]): XmlHandlers {
  const written = new Map<number, CellFormat>()
  let inCells = false
  return {
    open(name, attributes) {
      if (name === 'numFmt')
        written.set(Number(attribute(attributes, 'numFmtId')), formatOf(attribute(attributes, 'formatCode')))
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId'))
        formats.push(written.get(id) ?? { ...PLAIN, isDay: BUILT_IN_DAYS.has(id) })
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text() {},
  }
}

/** `yyyy-mm-dd` is a day; `000000-0000` is ten digits whose leading zeros must be kept. */
function formatOf(code: string): CellFormat {
  const bare = code
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .split(';')[0]
  if (bare === undefined || /^(general|standard)$/i.test(bare)) return PLAIN
  if (/^[0\s\-_/+()]+$/.test(bare)) return { isDay: false, zeros: bare.replace(/[^0]/g, '').length }
  return { isDay: /[yåd]/i.test(bare) && !/[#0?]/.test(bare.replace(/\.0+/g, '')), zeros: 0 }
}

const DAY = 86_400_000

/** The day of a serial number: 1 is 1 January 1900, with a 29 February 1900 that never was; or counted from 1904. */
export function serialDay(serial: number, from1904: boolean): string {
  const whole = Math.floor(serial)
  const days = from1904 ? whole + 1462 : whole < 60 ? whole + 1 : whole
  if (!(days > 0 && days < 3_000_000)) return String(serial)
  const known = written.get(days)
  if (known !== undefined) return known
  if (written.size > 20_000) written.clear()
  const day = new Date(Date.UTC(1899, 11, 30) + days * DAY).toISOString().slice(0, 10)
  written.set(days, day)
  return day
}

/** Days already written out: a sheet holds few different ones. */
const written = new Map<number, string>()
