import type { Colleague } from '../access/model.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { emptyState, pageHead, toolbar } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatInstant, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Notice, NoticeCode } from './model.ts'
import { NOTICE_TEXT, type NoticeWord } from './notice-text.ts'
import { nameOf } from './words.ts'

export type NoticesPage = {
  readonly language: Language
  readonly notices: readonly Notice[]
  readonly colleagues: readonly Colleague[]
}

/** Where each leads: never to an address that tells of whom. */
const HREF: Readonly<Record<NoticeCode, string>> = {
  given_to_you: paths.tasks(),
  yours_done: paths.tasks(),
  approved: paths.approvals(),
  declined: paths.approvals(),
  referral_answered: paths.referralsSent(),
}

export function noticesPage({ language, notices, colleagues }: NoticesPage): Html {
  const say = words(NOTICE_TEXT, language)
  const unread = notices.some(({ readAt }) => readAt === null)
  const all =
    unread &&
    actionButton({ action: paths.ownNoticesReading(), label: say('mark.all'), permitted: ALLOWED, icon: 'check' })
  return html`${pageHead({ title: say('title'), lead: say('lead'), actions: all })}
${dataTable<Notice>({
  language,
  id: 'notices',
  caption: say('title'),
  captionUnseen: true,
  rows: notices,
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

function actsOf({ id, code, readAt, madeAt }: Notice, language: Language, say: Say<NoticeWord>): Html {
  const of = html`<span class="unseen"> ${formatInstant(madeAt, language)}</span>`
  const read =
    readAt === null &&
    actionButton({
      action: paths.ownNoticeReading(id),
      label: say('mark.one'),
      permitted: ALLOWED,
      of: formatInstant(madeAt, language),
    })
  return toolbar(html`<a href="${HREF[code]}">${say('open')}${of}</a>`, read)
}
