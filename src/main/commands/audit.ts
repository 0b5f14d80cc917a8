import { headLines } from '../../trail/head-words.ts'
import { signedHeads } from '../../trail/seal-store.ts'
import { trailState } from '../../trail/store.ts'
import { TEXT } from '../../trail/text.ts'
import { verdictLines } from '../../trail/verdict-words.ts'
import { verifyTrail, type Witnessed } from '../../trail/verify.ts'
import { readTrail } from '../../trail/verify-store.ts'
import { witnessedHeads } from '../../trail/witness.ts'
import type { Sedd } from '../open.ts'
import { CommandError, printData, readArguments, requireReadable, terminalLanguage, UsageError } from './command.ts'

const USAGE = `sedd audit head
sedd audit verify [--witness FILE] [--head NUMBER:HEAD …]`

/** `sedd audit head|verify`. */
export async function auditCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args
  if (verb === 'head') return head(sedd, rest)
  if (verb === 'verify') return verify(sedd, rest)
  throw new UsageError(USAGE)
}

/** The newest signed head, to be printed or written down. */
async function head(sedd: Sedd, args: readonly string[]): Promise<number> {
  readArguments(args, { usage: USAGE, words: 0, options: {} })
  const jobs = sedd.database('sedd_jobs')
  const { signed } = await trailState(jobs)
  const [newest] = signed === null ? [] : await signedHeads(jobs, signed - 1, 1)
  if (!newest) throw spoken('head.none')
  await printData(`${headLines(newest, terminalLanguage())}\n`)
  return 0
}

/** Exit 1 when anything is not as it was sealed. */
async function verify(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    usage: USAGE,
    words: 0,
    options: { witness: { type: 'string' }, head: { type: 'string', multiple: true, default: [] } },
  })
  const seen = [...values.head.map(writtenHead), ...(values.witness === undefined ? [] : await heldIn(values.witness))]
  const verdict = await readTrail(sedd.owner, (reader) => verifyTrail(reader, seen))
  await printData(`${verdictLines(verdict, terminalLanguage()).join('\n')}\n`)
  return verdict.faults.length === 0 ? 0 : 1
}

/** As `sedd audit head` prints it or as somebody wrote it down: spaces and the size of letters mean nothing. */
function writtenHead(text: string): Witnessed {
  const [, n, head] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.replace(/[\s-]/g, '').toLowerCase()) ?? []
  if (n === undefined || head === undefined) throw spoken('head.form')
  return { n: Number(n), head }
}

async function heldIn(file: string): Promise<Witnessed[]> {
  await requireReadable(file)
  try {
    const heads: Witnessed[] = []
    for await (const head of witnessedHeads(file)) heads.push(head)
    return heads
  } catch {
    throw spoken('witness.unreadable')
  }
}

function spoken(word: 'head.none' | 'head.form' | 'witness.unreadable'): CommandError {
  return new CommandError(`${TEXT[word].sv}\n${TEXT[word].en}`)
}
