import { type Html, html } from '../../kernel/html.ts'

/** A drawn face for a made-up person: the same seed gives the same face on every machine. */
type Face = {
  readonly seed: string
  /** Text for those who listen; empty where the name stands beside it. */
  readonly alt: string
  /** Which hair to choose from. Without it the seed decides. */
  readonly hair?: 'long' | 'short' | 'scarf'
}

const GROUND = ['#dfecea', '#fdf0da', '#e9ecf4', '#f4e6df', '#e7eddc', '#efe6f0']
const SKIN = ['#f6d7c0', '#eec1a0', '#d9a07a', '#b97b52', '#8d5a3a', '#6a4028']
const HAIR = ['#2a211d', '#5a3a22', '#8a5a2b', '#c99a4b', '#a44a2a', '#77706a', '#1d2733']
const DARK_HAIR = ['#2a211d', '#1d2733', '#3b2a20', '#77706a']
const CLOTH = ['#0f4c4a', '#7a4a10', '#39507a', '#8f3a34', '#55633a', '#5d4a74']

const LONG = [
  'M20 46C14 22 26 12 40 12s26 10 20 34c5 8 4 18 1 24H19c-3-6-4-16 1-24Z',
  'M22 40C16 20 28 11 40 11s24 9 18 29l4 14c-3 4-8 4-10 1H28c-2 3-7 3-10-1Z',
  'M21 38C17 19 28 12 40 12s23 7 19 26c0 3-2 5-3 5H24c-1 0-3-2-3-5ZM33 8a7 7 0 0 1 14 0 7 7 0 0 1-14 0Z',
]
const SHORT = [
  'M22 38C17 20 28 12 40 12s23 8 18 26l-3-8H25Z',
  'M21 40c-5-8-2-16 3-20 4-8 22-12 30-3 8 3 9 14 5 23l-4-9H26Z',
  'M24 34c-4-12 4-22 16-22s20 8 16 22l-4-6H28Z',
]
const SCARF = ['M17 50C12 22 26 10 40 10s28 12 23 40c4 10 3 18 1 24H16c-2-6-3-14 1-24Z']

export function face({ seed, alt, hair }: Face): Html {
  const pick = picker(seed)
  const kind = hair ?? pick(['long', 'short'] as const)
  const tone = pick([0, 1, 2, 3, 4, 5])
  const skin = SKIN[tone] ?? '#d9a07a'
  const cloth = pick(CLOTH)
  const ground = pick(GROUND)
  const hairColour =
    kind === 'scarf' ? pick(CLOTH.filter((colour) => colour !== cloth)) : pick(tone < 2 ? HAIR : DARK_HAIR)
  const shape = pick(kind === 'long' ? LONG : kind === 'short' ? SHORT : SCARF)
  const extra = pick(['', '', 'glasses', hair === 'short' ? 'beard' : 'fringe', ''])
  const behind = kind !== 'short'
  const named = alt ? html` role="img" aria-label="${alt}"` : html` aria-hidden="true"`
  return html`<svg class="face" viewBox="0 0 80 80"${named}><circle cx="40" cy="40" r="40" fill="${ground}"/>${
    behind && html`<path d="${shape}" fill="${hairColour}"/>`
  }<path d="M12 80c2-14 13-20 28-20s26 6 28 20a40 40 0 0 1-56 0Z" fill="${cloth}"/><path d="M34 52h12v10c-3 4-9 4-12 0Z" fill="${skin}"/><ellipse cx="40" cy="40" rx="15" ry="18" fill="${skin}"/>${
    extra === 'beard' && html`<path d="M25 42c2 22 28 22 30 0-4 8-8 6-15 6s-11 2-15-6Z" fill="${hairColour}"/>`
  }${fringe(kind, shape, extra, hairColour)}<g fill="#16211f"><circle cx="34" cy="39" r="1.8"/><circle cx="46" cy="39" r="1.8"/></g><path d="${pick(
    ['M34 47c3 4 9 4 12 0', 'M35 48c3 2 7 2 10 0', 'M34 47c2 5 10 5 12 0Z'],
  )}" fill="${extra === 'beard' ? '#fff' : 'none'}" stroke="#16211f" stroke-width="1.6" stroke-linecap="round"/>${
    extra === 'glasses' &&
    html`<path d="M28.5 39a5.5 5 0 1 0 11 0 5.5 5 0 1 0-11 0Zm12 0a5.5 5 0 1 0 11 0 5.5 5 0 1 0-11 0Z" fill="none" stroke="#16211f" stroke-width="1.4"/>`
  }</svg>`
}

function fringe(kind: 'long' | 'short' | 'scarf', shape: string, extra: string, colour: string): Html {
  if (kind === 'short') return html`<path d="${shape}" fill="${colour}"/>`
  if (kind === 'scarf')
    return html`<path d="M24 38c0-14 7-20 16-20s16 6 16 20c-3-9-8-13-16-13s-13 4-16 13Z" fill="${colour}"/>`
  const line =
    extra === 'fringe'
      ? 'M25 36c-1-12 6-18 15-18s16 6 15 18c-8-3-22-3-30 0Z'
      : 'M24 40c-1-16 8-22 16-22s17 6 16 22c-2-8-6-12-12-14-6 5-15 6-20 14Z'
  return html`<path d="${line}" fill="${colour}"/>`
}

/** Draws from a list by a number that the seed alone decides (FNV-1a, then xorshift). */
function picker(seed: string): <T>(list: readonly [T, ...T[]] | readonly T[]) => T {
  let state = 2166136261
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619)
  return (list) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    const chosen = list[(state >>> 0) % list.length]
    if (chosen === undefined) throw new RangeError('nothing to draw from')
    return chosen
  }
}

type FaceCard = {
  readonly name: string
  readonly role: string
  /** Left out where a heading says it. */
  readonly place?: string
  readonly seed: string
  readonly hair?: 'long' | 'short' | 'scarf'
  /** The account: what the button posts as `account`. */
  readonly account: string
}

/** A made-up colleague to sign in as: the whole card is the button. */
export function faceCard({ name, role, place, seed, account, hair }: FaceCard): Html {
  return html`<button type="submit" class="face-card" name="account" value="${account}">${face({ seed, alt: '', ...(hair && { hair }) })}<span><strong>${name}</strong><span>${role}</span>${place !== undefined && html`<span class="muted">${place}</span>`}</span></button>`
}
