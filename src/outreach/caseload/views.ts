import type { Colleague } from '../../access/model.ts'
import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatNumber, formatWeekday, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName } from '../contacts/views.ts'
import type { WorkTime } from './model.ts'
import type { Rest, Weighed } from './rules.ts'
import { type CaseloadWord, TEXT } from './text.ts'

export type CaseloadPage = {
  readonly language: Language
  readonly rest: Rest
  readonly loads: readonly Weighed[]
  readonly everybody: WorkTime
  readonly colleagues: readonly Colleague[]
  readonly maySet: boolean
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
}

/** Each case holder's hours against what their young people take, and whether the week's work can be done in time. */
export function caseloadPage(view: CaseloadPage): Html {
  const { language, loads, rest } = view
  const say = words(TEXT, language)
  const late = loads.filter(({ isLate }) => isLate).length
  const number = (value: number) => formatNumber(Math.round(value * 10) / 10, language)
  const until = formatWeekday(rest.until, language)
  return html`${pageHead({ title: say('title'), lead: say('lead'), crumbs: breadcrumbs(language, [{ label: say('back'), href: paths.outreachLadder() }]) })}
${late > 0 && notice({ tone: 'broken', title: say('warning', { n: late, until }) })}
${dataTable<Weighed>({
  ...{ language, id: 'caseload', caption: say('table'), captionUnseen: true, phone: 'cards', rows: loads },
  empty: emptyState({ title: say('none'), hint: say('none.hint') }),
  columns: [
    { key: 'who', label: say('who'), heads: true, cell: ({ account }) => colleagueName(account, view) },
    { key: 'cases', label: say('cases'), numeric: true, cell: ({ cases }) => number(cases) },
    { key: 'needed', label: say('needed'), numeric: true, cell: ({ needed }) => number(needed) },
    { key: 'have', label: say('have'), numeric: true, cell: ({ weekHours }) => number(weekHours) },
    {
      key: 'due',
      label: say('due', { until }),
      cell: ({ due, dueHours, hoursLeft }) =>
        say('due.cell', { n: due, hours: number(dueHours), left: number(hoursLeft) }),
    },
    { key: 'state', label: say('state'), cell: (each) => stateTags(each, say) },
  ],
})}
${disclosure(say('how'), html`<p>${say('how.text', { days: rest.workdays })}</p>`)}
${view.maySet && settingCard(view, say)}`
}

function stateTags({ isOver, isLate }: Weighed, say: Say<CaseloadWord>): Html {
  if (!isOver && !isLate) return tag('in', say('ok'))
  return html`${isLate && tag('broken', say('late'))} ${isOver && tag('due', say('over'))}`
}

function settingCard(
  { language, everybody, colleagues, errors, typed, token }: CaseloadPage,
  say: Say<CaseloadWord>,
): Html {
  const staff = colleagues
    .filter(({ current }) => current)
    .map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))
  const short = { width: 'short', inputmode: 'decimal' } as const
  const hours = (value: number) => formatNumber(value, language)
  return card(
    { title: say('set'), id: 'hours-title' },
    form(
      {
        ...{ id: 'hours', action: paths.outreachCaseload(), language, errors, permitted: ALLOWED, token },
        submit: say('save'),
      },
      (
        field,
      ) => html`${field.select({ name: 'account', label: say('account'), value: typed['account'] ?? '', blank: say('everybody'), optional: true, options: staff })}
${field.text({ name: 'weekHours', label: say('weekHours'), value: typed['weekHours'] ?? hours(everybody.weekHours), ...short })}
${field.text({ name: 'youthHours', label: say('youthHours'), value: typed['youthHours'] ?? hours(everybody.youthHours), ...short })}`,
    ),
  )
}
