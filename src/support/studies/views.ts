import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { colleagueName } from '../../outreach/contacts/views.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState } from '../../ui/components/navigation.ts'
import { notice, unverified } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant, formatNumber, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Counted, type Eligibility, EXEMPT, type GradeRow, type Merit, type StudyPlan, SUBJECTS } from './model.ts'
import { studyPlanPart } from './plan-views.ts'
import { pointsOf } from './rules.ts'
import { missingLine, type SayStudy, studyWords, subjectWord } from './words.ts'

export type CameBack = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<'adjustments' | 'extra', readonly string[]>>
  readonly unread: readonly string[]
}

export type StudiesPage = PersonHead & {
  readonly today: PlainDate
  readonly rows: readonly GradeRow[]
  readonly isExempt: boolean
  readonly eligible: readonly Eligibility[]
  readonly merit: Merit
  readonly plans: readonly StudyPlan[]
  readonly colleagues: readonly Colleague[]
  readonly hasCase: boolean
  readonly token: string
  readonly returned: CameBack | null
}

export const backTo = (id: string, returned: CameBack | null) => ({
  errors: returned?.form === id ? returned.errors.filter(({ field }) => field !== null) : [],
  typed: returned?.form === id ? returned.typed : {},
  isBack: returned?.form === id,
})

/** Somebody's grades, what they are enough for, and the study plan. */
export function studiesPage(view: StudiesPage): Html {
  const say = studyWords(view.language)
  const { returned, rows, language } = view
  const general = returned?.errors.filter(({ field }) => field === null) ?? []
  const hasGrades = rows.some(({ knownUntil, subject }) => knownUntil === null && subject !== EXEMPT)
  return html`${personHead(view, say('title'), say('lead'))}
${general.map(({ message }) => notice({ tone: 'due', title: message }))}
${hasGrades ? html`${eligibleTable(view, say)}${meritCard(view, say)}` : emptyState({ title: say('grades.none'), hint: say('grades.none.hint') })}
${hasGrades && gradesTable(view, say)}
${disclosure(say('grades.add'), gradesForm(view, say), !hasGrades || backTo('grades', returned).isBack)}
${disclosure(html`${say('exemption')} ${unverified(language)}`, exemptionForm(view, say), backTo('exemption', returned).isBack)}
${studyPlanPart(view, say)}
${historyPart(view, say)}`
}

function eligibleTable({ language, eligible }: StudiesPage, say: SayStudy): Html {
  const isLow = !eligible.some(({ track, eligible: may }) => track === 'vocational' && may)
  return html`<p class="muted">${say('eligible.text')}</p>${dataTable<Eligibility>({
    ...{ language, id: 'eligible', caption: say('eligible'), rows: eligible, empty: html`` },
    columns: [
      { key: 'track', label: say('track'), heads: true, cell: ({ track }) => say(`track.${track}`) },
      { key: 'stands', label: say('stands'), cell: (each) => standsTag(each, say) },
      { key: 'missing', label: say('missing'), cell: (each) => missingLine(each, language) ?? say('missing.none') },
      {
        ...{ key: 'law', label: say('law') },
        cell: ({ track }) =>
          html`${say(`law.${track}`)}${(track === 'social' || track === 'science') && html` ${unverified(language)}`}`,
      },
    ],
  })}${isLow && html`<p>${say('imy.text')}</p>`}`
}

export function standsTag({ eligible, byExemption }: Eligibility, say: SayStudy): Html {
  if (!eligible) return tag('neutral', say('stands.no'))
  return tag('in', say(byExemption ? 'stands.exempt' : 'stands.yes'))
}

type Line = Counted & { readonly as: 'best' | 'language' | 'left' }

/** The whole reckoning: every grade, what it gives, and as what it counts. */
function meritCard({ merit, language }: StudiesPage, say: SayStudy): Html {
  const rows: Line[] = [
    ...merit.best.map((each) => ({ ...each, as: 'best' as const })),
    ...(merit.language === null ? [] : [{ ...merit.language, as: 'language' as const }]),
    ...merit.left.map((each) => ({ ...each, as: 'left' as const })),
  ]
  const total = say('merit.total', { total: formatNumber(merit.total, language), most: merit.most })
  return card(
    { title: say('merit'), id: 'merit-title', aside: html`<strong>${total}</strong>` },
    html`<p class="muted">${say('merit.text')} ${unverified(language)}</p>${dataTable<Line>({
      ...{ language, id: 'merit', caption: say('merit.table'), captionUnseen: true, rows, empty: html`` },
      columns: [
        { key: 'subject', label: say('subject'), heads: true, cell: ({ subject }) => subjectWord(subject, say) },
        { key: 'grade', label: say('grade'), cell: ({ grade }) => shownGrade(grade, say) },
        { key: 'points', label: say('points'), numeric: true, cell: ({ points }) => formatNumber(points, language) },
        { key: 'as', label: say('merit.as'), cell: ({ as }) => say(`merit.${as}`) },
      ],
    })}`,
  )
}

const shownGrade = (grade: GradeRow['grade'], say: SayStudy) => {
  if (grade === 'exempt') return say('grade.exempt')
  return grade === '-' ? '–' : grade
}

function gradesTable({ rows, language }: StudiesPage, say: SayStudy): Html {
  const order: readonly string[] = [...SUBJECTS, EXEMPT]
  const now = rows
    .filter(({ knownUntil }) => knownUntil === null)
    .toSorted((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject))
  return disclosure(
    say('grades'),
    dataTable<GradeRow>({
      ...{ language, id: 'grades-now', caption: say('grades'), captionUnseen: true, rows: now, empty: html`` },
      columns: [
        { key: 'subject', label: say('subject'), heads: true, cell: ({ subject }) => subjectWord(subject, say) },
        { key: 'grade', label: say('grade'), cell: ({ grade }) => shownGrade(grade, say) },
        {
          ...{ key: 'points', label: say('points'), numeric: true },
          cell: ({ grade }) => (grade === 'exempt' ? '–' : formatNumber(pointsOf(grade), language)),
        },
        { key: 'source', label: say('source'), cell: ({ source }) => say(`source.${source}`) },
        { key: 'on', label: say('gradedOn'), tight: true, cell: ({ gradedOn }) => formatDay(gradedOn, language) },
      ],
    }),
  )
}

function gradesForm({ person, language, token, returned }: StudiesPage, say: SayStudy): Html {
  const { errors, typed, isBack } = backTo('grades', returned)
  const sources = (['catalogue', 'school', 'pupil'] as const).map((value) => ({ value, label: say(`source.${value}`) }))
  const unread = isBack ? (returned?.unread ?? []) : []
  return html`${unread.length > 0 && notice({ tone: 'due', title: say('unread.lines', { lines: unread.join(' | ') }) })}${form(
    {
      ...{ id: 'grades', action: paths.personGrades(person.id), language, errors, permitted: ALLOWED, token },
      submit: say('grades.save'),
    },
    (
      field,
    ) => html`${field.textarea({ name: 'pasted', label: say('pasted'), help: say('pasted.help'), value: typed['pasted'] ?? '', rows: 10, maxlength: 4000 })}
${field.select({ name: 'source', label: say('source'), value: typed['source'] ?? 'catalogue', options: sources })}
${field.date({ name: 'gradedOn', label: say('gradedOn'), value: typed['gradedOn'] ?? '' })}`,
  )}`
}

function exemptionForm({ person, language, token, returned, isExempt, today }: StudiesPage, say: SayStudy): Html {
  const { errors, typed, isBack } = backTo('exemption', returned)
  return html`<p>${say('exemption.text')}</p>${form(
    {
      ...{ id: 'exemption', action: paths.personExemption(person.id), language, errors, permitted: ALLOWED, token },
      submit: say('exemption.save'),
    },
    (
      field,
    ) => html`${field.checkbox({ name: 'exempt', label: say('exempt'), checked: isBack ? typed['exempt'] === '1' : isExempt })}
${field.date({ name: 'on', label: say('on'), value: typed['on'] ?? today })}`,
  )}`
}

/** What was said of grades before, and who said it. */
function historyPart({ rows, language, colleagues }: StudiesPage, say: SayStudy): Html | null {
  const before = rows.filter(({ knownUntil }) => knownUntil !== null)
  if (before.length === 0) return null
  return disclosure(
    say('grades.history'),
    dataTable<GradeRow>({
      ...{ language, id: 'history', caption: say('grades.history'), captionUnseen: true, rows: before, empty: html`` },
      columns: [
        { key: 'subject', label: say('subject'), heads: true, cell: ({ subject }) => subjectWord(subject, say) },
        { key: 'grade', label: say('grade'), cell: ({ grade }) => shownGrade(grade, say) },
        { key: 'source', label: say('source'), cell: ({ source }) => say(`source.${source}`) },
        {
          key: 'from',
          label: say('knownFrom'),
          tight: true,
          cell: ({ knownFrom }) => formatInstant(knownFrom, language),
        },
        { key: 'who', label: say('who'), cell: ({ setBy }) => colleagueName(setBy, { colleagues }) },
      ],
    }),
  )
}

export type StudiesCard = {
  readonly language: Language
  readonly personId: string
  readonly eligible: readonly Eligibility[]
  readonly merit: Merit
  readonly hasGrades: boolean
}

/** On a person's page: what the grades are enough for. */
export function studiesCard({ language, personId, eligible, merit, hasGrades }: StudiesCard): Html {
  const say = studyWords(language)
  const lines = eligible
    .filter(({ track }) => track === 'vocational' || track === 'preparatory' || track === 'imv')
    .map((each) => html`<li>${say(`track.${each.track}`)} ${standsTag(each, say)}</li>`)
  const total = say('card.merit', { total: formatNumber(merit.total, language) })
  return card(
    { title: say('title'), id: 'studies-title' },
    html`${hasGrades ? html`<ul class="plain">${lines}</ul><p>${total}</p>` : html`<p class="muted">${say('card.none')}</p>`}
<p><a href="${paths.personStudies(personId)}">${say('card.link')}</a></p>`,
  )
}
