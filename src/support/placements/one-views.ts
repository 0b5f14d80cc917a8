import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { colleagueName } from '../../outreach/contacts/views.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice, unverified } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, formatInstant } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { namedOptions } from '../cases/words.ts'
import { EndReason, Outcome, type Placement, type Step, StepOutcome, type Terms, WithWhom } from './model.ts'
import { isMinor, minorWarnings } from './rules.ts'
import {
  type Colleagues,
  generalNotices,
  hoursLine,
  placementDraft,
  type SupervisorChoice,
  spanLine,
  stateCell,
  termsFields,
} from './views.ts'
import { placementWords, type SayPlacement } from './words.ts'

/** Which form came back, with what was typed. */
export type CameBack = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly days: readonly string[]
}

export type PlacementPage = PersonHead & {
  readonly today: PlainDate
  readonly account: string
  readonly placement: Placement
  readonly terms: readonly Terms[]
  readonly steps: readonly Step[]
  readonly supervisors: readonly SupervisorChoice[]
  readonly colleagues: Colleagues
  readonly nameable: Colleagues
  /** That the week is planned otherwise than is agreed, in words; null where it is not. */
  readonly differs: Html | null
  readonly mayNote: boolean
  readonly mayReadNotes: boolean
  readonly token: string
  readonly returned: CameBack | null
}

const backTo = (id: string, { returned }: PlacementPage) => ({
  errors: returned?.form === id ? returned.errors.filter(({ field }) => field !== null) : [],
  typed: returned?.form === id ? returned.typed : {},
  isBack: returned?.form === id,
})

/** One placement: what is agreed, what is done around it, and how it ended. */
export function placementPage(view: PlacementPage): Html {
  const { language, placement, person, returned, today } = view
  const say = placementWords(language)
  const isOn = placement.endedOn === null
  // What came back stands where it was written, also where a colleague has ended the placement meanwhile.
  const shows = (name: string) => isOn || backTo(name, view).isBack
  const hours = isOn ? minorWarnings(placement.terms, person.birthDate) : []
  const supervisor = view.supervisors.find(({ id }) => id === placement.terms.supervisorId)
  const isStopped = isOn && placement.terms.asks !== 'never' && (supervisor?.noTextsAt ?? null) !== null
  const needsRisk = isOn && isMinor(person.birthDate, placement.terms.fromOn) && placement.terms.riskSeenOn === null
  return html`${personHead(view, `${placement.title}, ${placement.workplace}`, say(`kind.${placement.kind}`))}
${returned && generalNotices(returned.errors)}
${needsRisk && notice({ tone: 'due', title: say('risk.missing') }, html`${say('risk.missing.text')} ${unverified(language)}`)}
${hours.length > 0 && notice({ tone: 'info', title: say('minor.title') }, html`${hours.map((code) => html`${say(code)} `)}${unverified(language)}`)}
${isStopped && notice({ tone: 'due', title: say('no_texts.title') }, say('no_texts.text'))}
${isOn && view.differs}
${card({ title: say('agreed'), id: 'agreed-title', aside: stateCell(placement, today, language) }, agreedPart(view, say))}
${stepsPart(view, say)}
${shows('step') && disclosure(say('step.new'), stepForm(view, say), backTo('step', view).isBack)}
${shows('terms') && disclosure(say('change'), changeForm(view, say), backTo('terms', view).isBack)}
${shows('end') && html`<div id="ending">${disclosure(say('end'), endForm(view, say), backTo('end', view).isBack)}</div>`}
${!isOn && reopenButton(view, say)}
${versionsPart(view, say)}`
}

const reopenButton = ({ language, person, placement, token }: PlacementPage, say: SayPlacement) =>
  actionButton({
    ...{ action: paths.personPlacementReopening(person.id, placement.id), label: say('reopen'), permitted: ALLOWED },
    ...{ values: { token }, sure: { consequence: say('reopen.what'), language } },
  })

function agreedPart(view: PlacementPage, say: SayPlacement): Html {
  const { language, placement, person, token } = view
  const { terms, signedOn } = placement
  const { errors, typed } = backTo('signed', view)
  const paper = linkButton({ href: paths.personPlacementAgreement(person.id, placement.id), label: say('agreement') })
  const signing =
    placement.endedOn === null &&
    signedOn === null &&
    disclosure(
      say('sign.title'),
      form(
        {
          ...{
            id: 'signed',
            action: paths.personPlacementSigned(person.id, placement.id),
            language,
            errors,
            permitted: ALLOWED,
          },
          ...{ token, submit: say('sign.save'), hidden: { seen: terms.id } },
        },
        (field) => field.date({ name: 'signedOn', label: say('signedOn'), value: typed['signedOn'] ?? view.today }),
      ),
      backTo('signed', view).isBack,
    )
  const signed = signedOn === null ? say('unsigned') : say('signed', { day: formatDay(signedOn, language) })
  return html`${termsFacts(terms, view, say)}
<p>${tag(signedOn === null ? 'due' : 'in', signed)}</p>
${toolbar(paper)}${signing}`
}

function termsFacts(terms: Terms, { supervisors, language }: PlacementPage, say: SayPlacement): Html {
  const supervisor = supervisors.find(({ id }) => id === terms.supervisorId)
  return facts([
    { term: say('when'), detail: html`${spanLine(terms, language, say)}<br>${hoursLine(terms, language, say)}` },
    ...(terms.holdsFrom === null ? [] : [{ term: say('holdsFrom'), detail: formatDay(terms.holdsFrom, language) }]),
    { term: say('supervisorId'), detail: supervisor?.name ?? '–' },
    { term: say('tasks'), detail: terms.tasks },
    { term: say('insurance'), detail: say(`insurance.${terms.insurance}`) },
    { term: say('riskSeenOn'), detail: terms.riskSeenOn === null ? '–' : formatDay(terms.riskSeenOn, language) },
    { term: say('asks'), detail: say(`asks.${terms.asks}`) },
  ])
}

function stepsPart(view: PlacementPage, say: SayPlacement): Html {
  const { language, steps, colleagues, person, mayReadNotes } = view
  return dataTable<Step>({
    ...{ language, id: 'steps', caption: say('steps'), rows: steps },
    empty: emptyState({ title: say('steps.none'), hint: say('steps.none.hint') }),
    columns: [
      { key: 'kind', label: say('kind'), heads: true, cell: (each) => say(`step.${each.kind}`) },
      {
        key: 'day',
        label: say('plannedOn'),
        tight: true,
        cell: (each) => formatDay(each.doneOn ?? each.plannedOn, language),
      },
      { key: 'with', label: say('withWhom'), cell: (each) => say(`with_whom.${each.withWhom}`) },
      { key: 'who', label: say('accountId'), cell: (each) => colleagueName(each.accountId, { colleagues }) },
      {
        ...{ key: 'result', label: say('result') },
        cell: (each) =>
          html`${resultCell(each, view, say)}${each.noteId !== null && mayReadNotes && html` <a href="${paths.personNote(person.id, each.noteId)}">${say('note')}</a>`}`,
      },
    ],
  })
}

function resultCell(step: Step, view: PlacementPage, say: SayPlacement): Content {
  const { language, person, token, today } = view
  if (step.outcome !== null) {
    const isWrong = step.kind === 'signed' && step.outcome !== 'well'
    if (isWrong) return tag('neutral', say('step.was_wrong'))
    const outcome = tag(step.outcome === 'worry' ? 'due' : 'neutral', say(`outcome.${step.outcome}`))
    // What came back stands where it was written, also where a colleague has said how it went meanwhile.
    const kept =
      backTo(logged(step), view).isBack && html`<p class="help">${say('step.kept')}</p>${logForm(step, view, say)}`
    return html`${step.kind !== 'signed' && outcome}${actionButton({
      ...{ action: paths.personPlacementStepBack(person.id, step.id), label: say('step.back'), permitted: ALLOWED },
      ...{ of: `${say(`step.${step.kind}`)} ${formatDay(step.doneOn ?? step.plannedOn, language)}` },
      ...{ kind: 'plain', values: { token }, sure: { consequence: say('step.back.what'), language } },
    })}${kept}`
  }
  return html`${tag(step.plannedOn < today ? 'due' : 'neutral', say('result.none'))}${logForm(step, view, say)}`
}

const logged = ({ id }: Step) => `step-${id}`

/** How a step went, folded under its name. */
function logForm(step: Step, view: PlacementPage, say: SayPlacement): Html {
  const { language, person, token, today, mayNote } = view
  const id = logged(step)
  const { errors, typed, isBack } = backTo(id, view)
  const day = typed['doneOn'] ?? [step.plannedOn, today].toSorted()[0] ?? today
  return disclosure(
    html`${say('step.log')}<span class="unseen"> ${say(`step.${step.kind}`)} ${formatDay(step.plannedOn, language)}</span>`,
    form(
      {
        ...{ id, action: paths.personPlacementStep(person.id, step.id), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('step.done'), draft: placementDraft(view.account, step.id) },
      },
      (field) => html`${field.date({ name: 'doneOn', label: say('doneOn'), value: day })}
${field.radios({ name: 'outcome', label: say('result'), value: typed['outcome'] ?? null, options: StepOutcome.options.map((value) => ({ value, label: say(`outcome.${value}`) })) })}
${mayNote && field.textarea({ name: 'words', label: say('step.words'), help: say('step.words.help'), optional: true, value: typed['words'] ?? '', rows: 3, maxlength: 20_000 })}`,
    ),
    isBack,
  )
}

function stepForm(view: PlacementPage, say: SayPlacement): Html {
  const { language, person, placement, token, account } = view
  const { errors, typed } = backTo('step', view)
  const staff = namedOptions(view, typed['accountId'] ?? account)
  const kinds = (['accompany', 'visit', 'call'] as const).map((value) => ({ value, label: say(`step.${value}`) }))
  return form(
    {
      ...{
        id: 'step',
        action: paths.personPlacementSteps(person.id, placement.id),
        language,
        errors,
        permitted: ALLOWED,
      },
      ...{ token, submit: say('step.save') },
    },
    (
      field,
    ) => html`${field.radios({ name: 'kind', label: say('kind'), value: typed['kind'] ?? 'call', options: kinds })}
${field.date({ name: 'plannedOn', label: say('plannedOn'), value: typed['plannedOn'] ?? '' })}
${field.radios({ name: 'withWhom', label: say('withWhom'), value: typed['withWhom'] ?? 'both', options: WithWhom.options.map((value) => ({ value, label: say(`with_whom.${value}`) })) })}
${field.select({ name: 'accountId', label: say('accountId'), value: typed['accountId'] ?? account, options: staff })}`,
  )
}

function changeForm(view: PlacementPage, say: SayPlacement): Html {
  const { language, person, placement, token, supervisors, returned } = view
  const { errors, typed, isBack } = backTo('terms', view)
  const { terms } = placement
  const stands = {
    ...{ supervisorId: terms.supervisorId ?? '', fromOn: terms.fromOn, lastOn: terms.lastOn, startsAt: terms.startsAt },
    ...{ holdsFrom: terms.holdsFrom ?? '', breakMinutes: String(terms.breakMinutes) },
    ...{ endsAt: terms.endsAt, tasks: terms.tasks, insurance: terms.insurance, riskSeenOn: terms.riskSeenOn ?? '' },
    asks: terms.asks,
  }
  const own = supervisors.filter(
    ({ employerId, endedOn, id }) =>
      employerId === placement.employerId && (endedOn === null || id === terms.supervisorId),
  )
  return html`<p>${say('change.text')}</p>${form(
    {
      ...{
        id: 'terms',
        action: paths.personPlacementTerms(person.id, placement.id),
        language,
        errors,
        permitted: ALLOWED,
      },
      ...{ token, submit: say('change.save'), hidden: { seen: terms.id } },
      draft: placementDraft(view.account, placement.id),
    },
    (field) =>
      html`${termsFields(
        field,
        {
          ...{ typed: { ...stands, ...typed }, supervisors: own, holds: true },
          days: isBack && returned ? returned.days : terms.days,
        },
        say,
      )}${
        view.steps.some(({ kind, outcome }) => kind === 'accompany' && outcome === null) &&
        field.checkbox({
          name: 'movesSteps',
          label: say('movesSteps'),
          value: '1',
          checked: typed['movesSteps'] === '1',
        })
      }`,
  )}`
}

function endForm(view: PlacementPage, say: SayPlacement): Html {
  const { language, person, placement, token } = view
  const { errors, typed } = backTo('end', view)
  return form(
    {
      ...{ id: 'end', action: paths.personPlacementEnd(person.id, placement.id), language, errors, permitted: ALLOWED },
      ...{ token, submit: say('end.save') },
    },
    (field) => html`${field.date({ name: 'endedOn', label: say('endedOn'), value: typed['endedOn'] ?? '' })}
${field.radios({ name: 'outcome', label: say('outcome'), value: typed['outcome'] ?? null, options: Outcome.options.map((value) => ({ value, label: say(`outcome.${value}`) })) })}
${field.select({ name: 'endReason', label: say('endReason'), blank: '–', value: typed['endReason'] ?? null, options: EndReason.options.map((value) => ({ value, label: say(`end_reason.${value}`) })) })}`,
  )
}

/** What was agreed before, and who changed it when. */
function versionsPart(view: PlacementPage, say: SayPlacement): Html | null {
  const { terms, colleagues, language, placement } = view
  const before = terms.filter(({ id }) => id !== placement.terms.id)
  if (before.length === 0) return null
  const parts = before.map((each) => {
    const who = colleagueName(each.setBy, { colleagues })
    return html`<h3>${say('version.of', { at: formatInstant(each.knownFrom, language), who })}</h3>${termsFacts(each, view, say)}`
  })
  return disclosure(say('versions'), html`${parts}`)
}
