import type { Context } from '../../src/kernel/database.ts'
import { beginMapping, savePage } from '../../src/support/mapping/actions.ts'
import { openMapping } from '../../src/support/mapping/open-actions.ts'
import { bodiesOf } from '../../src/support/mapping/store.ts'
import type { TestBed } from './domain.ts'

/** A form begun with somebody whom the one who begins works with; the first mapping unless told. Answers with its id. */
export const aMapping = (bed: TestBed, by: Context, personId: string, code = 'entry') =>
  bed.web.write(by, (tx) => beginMapping(tx, { personId, code, version: 1, anew: true }))

type Filled = {
  readonly personId: string
  readonly mappingId: string
  readonly place: string
  readonly seen?: string
  readonly answers: Readonly<Record<string, string | readonly string[]>>
}

/** A page as somebody saves it. */
export function aPage(bed: TestBed, by: Context, { answers, seen = '', ...of }: Filled): Promise<void> {
  const typed = (key: string) => [answers[key] ?? []].flat()
  return bed.web.write(by, (tx) => savePage(tx, { ...of, seen, asked: Object.keys(answers), typed }))
}

/** What somebody gets to read of a mapping, as the page does it: a ticket that commits, then the answers by place; null over the budget. */
export async function readMapping(bed: TestBed, who: Context, of: { personId: string; mappingId: string }) {
  const { wanted, ticket, over } = await bed.web.write(who, (tx) => openMapping(tx, of))
  if (over) return null
  if (ticket === null) return {}
  const ids = wanted.map(({ id }) => id)
  const bodies = await bed.web.read(who, (tx) => bodiesOf(tx, ids, ticket))
  return Object.fromEntries(wanted.map(({ id, place }) => [place, bodies.get(id)]))
}
