import { Sex } from '../../people/model.ts'
import type { Query } from '../../ui/address.ts'
import { type ActivityKind, OWN_KINDS } from '../activities/model.ts'
import { Setting } from '../cases/model.ts'
import { AGES, BIRTHDAYS, type CaseFilter, DAYS, EDUCATIONS, REMINDERS, SHOWN, SORTS, WRITTEN_IN } from './model.ts'

/** A group is an activity as well; it is joined on the group's own page. */
export const ACTIVITY_KINDS: readonly ActivityKind[] = [...OWN_KINDS, 'group']

const PROGRAMME = /^\p{Lu}{2,6}\d{0,2}$/u
/** In the place of an owner: whoever has left. */
export const LEFT = 'left'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What an address asks for; what cannot be read is not asked for. `mine`: what holds when nothing is said. */
export function filterFrom(asked: (name: string) => string | undefined, mine: boolean): CaseFilter {
  const id = (name: string) => (UUID.test(asked(name) ?? '') ? (asked(name) ?? null) : null)
  const one = <T extends string>(name: string, list: readonly T[]) => list.find((each) => each === asked(name)) ?? null
  const whose = asked('whose')
  const left = asked('owner') === LEFT
  const isMine = id('owner') === null && !left && (whose === 'mine' || (whose !== 'all' && mine))
  return {
    show: one('show', SHOWN) ?? 'open',
    mine: isMine,
    owner: id('owner'),
    left,
    team: id('team'),
    setting: one('setting', Setting.options),
    programme: id('programme'),
    education: one('education', EDUCATIONS),
    studies: PROGRAMME.test(asked('studies') ?? '') ? (asked('studies') ?? null) : null,
    label: id('label'),
    age: one('age', AGES),
    sex: one('sex', Sex.options),
    birthday: one('birthday', BIRTHDAYS),
    language: one('language', WRITTEN_IN),
    reminder: one('reminder', REMINDERS),
    changed: isMine && asked('changed') === '1',
    day: one('day', DAYS),
    waiting: asked('waiting') === '1',
    reply: asked('reply') === '1',
    activity: one('activity', ACTIVITY_KINDS),
    fresh: asked('fresh') === '1',
    protected: asked('protected') === '1',
    sort: one('sort', SORTS) ?? 'next',
    descending: asked('descending') === '1',
    page: Math.max(1, Math.min(10_000, Math.trunc(Number(asked('page') ?? 1)) || 1)),
  }
}

/** The same as what follows the question mark, with something else in its place. */
export function queryOf(filter: CaseFilter, other: Partial<CaseFilter> = {}): Query {
  const { show, mine, owner, left, sort, page, ...rest } = {
    ...filter,
    ...(Object.keys(other).length > 0 && { page: 1 }),
    ...other,
  }
  return {
    ...rest,
    show: show === 'open' ? null : show,
    whose: owner === null && !left ? (mine ? 'mine' : 'all') : null,
    owner: left ? LEFT : owner,
    sort: sort === 'next' ? null : sort,
    page: page > 1 ? page : null,
  }
}

/** Whose cases, in which order and which page: no list is without. */
const NO_CHOICE: readonly string[] = ['show', 'mine', 'sort', 'descending', 'page'] satisfies (keyof CaseFilter)[]

/** Nothing is asked for but whose, in which order and which page: the list as it is opened. */
export function isPlain(filter: CaseFilter): boolean {
  return Object.entries(filter).every(([name, value]) => NO_CHOICE.includes(name) || value === null || value === false)
}

/** Asked all the time in the same words: the list as it is opened, and what a case worker's day asks for. */
export function isUsual(filter: CaseFilter): boolean {
  const { day, waiting } = filter
  return isPlain({ ...filter, day: null, waiting: false }) && (day === null || !waiting)
}
