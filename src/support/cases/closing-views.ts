import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { form } from '../../ui/components/form.ts'
import { notice } from '../../ui/components/notice.ts'
import { paths } from '../../ui/paths.ts'
import type { Returned } from './case-views.ts'
import { CloseReason } from './model.ts'
import { FLOWS, type StepState } from './step-model.ts'
import { caseWords, type SayCase } from './words.ts'

export type ClosingPage = PersonHead & {
  readonly today: string
  readonly steps: readonly StepState[]
  /** Whether there is a day on which somebody follows up. */
  readonly hasNext: boolean
  readonly returned: Returned
  readonly token: string
}

/** Before a case is closed: what is missing, which stops nobody, and why it is closed. */
export function closingPage(view: ClosingPage): Html {
  const { language, person, returned, token, today } = view
  const say = caseWords(language)
  const { errors, typed } = returned
  return html`${personHead(view, say('close.title'), say('close.lead'))}
${missing(view, say)}
${form(
  {
    ...{ id: 'closing', action: paths.personCaseClosing(person.id), language, errors, permitted: ALLOWED, token },
    ...{ submit: say('close.save'), cancel: paths.personCase(person.id) },
  },
  (field) =>
    html`${field.select({
      ...{ name: 'reason', label: say('close.reason'), value: typed['reason'] ?? null, blank: '–' },
      options: CloseReason.options.map((value) => ({ value, label: say(`close_reason.${value}`) })),
    })}${field.date({ name: 'closedOn', label: say('close.on'), value: typed['closedOn'] ?? today })}`,
)}`
}

function missing({ steps, hasNext }: ClosingPage, say: SayCase): Html {
  const isDone = (step: string) => steps.some((each) => each.step === step && each.doneOn !== null)
  const lines = [
    ...FLOWS.closing.filter((step) => !isDone(step)).map((step) => say(`step.${step}`)),
    ...(hasNext ? [] : [say('close.next')]),
  ]
  if (lines.length === 0) return notice({ tone: 'done', title: say('close.complete') })
  return html`${notice({ tone: 'due', title: say('close.missing') })}<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}
