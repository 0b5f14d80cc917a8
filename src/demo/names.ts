import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Sex } from '../people/model.ts'
import type { Draw } from './random.ts'

const Origin = z.object({
  origin: z.string(),
  share: z.number(),
  female: z.array(z.string()),
  male: z.array(z.string()),
  family: z.array(z.string()),
})
type Origin = z.infer<typeof Origin>

const Names = z.object({ origins: z.array(Origin).min(1) })

export type Name = { readonly givenName: string; readonly familyName: string; readonly origin: string }

/** Origins of those who came after school age: who the country receives, not who has lived here for generations. */
const RECENT = [
  'syrian',
  'iraqi',
  'kurdish',
  'somali',
  'afghan',
  'eritrean',
  'ethiopian',
  'thai',
  'ukrainian',
  'congolese',
]

let origins: readonly Origin[] | undefined

function all(): readonly Origin[] {
  origins ??= Names.parse(
    JSON.parse(readFileSync(new URL('../../data/names/names.json', import.meta.url), 'utf8')),
  ).origins
  return origins
}

/** A name for a young person; `arrived` for one who has lately come to the country. */
export function nameFor(sex: Sex, draw: Draw, arrived = false): Name {
  const among = arrived ? all().filter((each) => RECENT.includes(each.origin)) : all()
  const origin = draw.weighted(among.map((each) => [each, each.share] as const))
  const mixed = !arrived && draw.chance(origin.origin === 'swedish' ? 0.05 : 0.22)
  const other = mixed ? otherThan(origin, draw) : origin
  const given = draw.favour(other[sex])
  return { givenName: given, familyName: inForm(draw.favour(origin.family), sex), origin: origin.origin }
}

/** Names of a guardian: the family's own as a rule. */
export function guardianName(child: Name, sex: Sex, draw: Draw): string {
  const origin = all().find((each) => each.origin === child.origin) ?? otherThan(null, draw)
  const family = draw.chance(0.8) ? child.familyName : inForm(draw.favour(origin.family), sex)
  return `${draw.pick(origin[sex])} ${family}`
}

/** Swedish beside another origin, and another beside Swedish. */
function otherThan(origin: Origin | null, draw: Draw): Origin {
  const others = all().filter(
    (each) => each !== origin && (origin === null || origin.origin === 'swedish' || each.origin === 'swedish'),
  )
  return draw.weighted(others.map((each) => [each, each.share] as const))
}

function inForm(family: string, sex: Sex): string {
  const [male, female] = family.split('/')
  return (sex === 'female' ? female : male) ?? family
}
