import { randomUUID } from 'node:crypto'
import type { Read, Write } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { attempt, firstTime, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { ALLOWED, type Permitted } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { fieldErrors } from '../../ui/components/form.ts'
import { type Language, words } from '../../ui/language.ts'
import type { PlaceKey } from '../../ui/places.ts'
import { goTo, showPage } from '../pages.ts'
import { isWord, TEXT, type Word } from './text.ts'

/** A form that came back: which it was, what is wrong in it, and what was written. */
export type Returned = {
  readonly form: string | null
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly list: (name: string) => readonly string[]
}

export const NOTHING_RETURNED: Returned = { form: null, errors: [], typed: {}, list: () => [] }

/** What every page about staff is made with. */
export type StaffView = {
  readonly language: Language
  readonly domainName: string
  readonly permitted: Permitted
  readonly may: (permission: string) => boolean
  readonly token: string
  readonly returned: Returned
}

type Shown = {
  readonly permission: string
  readonly title: Word
  readonly place?: PlaceKey
  /** Something on it is shown this one time. */
  readonly once?: boolean
  readonly render: (tx: Read, view: StaffView) => Promise<Content>
}

/** Reads what a page takes in one transaction and answers with it. */
export async function showStaff(c: Request, shown: Shown, returned: Returned = NOTHING_RETURNED): Promise<Response> {
  const { language } = c.var
  const say = words(TEXT, language)
  const made = await c.var.db.read(c.var.context, async (tx) => {
    tx.require(shown.permission)
    const permitted = tx.may('access.edit_staff') ? ALLOWED : { allowed: false as const, reason: say('notPermitted') }
    const { domainName } = tx.actor
    const view = { language, domainName, permitted, may: tx.may.bind(tx), token: randomUUID(), returned }
    return { actor: tx.actor, content: await shown.render(tx, view) }
  })
  const hasErrors = returned.errors.length > 0
  return showPage(c, made.actor, {
    title: say(shown.title),
    current: shown.place ?? 'staff',
    hasErrors,
    once: shown.once ?? false,
    status: hasErrors ? 422 : 200,
    content: made.content,
  })
}

type Posted = {
  /** The form's id on the page it came from. */
  readonly form: string
  /** What it takes, when it is not the staff that is changed. */
  readonly permission?: string
  readonly shows: (c: Request, returned: Returned) => Promise<Response>
  /** Where to when it is done; `made` is what the work gave. */
  readonly back: (made: string | null) => string
  /** What is left to do when it is done, outside the transaction: with a page of its own, or null to go where it leads. */
  readonly after?: () => Promise<Response | null>
}

/** What was done, in a word, and the id of what was made. */
export type Done = { readonly word: Word; readonly made?: string }

/** Does what a form asks, once, or shows its page again with what needs correcting. */
export async function change(
  c: Request,
  { form: id, permission = 'access.edit_staff', shows, back, after }: Posted,
  work: (tx: Write, form: Submitted) => Promise<Done>,
): Promise<Response> {
  const form = await submitted(c)
  const say = words(TEXT, c.var.language)
  const outcome = await attempt<Done>(c, async (tx) => {
    tx.require(permission)
    return (await firstTime(tx, form.token)) ? work(tx, form) : { word: 'saved' }
  })
  if (outcome.ok) {
    const { made = null, word } = outcome.value
    return (await after?.()) ?? goTo(c, back(made), { tone: 'done', text: say(word) })
  }
  const { fields, code } = outcome.refused
  const problems = fields.length > 0 ? fields : [{ field: '', code }]
  return shows(c, { form: id, errors: fieldErrors(problems, say, isWord), typed: form.values, list: form.list })
}
