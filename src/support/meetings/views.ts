import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatClock, formatDay } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { TeamMember } from '../cases/team-model.ts'
import { isThere } from '../cases/team-rules.ts'
import { caseWords, colleagueName } from '../cases/words.ts'
import type { MeetingParts } from './actions.ts'
import { stateTag } from './card.ts'
import { itemsCard } from './item-views.ts'
import { type Attendee, MeetingKind } from './model.ts'
import { LONGEST } from './rules.ts'
import { meetingWords, type SayMeeting } from './words.ts'

export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  /** What was chosen among several. */
  readonly chosen: readonly string[]
  /** Somebody else was before one. */
  readonly conflict: boolean
  /** A colleague has written another wording of the same meeting. */
  readonly theirs: boolean
}
export const NOTHING: Returned = { form: '', errors: [], typed: {}, chosen: [], conflict: false, theirs: false }

export type NewMeetingPage = PersonHead & {
  readonly team: readonly TeamMember[]
  readonly colleagues: readonly Colleague[]
  readonly today: PlainDate
  readonly account: string
  readonly returned: Returned
  readonly token: string
}

/** What the tab calls a meeting that is being planned, changed, or written down, and what is being decided at one. */
export const meetingDraft = (account: string, which: string) => `${account}:meeting-${which}`
export const itemDraft = (account: string, which: string) => `${account}:item-${which}`
export const minutesDraft = (account: string, which: string) => `${account}:minutes-${which}`

/** A meeting to plan: when, what is to be taken up, and who is asked. */
export function newMeetingPage(view: NewMeetingPage): Html {
  const { language, person, returned, account, token } = view
  const say = meetingWords(language)
  const people = peopleOf(view)
  const chosen = returned.errors.length > 0 ? returned.chosen : people.map(({ value }) => value)
  return html`${personHead(view, say('title.new'))}
${form(
  {
    ...{
      id: 'meeting',
      action: paths.personMeetings(person.id),
      language,
      errors: returned.errors,
      permitted: ALLOWED,
    },
    ...{ token, submit: say('plan'), cancel: paths.personCase(person.id), draft: meetingDraft(account, person.id) },
  },
  (field) => html`${meetingFields(field, say, returned.typed)}${askedField(field, say, { people, chosen })}`,
)}`
}

type Choice = { readonly value: string; readonly label: string }

/** Whom one chooses among: the young person and the team around. */
function peopleOf({ language, team, colleagues }: Pick<MeetingPage, 'language' | 'team' | 'colleagues'>): Choice[] {
  const role = caseWords(language)
  return [
    { value: 'youth', label: meetingWords(language)('asked.youth') },
    ...team.map((each) => ({
      value: each.id,
      label: `${memberName(each, colleagues)}, ${role(`role.${each.role}`).toLowerCase()}`,
    })),
  ]
}

type Asking = { readonly people: readonly Choice[]; readonly chosen: readonly string[] }

const askedField = (field: Fields, say: SayMeeting, { people, chosen }: Asking): Html =>
  field.checkboxes({
    ...{ name: 'asked', label: say('asked'), help: say('asked.help'), options: people, values: chosen },
    optional: true,
  })

export function memberName({ accountId, name }: TeamMember, colleagues: readonly Colleague[]): string {
  return accountId === null ? (name ?? '–') : colleagueName(accountId, colleagues)
}

type Typed = Readonly<Record<string, string | null | undefined>>

function meetingFields(field: Fields, say: SayMeeting, typed: Typed): Html {
  return html`${field.select({
    ...{ name: 'kind', label: say('kind'), value: typed['kind'] ?? 'joint' },
    options: MeetingKind.options.map((value) => ({ value, label: say(`kind.${value}`) })),
  })}${field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? null })}${field.text({
    ...{ name: 'atTime', label: say('atTime'), help: say('atTime.help'), value: typed['atTime'] ?? null },
    ...{ optional: true, width: 'short', maxlength: 5 },
  })}${field.text({
    ...{ name: 'place', label: say('place'), value: typed['place'] ?? null, optional: true, maxlength: LONGEST.place },
  })}${field.textarea({
    ...{ name: 'agenda', label: say('agenda'), help: say('agenda.help'), value: typed['agenda'] ?? '' },
    ...{ optional: true, rows: 5, maxlength: LONGEST.agenda },
  })}`
}

export type MeetingPage = PersonHead &
  MeetingParts & {
    readonly team: readonly TeamMember[]
    readonly colleagues: readonly Colleague[]
    readonly nameable: readonly Colleague[]
    readonly today: PlainDate
    readonly account: string
    readonly mayWork: boolean
    readonly mayReadNotes: boolean
    /** Whether one writes notes of the young person: the minutes are one. */
    readonly mayNote: boolean
    readonly returned: Returned
    readonly token: string
  }

/** One meeting: what is planned, who was asked and came, what was decided; and the forms for what comes next. */
export function meetingPage(view: MeetingPage): Html {
  const { language, person, meeting, returned, mayWork } = view
  const say = meetingWords(language)
  // What belongs to no form that stands on the page: a decision that a colleague has written anew has another.
  const item = returned.typed['item'] ?? ''
  const isGone = returned.form === 'item' && item !== '' && view.items.every(({ id }) => id !== item)
  const isWhole = returned.form === '' || isGone || (returned.form === 'held' && meeting.onDay > view.today)
  const whole = isWhole ? returned.errors.map(({ message }) => notice({ tone: 'broken', title: message })) : []
  const links = toolbar(
    linkButton({ href: paths.personCase(person.id), label: say('case') }),
    linkButton({ href: paths.personMeetingPrint(person.id, meeting.meetingId), label: say('print'), icon: 'print' }),
  )
  return html`${personHead(view, say(`kind.${meeting.kind}`))}
${links}${whole}
${returned.theirs && notice({ tone: 'due', title: say('theirs.title') }, say('theirs.text'))}
${nowCard(view, say)}
${itemsCard(view)}
${mayWork && meeting.state !== 'cancelled' && heldCard(view, say)}
${mayWork && meeting.state === 'planned' && cancelButton(view, say)}`
}

function nowCard(view: MeetingPage, say: SayMeeting): Html {
  const { language, meeting, today, mayWork, returned, mayReadNotes, person } = view
  const { agenda, place, atTime, noteId } = meeting
  const rows = [
    {
      term: say('onDay'),
      detail: html`${stateTag(meeting, today, say)} <b>${formatDay(meeting.onDay, language)}</b>${atTime && html` ${formatClock(atTime, language)}`}`,
    },
    ...(place === null ? [] : [{ term: say('place'), detail: place }]),
    { term: say('who.title'), detail: attendeeList(view, say) },
    ...(meeting.nextOn === null ? [] : [{ term: say('held.next'), detail: formatDay(meeting.nextOn, language) }]),
  ]
  const minutes =
    noteId !== null &&
    mayReadNotes &&
    html`<p><a href="${paths.personNote(person.id, noteId)}">${say('minutes')}</a> · <a href="${paths.personNoteCorrection(person.id, noteId)}">${say('minutes.correct')}</a></p>`
  return card(
    { title: say('now.title'), id: 'meeting-title' },
    html`${facts(rows)}${agenda !== null && html`<h3>${say('agenda')}</h3>${lines(agenda)}`}${minutes}${
      mayWork &&
      meeting.state === 'planned' &&
      disclosure(say('change'), changeForm(view, say), returned.form === 'change')
    }`,
  )
}

/** What was written, a line for each line. */
export function lines(text: string): Html {
  const each = text.split('\n').filter((line) => line.trim() !== '')
  return html`<ul>${each.map((line) => html`<li>${line}</li>`)}</ul>`
}

export function attendeeName(
  each: Attendee,
  { colleagues, language }: Pick<MeetingPage, 'colleagues' | 'language'>,
): string {
  if (each.who === 'youth') return meetingWords(language)('who.youth')
  if (each.who === 'owner') return colleagueName(each.accountId, colleagues)
  return each.memberName ?? colleagueName(each.memberAccount, colleagues)
}

function attendeeList(view: MeetingPage, say: SayMeeting): Html {
  const { attendees } = view
  if (attendees.length === 0) return html`<span class="muted">${say('who.none')}</span>`
  return html`${attendees.map((each, index) => {
    const came = each.came !== null && html` <span class="muted">(${say(each.came ? 'came' : 'came.not')})</span>`
    return html`${index > 0 && ', '}${attendeeName(each, view)}${came}`
  })}`
}

function changeForm(view: MeetingPage, say: SayMeeting): Html {
  const { language, person, meeting, returned, account, token, attendees } = view
  const isOwn = returned.form === 'change'
  const people = peopleOf({ ...view, team: view.team.filter((each) => isThere(each, view.today)) })
  const chosen = isOwn ? returned.chosen : attendees.map(({ who, memberId }) => memberId ?? who)
  return form(
    {
      ...{
        id: 'change',
        action: paths.personMeeting(person.id, meeting.meetingId),
        language,
        permitted: ALLOWED,
        token,
      },
      ...{ errors: isOwn ? returned.errors : [], hidden: { seen: meeting.id }, submit: say('change.save') },
      draft: meetingDraft(account, meeting.meetingId),
    },
    (field) =>
      html`${meetingFields(field, say, isOwn ? returned.typed : { ...meeting })}${askedField(field, say, { people, chosen })}`,
  )
}

function heldCard(view: MeetingPage, say: SayMeeting): Html {
  const { language, person, meeting, attendees, returned, account, token, today } = view
  if (meeting.onDay > today) return html`<p class="muted">${say('held.later')}</p>`
  const isOwn = returned.form === 'held'
  const typed = isOwn ? returned.typed : {}
  const here = attendees.filter(({ came }) => came !== false).map(({ id }) => id)
  const options = [...attendees.map((each) => ({ value: each.id, label: attendeeName(each, view) })), ...othersOf(view)]
  return card(
    { title: say('held.title'), id: 'held-title' },
    form(
      {
        ...{ id: 'held', action: paths.personMeetingHeld(person.id, meeting.meetingId), language, permitted: ALLOWED },
        ...{ token, errors: isOwn ? returned.errors : [], hidden: { seen: meeting.id }, submit: say('held.save') },
        draft: minutesDraft(account, meeting.meetingId),
      },
      (field) =>
        html`${
          options.length > 0 &&
          field.checkboxes({
            ...{ name: 'came', label: say('held.who'), optional: true, values: isOwn ? returned.chosen : here },
            options,
          })
        }${minutesField(field, view, typed['minutes'] ?? '')}${field.date({
          ...{
            name: 'nextOn',
            label: say('held.next'),
            help: say('held.next.help'),
            value: typed['nextOn'] ?? meeting.nextOn,
          },
          optional: true,
        })}`,
    ),
  )
}

/** Of the young person and the team, those who were not asked: they may have come nevertheless. */
function othersOf(view: MeetingPage): readonly Choice[] {
  const { attendees, meeting, team } = view
  const asked = attendees.map(({ who, memberId }) => memberId ?? who)
  const there = team.filter((each) => isThere(each, meeting.onDay))
  return peopleOf({ ...view, team: there }).filter(({ value }) => !asked.includes(value))
}

/** The minutes are a note: who writes none here is told before they write. */
function minutesField(field: Fields, { meeting, mayNote, language, person }: MeetingPage, value: string): Content {
  const say = meetingWords(language)
  if (meeting.noteId !== null && value === '') return null
  if (!mayNote && value === '')
    return html`<p class="help">${say('no_notes')} <a href="${paths.personCase(person.id)}#owner">${say('no_notes.give')}</a></p>`
  return field.textarea({
    ...{ name: 'minutes', label: say('held.minutes'), help: say('held.minutes.help'), value },
    ...{ optional: true, rows: 8, maxlength: 20_000 },
  })
}

function cancelButton({ language, person, meeting, token }: MeetingPage, say: SayMeeting): Html {
  return actionButton({
    ...{
      action: paths.personMeetingCancellation(person.id, meeting.meetingId),
      label: say('cancel'),
      permitted: ALLOWED,
    },
    ...{ kind: 'plain', values: { token, seen: meeting.id }, sure: { consequence: say('cancel.what'), language } },
  })
}
