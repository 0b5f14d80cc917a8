import { buffer } from 'node:stream/consumers'
import { readMail } from './read-mail.ts'

/** The program that reads one e-mail, in a process of its own. Standard input: the e-mail. Standard output: what it says, as JSON. */
process.stdout.write(JSON.stringify(await readMail(await buffer(process.stdin))))
