import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card, columns } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { type Tone, tag } from '../../ui/components/tag.ts'
import { formatDayShort } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName } from '../contacts/views.ts'
import { type LadderSight, openStep, planLines, stepButtons } from './card-views.ts'
import { REASONS_OF, type RestKind, type RunStep, SkipReason, StopReason } from './model.ts'
import { ladderWords, type SayLadder, stepWord } from './words.ts'

/** A form of the page as it came back; null the first time. */
export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type LadderPage = PersonHead & LadderSight & { readonly returned: Returned | null }

/** Somebody on the ladder: where they stand, every step so far, and what can be changed about it. */
export function ladderPage(view: LadderPage): Html {
  const say = ladderWords(view.language)
  const general = view.returned?.errors.filter(({ field }) => field === null) ?? []
  return html`${personHead(view, say('title.person'), say('lead'))}
${general.map(({ message }) => notice({ tone: 'due', title: message }))}
${card({ title: say('step'), id: 'step-title' }, html`${planLines(view, say)}${toolbar(...stepButtons(view, say))}`)}
${stepTable(view, say)}
${columns(skipCard(view, say), restCard(view, 'pause', say), restCard(view, 'exempt', say), stopCard(view, say))}`
}

const TONES: Readonly<Record<'open' | 'done' | 'skipped' | 'left_out' | 'withdrawn', Tone>> = {
  open: 'due',
  done: 'in',
  skipped: 'neutral',
  left_out: 'neutral',
  withdrawn: 'neutral',
}

function stepTable(view: LadderPage, say: SayLadder): Html {
  const { language, standing } = view
  return dataTable<RunStep>({
    language,
    id: 'steps',
    caption: say('history'),
    rows: standing.steps,
    empty: emptyState({ title: say('history.none'), hint: say('history.none.hint') }),
    columns: [
      { key: 'step', label: say('step'), heads: true, cell: (each) => stepWord(each, standing.facts.isProtected, say) },
      { key: 'due', label: say('due'), tight: true, cell: (each) => formatDayShort(each.dueFrom, language) },
      {
        key: 'deadline',
        label: say('deadline'),
        tight: true,
        cell: (each) => formatDayShort(each.deadlineOn, language),
      },
      {
        key: 'state',
        label: say('state'),
        cell: (each) => {
          const state = each.closedAs ?? 'open'
          return html`${tag(TONES[state], say(`state.${state}`))} <span class="muted">${reasonWord(each, say)}</span>`
        },
      },
      {
        key: 'when',
        label: say('when'),
        cell: (each) =>
          each.closedOn === null ? '–' : `${formatDayShort(each.closedOn, language)}${whoClosed(each, view)}`,
      },
    ],
  })
}

function whoClosed({ closedBy, closedAs }: RunStep, { colleagues }: LadderPage): string {
  const known = colleagues.some(({ accountId }) => accountId === closedBy)
  return known && (closedAs === 'done' || closedAs === 'skipped') ? `, ${colleagueName(closedBy, { colleagues })}` : ''
}

const WORD_OF = { skipped: 'skip', left_out: 'left_out', withdrawn: 'withdrawn' } as const

function reasonWord({ closedAs, reason }: RunStep, say: SayLadder): string {
  if (closedAs === null || closedAs === 'done' || reason === null) return ''
  return say(`${WORD_OF[closedAs]}.${reason}` as Parameters<SayLadder>[0])
}

const filled = (view: LadderPage, id: string) => ({
  errors: view.returned?.form === id ? view.returned.errors.filter(({ field }) => field !== null) : [],
  typed: view.returned?.form === id ? view.returned.typed : {},
})

function skipCard(view: LadderPage, say: SayLadder): Html | null {
  const { language, personId, standing, may, token } = view
  const open = openStep(standing)
  if (open === null || !may.log) return null
  const { errors, typed } = filled(view, 'skip')
  return card(
    { title: say('act.skip'), id: 'skip-title' },
    form(
      {
        ...{
          id: 'skip',
          action: paths.personLadderSkip(personId, open.id),
          language,
          errors,
          permitted: ALLOWED,
          token,
        },
        ...{ submit: say('act.skip'), kind: 'quiet' },
      },
      (field) =>
        field.radios({
          name: 'reason',
          label: say('reason'),
          value: typed['reason'] ?? null,
          options: SkipReason.options.map((value) => ({ value, label: say(`skip.${value}`) })),
        }),
    ),
  )
}

function restCard(view: LadderPage, kind: RestKind, say: SayLadder): Html | null {
  const { language, personId, standing, may, today, token } = view
  if (kind === 'pause' ? !may.run : !may.exempt) return null
  const held = standing.rests.find((each) => each.kind === kind && each.fromOn <= today)
  const title = say(kind === 'pause' ? 'act.rest' : 'act.exempt')
  if (held)
    return card(
      { title, id: `${kind}-title` },
      html`<p>${say(`plan.${kind}`, { day: formatDayShort(held.untilOn, language), reason: say(`rest.${held.reason}`) })}</p>${actionButton({ action: paths.personLadderRestEnd(personId), label: say(`act.end.${kind}`), permitted: ALLOWED, values: { token, kind } })}`,
    )
  const { errors, typed } = filled(view, kind)
  return card(
    { title, id: `${kind}-title` },
    form(
      {
        ...{ id: kind, action: paths.personLadderRests(personId), language, errors, permitted: ALLOWED, token },
        ...{ submit: title, kind: 'quiet', hidden: { kind } },
      },
      (field) => html`${field.radios({
        name: 'reason',
        label: say('reason'),
        value: typed['reason'] ?? null,
        options: REASONS_OF[kind].map((value) => ({ value, label: say(`rest.${value}`) })),
      })}
${field.date({ name: 'until', label: say('until'), help: say(`until.${kind}`), value: typed['until'] ?? '' })}`,
    ),
  )
}

function stopCard(view: LadderPage, say: SayLadder): Html | null {
  const { language, personId, standing, may, token } = view
  if (!may.run || standing.plan === null) return null
  const { errors, typed } = filled(view, 'stop')
  return card(
    { title: say('act.stop'), id: 'stop-title' },
    form(
      {
        ...{ id: 'stop', action: paths.personLadderRunEnd(personId), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('act.stop'), kind: 'danger' },
      },
      (field) =>
        field.radios({
          name: 'reason',
          label: say('reason'),
          value: typed['reason'] ?? null,
          options: StopReason.options.map((value) => ({ value, label: say(`stop.${value}`) })),
        }),
    ),
  )
}
