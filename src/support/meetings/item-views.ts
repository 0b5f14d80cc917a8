import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { colleagueName, namedOptions } from '../cases/words.ts'
import { Doer, type Item } from './model.ts'
import { LONGEST } from './rules.ts'
import { itemDraft, type MeetingPage } from './views.ts'
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
      add && disclosure(say('item.add'), itemForm(view, null, say), returned.form === 'item' && !returned.typed['item'])
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
  const { language, person, meeting, today, mayWork, token, returned } = view
  const isOwn = returned.form === 'item' && returned.typed['item'] === each.id
  const correct =
    mayWork &&
    disclosure(html`${say('item.correct')}<span class="unseen"> ${each.what}</span>`, itemForm(view, each, say), isOwn)
  if (each.kind === 'decision') return html`<li>${each.what} ${correct}</li>`
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
  return html`<li><b>${doerName(each, view)}</b>: ${each.what} ${state} ${button}${correct}</li>`
}

/** A decision or an action to add, or one that is there to be written in other words. */
function itemForm(view: MeetingPage, before: Item | null, say: SayMeeting): Html {
  const { language, person, meeting, returned, account, token } = view
  const isOwn = returned.form === 'item' && (returned.typed['item'] ?? '') === (before?.id ?? '')
  const stands: Readonly<Record<string, string | null>> =
    before === null
      ? {}
      : { kind: before.kind, what: before.what, responsible: before.who ?? before.accountId, dueOn: before.dueOn }
  const typed = (name: string) => (isOwn ? returned.typed[name] : stands[name]) ?? null
  const staff = namedOptions(view, typed('responsible'))
  const errors = isOwn ? returned.errors : []
  const id = before === null ? 'item' : `item-${before.id}`
  return form(
    {
      ...{ id, action: paths.personMeetingItems(person.id, meeting.meetingId), language, errors },
      ...{ permitted: ALLOWED, token, submit: say(before === null ? 'item.save' : 'item.correct.save'), kind: 'quiet' },
      ...(before === null ? { draft: itemDraft(account, meeting.meetingId) } : { hidden: { item: before.id } }),
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'kind', label: say('item.kind'), value: typed('kind') ?? 'action' },
        options: (['action', 'decision'] as const).map((value) => ({ value, label: say(`item.kind.${value}`) })),
      })}${field.text({ name: 'what', label: say('item.what'), help: say('item.what.help'), value: typed('what'), maxlength: LONGEST.what })}${field.select(
        {
          ...{ name: 'responsible', label: say('item.who'), help: say('item.who.help'), value: typed('responsible') },
          ...{ blank: '–', optional: true },
          options: [
            ...Doer.options.map((value) => ({ value, label: say(`who.${value}`), group: say('others') })),
            ...staff.map((each) => ({ ...each, group: say('colleagues') })),
          ],
        },
      )}${field.date({ name: 'dueOn', label: say('item.due'), value: typed('dueOn'), optional: true })}`,
  )
}
