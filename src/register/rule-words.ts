import { dayIn, type PlainDate } from '../kernel/date.ts'
import { type Catalogue, formatDay, formatDayShort, type Language, type Values, words } from '../ui/language.ts'
import type { Condition, FactShown, FactValues } from './conditions.ts'
import type { Change, Explanation } from './explain.ts'
import type { Evidence } from './facts.ts'
import type { ConditionItem, SchoolForm, UnclearCause } from './model.ts'
import {
  AT_TEXT,
  ATTENDS_TEXT,
  CHANGE_TEXT,
  COMPLETION_TEXT,
  CONDITION_TEXT,
  FACT_TEXT,
  GONE_TEXT,
  SCHOOL_FORM_TEXT,
  SOURCE_TEXT,
  UNCLEAR_TEXT,
} from './rule-text.ts'

/** Turns codes into names where the caller has them; a code stands for itself where not. */
export type Names = {
  readonly municipality?: ((code: string) => string) | undefined
  readonly programme?: ((code: string) => string) | undefined
  readonly decisionReason?: ((code: string) => string) | undefined
}

/** An explanation as `register explain --json` prints it (decision 4): the keys are stable, the sentences are for people. */
export type ExplanationJson = {
  readonly inScope: boolean
  readonly asOf: PlainDate
  readonly conditions: readonly ConditionJson[]
  readonly unclear: readonly UnclearCause[]
  readonly nextChange: { readonly on: PlainDate; readonly because: string } | null
}

export type ConditionJson = {
  readonly item: ConditionItem
  readonly met: boolean
  readonly fact: string
  readonly source: string
  readonly since: PlainDate | null
}

export function explanationJson(explanation: Explanation, language: Language, names: Names = {}): ExplanationJson {
  const { inScope, asOf, conditions, unclear, nextChange } = explanation
  return {
    inScope,
    asOf,
    conditions: conditions.map((condition) => ({
      item: condition.item,
      met: condition.met,
      fact: factWords(condition, language, names) + (hasUnverifiedForm(condition) ? UNVERIFIED[language] : ''),
      source: sourceWords(condition, language),
      since: condition.since,
    })),
    unclear,
    nextChange: nextChange && { on: nextChange.on, because: changeWords(nextChange, explanation, language) },
  }
}

const UNVERIFIED = { sv: ' (ej verifierad kod)', en: ' (unverified code)' } as const

/** IB and international schools are held to be equivalent education while they last; that reading is not confirmed. */
export function hasUnverifiedForm({ values }: Condition): boolean {
  return values.form === 'IB' || values.form === 'INTERNATIONELL'
}

/** The fact of a condition as a sentence without its full stop: `Folkbokförd i Eskilstuna`. */
export function factWords(fact: FactShown, language: Language, names: Names = {}): string {
  return words(FACT_TEXT, language)(fact.code, valuesOf(fact.values, language, names))
}

export function sourceWords(fact: FactShown, language: Language): string {
  return typeof fact.source === 'string'
    ? words(SOURCE_TEXT, language)(fact.source)
    : recordSource(fact.source, language)
}

/** How studies that a school has told of say where they come from (15 kap. 15 §): `noticeSource` of the notices. */
const NOTICE = /^underrättelse: (.+)$/s

/**
 * Where a record comes from. Hemkommun set by hand has its ground for a source, which is a code; our own sheets are named in the
 * reader's language, and what a supplier calls itself is said as it is.
 */
export function recordSource(record: Evidence & { readonly kind?: string }, language: Language): string {
  const sender = NOTICE.exec(record.source)?.[1]
  if (sender !== undefined) return words(SOURCE_TEXT, language)('notice', { sender })
  const key = [`${record.kind}.${record.source}`, `sheet.${record.source}`].find((each) => each in SOURCE_TEXT)
  return key ? words(SOURCE_TEXT, language)(key as keyof typeof SOURCE_TEXT) : record.source
}

/** The same with the delivery that brought the record: `befolkning, leverans 3 sep 2025`. */
export function deliveredSource(record: Evidence & { readonly kind?: string }, language: Language): string {
  const source = recordSource(record, language)
  if (record.deliveryId === null) return source
  return words(SOURCE_TEXT, language)('delivery', { source, day: formatDayShort(dayIn(record.recordedAt), language) })
}

/** What the condition asks: `Har inte fyllt 20 år`. */
export function conditionWords(condition: Pick<Condition, 'item'>, language: Language): string {
  return words(CONDITION_TEXT, language)(`${condition.item}`)
}

export function unclearWords(cause: UnclearCause, language: Language): string {
  return words(UNCLEAR_TEXT, language)(cause)
}

/** Why membership turns on the day of a change: `fyller 20 år`. */
export function changeWords(change: Change, explanation: Explanation, language: Language): string {
  if (change.residency) return words(GONE_TEXT, language)(change.residency)
  const years = explanation.conditions.find((condition) => condition.item === 1)?.values.years ?? 20
  return words(CHANGE_TEXT, language)(`${change.because}.${change.enters ? 'enters' : 'leaves'}`, { years })
}

function valuesOf(values: FactValues, language: Language, names: Names): Values {
  return {
    on: values.on ? formatDay(values.on, language) : language === 'sv' ? 'okänd dag' : 'an unknown day',
    in: educationWords(SCHOOL_FORM_TEXT, values, { language, names }),
    at: educationWords(AT_TEXT, values, { language, names }),
    attends: educationWords(ATTENDS_TEXT, values, { language, names }),
    municipality: named(values.municipality, names.municipality),
    completion: values.completion ? words(COMPLETION_TEXT, language)(values.completion) : '',
    reason: named(values.reason, names.decisionReason),
    years: values.years ?? '',
  }
}

/** `gymnasieskolan (Bygg- och anläggningsprogrammet), Rekarnegymnasiet`, with the form in the words asked for. */
function educationWords(
  forms: Partial<Catalogue<SchoolForm>>,
  values: FactValues,
  { language, names }: { readonly language: Language; readonly names: Names },
): string {
  const form = (values.form && forms[values.form]?.[language]) ?? ''
  const programme = values.programme ? `${form} (${named(values.programme, names.programme)})` : form
  return values.unit ? `${programme}, ${values.unit}` : programme
}

function named(code: string | undefined, name: ((code: string) => string) | undefined): string {
  return code === undefined ? '' : (name?.(code) ?? code)
}
