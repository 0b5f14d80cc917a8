import { type Content, type Html, html, trusted } from '../../kernel/html.ts'

/**
 * How something stands: in (in the register, all well), due (needs you today), broken (a duty is broken, or danger),
 * unclear (nobody knows yet) and neutral. Each has a shape of its own, because colour alone says nothing to many.
 */
export type Tone = 'in' | 'due' | 'broken' | 'unclear' | 'neutral'

export const TONES = ['in', 'due', 'broken', 'unclear', 'neutral'] as const satisfies readonly Tone[]

const svg = (inside: string) => trusted(`<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">${inside}</svg>`)

const SHAPES: Readonly<Record<Tone, Html>> = {
  in: svg('<circle cx="6" cy="6" r="5.5"/><path class="cut" d="m3.4 6.2 1.9 1.9 3.5-4"/>'),
  due: svg('<path d="M6 0 12 6 6 12 0 6Z"/>'),
  broken: svg('<path d="M6 .2 12 11.6H0Z"/><path class="cut" d="M6 4.2v3.2m0 1.8v.1"/>'),
  unclear: svg('<path d="M6 .5a5.5 5.5 0 0 0 0 11Z"/><circle class="ring" cx="6" cy="6" r="5"/>'),
  neutral: svg('<circle class="ring" cx="6" cy="6" r="4.5"/>'),
}

/** A state as a shape and a word. */
export function tag(tone: Tone, word: Content): Html {
  return html`<span class="tag ${tone}">${SHAPES[tone]}<span>${word}</span></span>`
}

/** The shape alone, where the word stands beside it already. */
export function shape(tone: Tone): Html {
  return html`<span class="tone ${tone}">${SHAPES[tone]}</span>`
}
