import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead, toolbar } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { partTitle } from './extract.ts'
import { EXTRACT_TEXT } from './extract-text.ts'

/** Where an extract begins: the number of the one who has asked. */
export function extractsPage({
  language,
  token,
  errors,
}: {
  language: Language
  token: string
  errors: readonly FieldError[]
}): Html {
  const say = words(EXTRACT_TEXT, language)
  const shell = { id: 'extract', action: paths.extracts(), language, errors, permitted: ALLOWED, token }
  return html`${pageHead({ title: say('extracts.title'), lead: say('extracts.lead') })}
<p>${say('extracts.withheld')}</p>
${form({ ...shell, submit: say('extracts.submit') }, (field) =>
  field.text({
    name: 'number',
    label: say('extracts.number'),
    help: say('extracts.number.help'),
    inputmode: 'numeric',
    width: 'medium',
  }),
)}`
}

type ExtractPage = {
  readonly language: Language
  readonly id: string
  readonly counts: readonly [part: string, count: number][]
  readonly tokens: { readonly pdf: string; readonly json: string }
}

/** What there is, part by part, and the ways to take it out. No word of the person stands on the page. */
export function extractPage({ language, id, counts, tokens }: ExtractPage): Html {
  const say = words(EXTRACT_TEXT, language)
  const fetch = (format: 'pdf' | 'json') =>
    actionButton({
      action: paths.extractFile(id),
      label: say(`extract.${format}`),
      permitted: ALLOWED,
      icon: 'export',
      kind: format === 'pdf' ? 'primary' : 'quiet',
      values: { token: tokens[format], format },
    })
  return html`${pageHead({
    title: say('extract.title'),
    lead: say('extract.lead'),
    crumbs: breadcrumbs(language, [{ label: say('extracts.title'), href: paths.extracts() }]),
  })}
${notice({ tone: 'due', title: say('extract.check') }, say('extract.check.text'))}
${toolbar(fetch('pdf'), fetch('json'))}
<h2>${say('extract.parts')}</h2>
${dataTable<[string, number]>({
  language,
  id: 'parts',
  caption: say('extract.parts'),
  captionUnseen: true,
  rows: counts,
  empty: emptyState({ title: say('extract.none'), hint: '' }),
  columns: [
    { key: 'part', label: say('extract.part'), heads: true, cell: ([part]) => partTitle(part, language) },
    { key: 'count', label: say('extract.count'), numeric: true, cell: ([, count]) => count },
  ],
})}`
}
