/** Why an action was refused. What one may not see is `not_found`, never `forbidden` (OSL: being known can itself be secret). */
export type RefusalKind = 'invalid' | 'forbidden' | 'not_found' | 'conflict'

/** One field a person filled in and what is wrong with it; `code` is a key of the module's `text.ts`. */
export type FieldProblem = { readonly field: string; readonly code: string }

const STATUS = { invalid: 422, forbidden: 403, not_found: 404, conflict: 409 } as const

/** The only error an action throws. `code` is for developers and text keys; it holds no personal data. */
export class Refused extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly fields: readonly FieldProblem[]

  constructor(kind: RefusalKind, code: string, fields: readonly FieldProblem[] = []) {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
    this.fields = fields
  }

  get status(): 403 | 404 | 409 | 422 {
    return STATUS[this.kind]
  }
}
