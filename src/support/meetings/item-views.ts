import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName } from '../cases/words.ts'
import { Doer, type Item } from './model.ts'
import { LONGEST } from './rules.ts'
import type { MeetingPage } from './views.ts'
import { meetingWords, type SayMeeting } from './words.ts'

/** What was decided, and who does what until when. */
export function itemsCard(view: MeetingPage): Html {
  const { language, items, mayWork, returned, meeting } = view
  const say = meetingWords(language)
  const part = (kind: Item['kind'], title: 'decisions' | 'actions') => {
    const some = items.filter((each) => each.kind === kind)
    return (
      some.length > 0 &&
      html`<h3>${say(title)}</h3><ul class="plain">${some.map((each) => itemLine(each, view, say))}</ul>`
    )
  }
  const add = mayWork && meeting.state !== 'cancelled'
  return card(
    { title: say('items.title'), id: 'items-title' },
    html`${items.length === 0 && html`<p class="muted">${say('items.none')}</p>`}${part('decision', 'decisions')}${part('action', 'actions')}${
      add && disclosure(say('item.add'), itemForm(view, say), returned.form === 'item')
    }`,
  )
}

/** Who does something: a colleague by name, others by what they are. */
export function doerName(
  { accountId, who }: Item,
  { colleagues, language }: Pick<MeetingPage, 'colleagues' | 'language'>,
): string {
  return who === null ? colleagueName(accountId, colleagues) : meetingWords(language)(`who.${who}`)
}

function itemLine(each: Item, view: MeetingPage, say: SayMeeting): Html {
  const { language, person, meeting, today, mayWork, token } = view
  if (each.kind === 'decision') return html`<li>${each.what}</li>`
  const { doneOn, dueOn } = each
  const state =
    doneOn !== null
      ? tag('in', say('item.done', { day: formatDay(doneOn, language) }))
      : dueOn !== null && tag(dueOn < today ? 'broken' : 'neutral', say('item.by', { day: formatDay(dueOn, language) }))
  const button =
    mayWork &&
    actionButton({
      ...{
        action: paths.personMeetingItemDone(person.id, meeting.meetingId, each.id),
        permitted: ALLOWED,
        kind: 'plain',
      },
      ...{ label: say(doneOn === null ? 'item.do' : 'item.undo'), of: each.what },
      values: { token, done: doneOn === null ? '1' : '' },
    })
  return html`<li><b>${doerName(each, view)}</b>: ${each.what} ${state} ${button}</li>`
}

function itemForm(view: MeetingPage, say: SayMeeting): Html {
  const { language, person, meeting, returned, colleagues, token } = view
  const typed = (name: string) => (returned.form === 'item' ? (returned.typed[name] ?? null) : null)
  const staff = new Map(colleagues.filter(({ current }) => current).map((each) => [each.accountId, each.displayName]))
  const errors = returned.form === 'item' ? returned.errors : []
  return form(
    {
      ...{ id: 'item', action: paths.personMeetingItems(person.id, meeting.meetingId), language, errors },
      ...{ permitted: ALLOWED, token, submit: say('item.save'), kind: 'quiet' },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'kind', label: say('item.kind'), value: typed('kind') ?? 'action' },
        options: (['action', 'decision'] as const).map((value) => ({ value, label: say(`item.kind.${value}`) })),
      })}${field.text({ name: 'what', label: say('item.what'), value: typed('what'), maxlength: LONGEST.what })}${field.select(
        {
          ...{ name: 'responsible', label: say('item.who'), help: say('item.who.help'), value: typed('responsible') },
          ...{ blank: '–', optional: true },
          options: [
            ...Doer.options.map((value) => ({ value, label: say(`who.${value}`), group: say('others') })),
            ...[...staff].map(([value, label]) => ({ value, label, group: say('colleagues') })),
          ],
        },
      )}${field.date({ name: 'dueOn', label: say('item.due'), value: typed('dueOn'), optional: true })}`,
  )
}
