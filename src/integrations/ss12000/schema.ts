import { readFile } from 'node:fs/promises'
import type { ErrorObject, ValidateFunction } from 'ajv'

/**
 * SS 12000:2020 version 2.1 in its own words, as far as Sedd reads it. The authority is `data/ss12000/openapi.json`;
 * the types below say the same to the compiler, with one difference: enumerations are plain text, because a value
 * the standard does not know is kept and reported, never a reason to lose a young person.
 */
export type Entity = 'organisations' | 'programmes' | 'persons'
export type Endpoint = Entity | 'deletedEntities'

export type Reference = { readonly id: string; readonly displayName?: string }
type Meta = { readonly created: string; readonly modified: string }

export type Organisation = {
  readonly id: string
  readonly meta: Meta
  readonly displayName: string
  readonly organisationType: string
  readonly parentOrganisation?: Reference
  readonly schoolUnitCode?: string
}

export type Programme = {
  readonly id: string
  readonly meta: Meta
  readonly name: string
  readonly type: string
  readonly schoolType: string
  readonly code?: string
  readonly parentProgramme?: Reference
}

export type Enrolment = {
  readonly enroledAt: Reference
  readonly schoolType: string
  readonly startDate: string
  readonly endDate?: string
  readonly cancelled?: boolean
  readonly educationCode?: string
  readonly programme?: Reference
}

export type Address = {
  readonly type?: string
  readonly streetAddress: string
  readonly locality: string
  readonly postalCode: string
}

export type Phone = { readonly value: string; readonly type: string; readonly mobile: boolean }
export type Email = { readonly value: string; readonly type: string }
export type Responsible = {
  readonly person?: Reference & { readonly securityMarking?: string }
  readonly relationType?: string
}

export type Person = {
  readonly id: string
  readonly meta: Meta
  readonly givenName: string
  readonly familyName: string
  readonly civicNo?: { readonly value: string; readonly nationality?: string }
  readonly externalIdentifiers?: readonly { readonly value: string; readonly context: string }[]
  readonly birthDate?: string
  readonly sex?: string
  readonly securityMarking?: string
  readonly personStatus?: string
  readonly emails?: readonly Email[]
  readonly phoneNumbers?: readonly Phone[]
  readonly addresses?: readonly Address[]
  readonly enrolments?: readonly (Enrolment & { readonly index: number })[]
  readonly responsibles?: readonly Responsible[]
}

export type EntityOf = { organisations: Organisation; programmes: Programme; persons: Person }

/**
 * What an object has that the standard does not allow. `path` is a JSON path below the endpoint, such as
 * `persons.enrolments[0].startDate`. `object` refuses the object, `enrolment` one enrolment, `part` leaves one address,
 * phone or the like unread, `none` keeps everything.
 */
export type Finding = {
  readonly path: string
  readonly value: string
  readonly code: 'field_missing' | 'field_type' | 'value_unknown' | 'outside_standard' | 'text_too_long'
  readonly loses: 'object' | 'enrolment' | 'part' | 'none'
}

export type Checked<T> = { readonly object: T | null; readonly findings: readonly Finding[] }
export type Standard = { check<E extends Entity>(entity: E, raw: unknown): Checked<EntityOf[E]> }

const OPENAPI = new URL('../../../data/ss12000/openapi.json', import.meta.url)
const COMPONENT = { organisations: 'Organisation', programmes: 'Programme', persons: 'Person' } as const
const PART = /^\/(enrolments|addresses|phoneNumbers|emails|externalIdentifiers|responsibles)\/(\d+)/

/**
 * Members of an address that Sedd never reads: suppliers leave `country` out and write kommunkod as text ("0484", where
 * the standard wants the number 484). Neither may cost a young person the street that is right.
 */
const UNREAD = /^\/addresses\/\d+\/(country|countyCode|municipalityCode|realEstateDesignation)$/

/** The standard nests five deep (`enrolments[].programme.id`); hostile nesting is not followed. */
const DEEPEST = 6

const LONGEST = 300
const CONTROL = /\p{Cc}/u
const CONTROLS = /\p{Cc}+/gu

/** Days are checked where they are translated, so that the reason can name what is wrong with the day. */
const FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  email: /^[^\s@]+@[^\s@]+$/,
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  date: true,
  uri: true,
} as const

let standard: Promise<Standard> | undefined

/** The standard's schemas, read and compiled at the first use: nobody else's start pays for it. */
export function loadStandard(): Promise<Standard> {
  standard ??= compile()
  return standard
}

async function compile(): Promise<Standard> {
  const { Ajv } = await import('ajv')
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, logger: false, formats: FORMATS })
  ajv.addSchema(JSON.parse(await readFile(OPENAPI, 'utf8')), 'ss12000')
  const component = (name: string) => ajv.compile({ $ref: `ss12000#/components/schemas/${name}` })
  const validators = {
    organisations: component(COMPONENT.organisations),
    programmes: component(COMPONENT.programmes),
    persons: component(COMPONENT.persons),
  }
  return { check: (entity, raw) => check(entity, raw, validators[entity]) }
}

function check<E extends Entity>(entity: E, raw: unknown, validate: ValidateFunction): Checked<EntityOf[E]> {
  const tooLong = tidy(raw).map((pointer) => remark(pathOf(entity, pointer), 'text_too_long'))
  if (validate(raw)) return { object: accepted<E>(numbered(raw)), findings: tooLong }
  const found = distinct(validate.errors ?? [])
  const findings = [...found.map((error) => finding(entity, error)), ...tooLong]
  if (findings.some((one) => one.loses === 'object')) return { object: null, findings }
  numbered(raw)
  for (const [index, error] of found.entries()) if (findings[index]?.loses !== 'none') drop(raw, error)
  return { object: accepted<E>(compacted(raw)), findings }
}

/** The one place where the schema's verdict becomes a type: every required member is there and of its type. */
function accepted<E extends Entity>(raw: unknown): EntityOf[E] {
  return raw as EntityOf[E]
}

function finding(entity: Entity, error: ErrorObject): Finding {
  const pointer = pointerOf(error)
  const path = pathOf(entity, pointer)
  const { keyword } = error
  if (keyword === 'enum') return { path, value: textOf(error.data), code: 'value_unknown', loses: 'none' }
  const breaks = (keyword === 'required' || keyword === 'type') && !UNREAD.test(pointer)
  if (!breaks) return remark(path, 'outside_standard')
  const part = PART.exec(pointer)?.[1]
  const loses = part === 'enrolments' ? 'enrolment' : part ? 'part' : 'object'
  return { path, value: '', code: keyword === 'required' ? 'field_missing' : 'field_type', loses }
}

function remark(path: string, code: 'outside_standard' | 'text_too_long'): Finding {
  return { path, value: '', code, loses: 'none' }
}

function pathOf(entity: Entity, pointer: string): string {
  return entity + pointer.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.')
}

function pointerOf(error: ErrorObject): string {
  const missing: unknown = error.params['missingProperty']
  return typeof missing === 'string' ? `${error.instancePath}/${missing}` : error.instancePath
}

function distinct(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const seen = new Map(errors.map((error) => [`${error.keyword} ${pointerOf(error)}`, error]))
  return [...seen.values()]
}

/**
 * Makes what a supplier wrote fit to read. `null`, which the standard does not foresee, means absent. Control characters
 * become spaces: a database refuses some of them, and one name must not stop a whole pull. Text longer than anything a
 * person is called is taken away; answers the pointers of it.
 */
function tidy(value: unknown, pointer = '', depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const here = `${pointer}/${key}`
    if (typeof member === 'string') {
      if (member.length > LONGEST) Reflect.deleteProperty(value, key)
      else if (CONTROL.test(member)) Reflect.set(value, key, member.replaceAll(CONTROLS, ' ').trim())
      return member.length > LONGEST ? [here] : []
    }
    if (member === null && !Array.isArray(value)) Reflect.deleteProperty(value, key)
    return tidy(member, here, depth + 1)
  })
}

/** Each enrolment remembers its place in the answer, so that a reason can point at it after others were refused. */
function numbered(raw: unknown): unknown {
  for (const [index, item] of listIn(raw, 'enrolments').entries()) {
    if (typeof item === 'object' && item !== null) Reflect.set(item, 'index', index)
  }
  return raw
}

function drop(raw: unknown, error: ErrorObject): void {
  const [, part = '', index] = PART.exec(pointerOf(error)) ?? []
  listIn(raw, part)[Number(index)] = undefined
}

function compacted(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw
  for (const [key, member] of Object.entries(raw)) {
    if (Array.isArray(member))
      Reflect.set(
        raw,
        key,
        member.filter((item) => item !== undefined),
      )
  }
  return raw
}

function listIn(raw: unknown, key: string): unknown[] {
  const list: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, key) : undefined
  return Array.isArray(list) ? list : []
}

function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 60)
}
