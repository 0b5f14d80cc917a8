import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import type { Organisation } from '../organisations/model.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { formatNumber as formatIdentity } from '../people/identity.ts'
import { nameOf, peopleWords } from '../people/words.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import { facts } from '../ui/components/facts.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { notice as noticeBox, unverified } from '../ui/components/notice.ts'
import { formatDay, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { NoticeForm, type NoticeOut, type Setting } from './model.ts'
import { kindWord, noticeWords } from './words.ts'

/** A form with what came back in it; nothing the first time. */
export type Filled = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export const ENTERED_KINDS = ['starts', 'ends', 'interrupted', 'absent'] as const

export type EnterPage = Filled & { readonly language: Language; readonly today: PlainDate }

/** For what came on paper or otherwise. */
export function enterPage({ language, errors, typed, token, today }: EnterPage): Html {
  const say = noticeWords(language)
  const value = (name: string, otherwise = '') => typed[name] ?? otherwise
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.notices() }])
  return html`${pageHead({ title: say('enter.title'), lead: say('enter.lead'), crumbs })}
${form(
  {
    id: 'enter',
    action: paths.noticesIn(),
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('enter.submit'),
    cancel: paths.notices(),
  },
  (
    field,
  ) => html`${field.text({ name: 'number', label: say('number'), help: say('enter.number.help'), value: value('number'), width: 'medium', inputmode: 'numeric', maxlength: 20 })}
${field.radios({ name: 'kind', label: say('enter.kind'), value: value('kind') || null, options: ENTERED_KINDS.map((each) => ({ value: each, label: say(`enter.kind.${each}`) })) })}
${field.date({ name: 'onDay', label: say('enter.day'), help: say('enter.day.help'), value: value('onDay') })}
${field.radios({ name: 'schoolForm', label: say('school_form'), value: value('schoolForm', 'GY'), options: NoticeForm.options.map((each) => ({ value: each, label: say(`form.${each}`) })) })}
${field.text({ name: 'schoolUnit', label: say('enter.school'), value: value('schoolUnit'), maxlength: 200 })}
${field.text({ name: 'schoolUnitCode', label: say('enter.code'), help: say('enter.code.help'), optional: true, value: value('schoolUnitCode'), width: 'short', inputmode: 'numeric', maxlength: 8 })}
${field.text({ name: 'programmeCode', label: say('enter.programme'), optional: true, value: value('programmeCode'), width: 'short', maxlength: 20 })}
${field.text({ name: 'sender', label: say('enter.sender'), value: value('sender'), maxlength: 200 })}
${field.date({ name: 'toldOn', label: say('enter.told'), value: value('toldOn', today) })}
${field.text({ name: 'givenName', label: say('enter.given'), help: say('enter.name.help'), optional: true, value: value('givenName'), width: 'medium', maxlength: 120 })}
${field.text({ name: 'familyName', label: say('enter.family'), optional: true, value: value('familyName'), width: 'medium', maxlength: 120 })}`,
)}`
}

export type AbsencePage = PersonHead & Filled & { readonly today: PlainDate; readonly setting: Setting }

/** That a pupil from elsewhere is absent to a considerable extent: somebody has to judge it. */
export function absencePage(view: AbsencePage): Html {
  const { language, person, errors, typed, token, setting } = view
  const say = noticeWords(language)
  return html`${personHead(view, say('absence.title'), say('absence.lead'))}
${form(
  {
    id: 'absence',
    action: paths.personAbsenceNotice(person.id),
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('absence.submit'),
    cancel: paths.person(person.id),
  },
  (field) => html`${field.text({
    name: 'percent',
    label: say('absence.percent'),
    help: html`${say('absence.percent.help', { n: setting.absencePercent })}${!setting.decided && html` ${unverified(language)}`}`,
    value: typed['percent'] ?? '',
    width: 'short',
    inputmode: 'numeric',
    maxlength: 3,
  })}
${field.date({ name: 'onDay', label: say('absence.day'), value: typed['onDay'] ?? view.today })}
${field.checkbox({ name: 'anyway', label: say('absence.anyway'), checked: typed['anyway'] === '1' })}`,
)}`
}

export type SettingPage = Filled & {
  readonly language: Language
  readonly setting: Setting
  readonly organisations: readonly Organisation[]
  /** Those ticked: what came back, or what holds. */
  readonly chosen: readonly string[]
}

/** The domain's own days and share: the law has none. */
export function settingPage({ language, setting, organisations, chosen, errors, typed, token }: SettingPage): Html {
  const say = noticeWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.notices() }])
  const days = (name: 'targetDays' | 'handleDays' | 'handoverDays' | 'absencePercent') =>
    typed[name] ?? String(setting[name])
  return html`${pageHead({ title: say('settings.title'), lead: say('settings.lead'), crumbs })}
${!setting.decided && noticeBox({ tone: 'info', title: say('settings.undecided') }, unverified(language))}
${form(
  {
    id: 'setting',
    action: paths.noticeSettings(),
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('settings.submit'),
    cancel: paths.notices(),
  },
  (
    field,
  ) => html`${field.text({ name: 'targetDays', label: say('settings.target'), value: days('targetDays'), width: 'short', inputmode: 'numeric', maxlength: 3 })}
${field.text({ name: 'handleDays', label: say('settings.handle'), value: days('handleDays'), width: 'short', inputmode: 'numeric', maxlength: 3 })}
${field.text({ name: 'handoverDays', label: say('settings.handover'), help: say('settings.handover.help'), value: days('handoverDays'), width: 'short', inputmode: 'numeric', maxlength: 3 })}
${field.text({ name: 'absencePercent', label: say('settings.percent'), value: days('absencePercent'), width: 'short', inputmode: 'numeric', maxlength: 3 })}
${
  organisations.length > 0 &&
  field.checkboxes({
    name: 'organisations',
    label: say('settings.own'),
    help: say('settings.own.help'),
    optional: true,
    values: chosen,
    options: organisations.map(({ id, name }) => ({ value: id, label: name })),
  })
}`,
)}`
}

export type LetterPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly notice: NoticeOut
  readonly number: string | null
  readonly sender: string
  readonly place: string | null
}

/** What goes on paper: the same as goes through Sedd, and nothing else. */
export function letterPage({ language, today, notice, number, sender, place }: LetterPage): Html {
  const say = noticeWords(language)
  const law = say(`law.${notice.schoolForm}`)
  const crumbs = breadcrumbs(language, [
    { label: say('title'), href: paths.notices({ box: 'out' }) },
    { label: say('one.out.title'), href: paths.noticeOut(notice.id) },
  ])
  return html`${pageHead({ title: say('letter.heading', { law }), lead: say('letter.to', { place: notice.municipalityName ?? say('letter.place.unknown') }), crumbs })}
<p>${say(`letter.text.${notice.kind}`)}</p>
${facts([
  { term: say('name'), detail: nameOf(notice, peopleWords(language)) },
  { term: say('number'), detail: number === null ? '–' : formatIdentity(number) },
  { term: say('what'), detail: kindWord(notice, say) },
  { term: say(`day.${notice.kind}`), detail: formatDay(notice.onDay, language) },
  { term: say('school'), detail: notice.schoolUnit },
  { term: say('school_form'), detail: say(`form.${notice.schoolForm}`) },
  { term: say('programme'), detail: notice.programmeCode ?? '–' },
  { term: say('sender'), detail: sender },
])}
<p>${say('letter.date', { place: place ?? sender, day: formatDay(today, language) })}</p>
<p class="toolbar">${say('letter.back')}</p>`
}
