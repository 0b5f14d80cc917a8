import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { emptyState, pageHead, tabs } from '../../ui/components/navigation.ts'
import { pager } from '../../ui/components/pager.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDayShort, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { DueCounts, DueRow } from './store.ts'
import { colleagueName, dayTag, lastCell } from './views.ts'
import { contactWords, personName, type SayContact } from './words.ts'

export type DuePage = {
  readonly language: Language
  readonly today: PlainDate
  readonly rows: readonly DueRow[]
  readonly counts: DueCounts
  readonly page: number
  readonly mine: boolean
  readonly colleagues: readonly Colleague[]
  readonly mayLog: boolean
  readonly mayBetween: boolean
  /** What has been answered of late, from the modules above. */
  readonly answers: Content
}

/** Whom to contact: overdue, today and within a week, the one who has waited longest first. */
export function duePage(view: DuePage): Html {
  const { language, counts, mine, page } = view
  const say = contactWords(language)
  const total = counts.overdue + counts.today + counts.soon
  const href = (to: number) => paths.outreach({ whose: mine ? null : 'all', page: to > 1 ? to : null })
  const ladder = linkButton({ href: paths.outreachLadder({ whose: mine ? null : 'all' }), label: say('ladder.link') })
  const actions = html`${ladder}${view.mayLog && linkButton({ href: paths.outreachGroup(), label: say('group.link'), icon: 'add' })}${view.mayLog && linkButton({ href: paths.outreachLetters(), label: say('letters.link') })}${linkButton({ href: paths.outreachMessages(), label: say('messages.link') })}${view.mayBetween && linkButton({ href: paths.outreachBetween({ whose: mine ? null : 'all' }), label: say('between.link') })}`
  return html`${pageHead({ title: say('title.due'), lead: say('due.lead'), actions })}
${tabs(language, say('due.whose'), [
  { label: say('due.mine'), href: paths.outreach(), current: mine },
  { label: say('due.all'), href: paths.outreach({ whose: 'all' }), current: !mine },
])}
${view.answers}
${total > 0 && html`<p>${say('due.counts', counts)}</p>${pager({ language, page, total, href })}`}
${table(view, say)}`
}

function table(view: DuePage, say: SayContact): Html {
  const { language, today, rows } = view
  return dataTable<DueRow>({
    language,
    id: 'due',
    caption: say('due.table'),
    captionUnseen: true,
    rows,
    empty: emptyState({ title: say('due.none'), hint: say('due.none.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (each) =>
          html`<a href="${paths.person(each.id)}">${personName(each, language)}</a>${each.protection !== 'none' && html` ${tag('broken', say('protected'))}`}`,
      },
      {
        key: 'day',
        label: say('day'),
        tight: true,
        cell: (each) => html`${dayTag(each.onDay, today, say)} ${formatDayShort(each.onDay, language)}`,
      },
      { key: 'how', label: say('channel'), cell: (each) => channelWord(each, say) },
      { key: 'last', label: say('last'), cell: (each) => lastCell(each, view, say) },
      // Of one's own there is nobody else to name: there the room is for what to do.
      ...(view.mine ? [] : [ownerColumn(view, say)]),
      ...(view.mayLog ? [logColumn(say)] : []),
    ],
  })
}

const ownerColumn = (view: DuePage, say: SayContact): Column<DueRow> => ({
  ...{ key: 'owner', label: say('owner') },
  cell: ({ owner }) =>
    owner === null ? html`<span class="muted">${say('owner.none')}</span>` : colleagueName(owner, view),
})

const logColumn = (say: SayContact): Column<DueRow> => ({
  ...{ key: 'action', label: say('due.action') },
  cell: ({ id }) => html`<a href="${paths.personLogNew(id)}">${say('due.log')}</a>`,
})

function channelWord({ channel }: DueRow, say: SayContact): string {
  return say(channel === null ? 'next.channel.any' : `channel.${channel}`)
}
