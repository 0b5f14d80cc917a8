import { type Html, html } from '../../kernel/html.ts'
import type { Colour, Label } from './label-model.ts'

/** Of a middle lightness: each can be told from the ground by day and by night. The word beside it says what it means. */
const FILLS: Readonly<Record<Colour, string>> = {
  green: '#2f8f6b',
  blue: '#3f7fbf',
  violet: '#9a63c4',
  amber: '#c27a12',
  red: '#cf4b3f',
  grey: '#7f8584',
}

/** Labels as words, each with its colour beside it. */
export function labelTags(labels: readonly Pick<Label, 'name' | 'colour'>[]): Html {
  return html`${labels.map(
    ({ name, colour }) =>
      html`<span class="tag neutral"><svg class="shape" viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="3" fill="${FILLS[colour]}"/></svg><span>${name}</span></span> `,
  )}`
}
