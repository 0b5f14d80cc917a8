import { type Content, type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { formatClock, formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { CALENDAR_TEXT, type CalendarWord } from './calendar-text.ts'
import type { Feed } from './feed-store.ts'
import { DIGEST_HOURS } from './rules.ts'
import { taskWords } from './words.ts'

export type SettingsPage = {
  readonly language: Language
  readonly feed: Feed | null
  /** The whole address, when it has been made just now. */
  readonly address: string | null
  readonly hour: number | null
  readonly sendsMail: boolean
  readonly token: string
  readonly errors: readonly FieldError[]
  /** The browsers that tell; null where the installation has none do so. */
  readonly push: Content
}

/** The address of one's calendar, the browsers that tell, and the daily letter. */
export function settingsPage(view: SettingsPage): Html {
  const { language } = view
  const say = words(CALENDAR_TEXT, language)
  const crumbs = breadcrumbs(language, [
    { label: taskWords(language)('title'), href: paths.tasks() },
    { label: say('title'), href: paths.calendar() },
  ])
  return html`${pageHead({ title: say('settings'), crumbs })}
${view.address !== null && shownOnce(view.address, say)}
${card({ title: say('feed.title'), id: 'feed-title' }, feedCard(view, say))}
${view.push}
${card({ title: say('digest.title'), id: 'digest-title' }, digestCard(view, say))}`
}

const shownOnce = (address: string, say: Say<CalendarWord>) =>
  html`${notice({ tone: 'due', title: say('feed.once.title') }, say('feed.once'))}
<div class="field"><label for="feed-address">${say('feed.address')}</label><input type="text" id="feed-address" class="full" readonly value="${address}"></div>`

function feedCard({ language, feed }: SettingsPage, say: Say<CalendarWord>): Html {
  const make = { action: paths.ownCalendarFeed(), permitted: ALLOWED }
  if (feed === null) return html`<p>${say('feed.text')}</p>${actionButton({ ...make, label: say('feed.make') })}`
  const read =
    feed.readAt === null ? say('feed.unread') : say('feed.read', { when: formatInstant(feed.readAt, language) })
  return html`<p>${say('feed.text')}</p>
<p>${say('feed.made', { when: formatInstant(feed.madeAt, language) })} ${read}</p>
<div class="toolbar">${actionButton({ ...make, label: say('feed.remake'), sure: { consequence: say('feed.remake.sure'), language } })}${actionButton({ action: paths.ownCalendarFeedEnd(), label: say('feed.end'), permitted: ALLOWED, kind: 'danger' })}</div>`
}

function digestCard({ language, hour, sendsMail, token, errors }: SettingsPage, say: Say<CalendarWord>): Html {
  const permitted: Permitted = sendsMail ? ALLOWED : { allowed: false, reason: say('digest.no_server') }
  const options = DIGEST_HOURS.map((at) => ({
    value: String(at),
    label: say('digest.at', { hour: formatClock(`${String(at).padStart(2, '0')}:00`, language) }),
  }))
  return html`<p>${say('digest.text')}</p>
<p class="muted"><a href="${paths.contacts()}">${say('digest.address')}</a></p>
${form(
  { id: 'digest', action: paths.ownDigest(), language, errors, permitted, token, submit: say('digest.save') },
  (field) =>
    field.select({
      name: 'hour',
      label: say('digest.hour'),
      value: hour === null ? '' : String(hour),
      blank: say('digest.off'),
      optional: true,
      options,
    }),
)}`
}
