import { resolve } from 'node:path'
import { suite } from 'node:test'

/**
 * Runs the test files it is given one after another in this process, each as a suite with the file's name. The program is read
 * once for all of them; what belongs to one file (its hooks, its folders) is still that file's alone. Not for files that take test
 * numbers: those are counted for each process.
 */
for (const file of process.argv.slice(2)) {
  suite(file, async () => {
    await import(resolve(file))
  })
}
