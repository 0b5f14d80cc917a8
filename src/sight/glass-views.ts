import { roleWord } from '../access/role-words.ts'
import { dayIn, type Instant } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState, pageHead } from '../ui/components/navigation.ts'
import { why } from '../ui/components/notice.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { GLASS_TEXT, type GlassWord } from './glass-text.ts'
import type { Glass } from './model.ts'
import { GLASS_MINUTES, isOverdue, isRunning, isToBeTold } from './rules.ts'

/** What a form came back with; `form` says which of the page's forms it was. */
export type GlassReturned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

export type GlassPage = {
  readonly language: Language
  readonly now: Instant
  readonly own: readonly Glass[]
  readonly tokens: { readonly ask: string; readonly tell: string }
  readonly returned: GlassReturned | null
}

/** Access in an emergency: the form, with what follows from it, and one's own of the last month. */
export function glassPage(view: GlassPage): Html {
  const { language, own } = view
  const say = words(GLASS_TEXT, language)
  return html`${pageHead({ title: say('glass.title'), lead: say('glass.lead') })}
${card({ title: say('glass.new'), id: 'glass-title' }, html`<ul>${(['review', 'told', 'log', 'signIn'] as const).map((each) => html`<li>${say(`glass.consequence.${each}`)}</li>`)}</ul>${askForm(view, say)}`)}
${card(
  { title: say('glass.own'), id: 'own-title' },
  own.length === 0
    ? emptyState({ title: say('glass.own.none'), hint: say('glass.own.none.hint') })
    : html`<ul class="plain">${own.map((each) => html`<li>${ownItem(each, view, say)}</li>`)}</ul>`,
)}`
}

function askForm({ language, tokens, returned }: GlassPage, say: Say<GlassWord>): Html {
  const { errors, typed } = returned?.form === 'glass' ? returned : { errors: [], typed: {} as GlassReturned['typed'] }
  return form(
    {
      id: 'glass',
      action: paths.glass(),
      language,
      errors,
      permitted: ALLOWED,
      token: tokens.ask,
      submit: say('glass.save'),
      kind: 'danger',
    },
    (field) => [
      field.text({
        name: 'number',
        label: say('glass.number'),
        help: say('glass.number.help'),
        value: typed['number'] ?? null,
        width: 'medium',
        inputmode: 'numeric',
        maxlength: 13,
      }),
      field.textarea({
        name: 'reason',
        label: say('glass.reason'),
        help: say('glass.reason.help'),
        value: typed['reason'] ?? null,
        rows: 3,
        maxlength: 1000,
      }),
      field.radios({
        name: 'minutes',
        label: say('glass.minutes'),
        value: typed['minutes'] ?? '60',
        options: GLASS_MINUTES.map((minutes) => ({ value: String(minutes), label: say(`minutes.${minutes}`) })),
      }),
    ],
  )
}

function ownItem(each: Glass, view: GlassPage, say: Say<GlassWord>): Html {
  const { language, now } = view
  const running = isRunning(each, now)
  return html`<p><b>${personOf(each, say)}</b> ${
    running
      ? tag('due', say('glass.running', { until: formatInstant(each.until ?? now, language) }))
      : tag('neutral', say('glass.over'))
  } ${reviewTag(each, { language, now }, say)}<br><span class="muted">${formatInstant(each.askedAt, language)}</span><br>${each.reason}</p>
${running && each.assignmentId !== null && actionButton({ action: paths.glassEnd(each.assignmentId), label: say('glass.end'), permitted: ALLOWED })}
${tellingOf(each, { ...view, action: paths.glassTelling(each.id), token: view.tokens.tell, liftable: false }, say)}`
}

/** The person, when one sees who it is. */
export function personOf({ personId, personName }: Glass, say: Say<GlassWord>): Content {
  return personId === null || personName === null
    ? say('glass.person.unseen')
    : html`<a href="${paths.person(personId)}">${personName}</a>`
}

type At = { readonly language: Language; readonly now: Instant }

/** How the review stands. */
export function reviewTag(each: Glass, { language, now }: At, say: Say<GlassWord>): Html {
  if (each.outcome !== 'given') return tag('unclear', say(`state.${each.outcome}`))
  if (each.verdict !== null) return tag(each.verdict === 'accepted' ? 'in' : 'broken', say(`state.${each.verdict}`))
  const due = formatInstant(each.dueAt ?? now, language)
  return isOverdue(each, now) ? tag('broken', say('state.overdue', { due })) : tag('due', say('state.waiting', { due }))
}

type Telling = At & {
  readonly action: string
  readonly token: string
  readonly returned: GlassReturned | null
  /** Whether the reader may take a safety stop away: one who reviews. */
  readonly liftable: boolean
}

/** Whether the young person knows; if not the words to say, and the way to stop it. */
export function tellingOf(each: Glass, view: Telling, say: Say<GlassWord>): Html {
  const { language, action, token, liftable } = view
  if (each.toldAt !== null)
    return html`<p>${tag('in', `${say('glass.telling')} ${say('tell.told', { day: formatDay(dayIn(each.toldAt), language) })}`)}</p>`
  if (each.stopReason !== null)
    return html`<p>${tag('unclear', `${say('glass.telling')} ${say('tell.stopped')}`)}<br>${say('stop.by', { by: each.stoppedBy ?? '–', reason: each.stopReason })}</p>${
      liftable && actionButton({ action, label: say('stop.lift'), permitted: ALLOWED, values: { said: 'free', token } })
    }`
  if (!isToBeTold(each)) return html``
  const returned = view.returned?.form === `stop-${each.id}` ? view.returned : null
  const text = say('tell.text', {
    when: formatInstant(each.askedAt, language),
    name: each.displayName,
    role: each.title ?? roleWord(each.role, language),
  })
  return html`<p>${tag('due', `${say('glass.telling')} ${say('tell.due')}`)}</p>
${disclosure(say('tell.text.title'), why(text))}
${actionButton({ action, label: say('tell.save'), permitted: ALLOWED, values: { said: 'told', token } })}
${disclosure(
  say('stop.open'),
  form(
    {
      id: `stop-${each.id}`,
      action,
      language,
      errors: returned?.errors ?? [],
      permitted: ALLOWED,
      token,
      submit: say('stop.save'),
      kind: 'quiet',
      hidden: { said: 'stop' },
    },
    (field) =>
      field.text({
        name: 'stop',
        label: say('stop.reason'),
        help: say('stop.reason.help'),
        value: returned?.typed['stop'] ?? null,
        maxlength: 400,
      }),
  ),
  returned !== null,
)}`
}
