import { resolve } from 'node:path'
import { before, suite } from 'node:test'
import { nextFile } from './build/each-file.ts'

/**
 * Runs the test files it is given one after another in this process, each as a suite with the file's name. The program is read
 * once for all of them; what belongs to one file (its hooks, its folders, the test numbers it takes) is still that file's alone.
 */
for (const file of process.argv.slice(2)) {
  suite(file, async () => {
    before(nextFile)
    await import(resolve(file))
  })
}
