import { readSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { FileRefused, refuseFile } from './defects.ts'

/** One member of a zip file, as the directory at its end says. */
export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

export type ZipLimits = { readonly mostUnpacked: number; readonly highestRatio: number }

/** Small members may be packed hard without being a bomb. */
const RATIO_FREE = 1024 * 1024
const MOST_ENTRIES = 10_000
const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const PIECE = 256 * 1024

/** Reads the directory and refuses a file that says it unpacks to more than the limits. Throws `FileRefused`. */
export function zipEntries(fd: number, size: number, limits: ZipLimits): ZipEntry[] {
  const tail = readAt(fd, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end === -1 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_SIGNATURE) throw refuseFile('xlsx_damaged')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const start = tail.readUInt32LE(end + 16)
  if (count > MOST_ENTRIES || start + length > size) throw refuseFile('xlsx_damaged')
  const entries = readDirectory(readAt(fd, start, length), count)
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (total > limits.mostUnpacked || entries.some((entry) => isBomb(entry, limits))) throw refuseFile('zip_bomb')
  return entries
}

function isBomb(entry: Pick<ZipEntry, 'packed' | 'unpacked'>, limits: ZipLimits): boolean {
  return entry.unpacked > RATIO_FREE && entry.unpacked > entry.packed * limits.highestRatio
}

function readDirectory(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw refuseFile('xlsx_damaged')
    if (directory.readUInt16LE(at + 8) & 1) throw refuseFile('xlsx_password')
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
    const next = nameEnd + directory.readUInt16LE(at + 30)
    const [unpacked = 0, packed = 0, offset = 0] = longSizes(directory.subarray(nameEnd, next), [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ])
    const name = directory.toString('utf8', at + 46, nameEnd)
    entries.push({ name, method: directory.readUInt16LE(at + 10), packed, unpacked, offset })
    at = next + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Sizes that do not fit in 32 bits, or that a streaming writer left open, stand in the zip64 field, in this order. */
function longSizes(extra: Buffer, sizes: readonly number[]): number[] {
  let at = 0
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2)
  at += 4
  return sizes.map((size) => {
    if (size !== 0xffffffff || at + 8 > extra.length) return size
    at += 8
    return Number(extra.readBigUInt64LE(at - 8))
  })
}

/**
 * Unpacks one member piece by piece. What comes out is counted against what the directory said, against the limits and against
 * what has gone in, so that a directory that lies is caught before the memory is gone. Throws `FileRefused`.
 */
export async function* unpack(fd: number, entry: ZipEntry, limits: ZipLimits): AsyncGenerator<Buffer> {
  const local = readAt(fd, entry.offset, 30)
  if (local.length < 30 || local.readUInt32LE(0) !== 0x04034b50) throw refuseFile('xlsx_damaged')
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (entry.method === 0) yield* pieces(fd, start, entry.packed)
  else if (entry.method === 8) yield* inflate(pieces(fd, start, entry.packed), entry, limits)
  else throw refuseFile('xlsx_damaged')
}

async function* inflate(packed: Iterable<Buffer>, entry: ZipEntry, limits: ZipLimits): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: PIECE })
  pipeline(Readable.from(packed), inflater, () => {})
  let unpacked = 0
  try {
    for await (const piece of inflater as AsyncIterable<Buffer>) {
      unpacked += piece.length
      const over = unpacked > entry.unpacked || unpacked > limits.mostUnpacked
      if (over || isBomb({ packed: inflater.bytesWritten, unpacked }, limits)) throw refuseFile('zip_bomb')
      yield piece
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : refuseFile('xlsx_damaged')
  }
  if (unpacked !== entry.unpacked) throw refuseFile('xlsx_damaged')
}

function* pieces(fd: number, start: number, length: number): Generator<Buffer> {
  for (let done = 0; done < length; ) {
    const piece = readAt(fd, start + done, Math.min(PIECE, length - done))
    if (piece.length === 0) throw refuseFile('xlsx_damaged')
    done += piece.length
    yield piece
  }
}

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  return buffer.subarray(0, readSync(fd, buffer, 0, length, position))
}
