import assert from 'node:assert/strict'

/** Letters made by chance, as the key of a link or of a form: twenty in a row and more. */
const BY_CHANCE = /[\w-]{20,}/g

/**
 * Whether a text says what is looked for. What stands inside a key made by chance is not said: a link whose letters happen to
 * be `…aSk…` names nobody called Ask. A whole key, and what reaches beyond one, is.
 */
export function says(text: string, sought: RegExp): boolean {
  const keys = [...text.matchAll(BY_CHANCE)].map(({ 0: key, index }) => ({ from: index, to: index + key.length }))
  const every = new RegExp(sought, sought.flags.includes('g') ? sought.flags : `${sought.flags}g`)
  return [...text.matchAll(every)].some(({ 0: found, index }) => {
    const to = index + found.length
    return !keys.some((key) => key.from <= index && to <= key.to && found.length < key.to - key.from)
  })
}

/** A text that is sent says none of these. */
export function assertUnsaid(text: string | undefined, ...unwanted: readonly RegExp[]): void {
  assert.ok(text, 'there is a text')
  for (const each of unwanted) assert.ok(!says(text, each), `${each} is in: ${text}`)
}
