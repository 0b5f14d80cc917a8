import { type Html, html } from '../../kernel/html.ts'
import { Sex } from '../../people/model.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { type Chip, filterBar } from '../../ui/components/filters.ts'
import { paths } from '../../ui/paths.ts'
import { Setting } from '../cases/model.ts'
import { caseWords, ownerOptions } from '../cases/words.ts'
import { queryOf } from './filter.ts'
import type { CaseListPage } from './list-views.ts'
import { AGES, type CaseFilter, DAYS, SHOWN } from './model.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

/** What the list is cut by: what is asked for most first, the rest folded. */
export function caseFilters(view: CaseListPage): Html {
  const { language, filter } = view
  const say = caseloadWords(language)
  const keep = {
    whose: filter.owner === null ? (filter.mine ? 'mine' : 'all') : null,
    sort: filter.sort === 'next' ? null : filter.sort,
    descending: filter.descending ? '1' : null,
  }
  const { setting, programme, age, sex, team } = filter
  return filterBar(
    {
      ...{ language, id: 'case-filter', action: paths.cases(), chips: chipsOf(view, say), keep },
      clearHref: paths.cases({ whose: filter.mine ? 'mine' : 'all' }),
      moreOpen: [setting, programme, age, sex, team].some((each) => each !== null) || filter.fresh || filter.protected,
      more: (field) => moreFields(field, view, say),
    },
    (field) => firstFields(field, view, say),
  )
}

function firstFields(field: Fields, view: CaseListPage, say: SayCaseload): Html {
  const { filter, colleagues, labels } = view
  return html`${field.select({
    ...{ name: 'show', label: say('show'), value: filter.show },
    options: SHOWN.map((value) => ({ value, label: say(`show.${value}`) })),
  })}${field.select({
    ...{ name: 'day', label: say('day'), value: filter.day, blank: say('any') },
    options: DAYS.map((value) => ({ value, label: say(`day.${value}`) })),
  })}${
    !filter.mine &&
    field.select({
      ...{ name: 'owner', label: say('owner'), value: filter.owner, blank: say('owner.all') },
      options: ownerOptions(colleagues, false),
    })
  }${
    labels.length > 0 &&
    field.select({
      ...{ name: 'label', label: say('label'), value: filter.label, blank: say('any') },
      options: labels.map(({ id, name }) => ({ value: id, label: name })),
    })
  }${field.checkbox({ name: 'waiting', label: say('waiting'), checked: filter.waiting })}`
}

function moreFields(field: Fields, view: CaseListPage, say: SayCaseload): Html {
  const { filter, language, programmes, teams, may } = view
  const named = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }))
  const blank = say('any')
  return html`${field.select({
    ...{ name: 'setting', label: say('setting'), value: filter.setting, blank },
    options: Setting.options.map((value) => ({ value, label: caseWords(language)(`setting.${value}`) })),
  })}${
    programmes.length > 0 &&
    field.select({
      ...{ name: 'programme', label: say('programme'), value: filter.programme, blank },
      options: named(programmes),
    })
  }${
    teams.length > 0 &&
    field.select({ ...{ name: 'team', label: say('team'), value: filter.team, blank }, options: named(teams) })
  }${field.select({
    ...{ name: 'age', label: say('age'), value: filter.age, blank },
    options: AGES.map((value) => ({ value, label: say(`age.${value}`) })),
  })}${field.select({
    ...{ name: 'sex', label: say('sex'), value: filter.sex, blank },
    options: Sex.options.map((value) => ({ value, label: say(`sex.${value}`) })),
  })}${field.checkbox({ name: 'fresh', label: say('fresh'), checked: filter.fresh })}${
    may.seeProtected && field.checkbox({ name: 'protected', label: say('protected'), checked: filter.protected })
  }`
}

function chipsOf(view: CaseListPage, say: SayCaseload): readonly Chip[] {
  const { filter, language } = view
  const chip = (label: string, change: Partial<CaseFilter>): Chip => ({
    label,
    removeHref: paths.cases(queryOf(filter, change)),
  })
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((each) => each.id === id)?.name ?? '–'
  const { owner, team, setting, programme, label, age, sex, day } = filter
  const owners = view.colleagues.map(({ accountId, displayName }) => ({ id: accountId, name: displayName }))
  return [
    ...(filter.show === 'open' ? [] : [chip(say(`show.${filter.show}`), { show: 'open' })]),
    ...(owner === null ? [] : [chip(nameIn(owners, owner), { owner: null, mine: false })]),
    ...(day === null ? [] : [chip(say(`day.${day}`), { day: null })]),
    ...(label === null ? [] : [chip(nameIn(view.labels, label), { label: null })]),
    ...(filter.waiting ? [chip(say('waiting'), { waiting: false })] : []),
    ...(setting === null ? [] : [chip(caseWords(language)(`setting.${setting}`), { setting: null })]),
    ...(programme === null ? [] : [chip(nameIn(view.programmes, programme), { programme: null })]),
    ...(team === null ? [] : [chip(nameIn(view.teams, team), { team: null })]),
    ...(age === null ? [] : [chip(say(`age.${age}`), { age: null })]),
    ...(sex === null ? [] : [chip(say(`sex.${sex}`), { sex: null })]),
    ...(filter.fresh ? [chip(say('fresh'), { fresh: false })] : []),
    ...(filter.protected ? [chip(say('protected'), { protected: false })] : []),
  ]
}
