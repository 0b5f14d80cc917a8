import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Ladder, MOST_STEPS } from './model.ts'
import { progressWords, type SayProgress, stepsIn } from './words.ts'

export type LadderPage = {
  readonly language: Language
  readonly ladder: Ladder | null
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
  /** Somebody else was before one: what holds now stands above what was typed. */
  readonly conflict: boolean
}

/** How the steps are worded, and the form that words them anew. */
export function ladderPage(view: LadderPage): Html {
  const { language, ladder, errors, token, conflict } = view
  const say = progressWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.progress() }])
  const common = { id: 'ladder', action: paths.progressLadder(), language, errors, permitted: ALLOWED, token }
  return html`${pageHead({ title: say('set.title'), lead: say('set.lead'), crumbs })}
${ladder === null && notice({ tone: 'info', title: say('set.ours') })}
${conflict && card({ title: say('ladder.now'), id: 'now-title' }, stands(view))}
${form({ ...common, submit: say('set.save'), hidden: { seen: ladder?.id ?? '' } }, (field) => [
  html`<p class="help">${say('set.help')}</p>`,
  ...Array.from({ length: MOST_STEPS }, (_, n) => stepFields(view, n, { field, say })),
])}`
}

const stands = ({ ladder, language }: LadderPage) =>
  html`<ol start="0">${stepsIn(ladder, language).map(({ name, meaning }) => html`<li>${name}${meaning && html`<br><span class="muted">${meaning}</span>`}</li>`)}</ol>`

type Writing = { readonly field: Parameters<Parameters<typeof form>[1]>[0]; readonly say: SayProgress }

function stepFields({ ladder, language, typed }: LadderPage, n: number, { field, say }: Writing): Html {
  const step = stepsIn(ladder, language)[n]
  const [name, meaning] = [`name-${n}`, `meaning-${n}`]
  return html`<fieldset class="field"><legend>${say('set.step', { n })}</legend>${field.text({
    ...{ name, label: say('set.name', { n }), value: typed[name] ?? step?.name ?? '', maxlength: 60, optional: n > 2 },
  })}${field.text({
    ...{
      name: meaning,
      label: say('set.meaning', { n }),
      value: typed[meaning] ?? step?.meaning ?? '',
      maxlength: 300,
      optional: true,
    },
  })}</fieldset>`
}
