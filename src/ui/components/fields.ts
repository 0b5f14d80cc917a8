import { type Content, type Html, html } from '../../kernel/html.ts'
import { type Language, words } from '../language.ts'
import { TEXT } from '../text.ts'
import { attributes } from './attributes.ts'

/** One field that needs correcting and what to do about it, in words; null is the form as a whole. */
export type FieldError = { readonly field: string | null; readonly message: string }

type Common = {
  readonly name: string
  readonly label: string
  /** Stands under the label, before one begins to write. */
  readonly help?: Content
  readonly optional?: boolean
}

type Width = 'short' | 'medium' | 'full'
export type Option = { readonly value: string; readonly label: string; readonly help?: Content }

type TextField = Common & {
  readonly value?: string | null
  readonly type?: 'text' | 'tel' | 'email' | 'search' | 'number'
  readonly width?: Width
  readonly autocomplete?: string
  readonly inputmode?: 'numeric' | 'tel' | 'email' | 'decimal'
  readonly maxlength?: number
}
type DateField = Common & { readonly value?: string | null }
type TextareaField = Common & { readonly value?: string | null; readonly rows?: number; readonly maxlength?: number }
type SelectField = Common & {
  readonly value?: string | null
  /** Those with the same `group` stand together under its name; they are given together. */
  readonly options: readonly (Option & { readonly group?: string })[]
  /** The first choice, which is none: `Alla`. Left out, the first option stands chosen. */
  readonly blank?: string
}
type ChoiceField = Common & { readonly options: readonly Option[] }
type FileField = Common & { readonly accept: string; readonly multiple?: boolean }
type CheckboxField = {
  readonly name: string
  readonly label: Content
  readonly help?: Content
  readonly value?: string
  readonly checked: boolean
}

/** What all fields of one form share. */
export type FieldContext = {
  readonly form: string
  readonly language: Language
  readonly errors: readonly FieldError[]
  /** In a filter nothing is required and nothing needs to say so. */
  readonly filter?: boolean
  /** Told of each field as it is written: what it is called, and what its choices are. */
  readonly tell?: (name: string, called: Called) => void
}

/** What a field is called where it is shown, and what is chosen in it, where that is not many. */
export type Called = { readonly label: string; readonly choices?: Readonly<Record<string, string>> }

const FEW = 12
function tell(context: FieldContext, { name, label }: Common, options: readonly Option[] = []): void {
  const few = options.length > 0 && options.length <= FEW
  const choices = Object.fromEntries(options.map((each) => [each.value, each.label]))
  context.tell?.(name, few ? { label, choices } : { label })
}

/** Writes fields that carry the errors of their form beside them. */
export type Fields = ReturnType<typeof fieldsOf>

export function fieldsOf(context: FieldContext) {
  return {
    text: (field: TextField) => textField(context, field),
    date: (field: DateField) => dateField(context, field),
    textarea: (field: TextareaField) => textareaField(context, field),
    select: (field: SelectField) => selectField(context, field),
    radios: (field: ChoiceField & { readonly value?: string | null }) =>
      choiceField(context, field, 'radio', field.value ? [field.value] : []),
    checkboxes: (field: ChoiceField & { readonly values: readonly string[] }) =>
      choiceField(context, field, 'checkbox', field.values),
    checkbox: (field: CheckboxField) => checkboxField(context, field),
    file: (field: FileField) => fileField(context, field),
  }
}

/** The id of a field's first control: where the summary of errors leads. */
export function fieldId(form: string, name: string): string {
  return `${form}-${name}`
}

function textField(context: FieldContext, field: TextField): Html {
  tell(context, field)
  const { type = 'text', value, width = 'full', autocomplete = 'off', inputmode, maxlength } = field
  const own = attributes({ type, value, class: width, autocomplete, inputmode, maxlength, ...wiring(context, field) })
  return row(context, field, html`<input${own}>`)
}

/** One field of text, because people paste, speak and type days in many ways; `typedDay` reads them all. */
function dateField(context: FieldContext, field: DateField): Html {
  tell(context, field)
  const help = field.help ?? (context.filter ? null : words(TEXT, context.language)('form.dayHelp'))
  const wired = { ...field, help }
  const own = attributes({
    type: 'text',
    value: field.value,
    class: 'short',
    autocomplete: 'off',
    ...wiring(context, wired),
  })
  return row(context, wired, html`<input${own}>`)
}

function textareaField(context: FieldContext, field: TextareaField): Html {
  tell(context, field)
  const own = attributes({ rows: field.rows ?? 5, maxlength: field.maxlength, ...wiring(context, field) })
  // The parser drops one line break after the tag: without ours, a text that begins with one would lose it.
  return row(
    context,
    field,
    html`<textarea${own}>
${field.value ?? ''}</textarea>`,
  )
}

function selectField(context: FieldContext, field: SelectField): Html {
  tell(context, field, field.options)
  const blank = field.blank !== undefined && html`<option value="">${field.blank}</option>`
  const options = [...Map.groupBy(field.options, ({ group }) => group)].map(([group, members]) => {
    const lines = members.map(
      ({ value, label }) => html`<option${attributes({ value, selected: value === field.value })}>${label}</option>`,
    )
    return group === undefined ? lines : html`<optgroup${attributes({ label: group })}>${lines}</optgroup>`
  })
  return row(context, field, html`<select${attributes(wiring(context, field))}>${blank}${options}</select>`)
}

function fileField(context: FieldContext, field: FileField): Html {
  const { accept, multiple } = field
  return row(context, field, html`<input${attributes({ type: 'file', accept, multiple, ...wiring(context, field) })}>`)
}

function checkboxField(context: FieldContext, field: CheckboxField): Html {
  const { name, label, help, value = '1', checked } = field
  const wired = wiring(context, { name, help, optional: true })
  return html`<div class="field choice">${errorText(context, name)}<label><input${attributes({ type: 'checkbox', value, checked, ...wired })}><span>${label}</span></label>${helpText(context, name, help)}</div>`
}

function choiceField(
  context: FieldContext,
  field: ChoiceField,
  type: 'radio' | 'checkbox',
  chosen: readonly string[],
): Html {
  tell(context, field, field.options)
  const { name, label, help, options, optional } = field
  const first = fieldId(context.form, name)
  const choices = options.map((option, index) => {
    const id = index === 0 ? first : `${first}-${index}`
    // The first control has the field's own id: what helps with the choice is not what helps with the field.
    const describedBy = option.help ? `${id}-hint` : null
    const own = {
      type,
      name,
      id,
      value: option.value,
      checked: chosen.includes(option.value),
      'aria-describedby': describedBy,
    }
    return html`<div class="choice"><label><input${attributes(own)}><span>${option.label}</span></label>${
      option.help && html`<p class="help" id="${id}-hint">${option.help}</p>`
    }</div>`
  })
  return html`<fieldset class="field"${attributes({ 'aria-describedby': described(context, name, help) })}><legend>${label}${optionalMark(context, optional)}</legend>${helpText(context, name, help)}${errorText(context, name)}${choices}</fieldset>`
}

function row(context: FieldContext, field: Common, control: Html): Html {
  const id = fieldId(context.form, field.name)
  return html`<div class="field"><label for="${id}">${field.label}${optionalMark(context, field.optional)}</label>${helpText(context, field.name, field.help)}${errorText(context, field.name)}${control}</div>`
}

function optionalMark(context: FieldContext, optional = false): Html | false {
  return (
    optional && !context.filter && html` <span class="muted">(${words(TEXT, context.language)('form.optional')})</span>`
  )
}

function wiring(context: FieldContext, field: Pick<Common, 'name' | 'help' | 'optional'>) {
  return {
    id: fieldId(context.form, field.name),
    name: field.name,
    required: !field.optional && !context.filter,
    'aria-describedby': described(context, field.name, field.help),
    'aria-invalid': messages(context, field.name).length > 0 ? 'true' : null,
  }
}

function messages(context: FieldContext, name: string): readonly string[] {
  return context.errors.filter(({ field }) => field === name).map(({ message }) => message)
}

function described(context: FieldContext, name: string, help: Content): string | null {
  const id = fieldId(context.form, name)
  const ids = [help && `${id}-help`, messages(context, name).length > 0 && `${id}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : null
}

function helpText(context: FieldContext, name: string, help: Content): Html | false {
  return help ? html`<p class="help" id="${fieldId(context.form, name)}-help">${help}</p>` : false
}

function errorText(context: FieldContext, name: string): Html | false {
  const found = messages(context, name)
  if (found.length === 0) return false
  const before = words(TEXT, context.language)('form.error')
  return html`<p class="error" id="${fieldId(context.form, name)}-error"><span class="unseen">${before} </span>${found.join(' ')}</p>`
}
