import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { nameCell } from './list-views.ts'
import type { Choice } from './send-store.ts'
import { ladderWords, stepWord, templateWord } from './words.ts'

export type PreviewPage = {
  readonly language: Language
  readonly choices: readonly Choice[]
  readonly token: string
}

/** Before anything is sent: who gets what, and who does not and why. */
export function previewPage({ language, choices, token }: PreviewPage): Html {
  const say = ladderWords(language)
  const [get, not] = [choices.filter((each) => each.not === null), choices.filter((each) => each.not !== null)]
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.outreachLadder() }])
  return html`${pageHead({ title: say('preview.title'), lead: say('preview.lead'), crumbs })}
${dataTable<Choice>({
  ...{ language, id: 'get', caption: say('preview.get', { n: get.length }), rows: get },
  empty: emptyState({ title: say('preview.nobody'), hint: say('preview.nobody.hint') }),
  columns: [
    { key: 'name', label: say('name'), heads: true, cell: (each) => nameCell(each, language, say) },
    { key: 'step', label: say('step'), cell: (each) => stepWord(each, false, say) },
    {
      key: 'template',
      label: say('preview.template'),
      cell: ({ templateCode }) => templateWord(templateCode, language),
    },
  ],
})}
${dataTable<Choice>({
  ...{ language, id: 'not', caption: say('preview.not', { n: not.length }), rows: not, empty: html`` },
  columns: [
    { key: 'name', label: say('name'), heads: true, cell: (each) => nameCell(each, language, say) },
    { key: 'step', label: say('step'), cell: (each) => stepWord(each, each.protection !== 'none', say) },
    { key: 'why', label: say('preview.why'), cell: (each) => (each.not === null ? '' : say(`not.${each.not}`)) },
  ],
})}
${
  get.length > 0 &&
  form(
    {
      ...{ id: 'sending', action: paths.outreachLadderSending(), language, errors: [], permitted: ALLOWED, token },
      ...{ submit: say('preview.send', { n: get.length }), cancel: paths.outreachLadder() },
      hidden: { steps: get.map(({ stepId }) => stepId).join(' ') },
    },
    () => null,
  )
}`
}
