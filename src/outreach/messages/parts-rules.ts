/** How a text travels: GSM 03.38 packs seven bits a letter; a single letter outside it makes the whole text UCS-2. */
export type SmsParts = {
  readonly encoding: 'gsm7' | 'ucs2'
  /** Letters as the network counts them. */
  readonly units: number
  readonly parts: number
  /** How many more fit in the last part. */
  readonly left: number
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** The extension table: each takes two. */
const EXTENDED = new Set('\f^{}\\[~]|€')

const SIZES = { gsm7: { one: 160, several: 153 }, ucs2: { one: 70, several: 67 } } as const

export function smsParts(text: string): SmsParts {
  const letters = [...text]
  const encoding = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter)) ? 'gsm7' : 'ucs2'
  const costs = letters.map((letter) => (encoding === 'ucs2' ? letter.length : EXTENDED.has(letter) ? 2 : 1))
  const units = costs.reduce((sum, cost) => sum + cost, 0)
  const { one, several } = SIZES[encoding]
  if (units <= one) return { encoding, units, parts: 1, left: one - units }
  const { parts, used } = packed(costs, several)
  return { encoding, units, parts, left: several - used }
}

/** A letter that takes two is never parted: what does not fit begins the next part. */
function packed(costs: readonly number[], size: number): { parts: number; used: number } {
  let [parts, used] = [1, 0]
  for (const cost of costs) {
    if (used + cost > size) [parts, used] = [parts + 1, 0]
    used += cost
  }
  return { parts, used }
}
