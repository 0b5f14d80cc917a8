import type { Colleague } from '../access/model.ts'
import type { Content, Html } from '../kernel/html.ts'
import type { Code } from '../organisations/model.ts'
import type { Fields } from '../ui/components/fields.ts'
import { type Chip, filterBar } from '../ui/components/filters.ts'
import { formatAge, formatDay, type Say } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { codeWord } from './code-words.ts'
import { queryOf, type RegisterFilter } from './filter.ts'
import type { ListPage } from './list-views.ts'
import { UnclearCause } from './model.ts'
import { mayOwn } from './owners.ts'
import { unclearWords } from './rule-words.ts'
import type { Word } from './text.ts'

/** The filters of the register: the daily ones in sight, the rest folded, what is chosen as chips. */
export function filters(view: ListPage, say: Say<Word>): Html {
  const { filter, language } = view
  return filterBar(
    {
      language,
      id: 'register-filter',
      action: paths.register(),
      keep: { sort: filter.sort === 'name' ? null : filter.sort, descending: filter.descending ? '1' : null },
      chips: chipsOf(view, say),
      clearHref: paths.register(),
      partial: 'register-list',
      errors: view.problems,
      moreOpen:
        view.problems.some(({ field }) => field !== 'asOf') ||
        filter.cause !== null ||
        filter.knownAt !== null ||
        filter.school !== null ||
        filter.ageFrom !== null ||
        filter.ageTo !== null,
      more: (field) => moreFields(view, field, say),
    },
    (field) => dailyFields(view, field, say),
  )
}

function dailyFields(view: ListPage, field: Fields, say: Say<Word>): readonly Content[] {
  const { filter, language, codes, colleagues } = view
  const all = say('filter.all')
  const of = (list: Code['list']) =>
    codes
      .filter((code) => code.list === list)
      .map((code) => ({ value: code.code, label: codeWord(codes, list, code.code, language) }))
  return [
    field.date({ name: 'asOf', label: say('filter.asOf'), value: view.typed.asOf || filter.asOf }),
    field.select({
      name: 'reason',
      label: say('filter.reason'),
      value: filter.reason[0] ?? null,
      blank: all,
      options: of('entry_reason'),
    }),
    field.select({
      name: 'occupation',
      label: say('filter.occupation'),
      value: filter.occupation[0] ?? null,
      blank: all,
      options: of('occupation'),
    }),
    field.select({
      name: 'freshness',
      label: say('filter.freshness'),
      value: filter.freshness,
      blank: all,
      options: [
        { value: 'fresh', label: say('filter.freshness.fresh') },
        { value: 'old', label: say('filter.freshness.old') },
        { value: 'stale', label: say('filter.freshness.stale') },
      ],
    }),
    field.select({
      name: 'owner',
      label: say('filter.owner'),
      value: filter.owner,
      blank: all,
      options: [
        { value: 'me', label: say('filter.owner.me') },
        { value: 'none', label: say('filter.owner.none') },
        ...ownerOptions(colleagues, false),
      ],
    }),
    field.select({
      name: 'work',
      label: say('filter.work'),
      value: filter.work,
      blank: all,
      options: (['ready', 'waiting', 'admitted'] as const).map((value) => ({
        value,
        label: say(`filter.work.${value}`),
      })),
    }),
  ]
}

function moreFields(view: ListPage, field: Fields, say: Say<Word>): readonly Content[] {
  const { filter } = view
  const all = say('filter.all')
  return [
    field.text({
      name: 'ageFrom',
      label: say('filter.ageFrom'),
      value: view.typed.ageFrom || text(filter.ageFrom),
      inputmode: 'numeric',
      width: 'short',
    }),
    field.text({
      name: 'ageTo',
      label: say('filter.ageTo'),
      value: view.typed.ageTo || text(filter.ageTo),
      inputmode: 'numeric',
      width: 'short',
    }),
    field.select({
      name: 'sex',
      label: say('filter.sex'),
      value: filter.sex,
      blank: all,
      options: [
        { value: 'female', label: say('sex.female') },
        { value: 'male', label: say('sex.male') },
      ],
    }),
    field.select({
      name: 'school',
      label: say('filter.school'),
      value: filter.school,
      blank: all,
      options: view.schools.map((school) => ({ value: school, label: school })),
    }),
    field.date({ name: 'knownAt', label: say('filter.knownAt'), value: view.typed.knownAt || filter.knownAt }),
    field.select({
      name: 'cause',
      label: say('filter.cause'),
      value: filter.cause,
      blank: all,
      options: UnclearCause.options.map((value) => ({ value, label: unclearWords(value, view.language) })),
    }),
    field.checkbox({ name: 'unclear', label: say('filter.unclear'), checked: filter.unclear }),
    field.checkbox({
      name: 'soonUpperAge',
      label: say('filter.soonUpperAge', { age: view.upperAge }),
      checked: filter.soonUpperAge,
    }),
    view.may.seeProtected &&
      field.checkbox({ name: 'protectedOnly', label: say('filter.protectedOnly'), checked: filter.protectedOnly }),
  ]
}

const text = (value: number | null) => (value === null ? null : String(value))

/** Those who can work the case, each once, whatever the number of roles. */
export function ownerOptions(
  colleagues: readonly Colleague[],
  isProtected: boolean,
): { value: string; label: string }[] {
  const able = colleagues.filter((each) => mayOwn(each, isProtected))
  return [...new Map(able.map((each) => [each.accountId, each.displayName]))].map(([value, label]) => ({
    value,
    label,
  }))
}

function chipsOf(view: ListPage, say: Say<Word>): readonly Chip[] {
  const { filter, language, codes, colleagues } = view
  const without = (change: Partial<RegisterFilter>) => paths.register(queryOf({ ...filter, page: 1, ...change }))
  const made: (Chip | false)[] = [
    filter.asOf !== null && {
      label: `${say('filter.asOf')} ${formatDay(filter.asOf, language)}`,
      removeHref: without({ asOf: null }),
    },
    filter.knownAt !== null && {
      label: `${say('filter.knownAt')} ${formatDay(filter.knownAt, language)}`,
      removeHref: without({ knownAt: null }),
    },
    filter.ageFrom !== null && {
      label: `${say('filter.ageFrom')} ${filter.ageFrom}`,
      removeHref: without({ ageFrom: null }),
    },
    filter.ageTo !== null && {
      label: `${say('filter.age')} ${say('filter.ageTo')} ${formatAge(filter.ageTo, language)}`,
      removeHref: without({ ageTo: null }),
    },
    filter.sex !== null && { label: say(`sex.${filter.sex}`), removeHref: without({ sex: null }) },
    ...filter.reason.map((code) => ({
      label: codeWord(codes, 'entry_reason', code, language),
      removeHref: without({ reason: filter.reason.filter((each) => each !== code) }),
    })),
    ...filter.occupation.map((code) => ({
      label: codeWord(codes, 'occupation', code, language),
      removeHref: without({ occupation: filter.occupation.filter((each) => each !== code) }),
    })),
    filter.freshness !== null && {
      label: say(`filter.freshness.${filter.freshness}`),
      removeHref: without({ freshness: null }),
    },
    filter.owner !== null && {
      label: `${say('filter.owner')}: ${ownerWord(filter.owner, colleagues, say)}`,
      removeHref: without({ owner: null }),
    },
    filter.school !== null && { label: filter.school, removeHref: without({ school: null }) },
    filter.work !== null && { label: say(`filter.work.${filter.work}`), removeHref: without({ work: null }) },
    filter.cause !== null && {
      label: `${say('filter.cause')}: ${unclearWords(filter.cause, language)}`,
      removeHref: without({ cause: null }),
    },
    filter.unclear && { label: say('filter.unclear'), removeHref: without({ unclear: false }) },
    filter.soonUpperAge && {
      label: say('filter.soonUpperAge', { age: view.upperAge }),
      removeHref: without({ soonUpperAge: false }),
    },
    filter.protectedOnly && { label: say('filter.protectedOnly'), removeHref: without({ protectedOnly: false }) },
  ]
  return made.filter((chip) => chip !== false)
}

function ownerWord(owner: string, colleagues: readonly Colleague[], say: Say<Word>): string {
  if (owner === 'me') return say('filter.owner.me')
  if (owner === 'none') return say('filter.owner.none')
  return colleagues.find((each) => each.accountId === owner)?.displayName ?? '–'
}
