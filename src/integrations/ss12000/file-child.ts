import { once } from 'node:events'
import { pagesCut } from './cut.ts'
import type { Endpoint } from './schema.ts'
import { SourceFailure } from './source.ts'

/**
 * The program that reads one endpoint out of a file, in a process of its own. Standard input: the file; the endpoint is its one word. Standard
 * output: a line of JSON for each page, and last either true or the code of what was wrong.
 */
let end = 'true'
try {
  for await (const page of pagesCut(process.stdin, process.argv[2] as Endpoint))
    if (!process.stdout.write(`${page}\n`)) await once(process.stdout, 'drain')
} catch (error) {
  if (!(error instanceof SourceFailure)) throw error
  end = JSON.stringify(error.code)
}
process.stdout.write(`${end}\n`)
