import { buffer } from 'node:stream/consumers'
import { textTable } from './text-table.ts'

/** The program that reads one small table, in a process of its own. Standard input: the file. Standard output: the table as JSON. */
process.stdout.write(JSON.stringify(textTable(await buffer(process.stdin))))
