import { Sex } from '../../people/model.ts'
import type { Query } from '../../ui/address.ts'
import { Setting } from '../cases/model.ts'
import { AGES, type CaseFilter, DAYS, SHOWN, SORTS } from './model.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What an address asks for; what cannot be read is not asked for. `mine`: what holds when nothing is said. */
export function filterFrom(asked: (name: string) => string | undefined, mine: boolean): CaseFilter {
  const id = (name: string) => (UUID.test(asked(name) ?? '') ? (asked(name) ?? null) : null)
  const one = <T extends string>(name: string, list: readonly T[]) => list.find((each) => each === asked(name)) ?? null
  const whose = asked('whose')
  return {
    show: one('show', SHOWN) ?? 'open',
    mine: id('owner') === null && (whose === 'mine' || (whose !== 'all' && mine)),
    owner: id('owner'),
    team: id('team'),
    setting: one('setting', Setting.options),
    programme: id('programme'),
    label: id('label'),
    age: one('age', AGES),
    sex: one('sex', Sex.options),
    day: one('day', DAYS),
    waiting: asked('waiting') === '1',
    fresh: asked('fresh') === '1',
    protected: asked('protected') === '1',
    sort: one('sort', SORTS) ?? 'next',
    descending: asked('descending') === '1',
    page: Math.max(1, Math.min(10_000, Math.trunc(Number(asked('page') ?? 1)) || 1)),
  }
}

/** The same as what follows the question mark, with something else in its place. */
export function queryOf(filter: CaseFilter, other: Partial<CaseFilter> = {}): Query {
  const { show, mine, owner, sort, page, ...rest } = {
    ...filter,
    ...(Object.keys(other).length > 0 && { page: 1 }),
    ...other,
  }
  return {
    ...rest,
    show: show === 'open' ? null : show,
    whose: owner === null ? (mine ? 'mine' : 'all') : null,
    owner,
    sort: sort === 'next' ? null : sort,
    page: page > 1 ? page : null,
  }
}

/** Nothing is asked for but whose, in which order and which page: the list as it is opened. */
export function isPlain(filter: CaseFilter): boolean {
  const { owner, team, setting, programme, label, age, sex, day } = filter
  const chosen = [owner, team, setting, programme, label, age, sex, day].some((each) => each !== null)
  return !chosen && !filter.waiting && !filter.fresh && !filter.protected
}
