import { type Html, html } from '../../kernel/html.ts'
import type { Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, pageHead } from '../../ui/components/navigation.ts'
import { type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type SavedMapping, Sheet } from './model.ts'
import { PAGE_TEXT, type PageWord } from './page-text.ts'

export type NewImportPage = {
  readonly language: Language
  readonly permitted: Permitted
  readonly mappings: readonly SavedMapping[]
  readonly typed: Readonly<Record<string, string>>
  /** Of which of the two forms the errors are. */
  readonly failed: 'sheet' | 'ss12000' | null
  readonly errors: readonly FieldError[]
  readonly tokens: { readonly sheet: string; readonly ss12000: string }
  /** Example files, when this is a demonstration. */
  readonly examples: readonly string[]
}

/** A file to be checked, or a school's system to fetch from. */
export function newImportPage(view: NewImportPage): Html {
  const say = words(PAGE_TEXT, view.language)
  const crumbs = breadcrumbs(view.language, [{ label: say('one.crumb'), href: paths.imports() }])
  return html`${pageHead({ title: say('new.title'), lead: say('new.lead'), crumbs })}
${sheetForm(view, say)}
${view.examples.length > 0 && examples(view.examples, say)}
${card({ title: say('ss.title'), id: 'ss-title' }, html`<p>${say('ss.lead')}</p>${ssForm(view, say)}`)}`
}

function sheetForm(view: NewImportPage, say: Say<PageWord>): Html {
  return form(
    {
      id: 'sheet',
      action: paths.importNew(),
      language: view.language,
      errors: view.failed === 'sheet' ? view.errors : [],
      permitted: view.permitted,
      token: view.tokens.sheet,
      submit: say('new.submit'),
      cancel: paths.imports(),
      multipart: true,
    },
    (field) => [
      field.radios({
        name: 'sheet',
        label: say('new.sheet'),
        value: view.typed['sheet'] ?? null,
        options: Sheet.options.map((value) => ({
          value,
          label: say(`sheet.${value}`),
          help: say(`new.sheet.${value}.help`),
        })),
      }),
      field.file({ name: 'file', label: say('new.file'), help: say('new.file.help'), accept: '.csv,.txt,.xlsx' }),
      view.mappings.length > 0 &&
        field.select({
          name: 'mapping',
          label: say('new.mapping'),
          value: view.typed['mapping'] ?? null,
          blank: say('new.mapping.none'),
          options: view.mappings.map((each) => ({
            value: each.id,
            label: `${each.name} (${say(`sheet.${each.sheet}`)})`,
          })),
        }),
      disclosure(say('new.complete'), completeFields(view, field, say), view.typed['complete'] === '1'),
    ],
  )
}

function completeFields(view: NewImportPage, field: Fields, say: Say<PageWord>): Html {
  const { typed } = view
  return html`${field.checkbox({ name: 'complete', label: say('new.complete'), help: say('new.complete.help'), checked: typed['complete'] === '1' })}
${field.text({ name: 'organiser', label: say('new.complete.organiser'), value: typed['organiser'] ?? null, optional: true, maxlength: 200 })}
${field.text({ name: 'unit', label: say('new.complete.unit'), value: typed['unit'] ?? null, optional: true, maxlength: 200 })}
${field.date({ name: 'from', label: say('new.complete.from'), value: typed['from'] ?? null, optional: true })}
${field.date({ name: 'until', label: say('new.complete.until'), value: typed['until'] ?? null, optional: true })}`
}

function examples(names: readonly string[], say: Say<PageWord>): Html {
  return card(
    { title: say('new.examples'), id: 'examples' },
    html`<p>${say('new.examples.lead')}</p><ul class="plain">${names.map((name) => html`<li><a href="${paths.importExample(name)}" download>${name}</a></li>`)}</ul>`,
  )
}

function ssForm(view: NewImportPage, say: Say<PageWord>): Html {
  return form(
    {
      id: 'ss12000',
      action: paths.importSs12000(),
      language: view.language,
      errors: view.failed === 'ss12000' ? view.errors : [],
      permitted: view.permitted,
      token: view.tokens.ss12000,
      submit: say('ss.submit'),
      kind: 'quiet',
      multipart: true,
    },
    (field) => [
      field.text({
        name: 'url',
        label: say('ss.url'),
        help: say('ss.url.help'),
        value: view.typed['url'] ?? null,
        optional: true,
      }),
      field.text({ name: 'key', label: say('ss.token'), help: say('ss.token.help'), optional: true }),
      field.file({ name: 'file', label: say('ss.file'), accept: '.json', optional: true }),
    ],
  )
}
