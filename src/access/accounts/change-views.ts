import { addDays, dayIn, type Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { emptyState } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatDay, formatDayShort, formatList, type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import type { StaffView } from './frame.ts'
import { staffFrame } from './frame-views.ts'
import type { StaffChange } from './model.ts'
import { DAYS_TO_DECIDE, INVITATION_HOURS, whyNotDecide } from './rules.ts'
import { TEXT } from './text.ts'

/** What is asked for, in words. */
export function changeLine(change: StaffChange, language: Language): string {
  const say = words(TEXT, language)
  const role = roleWord(change.role, language)
  if (change.kind === 'sight') return say('changes.sight', { role })
  if (change.kind === 'invitation') return say('changes.invitation', { role, email: change.email ?? '–' })
  if (change.kind === 'team') return say('changes.team', { role, team: change.teamName ?? '–' })
  return [
    say('changes.role', { role }),
    change.replacesRole && say('changes.instead', { role: roleWord(change.replacesRole, language) }),
    change.seesProtected && say('changes.withSight'),
  ]
    .filter(Boolean)
    .join(', ')
}

type ChangesView = StaffView & {
  readonly changes: readonly StaffChange[]
  readonly mayOpen: boolean
  readonly link: ShownLink | null
}

/** The link of an invitation, shown once to be handed over; `failed`: it could not be sent. */
export type ShownLink = { readonly link: string; readonly failed: boolean; readonly name: string }

export function linkNotice({ link, failed, name }: ShownLink, language: Language): Html {
  const say = words(TEXT, language)
  return html`${failed && notice({ tone: 'broken', title: say('not_sent') })}${notice(
    { tone: 'done', title: say('invitation.link', { name, hours: INVITATION_HOURS }) },
    html`<code>${link}</code>`,
  )}`
}

/** What waits for a second person. */
export function changesPage(view: ChangesView): Html {
  const { language, changes } = view
  const say = words(TEXT, language)
  const day = (at: string) => dayIn(at as Instant)
  const table = dataTable<StaffChange>({
    language,
    id: 'changes',
    caption: say('tab.changes'),
    captionUnseen: true,
    rows: changes,
    empty: emptyState({ title: say('changes.empty.title'), hint: say('changes.empty.hint') }),
    columns: [
      {
        key: 'who',
        label: say('changes.who'),
        heads: true,
        cell: (row) =>
          view.mayOpen ? html`<a href="${paths.staffMember(row.staffId)}">${row.displayName}</a>` : row.displayName,
      },
      { key: 'what', label: say('changes.what'), cell: (row) => changeLine(row, language) },
      {
        key: 'asked',
        label: say('changes.asked'),
        cell: (row) =>
          html`${row.askedByName}, ${formatDayShort(day(row.askedAt), language)}<br><span class="muted">${say('changes.until', { day: formatDay(addDays(day(row.askedAt), DAYS_TO_DECIDE), language) })}</span>`,
      },
      { key: 'decision', label: say('changes.decision'), cell: (row) => decision(view, row) },
    ],
  })
  const errors = view.returned.errors.map(({ message }) => notice({ tone: 'broken', title: message }))
  return staffFrame(
    view,
    'changes',
    html`${errors}${view.link && linkNotice(view.link, language)}<p>${say('changes.lead')}</p>${table}`,
  )
}

/** Who may say yes today; and where nobody may, what there is to do. */
export function decidersLine(names: readonly string[], language: Language): Html {
  const say = words(TEXT, language)
  return names.length === 0
    ? html`<p>${say('changes.alone')}</p>`
    : html`<p class="muted">${say('changes.deciders', { names: formatList(names, language) })}</p>`
}

function decision({ language, token }: ChangesView, change: StaffChange): Content {
  const say = words(TEXT, language)
  const why = whyNotDecide(change)
  if (why) return html`<p>${say(why)}</p>${decidersLine(change.deciders, language)}`
  const button = (action: string, word: 'changes.approve' | 'changes.refuse') =>
    actionButton({ action, label: say(word), permitted: ALLOWED, values: { token } })
  return html`${button(paths.staffChangeApproval(change.id), 'changes.approve')} ${button(paths.staffChangeRefusal(change.id), 'changes.refuse')}`
}
