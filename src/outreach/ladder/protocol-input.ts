import type { FieldProblem } from '../../kernel/errors.ts'
import type { Submitted } from '../../kernel/http.ts'
import { Condition, MOST_STEPS, type ProtocolStep, StepChannel, StepRole, StepTo } from './model.ts'
import { REACHES_GUARDIANS, REACHES_PROTECTED } from './rules.ts'

/** Rows without a step that the form ends with: for those that are to come. */
export const BLANK_ROWS = 2

/** The names of the fields of one row. */
export const fieldsOfRow = (row: number) => ({
  code: `code-${row}`,
  order: `order-${row}`,
  channel: `channel-${row}`,
  through: `through-${row}`,
  wait: `wait-${row}`,
  deadline: `deadline-${row}`,
  role: `role-${row}`,
  template: `template-${row}`,
  only: `only-${row}`,
})

type Read = { readonly steps: readonly ProtocolStep[]; readonly problems: readonly FieldProblem[] }

/** The order that a form says: a row without a way is no step. What is wrong is told by the row where it stands. */
export function readProtocol(form: Submitted): Read {
  const rows = Array.from({ length: MOST_STEPS + BLANK_ROWS }, (_, index) => index + 1)
  const used = new Set(rows.map((row) => form.text(fieldsOfRow(row).code)).filter((code) => code !== ''))
  const version = (Number(form.text('seen')) || 0) + 1
  const problems: FieldProblem[] = []
  const read = rows.flatMap((row) => {
    const channel = StepChannel.safeParse(form.text(fieldsOfRow(row).channel))
    if (!channel.success) return []
    const step = readRow(form, row, channel.data)
    problems.push(...step.problems)
    const code = form.text(fieldsOfRow(row).code) || freshCode(channel.data, version, used)
    return [{ order: numberOr(form.text(fieldsOfRow(row).order), row), row, step: { ...step.value, code } }]
  })
  const sorted = read.toSorted((one, other) => one.order - other.order || one.row - other.row)
  return { steps: sorted.map(({ step }, index) => ({ ...step, place: index + 1 })), problems }
}

function readRow(form: Submitted, row: number, channel: StepChannel) {
  const name = fieldsOfRow(row)
  const through = StepTo.catch('self').parse(form.text(name.through))
  const role = StepRole.catch('owner').parse(form.text(name.role))
  const only = Condition.safeParse(form.text(name.only))
  const [waitDays, deadlineDays] = [days(form.text(name.wait)), days(form.text(name.deadline))]
  const template = form.text(name.template)
  const isCode = /^[a-z][a-z0-9_]{0,39}$/.test(template)
  const value = {
    ...{ channel, through, role, waitDays, deadlineDays },
    templateCode: isCode ? template : null,
    onlyIf: only.success ? only.data : null,
  }
  const problems = [
    ...(isDays(waitDays) ? [] : [{ field: name.wait, code: 'days_range' }]),
    ...(isDays(deadlineDays) ? [] : [{ field: name.deadline, code: 'days_range' }]),
    ...(through === 'guardian' && !REACHES_GUARDIANS.includes(channel)
      ? [{ field: name.through, code: 'guardian_channel' }]
      : []),
    ...(only.data === 'protected' && !REACHES_PROTECTED.includes(channel)
      ? [{ field: name.only, code: 'protected_channel' }]
      : []),
  ]
  return { value, problems }
}

const days = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN)
const isDays = (value: number) => value >= 0 && value <= 60
const numberOr = (text: string, otherwise: number) => (/^\d{1,3}$/.test(text) ? Number(text) : otherwise)

/** A code that no other step has, nor had in a version before: it stands for the step from now on. */
function freshCode(channel: StepChannel, version: number, used: Set<string>): string {
  let n = 1
  while (used.has(`${channel}_${version}_${n}`)) n += 1
  used.add(`${channel}_${version}_${n}`)
  return `${channel}_${version}_${n}`
}
