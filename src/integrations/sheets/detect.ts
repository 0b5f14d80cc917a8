import type { FileDefect, ForeignFormat } from './defects.ts'
import { isWide } from './encoding.ts'

/** Bytes at the start of a file that tell what it is. */
export const HEAD_SIZE = 65_536

type Content = 'csv' | 'xlsx'

/**
 * What a file is, from its first bytes and its name. `csv` is any text; which letters and separator is found out later.
 * A file whose content and name disagree is refused: it may be another file than the sender thinks.
 */
export function contentOf(
  head: Buffer,
  name: string,
): { ok: true; content: Content } | { ok: false; defect: FileDefect } {
  const text = head.toString('latin1', 0, 4096)
  if (text.replace(/^\xef\xbb\xbf/, '').trim() === '' && head.length < HEAD_SIZE) return no({ code: 'empty' })
  const found = foreign(head, text)
  const says = nameSays(name)
  // Excel keeps a workbook with a password in the container of the old .xls files.
  if (found === 'xls' && (says === 'xlsx' || isEncrypted(head))) return no({ code: 'xlsx_password' })
  if (found === 'xlsx')
    return says === 'csv' ? no({ code: 'named_wrong', says, is: 'xlsx' }) : { ok: true, content: 'xlsx' }
  if (found) return no({ code: 'not_a_sheet', found })
  if (head.length >= 2 && isWide(head)) return no({ code: 'utf16' })
  if (isBinary(head)) return no({ code: 'not_a_sheet', found: 'binary' })
  return says === 'xlsx' ? no({ code: 'named_wrong', says, is: 'csv' }) : { ok: true, content: 'csv' }
}

function no(defect: FileDefect): { ok: false; defect: FileDefect } {
  return { ok: false, defect }
}

function nameSays(name: string): Content | null {
  if (/\.(csv|txt|tsv|tab|skv)$/i.test(name)) return 'csv'
  return /\.(xlsx|xlsm)$/i.test(name) ? 'xlsx' : null
}

const MAGIC: readonly [RegExp, ForeignFormat][] = [
  [/^%PDF-/, 'pdf'],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|RIFF|II\*\0|MM\0\*)/s, 'image'],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks that these formats begin with
  [/^(\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)/, 'archive'],
  [/^\{\\rtf/, 'rtf'],
  [/^(\x7fELF|MZ\x90)/, 'binary'],
]

function foreign(head: Buffer, text: string): ForeignFormat | 'xlsx' | null {
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return inZip(head)
  if (text.startsWith('\xd0\xcf\x11\xe0')) return 'xls'
  const magic = MAGIC.find(([pattern]) => pattern.test(text))
  return magic ? magic[1] : markup(text)
}

function markup(text: string): ForeignFormat | null {
  const start = text.replace(/^\xef\xbb\xbf/, '').trimStart()
  if (/^<(!doctype html|html|head|body|table|meta|script|div|style)\b/i.test(start)) return 'html'
  if (/^<(\?xml|[a-z]+:?[a-z]*[\s>])/i.test(start)) return /<html|<table/i.test(start) ? 'html' : 'xml'
  return /^[[{]\s*["[{]/.test(start) ? 'json' : null
}

/** The names of the first members, which stand in clear text before their content. */
function inZip(head: Buffer): ForeignFormat | 'xlsx' {
  const text = head.toString('latin1')
  if (text.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'ods'
  if (text.includes('word/')) return 'docx'
  return /xl\/|\[Content_Types\]\.xml|_rels\/\.rels|docProps\//.test(text) ? 'xlsx' : 'zip'
}

function isEncrypted(head: Buffer): boolean {
  return head.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

/** Control characters that no text has, more than a slip of one or two. */
function isBinary(head: Buffer): boolean {
  let odd = 0
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd++
  return odd > 16 && odd > head.length * 0.02
}
