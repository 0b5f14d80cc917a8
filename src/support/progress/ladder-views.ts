import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, pageHead, tabs } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Ladder, MOST_STEPS } from './model.ts'
import { ladderFor } from './rules.ts'
import { progressWords, type SayProgress, stepsIn } from './words.ts'

type Named = { readonly id: string; readonly name: string }

export type LadderPage = {
  readonly language: Language
  /** Those that hold. */
  readonly ladders: readonly Ladder[]
  /** Empty for who is told of no teams. */
  readonly teams: readonly Named[]
  /** Whose ladder is worded; null for everybody's whose team has none. */
  readonly team: Named | null
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly token: string
  /** Somebody else was before one: what holds now stands above what was typed. */
  readonly conflict: boolean
}

/** How the steps are worded, and the form that words them anew. */
export function ladderPage(view: LadderPage): Html {
  const { language, ladders, team, errors, token, conflict } = view
  const ladder = ladderFor(ladders, team?.id ?? null)
  const say = progressWords(language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.progress() }])
  const common = { id: 'ladder', action: paths.progressLadder(), language, errors, permitted: ALLOWED, token }
  return html`${pageHead({ title: say('set.title'), lead: say('set.lead'), crumbs })}
${whoseTabs(view, say)}
${team && teamPart(view, team, say)}
${ladder === null && notice({ tone: 'info', title: say('set.ours') })}
${conflict && card({ title: say('ladder.now'), id: 'now-title' }, stands(ladder, language))}
${form({ ...common, submit: say('set.save'), hidden: { seen: ladder?.id ?? '', team: team?.id ?? '' } }, (field) => [
  html`<p class="help">${say('set.help')}</p>`,
  ...Array.from({ length: MOST_STEPS }, (_, n) => stepFields(view, ladder, n, { field, say })),
  field.checkbox({
    name: 'same',
    label: say('set.same'),
    help: say('set.same.help'),
    checked: view.typed['same'] === '1',
  }),
])}`
}

function whoseTabs({ language, teams, team }: LadderPage, say: SayProgress): Html | null {
  if (teams.length === 0) return null
  const all = { label: say('set.all'), href: paths.progressLadder(), current: team === null }
  const each = teams.map(({ id, name }) => ({
    label: name,
    href: paths.progressLadder({ team: id }),
    current: id === team?.id,
  }))
  return tabs(language, say('set.whose'), [all, ...each])
}

/** Whether a team has a ladder of its own, and the way back to everybody's. */
function teamPart({ ladders, language, token }: LadderPage, { id, name }: Named, say: SayProgress): Html {
  const own = ladders.find(({ teamId }) => teamId === id)
  if (own === undefined) return notice({ tone: 'info', title: say('set.team.none', { name }) })
  return html`${notice({ tone: 'info', title: say('set.team', { name }) })}${actionButton({
    ...{ action: paths.progressLadderEnd(), label: say('set.end'), permitted: ALLOWED },
    ...{ values: { token, team: id, seen: own.id }, sure: { consequence: say('set.end.consequence'), language } },
  })}`
}

const stands = (ladder: Ladder | null, language: Language) =>
  html`<ol start="0">${stepsIn(ladder, language).map(({ name, meaning }) => html`<li>${name}${meaning && html`<br><span class="muted">${meaning}</span>`}</li>`)}</ol>`

type Writing = { readonly field: Parameters<Parameters<typeof form>[1]>[0]; readonly say: SayProgress }

function stepFields({ language, typed }: LadderPage, ladder: Ladder | null, n: number, { field, say }: Writing): Html {
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
