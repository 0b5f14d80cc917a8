import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatNumber, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { Condition, type Protocol, type ProtocolStep, StepChannel, StepRole, StepTo } from './model.ts'
import type { Moved } from './plan-store.ts'
import { BLANK_ROWS, fieldsOfRow } from './protocol-input.ts'
import { ladderWords, type SayLadder, stepWord, templateWord } from './words.ts'

export type ProtocolPage = {
  readonly language: Language
  readonly protocol: Protocol
  /** What stands in the form: the order in use, or one that somebody thinks of. */
  readonly thought: readonly ProtocolStep[]
  /** The templates there are, and for which way. */
  readonly templates: readonly { readonly code: string; readonly channel: string }[]
  /** What the order thought of would change; `unseen` to one who does not see the young. Null until it is asked for. */
  readonly moved: Moved | 'unseen' | null
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly maySet: boolean
  readonly token: string
}

/** The domain's order of steps, and the form that says it anew. */
export function protocolPage(view: ProtocolPage): Html {
  const { language, protocol } = view
  const say = ladderWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.outreachLadder() }])
  const version = protocol.version === 0 ? say('protocol.default') : say('protocol.version', { n: protocol.version })
  return html`${pageHead({ title: say('protocol.title'), lead: say('protocol.lead'), crumbs })}
<p class="muted">${version}${protocol.version > 1 && protocol.movedRuns !== null && html` · ${say('protocol.moved', { n: protocol.movedRuns })}`}</p>
${table(protocol.steps, view, say)}
<p>${say('protocol.law')}</p>
${movedNotice(view, say)}
${view.maySet && disclosure(say('protocol.edit'), editForm(view, say), view.moved !== null || view.errors.length > 0)}`
}

function table(steps: readonly ProtocolStep[], { language }: ProtocolPage, say: SayLadder): Html {
  const number = (value: number) => formatNumber(value, language)
  return dataTable<ProtocolStep>({
    language,
    id: 'protocol',
    caption: say('protocol.title'),
    captionUnseen: true,
    rows: steps,
    empty: html``,
    columns: [
      {
        key: 'step',
        label: say('step'),
        heads: true,
        cell: (each) => say('step.label', { place: each.place, what: stepWord(each, false, say) }),
      },
      { key: 'wait', label: say('protocol.wait'), numeric: true, cell: ({ waitDays }) => number(waitDays) },
      {
        key: 'deadline',
        label: say('protocol.deadline'),
        numeric: true,
        cell: ({ deadlineDays }) => number(deadlineDays),
      },
      { key: 'role', label: say('protocol.role'), cell: ({ role }) => say(`role.${role}`) },
      {
        key: 'only',
        label: say('protocol.only'),
        cell: ({ onlyIf }) => say(onlyIf === null ? 'only.all' : `only.${onlyIf}`),
      },
      {
        key: 'template',
        label: say('protocol.template'),
        cell: ({ templateCode }) => templateWord(templateCode, language),
      },
    ],
  })
}

function movedNotice({ moved }: ProtocolPage, say: SayLadder): Html | null {
  if (moved === null) return null
  const title =
    moved === 'unseen' ? say('protocol.moves.unseen') : say('protocol.moves', { n: moved.moved, of: moved.of })
  return notice({ tone: 'info', title })
}

function editForm(view: ProtocolPage, say: SayLadder): Html {
  const typedRows = Object.keys(view.typed).filter((name) => name.startsWith('channel-')).length
  const count = Math.max(typedRows, view.thought.length + BLANK_ROWS)
  const rows = Array.from({ length: count }, (_, index) => view.thought[index] ?? null)
  const codes = rows.map((step, index) => {
    const name = fieldsOfRow(index + 1).code
    return [name, view.typed[name] ?? step?.code ?? '']
  })
  return form(
    {
      ...{
        id: 'order',
        action: paths.outreachProtocol(),
        language: view.language,
        errors: view.errors,
        permitted: ALLOWED,
      },
      ...{ token: view.token, submit: say('protocol.save') },
      hidden: { seen: String(view.protocol.version), ...Object.fromEntries(codes) },
    },
    (field) => html`${rows.map((step, index) => rowFields(field, { ...view, row: index + 1, step }, say))}
<p><button type="submit" class="button quiet" formaction="${paths.outreachProtocolPreview()}">${say('protocol.preview')}</button></p>`,
  )
}

type Row = Pick<ProtocolPage, 'language' | 'templates'> & {
  readonly row: number
  readonly step: ProtocolStep | null
  readonly typed: Readonly<Record<string, string>>
}

/** One step: what is done and to whom, after how long, and by whom. Without a way it is no step. */
function rowFields(field: Fields, { row, step, typed, templates, language }: Row, say: SayLadder): Html {
  const name = fieldsOfRow(row)
  const told = (key: keyof typeof name, otherwise: string) => typed[name[key]] ?? otherwise
  const short = { width: 'short', inputmode: 'numeric' } as const
  const label = `${say('step')} ${row}`
  return card(
    { title: label, id: `${name.channel}-title` },
    html`${field.select({ name: name.channel, label: say('protocol.channel'), value: told('channel', step?.channel ?? ''), blank: say('protocol.channel.none'), optional: true, options: StepChannel.options.map((value) => ({ value, label: say(`channel.${value}`) })) })}
${field.text({ name: name.wait, label: say('protocol.wait'), value: told('wait', String(step?.waitDays ?? 2)), ...short })}
${field.text({ name: name.deadline, label: say('protocol.deadline'), value: told('deadline', String(step?.deadlineDays ?? 2)), ...short })}
${disclosure(
  say('protocol.more'),
  html`${field.select({ name: name.through, label: say('protocol.through'), value: told('through', step?.through ?? 'self'), options: StepTo.options.map((value) => ({ value, label: say(`through.${value}`) })) })}
${field.select({ name: name.only, label: say('protocol.only'), value: told('only', step?.onlyIf ?? ''), blank: say('only.all'), optional: true, options: Condition.options.map((value) => ({ value, label: say(`only.${value}`) })) })}
${field.select({ name: name.role, label: say('protocol.role'), value: told('role', step?.role ?? 'owner'), options: StepRole.options.map((value) => ({ value, label: say(`role.${value}`) })) })}
${field.select({ name: name.template, label: say('protocol.template'), help: say('protocol.template.help'), value: told('template', step?.templateCode ?? ''), blank: say('protocol.template.none'), optional: true, options: templateOptions(templates, step, language) })}
${field.text({ name: name.order, label: say('protocol.order'), value: told('order', String(row)), ...short })}`,
)}`,
  )
}

/** Each template once, by its name; the one that a step has is there though it is no longer in use. */
function templateOptions(
  templates: ProtocolPage['templates'],
  step: ProtocolStep | null,
  language: Language,
): readonly { readonly value: string; readonly label: string }[] {
  const codes = [...templates.map(({ code }) => code), ...(step?.templateCode ? [step.templateCode] : [])]
  return [...new Set(codes)].map((value) => ({ value, label: templateWord(value, language) }))
}
