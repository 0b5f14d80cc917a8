import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { type PersonHead, personHead } from '../people/contact-views.ts'
import { ALLOWED, actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { formatClock, formatDayShort, formatWeekday, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { whereIs } from './list-views.ts'
import { MoveReason, type OwnReminder, type PersonTask, type Receiver, type Reminder, TaskKind } from './model.ts'
import { MOST_WORDS } from './rules.ts'
import { type SayTask, taskWords, whatIs } from './words.ts'

/** A form with what came back in it, and which of the page's it was; nothing the first time. */
export type Filled = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}
export const UNFILLED: Filled = { form: '', errors: [], typed: {} }

type Tokens = { readonly main: string; readonly move: string; readonly give: string }

const back = (language: Language, say: SayTask) => breadcrumbs(language, [{ label: say('title'), href: paths.tasks() }])

const dayField = (field: Fields, say: SayTask, value: string) =>
  field.date({ name: 'onDay', label: say('onDay'), value })
const timeField = (field: Fields, say: SayTask, value: string) =>
  field.text({
    name: 'atTime',
    label: say('atTime'),
    help: say('atTime.help'),
    value,
    width: 'short',
    inputmode: 'numeric',
    optional: true,
  })

export type NewOwn = {
  readonly language: Language
  readonly today: PlainDate
  readonly token: string
  readonly filled: Filled
}

/** A reminder about nobody: a few words and a day. */
export function newOwnPage({ language, today, token, filled }: NewOwn): Html {
  const say = taskWords(language)
  const { errors, typed } = filled
  return html`${pageHead({ title: say('title.new'), lead: say('new.lead'), crumbs: back(language, say) })}
${form(
  {
    id: 'reminder',
    action: paths.tasks(),
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('save'),
    cancel: paths.tasks(),
  },
  (
    field,
  ) => html`${field.text({ name: 'words', label: say('words'), help: say('words.help'), value: typed['words'] ?? '', maxlength: MOST_WORDS })}
${dayField(field, say, typed['onDay'] ?? today)}
${timeField(field, say, typed['atTime'] ?? '')}`,
)}`
}

export type NewForPerson = PersonHead & {
  readonly today: PlainDate
  readonly token: string
  readonly receivers: readonly Receiver[]
  readonly account: string
  readonly filled: Filled
}

const others = (receivers: readonly Receiver[], account: string) =>
  receivers
    .filter(({ accountId, reaches }) => reaches && accountId !== account)
    .map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))

/** A reminder about a young person: what, when and who; no words. */
export function newForPersonPage(view: NewForPerson): Html {
  const { language, person, filled, token } = view
  const say = taskWords(language)
  const { errors, typed } = filled
  return html`${personHead(view, say('title.new'), say('new.person.lead'))}
${form(
  {
    id: 'reminder',
    action: paths.personTasks(person.id),
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('save'),
    cancel: paths.person(person.id),
  },
  (
    field,
  ) => html`${field.select({ name: 'kind', label: say('kind'), value: typed['kind'] ?? '', blank: '–', options: TaskKind.options.map((value) => ({ value, label: say(`kind.${value}`) })) })}
${dayField(field, say, typed['onDay'] ?? view.today)}
${timeField(field, say, typed['atTime'] ?? '')}
${field.select({ name: 'assignedTo', label: say('assignedTo'), value: typed['assignedTo'] ?? '', blank: say('assignedTo.me'), optional: true, options: others(view.receivers, view.account) })}`,
)}`
}

type Editing = {
  readonly language: Language
  readonly tokens: Tokens
  readonly filled: Filled
  readonly account: string
  /** The last day it may be put off to; null for never. */
  readonly last: PlainDate | null
  readonly receivers: readonly Receiver[]
}

/** Why something may not be put off here. */
type Standing = 'move.never' | 'stays.home_visit' | 'stays.ladder_step'
type Actions = { readonly move: string; readonly give: string; readonly giveHelp: 'give.help' | 'give.help.own' }

function moveCard(
  { language, tokens, filled, last }: Editing,
  say: SayTask,
  { action, never = 'move.never' }: { readonly action: string; readonly never?: Standing },
): Html {
  const { errors, typed } = filled.form === 'move' ? filled : UNFILLED
  const permitted: Permitted = last === null ? { allowed: false, reason: say(never) } : ALLOWED
  const help = last === null ? null : say('move.last', { day: formatDayShort(last, language) })
  return card(
    { title: say('move.title'), id: 'move-title' },
    form(
      { id: 'move', action, language, errors, permitted, token: tokens.move, submit: say('move.save') },
      (field) => html`${field.date({ name: 'onDay', label: say('onDay'), help, value: typed['onDay'] ?? '' })}
${field.radios({ name: 'why', label: say('move.why'), value: typed['why'] ?? '', options: MoveReason.options.map((value) => ({ value, label: say(`why.${value}`) })) })}`,
    ),
  )
}

function giveCard(view: Editing, say: SayTask, { give, giveHelp }: Actions): Html {
  const { language, tokens, filled, receivers, account } = view
  const { errors, typed } = filled.form === 'give' ? filled : UNFILLED
  const options = others(receivers, account)
  const content =
    options.length === 0
      ? html`<p class="muted">${say('give.none')}</p>`
      : form(
          {
            id: 'give',
            action: give,
            language,
            errors,
            permitted: ALLOWED,
            token: tokens.give,
            submit: say('give.save'),
          },
          (field) =>
            field.select({
              name: 'to',
              label: say('give.to'),
              help: say(giveHelp),
              value: typed['to'] ?? '',
              blank: '–',
              options,
            }),
        )
  return card({ title: say('give.title'), id: 'give-title' }, content)
}

export type OwnPage = Editing & { readonly reminder: OwnReminder }

/** A reminder of one's own, and all one can do about it. */
export function ownPage(view: OwnPage): Html {
  const { language, reminder, account } = view
  const say = taskWords(language)
  const own = reminder.account === account
  const actions: Actions = {
    move: paths.ownReminderDay(reminder.id),
    give: paths.ownReminderReceiver(reminder.id),
    giveHelp: 'give.help.own',
  }
  return html`${pageHead({ title: say('title.one'), lead: html`${reminder.words}<br>${dayOf(reminder, language)}`, crumbs: back(language, say) })}
${reminder.doneAt === null ? actionButton({ action: paths.ownReminderDone(reminder.id), label: say('done'), permitted: ALLOWED, kind: 'primary', icon: 'check' }) : actionButton({ action: paths.ownReminderReopening(reminder.id), label: say('undo'), permitted: ALLOWED, icon: 'undo' })}
${reminder.doneAt === null && moveCard(view, say, { action: actions.move })}
${reminder.doneAt === null && own && giveCard(view, say, actions)}
${own && actionButton({ action: paths.ownReminderRemoval(reminder.id), label: say('remove'), permitted: ALLOWED, kind: 'danger' })}`
}

const dayOf = ({ onDay, atTime }: { onDay: PlainDate; atTime: string | null }, language: Language) =>
  `${formatWeekday(onDay, language)}${atTime === null ? '' : ` ${formatClock(atTime, language)}`}`

export type ReminderPage = PersonHead & Editing & { readonly reminder: Reminder }

export function reminderPage(view: ReminderPage): Html {
  const { language, reminder, person } = view
  const say = taskWords(language)
  const what = `${whatIs({ source: 'reminder', detail: reminder.kind }, language)}, ${dayOf(reminder, language)}`
  const open = reminder.knownUntil === null
  const of = [person.id, reminder.taskId] as const
  const actions: Actions = {
    move: paths.personTaskDay(...of),
    give: paths.personTaskReceiver(...of),
    giveHelp: 'give.help',
  }
  return html`${personHead(view, say('title.one'), what)}
${open && actionButton({ action: paths.personTaskDone(...of), label: say('done'), permitted: ALLOWED, kind: 'primary', icon: 'check' })}
${!open && (reminder.closedAs === 'done' ? actionButton({ action: paths.personTaskReopening(...of), label: say('undo'), permitted: ALLOWED, icon: 'undo' }) : html`<p>${say('task_gone')}</p>`)}
${open && moveCard(view, say, { action: actions.move })}
${open && giveCard(view, say, actions)}
${open && actionButton({ action: paths.personTaskRemoval(...of), label: say('remove'), permitted: ALLOWED, kind: 'danger' })}`
}

export type DayPage = PersonHead & Editing & { readonly task: PersonTask; readonly marked: boolean }

/** A day that stands elsewhere: put off, or given to a colleague this once. */
export function dayPage(view: DayPage): Html {
  const { language, task, person } = view
  const say = taskWords(language)
  if (task.source === 'reminder') return html``
  const of = [person.id, task.source, task.subject] as const
  const what = `${whatIs(task, language)}, ${dayOf(task, language)}`
  const actions: Actions = {
    move: paths.personDayMove(...of),
    give: paths.personDayReceiver(...of),
    giveHelp: 'give.help',
  }
  return html`${personHead(view, say('title.day'), what)}
${view.marked && actionButton({ action: paths.personDayReturn(...of), label: say('return'), permitted: ALLOWED, icon: 'undo' })}
<p><a href="${whereIs({ ...task, source: task.source })}">${say(`do.${task.source}`)}</a></p>
${moveCard(view, say, { action: actions.move, never: neverOf(task.source) })}
${giveCard(view, say, actions)}`
}

const neverOf = (source: PersonTask['source']): Standing =>
  source === 'home_visit' || source === 'ladder_step' ? `stays.${source}` : 'move.never'
