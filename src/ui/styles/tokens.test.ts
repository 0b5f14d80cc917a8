import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const CSS = readFileSync(new URL('./sedd.css', import.meta.url), 'utf8')

type Mode = 0 | 1

/** The colour of a token in a mode: 0 is light, 1 is dark. */
function token(name: string, mode: Mode): string {
  const found = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(CSS)?.[mode + 1]
  assert.ok(found, `--${name} is a token of two colours`)
  return found
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string, mode: Mode): number {
  const [one, other] = [luminance(token(a, mode)), luminance(token(b, mode))]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

const GROUNDS = ['paper', 'card', 'sunk'] as const

const TEXTS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', [...GROUNDS, 'pine-soft', 'amber-soft', 'red-soft', 'slate-soft']],
  ['soft', [...GROUNDS, 'pine-soft']],
  ['pine', [...GROUNDS, 'pine-soft']],
  ['pine-deep', [...GROUNDS, 'pine-soft']],
  ['on-pine', ['pine']],
  ['amber', [...GROUNDS, 'amber-soft']],
  ['red', [...GROUNDS, 'red-soft']],
  ['slate', [...GROUNDS, 'slate-soft']],
]

for (const [mode, name] of [
  [0, 'light'],
  [1, 'dark'],
] as const) {
  for (const [text, grounds] of TEXTS) {
    test(`text in ${text} stands out seven to one in the ${name}`, () => {
      for (const ground of grounds) {
        const ratio = contrast(text, ground, mode)
        assert.ok(ratio >= 7, `${text} on ${ground}: ${ratio.toFixed(2)}`)
      }
    })
  }

  test(`edges, signs and the mark of focus stand out three to one in the ${name}`, () => {
    for (const ground of GROUNDS) {
      for (const edge of ['edge', 'glow'] as const) {
        const ratio = contrast(edge, ground, mode)
        assert.ok(ratio >= 3, `${edge} on ${ground}: ${ratio.toFixed(2)}`)
      }
    }
  })
}
