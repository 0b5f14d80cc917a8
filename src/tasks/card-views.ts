import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { notice } from '../ui/components/notice.ts'
import { tag } from '../ui/components/tag.ts'
import { formatClock, formatWeekday, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Reminder } from './model.ts'
import { bucketOf } from './rules.ts'
import { taskWords, whatIs } from './words.ts'

export type RemindersCard = {
  readonly id: string
  readonly language: Language
  readonly today: PlainDate
  readonly reminders: readonly Reminder[]
}

/** Reminders about one young person, each done with one press. */
export function remindersCard({ id, language, today, reminders }: RemindersCard): Html {
  const say = taskWords(language)
  const items = reminders.map((each) => {
    const what = whatIs({ source: 'reminder', detail: each.kind }, language)
    const bucket = bucketOf(each.onDay, today)
    const tone = bucket === 'overdue' ? 'broken' : bucket === 'today' ? 'due' : 'neutral'
    const when = `${formatWeekday(each.onDay, language)}${each.atTime === null ? '' : ` ${formatClock(each.atTime, language)}`}`
    const done = actionButton({
      action: paths.personTaskDone(each.personId, each.taskId),
      label: say('done'),
      permitted: ALLOWED,
      of: what,
    })
    return html`<li><div class="toolbar"><span>${tag(tone, say(`bucket.${bucket}`))} <a href="${paths.personTask(each.personId, each.taskId)}">${what}</a> <span class="muted">${when}</span></span>${done}</div></li>`
  })
  return card(
    {
      title: say('card.title'),
      id: 'reminders-title',
      aside: linkButton({ href: paths.personTaskNew(id), label: say('new'), icon: 'add' }),
    },
    items.length === 0 ? html`<p class="muted">${say('card.none')}</p>` : html`<ul class="plain">${items}</ul>`,
  )
}

export function startNotice({ language, late, today }: { language: Language; late: number; today: number }): Html {
  const say = taskWords(language)
  return notice(
    { tone: late > 0 ? 'due' : 'info', title: say('start.title', { late, today }) },
    html`<a href="${paths.tasks()}">${say('start.open')}</a>`,
  )
}
