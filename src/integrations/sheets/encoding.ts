import { isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'
import { FileRefused, refuseFile } from './defects.ts'

export type Encoding = 'utf-8' | 'windows-1252'

const PIECE = 4 * 1024 * 1024
/** UTF-8's å, ä, ö and its mark when read as Windows-1252: they never stand in a file that is Windows-1252. */
const UTF8_IN_1252 = /\xc3[\x80-\xbf]|\xef\xbb\xbf/
/** The letters å, ä, ö of DOS and old Macintosh files, between small letters. */
const OLD_LETTERS = /[a-z][\x84\x86\x8a\x8c\x94][a-z]/
const SWEDISH_1252 = /[\xe5\xe4\xf6\xc5\xc4\xd6\xe9]/

/**
 * Which letters a text file is written in, by reading all of it once: UTF-8 when every byte is valid, else Windows-1252.
 * Throws `FileRefused` for UTF-16, for a file that mixes both, and for the code pages of DOS and old Macintosh.
 */
export function encodingOf(fd: number, size: number): Encoding {
  const piece = Buffer.allocUnsafe(Math.min(PIECE, size))
  let line = 1
  let carried = 0
  let utf8 = true
  const seen = { mixed: false, old: false, swedish: false, firstBadLine: 0 }
  for (let at = 0; at < size; ) {
    const read = readSync(fd, piece, carried, piece.length - carried, at)
    if (read === 0) break
    at += read
    const bytes = piece.subarray(0, carried + read)
    carried = at < size && utf8 ? openEnd(bytes) : 0
    const whole = bytes.subarray(0, bytes.length - carried)
    if (utf8 && !isUtf8(whole)) {
      utf8 = false
      seen.firstBadLine = line + linesBeforeBad(whole)
    }
    if (!utf8) look(whole, seen)
    if (utf8) line += count(whole, 10)
    piece.copyWithin(0, bytes.length - carried, bytes.length)
  }
  if (utf8) return 'utf-8'
  if (seen.mixed) throw new FileRefused({ code: 'encoding_mixed', line: seen.firstBadLine })
  if (seen.old && !seen.swedish) throw refuseFile('encoding_unknown')
  return 'windows-1252'
}

/** UTF-16 or 32, with or without a mark: every other byte of Western text is 0. */
export function isWide(head: Buffer): boolean {
  const mark = head.readUInt16BE(0)
  if (mark === 0xfffe || mark === 0xfeff) return true
  const zeros = count(head.subarray(0, 4096), 0)
  return zeros > 8 && zeros > Math.min(head.length, 4096) * 0.3
}

type Seen = { mixed: boolean; old: boolean; swedish: boolean }

function look(bytes: Buffer, seen: Seen): void {
  const text = bytes.toString('latin1')
  seen.mixed ||= UTF8_IN_1252.test(text)
  seen.old ||= OLD_LETTERS.test(text)
  seen.swedish ||= SWEDISH_1252.test(text)
}

/** How many bytes at the end belong to a letter that goes on in the next piece: at most 3. */
function openEnd(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back
  }
  return 0
}

function linesBeforeBad(bytes: Buffer): number {
  let lines = 0
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const stop = end === -1 ? bytes.length : end + 1
    if (!isUtf8(bytes.subarray(at, stop))) return lines
    lines++
    at = stop
  }
  return lines
}

function count(bytes: Buffer, wanted: number): number {
  let found = 0
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) found++
  return found
}
