import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { colleagueName } from '../../outreach/contacts/views.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
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
import { LanguageAs, MOST_ASKED, type Pasted } from './paste-rules.ts'
import { studyPlanPart } from './plan-views.ts'
import { lastDayToBegin } from './rules.ts'
import { missingLine, type SayStudy, studyWords, subjectWord } from './words.ts'

export type CameBack = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly lists: Readonly<Record<'adjustments' | 'extra', readonly string[]>>
  readonly unread: readonly string[]
  readonly languages: Pasted['languages']
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
  readonly account: string
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

/** Whether anything hangs on how P and a grade for a whole block are counted. */
const hangsOnReading = ({ rows }: StudiesPage) =>
  rows.some(
    ({ knownUntil, grade, subject }) => knownUntil === null && (grade === 'P' || subject === 'NO' || subject === 'SO'),
  )

function eligibleTable(view: StudiesPage, say: SayStudy): Html {
  const { language, eligible, person, today } = view
  const isLow = !eligible.some(({ track, eligible: may }) => track === 'vocational' && may)
  const begin = { lastDay: person.birthDate && lastDayToBegin(person.birthDate), today }
  return html`<p class="muted">${say('eligible.text')}${hangsOnReading(view) && html` ${say('eligible.reading')} ${unverified(language)}`}</p>${beginLine(begin, language)}${dataTable<Eligibility>(
    {
      ...{ language, id: 'eligible', caption: say('eligible'), rows: eligible, empty: html`` },
      columns: [
        { key: 'track', label: say('track'), heads: true, cell: ({ track }) => say(`track.${track}`) },
        { key: 'stands', label: say('stands'), cell: (each) => standsTag(each, begin, say) },
        { key: 'missing', label: say('missing'), cell: (each) => missingLine(each, language) ?? say('missing.none') },
        {
          ...{ key: 'law', label: say('law') },
          cell: ({ track }) =>
            html`${say(`law.${track}`)}${(track === 'social' || track === 'science') && html` ${unverified(language)}`}`,
        },
      ],
    },
  )}${isLow ? html`<p>${say('imy.text')}</p>` : html`<p class="muted">${say('imv.text')} ${unverified(language)}</p>`}`
}

/** When somebody may begin at the latest; null where their day of birth is not known. */
type Begin = { readonly lastDay: PlainDate | null; readonly today: PlainDate }
const isOver = ({ lastDay, today }: Begin) => lastDay !== null && lastDay < today

function beginLine(begin: Begin, language: Language): Html | null {
  if (begin.lastDay === null) return null
  const say = studyWords(language)
  const until = formatDay(begin.lastDay, language)
  return html`<p>${isOver(begin) ? say('begin.over', { day: until }) : say('begin.until', { day: until })}</p>`
}

/** The grades are looked at first, and then whether there is time left to begin. */
function standsTag({ eligible, byExemption, isNeeded }: Eligibility, begin: Begin, say: SayStudy): Html {
  if (!isNeeded) return tag('neutral', say('stands.not_needed'))
  if (!eligible) return tag('neutral', say('stands.no'))
  if (isOver(begin)) return tag('neutral', say('stands.over'))
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

function gradesTable({ rows, language, person, token }: StudiesPage, say: SayStudy): Html {
  const remove = ({ id, subject }: GradeRow) =>
    actionButton({
      ...{ action: paths.personGradeRemoval(person.id), label: say('remove'), of: subjectWord(subject, say) },
      ...{
        permitted: ALLOWED,
        values: { grade: id, token },
        sure: { consequence: say('remove.consequence'), language },
      },
    })
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
        { key: 'source', label: say('source'), cell: ({ source }) => say(`source.${source}`) },
        { key: 'on', label: say('gradedOn'), tight: true, cell: ({ gradedOn }) => formatDay(gradedOn, language) },
        { key: 'remove', label: say('wrong'), cell: (row) => (row.subject === EXEMPT ? '–' : remove(row)) },
      ],
    }),
  )
}

/** How a line is written, and under it what every code stands for. */
const pastedHelp = (say: SayStudy): Html => {
  const codes = SUBJECTS.map((subject) => `${subject} ${subjectWord(subject, say).toLowerCase()}`).join(', ')
  return html`${say('pasted.help')} ${say('pasted.codes', { codes })}`
}

/** What the tab calls what is being written of grades. */
export const gradesDraft = (account: string, person: string) => `${account}:grades-${person}`

function gradesForm({ person, language, account, token, returned }: StudiesPage, say: SayStudy): Html {
  const { errors, typed, isBack } = backTo('grades', returned)
  const sources = (['catalogue', 'school', 'pupil'] as const).map((value) => ({ value, label: say(`source.${value}`) }))
  const { unread = [], languages = [] } = (isBack ? returned : null) ?? {}
  const asked = languages.slice(0, MOST_ASKED)
  const hidden = Object.fromEntries(asked.map(({ line }, n) => [`asked-${n}`, line]))
  return html`${unread.length > 0 && notice({ tone: 'due', title: say('unread.lines', { lines: unread.join(' | ') }) })}${form(
    {
      ...{ id: 'grades', action: paths.personGrades(person.id), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('grades.save'), hidden, draft: gradesDraft(account, person.id) },
    },
    (
      field,
    ) => html`${field.textarea({ name: 'pasted', label: say('pasted'), help: pastedHelp(say), value: typed['pasted'] ?? '', rows: 10, maxlength: 4000 })}
${asked.map(({ line, as }, n) => field.radios({ name: `language-${n}`, label: say('language.which', { line }), value: as, options: LanguageAs.options.map((value) => ({ value, label: subjectWord(value, say) })) }))}
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
        {
          key: 'until',
          label: say('knownUntil'),
          tight: true,
          cell: ({ knownUntil }) => (knownUntil === null ? '–' : formatInstant(knownUntil, language)),
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
  readonly birthDate: PlainDate | null
  readonly today: PlainDate
}

/** On a person's page: what the grades are enough for. */
export function studiesCard({ language, personId, eligible, merit, hasGrades, birthDate, today }: StudiesCard): Html {
  const say = studyWords(language)
  const begin = { lastDay: birthDate && lastDayToBegin(birthDate), today }
  const lines = eligible
    .filter(({ track }) => track === 'vocational' || track === 'preparatory' || track === 'imv')
    .map((each) => html`<li>${say(`track.${each.track}`)} ${standsTag(each, begin, say)}</li>`)
  const total = say('card.merit', { total: formatNumber(merit.total, language) })
  return card(
    { title: say('title'), id: 'studies-title' },
    html`${hasGrades ? html`<ul class="plain">${lines}</ul><p>${total}</p>` : html`<p class="muted">${say('card.none')}</p>`}
<p><a href="${paths.personStudies(personId)}">${say('card.link')}</a></p>`,
  )
}
