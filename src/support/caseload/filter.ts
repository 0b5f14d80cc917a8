import { Sex } from '../../people/model.ts'
import type { Query } from '../../ui/address.ts'
import { type ActivityKind, OWN_KINDS } from '../activities/model.ts'
import { Setting } from '../cases/model.ts'
import { AGES, type CaseFilter, DAYS, EDUCATIONS, SHOWN, SORTS } from './model.ts'

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
  return {
    show: one('show', SHOWN) ?? 'open',
    mine: id('owner') === null && !left && (whose === 'mine' || (whose !== 'all' && mine)),
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

/** Nothing is asked for but whose, in which order and which page: the list as it is opened. */
export function isPlain(filter: CaseFilter): boolean {
  const { owner, team, setting, programme, label, age, sex, day, activity, education, studies } = filter
  const chosen = [owner, team, setting, programme, label, age, sex, day, activity, education, studies]
  const { left, waiting, reply, fresh } = filter
  return chosen.every((each) => each === null) && ![left, waiting, reply, fresh, filter.protected].includes(true)
}

/** Asked all the time in the same words: the list as it is opened, and what a case worker's day asks for. */
export function isUsual(filter: CaseFilter): boolean {
  const { day, waiting } = filter
  return isPlain({ ...filter, day: null, waiting: false }) && (day === null || !waiting)
}
