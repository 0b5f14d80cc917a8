import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answersOfProject, withAnswers } from './security.ts'
import { ROOT } from './source.ts'

/** `npm run security`: writes the part of docs/security.md that is made from the answers to the standard. */
const path = join(ROOT, 'docs/security.md')
writeFileSync(path, withAnswers(readFileSync(path, 'utf8'), answersOfProject()))
