import { type Html, html } from '../kernel/html.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { queryOf, type RegisterFilter } from './filter.ts'
import { TEXT } from './text.ts'

/** The form as it came back. */
export type ExportReturned = { readonly errors: readonly FieldError[]; readonly reason: string }

type RequestView = {
  readonly language: Language
  readonly filter: RegisterFilter
  readonly format: 'csv' | 'xlsx'
  readonly rows: number
  readonly taken: number
  readonly alone: number
  readonly token: string
  readonly returned: ExportReturned | null
}

/** Asks for a colleague's yes to a file of more rows than one may take out alone. */
export function exportRequestPage(view: RequestView): Html {
  const { language, rows, taken, alone } = view
  const say = words(TEXT, language)
  const list = paths.register(queryOf(view.filter))
  const query = list.includes('?') ? list.slice(list.indexOf('?') + 1) : ''
  return html`${pageHead({
    title: say('exportRequest.title'),
    lead: say('exportRequest.lead', { n: rows, alone }),
    crumbs: breadcrumbs(language, [{ label: say('list.title'), href: list }]),
  })}
${taken > 0 && notice({ tone: 'info', title: say('exportRequest.taken', { n: taken }) })}
${form(
  {
    id: 'export-request',
    action: paths.registerExportRequests(),
    language,
    errors: view.returned?.errors ?? [],
    permitted: ALLOWED,
    token: view.token,
    submit: say('exportRequest.submit'),
    cancel: list,
    hidden: { query, format: view.format },
  },
  (field) =>
    field.textarea({
      name: 'reason',
      label: say('exportRequest.reason'),
      help: say('exportRequest.reason.help'),
      value: view.returned?.reason ?? null,
      rows: 3,
      maxlength: 400,
    }),
)}`
}
