/**
 * What is counted for each test file anew, however many files one process runs: test numbers, telephones, names. So a file gets the same
 * persons alone and beside others.
 */
const forgetting: (() => void)[] = []

/** Called before each file. */
export function onNextFile(forget: () => void): void {
  forgetting.push(forget)
}

/** Before the tests of a file. */
export function nextFile(): void {
  for (const forget of forgetting) forget()
}
