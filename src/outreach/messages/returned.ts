import { showPage } from '../../access/pages.ts'
import type { Actor } from '../../kernel/database.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import type { Content } from '../../kernel/html.ts'
import type { Request, Submitted } from '../../kernel/http.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import type { PlaceKey } from '../../ui/places.ts'
import type { MessageWord } from './words.ts'
import { isMessageWord, messageWords } from './words.ts'

/** What a form came back with. */
export type Returned = {
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
}
export const NOTHING: Returned = { errors: [], typed: {}, chosen: [] }

/** A form with what was wrong in it, as it was filled in. */
export function returnedOf(c: Request, form: Submitted, problems: readonly FieldProblem[]): Returned {
  const errors = fieldErrors(problems, messageWords(c.var.language), isMessageWord)
  return { errors, typed: form.values, chosen: form.list('persons') }
}

type Page = {
  readonly title: MessageWord
  readonly returned?: Returned
  readonly current?: PlaceKey
  readonly content: Content
}

/** A title ends up in the browser's history and in other windows: never a name. */
export function show(c: Request, actor: Actor, { title, returned = NOTHING, current = 'outreach', content }: Page) {
  const hasErrors = returned.errors.length > 0
  const head = { title: messageWords(c.var.language)(title), current, hasErrors }
  return showPage(c, actor, { ...head, status: hasErrors ? 422 : 200, content })
}
