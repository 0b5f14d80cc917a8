import { type Html, html } from '../../kernel/html.ts'
import { messageWords } from '../../outreach/messages/words.ts'
import { Sex } from '../../people/model.ts'
import { ATTENDS_TEXT } from '../../register/rule-text.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { type Chip, filterBar } from '../../ui/components/filters.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { activityWords } from '../activities/words.ts'
import { Setting } from '../cases/model.ts'
import { caseWords, ownerOptions } from '../cases/words.ts'
import { ACTIVITY_KINDS, LEFT, queryOf } from './filter.ts'
import type { CaseListPage } from './list-views.ts'
import { AGES, BIRTHDAYS, type CaseFilter, DAYS, EDUCATIONS, REMINDERS, SHOWN, WRITTEN_IN } from './model.ts'
import { caseloadWords, type SayCaseload } from './words.ts'

/** What the list is cut by: what is asked for most first, the rest folded. */
export function caseFilters(view: CaseListPage): Html {
  const { language, filter } = view
  const say = caseloadWords(language)
  const keep = {
    whose: filter.owner === null && !filter.left ? (filter.mine ? 'mine' : 'all') : null,
    sort: filter.sort === 'next' ? null : filter.sort,
    descending: filter.descending ? '1' : null,
  }
  return filterBar(
    {
      ...{ language, id: 'case-filter', action: paths.cases(), chips: chipsOf(view, say), keep },
      clearHref: paths.cases({ whose: filter.mine ? 'mine' : 'all' }),
      moreOpen: MORE.some((name) => filter[name] !== null && filter[name] !== false),
      more: (field) => moreFields(field, view, say),
    },
    (field) => firstFields(field, view, say),
  )
}

/** What is asked for more seldom. */
const MORE = [
  ...(['setting', 'programme', 'activity', 'team', 'education', 'studies', 'age', 'birthday', 'sex'] as const),
  ...(['language', 'fresh', 'protected'] as const),
] as const satisfies readonly (keyof CaseFilter)[]

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
      ...{ name: 'owner', label: say('owner'), value: filter.left ? LEFT : filter.owner, blank: say('owner.all') },
      options: [{ value: LEFT, label: say('owner.left') }, ...ownerOptions(colleagues, false)],
    })
  }${
    labels.length > 0 &&
    field.select({
      ...{ name: 'label', label: say('label'), value: filter.label, blank: say('any') },
      options: labels.map(({ id, name }) => ({ value: id, label: name })),
    })
  }${field.select({
    ...{ name: 'reminder', label: say('reminder'), value: filter.reminder, blank: say('any') },
    options: REMINDERS.map((value) => ({ value, label: say(`reminder.${value}`) })),
  })}${field.checkbox({ name: 'waiting', label: say('waiting'), checked: filter.waiting })}${field.checkbox({
    ...{ name: 'reply', label: say('reply'), checked: filter.reply },
  })}${filter.mine && field.checkbox({ name: 'changed', label: say('changed'), checked: filter.changed })}`
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
  }${field.select({
    ...{ name: 'activity', label: say('activity'), value: filter.activity, blank },
    options: ACTIVITY_KINDS.map((value) => ({ value, label: activityWords(language)(`kind.${value}`) })),
  })}${
    teams.length > 0 &&
    field.select({ ...{ name: 'team', label: say('team'), value: filter.team, blank }, options: named(teams) })
  }${view.choices.seesSchooling && schoolFields(field, view, say)}${field.select({
    ...{ name: 'age', label: say('age'), value: filter.age, blank },
    options: AGES.map((value) => ({ value, label: say(`age.${value}`) })),
  })}${field.select({
    ...{ name: 'birthday', label: say('birthday'), value: filter.birthday, blank },
    options: BIRTHDAYS.map((value) => ({ value, label: say(`birthday.${value}`) })),
  })}${field.select({
    ...{ name: 'sex', label: say('sex'), value: filter.sex, blank },
    options: Sex.options.map((value) => ({ value, label: say(`sex.${value}`) })),
  })}${field.select({
    ...{ name: 'language', label: say('language'), value: filter.language, blank },
    options: WRITTEN_IN.map((value) => ({ value, label: languageWord(value, view, say) })),
  })}${field.checkbox({ name: 'fresh', label: say('fresh'), checked: filter.fresh })}${
    may.seeProtected && field.checkbox({ name: 'protected', label: say('protected'), checked: filter.protected })
  }`
}

/** Where somebody goes to school, for those who are told. */
function schoolFields(field: Fields, { filter, language, choices }: CaseListPage, say: SayCaseload): Html {
  const blank = say('any')
  return html`${field.select({
    ...{ name: 'education', label: say('education'), value: filter.education, blank },
    options: EDUCATIONS.map((value) => ({ value, label: educationWord(value, { language }, say) })),
  })}${field.select({
    ...{ name: 'studies', label: say('studies'), value: filter.studies, blank },
    options: choices.studies.map(({ id, name }) => ({ value: id, label: name })),
  })}`
}

function educationWord(
  value: NonNullable<CaseFilter['education']>,
  { language }: Pick<CaseListPage, 'language'>,
  say: SayCaseload,
): string {
  return value === 'none' ? say('education.none') : words(ATTENDS_TEXT, language)(value)
}

function languageWord(
  value: NonNullable<CaseFilter['language']>,
  { language }: Pick<CaseListPage, 'language'>,
  say: SayCaseload,
): string {
  return value === 'foreign' ? say('language.foreign') : messageWords(language)(`language.${value}`)
}

const chipOfLanguage: typeof languageWord = (value, view, say) =>
  value === 'foreign' ? say('language.foreign.chip') : languageWord(value, view, say)

function chipsOf(view: CaseListPage, say: SayCaseload): readonly Chip[] {
  const { filter, language } = view
  const chip = (label: string, change: Partial<CaseFilter>): Chip => ({
    label,
    removeHref: paths.cases(queryOf(filter, change)),
  })
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((each) => each.id === id)?.name ?? say('gone')
  const { owner, team, setting, programme, label, age, sex, day, activity, education, studies } = filter
  const { birthday, reminder } = filter
  const owners = view.colleagues.map(({ accountId, displayName }) => ({ id: accountId, name: displayName }))
  return [
    ...(filter.show === 'open' ? [] : [chip(say(`show.${filter.show}`), { show: 'open' })]),
    ...(owner === null ? [] : [chip(nameIn(owners, owner), { owner: null, mine: false })]),
    ...(filter.left ? [chip(say('owner.left'), { left: false, mine: false })] : []),
    ...(day === null ? [] : [chip(say(`day.${day}`), { day: null })]),
    ...(label === null ? [] : [chip(nameIn(view.labels, label), { label: null })]),
    ...(filter.waiting ? [chip(say('waiting'), { waiting: false })] : []),
    ...(filter.reply ? [chip(say('reply'), { reply: false })] : []),
    ...(filter.changed ? [chip(say('changed.chip'), { changed: false })] : []),
    ...(reminder === null ? [] : [chip(say(`reminder.chip.${reminder}`), { reminder: null })]),
    ...(activity === null ? [] : [chip(activityWords(language)(`kind.${activity}`), { activity: null })]),
    ...(setting === null ? [] : [chip(caseWords(language)(`setting.${setting}`), { setting: null })]),
    ...(programme === null ? [] : [chip(nameIn(view.programmes, programme), { programme: null })]),
    ...(education === null ? [] : [chip(educationWord(education, view, say), { education: null })]),
    ...(studies === null ? [] : [chip(nameIn(view.choices.studies, studies), { studies: null })]),
    ...(team === null ? [] : [chip(nameIn(view.teams, team), { team: null })]),
    ...(age === null ? [] : [chip(say(`age.${age}`), { age: null })]),
    ...(birthday === null ? [] : [chip(say(`birthday.chip.${birthday}`), { birthday: null })]),
    ...(sex === null ? [] : [chip(say(`sex.${sex}`), { sex: null })]),
    ...(filter.language === null ? [] : [chip(chipOfLanguage(filter.language, view, say), { language: null })]),
    ...(filter.fresh ? [chip(say('fresh'), { fresh: false })] : []),
    ...(filter.protected ? [chip(say('protected'), { protected: false })] : []),
  ]
}
