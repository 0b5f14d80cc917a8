import type { Colleague } from '../access/model.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { emptyState, pageHead, toolbar } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { ALERT_TEXT, type AlertWord } from './alert-text.ts'
import type { Alert, AlertCode } from './model.ts'
import { nameOf } from './words.ts'

export type AlertsPage = {
  readonly language: Language
  readonly alerts: readonly Alert[]
  readonly colleagues: readonly Colleague[]
}

/** Where each leads: never to an address that tells of whom. */
const HREF: Readonly<Record<AlertCode, string>> = {
  given_to_you: paths.tasks(),
  yours_done: paths.tasks(),
  visit_with_you: paths.tasks({ kind: 'home_visit' }),
  visit_moved: paths.tasks({ kind: 'home_visit' }),
  visit_called_off: paths.tasks({ kind: 'home_visit' }),
  approved: paths.approvals(),
  declined: paths.approvals(),
  referral_answered: paths.referralsSent(),
}

export function alertsPage({ language, alerts, colleagues }: AlertsPage): Html {
  const say = words(ALERT_TEXT, language)
  const unread = alerts.some(({ readAt }) => readAt === null)
  const all =
    unread &&
    actionButton({ action: paths.ownAlertsReading(), label: say('mark.all'), permitted: ALLOWED, icon: 'check' })
  return html`${pageHead({ title: say('title'), lead: say('lead'), actions: all })}
<p><a href="${paths.ownReminders()}">${say('reach')}</a></p>
${dataTable<Alert>({
  language,
  id: 'alerts',
  caption: say('title'),
  captionUnseen: true,
  rows: alerts,
  empty: emptyState({ title: say('none'), hint: say('none.hint') }),
  columns: [
    {
      key: 'what',
      label: say('what'),
      heads: true,
      cell: (each) =>
        html`${tag(each.readAt === null ? 'due' : 'neutral', say(each.readAt === null ? 'unread' : 'read'))} ${say(`code.${each.code}`, { name: nameOf(each.byAccount, colleagues) })}`,
    },
    { key: 'when', label: say('when'), tight: true, cell: ({ madeAt }) => formatInstant(madeAt, language) },
    { key: 'act', label: say('act'), cell: (each) => actsOf(each, language, say) },
  ],
})}`
}

function actsOf({ id, code, readAt, madeAt }: Alert, language: Language, say: Say<AlertWord>): Html {
  const of = html`<span class="unseen"> ${formatInstant(madeAt, language)}</span>`
  const read =
    readAt === null &&
    actionButton({
      action: paths.ownAlertReading(id),
      label: say('mark.one'),
      permitted: ALLOWED,
      of: formatInstant(madeAt, language),
    })
  return toolbar(html`<a href="${HREF[code]}">${say('open')}${of}</a>`, read)
}
