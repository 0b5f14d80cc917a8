import { z } from 'zod'
import { Day } from '../kernel/date.ts'
import { Sex } from '../people/model.ts'
import { EntryReason, Occupation, UnclearCause } from './model.ts'

/** The shape of a filter may change; a saved one says which shape it has. */
export const FILTER_VERSION = 1

export const SortBy = z.enum(['name', 'age', 'since', 'reason'])
export type SortBy = z.infer<typeof SortBy>

/**
 * What a list of the register is narrowed to. Everything may stand in an address: there is no name and no number in it.
 * `freshness`: old = past its best-before, stale = old or without status. `work`: ready, waiting (summer leavers before the day work
 * starts, K20) or admitted (a coming enrolment).
 */
export const RegisterFilter = z.object({
  asOf: Day.nullable().catch(null),
  knownAt: Day.nullable().catch(null),
  ageFrom: z.coerce.number().int().min(10).max(30).nullable().catch(null),
  ageTo: z.coerce.number().int().min(10).max(30).nullable().catch(null),
  sex: Sex.nullable().catch(null),
  reason: z.array(EntryReason).catch([]),
  occupation: z.array(Occupation).catch([]),
  freshness: z.enum(['fresh', 'old', 'stale']).nullable().catch(null),
  owner: z
    .union([z.literal('none'), z.literal('me'), z.uuid()])
    .nullable()
    .catch(null),
  school: z.string().max(120).nullable().catch(null),
  unclear: z.boolean().catch(false),
  /** Unclear for this cause. */
  cause: UnclearCause.nullable().catch(null),
  work: z.enum(['ready', 'waiting', 'admitted']).nullable().catch(null),
  soonUpperAge: z.boolean().catch(false),
  protectedOnly: z.boolean().catch(false),
  sort: SortBy.catch('name'),
  descending: z.boolean().catch(false),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type RegisterFilter = z.infer<typeof RegisterFilter>

/** Reads a filter from an address's query. What cannot be understood is left out, never an error: addresses get shared. */
export function filterFromQuery(query: Readonly<Record<string, readonly string[]>>): RegisterFilter {
  const one = (name: string) => query[name]?.[0] || null
  const many = (name: string) => (query[name] ?? []).filter((value) => value !== '')
  return RegisterFilter.parse({
    asOf: one('asOf'),
    knownAt: one('knownAt'),
    ageFrom: one('ageFrom'),
    ageTo: one('ageTo'),
    sex: one('sex'),
    reason: many('reason').filter((value) => EntryReason.safeParse(value).success),
    occupation: many('occupation').filter((value) => Occupation.safeParse(value).success),
    freshness: one('freshness'),
    owner: one('owner'),
    school: one('school'),
    unclear: one('unclear') === '1',
    cause: one('cause'),
    work: one('work'),
    soonUpperAge: one('soonUpperAge') === '1',
    protectedOnly: one('protectedOnly') === '1',
    sort: one('sort') ?? 'name',
    descending: one('descending') === '1',
    page: one('page') ?? 1,
  })
}

/** The query that `filterFromQuery` reads back: defaults are left out, so that addresses stay short. */
export function queryOf(filter: RegisterFilter): Record<string, string | readonly string[] | boolean | null> {
  return {
    asOf: filter.asOf,
    knownAt: filter.knownAt,
    ageFrom: text(filter.ageFrom),
    ageTo: text(filter.ageTo),
    sex: filter.sex,
    reason: filter.reason,
    occupation: filter.occupation,
    freshness: filter.freshness,
    owner: filter.owner,
    school: filter.school,
    unclear: filter.unclear,
    cause: filter.cause,
    work: filter.work,
    soonUpperAge: filter.soonUpperAge,
    protectedOnly: filter.protectedOnly,
    sort: filter.sort === 'name' ? null : filter.sort,
    descending: filter.descending,
    page: filter.page === 1 ? null : text(filter.page),
  }
}

function text(value: number | null): string | null {
  return value === null ? null : String(value)
}

/** True when nothing but order and page is chosen: then the kept total of the day is the total. */
export function isPlain(filter: RegisterFilter): boolean {
  const { sort: _sort, descending: _descending, page: _page, ...rest } = filter
  return Object.values(rest).every(
    (value) => value === null || value === false || (Array.isArray(value) && value.length === 0),
  )
}
