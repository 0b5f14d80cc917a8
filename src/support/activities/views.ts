import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { linkButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatClock, formatDayShort, formatWeekday, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { type Returned, returnedTo } from '../plan/parts-views.ts'
import { appointmentFields } from './appointment-views.ts'
import {
  type Activity,
  type Appointment,
  type Group,
  ProofKind,
  type Qualification,
  QualificationEnd,
  QualificationKind,
} from './model.ts'
import { validityOf } from './rules.ts'
import { activityLine, activityWords, type SayActivity, spanOf, wordUnder } from './words.ts'

export type ActivitiesPage = PersonHead & {
  readonly activities: readonly Activity[]
  readonly appointments: readonly Appointment[]
  readonly qualifications: readonly Qualification[]
  /** The groups that have room. */
  readonly groups: readonly Group[]
  readonly colleagues: readonly Colleague[]
  readonly nameable: readonly Colleague[]
  readonly accountId: string
  readonly today: PlainDate
  readonly permitted: Permitted
  readonly returned: Returned | null
  readonly token: string
}

/** What is done with one young person: the next time first, then what goes on, then the papers. */
export function activitiesPage(view: ActivitiesPage): Html {
  const { language, person, permitted, returned } = view
  const say = activityWords(language)
  // Where no group has room there is no form to say it in.
  const general =
    returned?.form === '' || (returned?.form === 'join' && view.groups.length === 0) ? returned.errors : []
  return html`${personHead(view, say('title'), say('lead'))}
${!permitted.allowed && notice({ tone: 'due', title: permitted.reason })}
${general.map(({ message }) => notice({ tone: 'broken', title: message }))}
${toolbar(
  permitted.allowed &&
    linkButton({ href: paths.personActivityNew(person.id), label: say('new'), icon: 'add', kind: 'primary' }),
  linkButton({ href: paths.personPlan(person.id), label: say('plan') }),
  linkButton({ href: paths.activities(), label: say('groups') }),
)}
${appointmentsCard(view, say)}
${activityTable(view, say)}
${qualificationsCard(view, say)}
${permitted.allowed && card({ title: say('join'), id: 'join-title' }, joinForm(view, say))}`
}

const failed = (name: string, returned: Returned | null) => returnedTo(name, returned).errors.length > 0

function appointmentsCard(view: ActivitiesPage, say: SayActivity): Html {
  const { appointments, language, permitted, person, token, returned, today } = view
  const open = appointments.filter(({ outcome }) => outcome === null)
  const past = appointments.filter(({ outcome }) => outcome !== null)
  const { errors, typed } = returnedTo('book', returned)
  const action = paths.personAppointments(person.id)
  const book = form({ ...{ id: 'book', action, language, errors, permitted, token, submit: say('book') } }, (field) =>
    appointmentFields(field, { ...view, typed }, say),
  )
  const lines = open.map(
    (each) =>
      html`<li>${appointmentLine(each, { language, today }, say)} <a href="${paths.personAppointment(person.id, each.id)}">${say('appointment.open')}<span class="unseen"> ${formatWeekday(each.onDay, language)}</span></a></li>`,
  )
  return card(
    { title: say('appointments'), id: 'appointments-title' },
    html`${open.length > 0 ? html`<ul class="plain">${lines}</ul>` : emptyState({ title: say('appointments.none'), hint: say('appointments.none.hint') })}
${permitted.allowed && disclosure(say('book'), book, failed('book', returned))}
${past.length > 0 && disclosure(say('past'), html`<ul class="plain">${past.map((each) => html`<li>${pastLine(each, language, say)} <a href="${paths.personAppointment(person.id, each.id)}">${say('appointment.past.open')}<span class="unseen"> ${formatWeekday(each.onDay, language)}</span></a></li>`)}</ul>`)}`,
  )
}

type Now = { readonly language: Language; readonly today: PlainDate }

export function appointmentLine(
  { onDay, atTime, way }: Appointment,
  { language, today }: Now,
  say: SayActivity,
): Content {
  const when = `${formatWeekday(onDay, language)} ${language === 'sv' ? 'kl. ' : ''}${formatClock(atTime, language)}`
  return html`<strong>${when}</strong> <span class="muted">${say(`way.${way}`)}</span>${onDay < today && html` ${tag('due', say('appointment.untold'))}`}`
}

function pastLine(each: Appointment, language: Language, say: SayActivity): Content {
  const { onDay, atTime, outcome, reasonKind, cancelledBy } = each
  const why = reasonKind === null ? null : say(`reason_kind.${reasonKind}`)
  const who = cancelledBy === null ? null : say(`cancelled_by.${cancelledBy}`)
  const tone = outcome === 'came' ? 'in' : outcome === 'no_show' ? 'due' : 'neutral'
  return html`${formatDayShort(onDay, language)} ${formatClock(atTime, language)} ${outcome && tag(tone, say(`outcome.${outcome}`))} <span class="muted">${[why, who].filter(Boolean).join(', ')}</span>`
}

export function stateTag(state: Activity['state'], say: SayActivity): Html {
  const tones = { planned: 'neutral', under_way: 'in', done: 'in', interrupted: 'due', cancelled: 'neutral' } as const
  return tag(tones[state], say(`state.${state}`))
}

function activityTable({ activities, language, person }: ActivitiesPage, say: SayActivity): Html {
  return dataTable<Activity>({
    ...{ language, id: 'activities', caption: say('title'), rows: activities },
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        ...{ key: 'what', label: say('what'), heads: true },
        cell: (each) =>
          html`<a href="${paths.personActivity(person.id, each.activityId)}">${each.name}</a><br><span class="muted">${activityLine(each, say)}</span>`,
      },
      { key: 'when', label: say('when'), cell: (each) => spanOf(each, language) },
      {
        ...{ key: 'how', label: say('how') },
        cell: (each) =>
          html`${stateTag(each.state, say)} <span class="muted">${each.reason && wordUnder('reason', each.reason, say)}</span>`,
      },
    ],
  })
}

function qualificationsCard(view: ActivitiesPage, say: SayActivity): Html {
  const { qualifications, permitted, returned } = view
  const lines = qualifications.map((each) => html`<li>${qualificationLine(each, view, say)}</li>`)
  return card(
    { title: say('qualifications'), id: 'qualifications-title' },
    html`${qualifications.length > 0 ? html`<ul class="plain">${lines}</ul>` : html`<p class="muted">${say('qualifications.none')}</p>`}
${permitted.allowed && disclosure(say('qualification.add'), qualificationForm(view, say), failed('qualification', returned))}`,
  )
}

function qualificationLine(
  each: Qualification,
  { language, today, person, permitted, token }: ActivitiesPage,
  say: SayActivity,
): Html {
  const validity = validityOf(each, today)
  const tone = { valid: 'in', lasts: 'in', ends_soon: 'due', over: 'broken' } as const
  const until = each.validUntil && `${say('validUntil')} ${formatDayShort(each.validUntil, language)}`
  const facts = [
    say(`kind.${each.kind}`),
    each.level,
    formatDayShort(each.gotOn, language),
    until,
    say(`evidence.${each.evidence}`),
  ]
  const action = paths.personQualificationEnd(person.id, each.id)
  const remove = form(
    {
      ...{ id: `remove-${each.id}`, action, language, errors: [], permitted, token, kind: 'quiet' },
      submit: say('qualification.remove'),
    },
    (field) =>
      field.radios({
        ...{ name: 'as', label: say('closed_as'), value: 'renewed' },
        options: QualificationEnd.options.map((value) => ({ value, label: say(`closed_as.${value}`) })),
      }),
  )
  return html`<div class="toolbar"><span><strong>${each.name}</strong> ${tag(tone[validity], say(`valid.${validity}`))} <span class="muted">${facts.filter(Boolean).join(', ')}</span></span></div>${permitted.allowed && disclosure(html`${say('qualification.remove')}<span class="unseen"> ${each.name}</span>`, remove)}`
}

function qualificationForm(view: ActivitiesPage, say: SayActivity): Html {
  const { person, language, permitted, token, returned, today, activities } = view
  const { errors, typed } = returnedTo('qualification', returned)
  const action = paths.personQualifications(person.id)
  return form(
    { ...{ id: 'qualification', action, language, errors, permitted, token, submit: say('qualification.add') } },
    (field) => html`${field.select({
      ...{ name: 'kind', label: say('qualification.kind'), value: typed['kind'] ?? null, blank: say('reason.choose') },
      options: QualificationKind.options.map((value) => ({ value, label: say(`kind.${value}`) })),
    })}${field.text({ name: 'name', label: say('name'), value: typed['name'] ?? null, maxlength: 120 })}
${field.text({ name: 'level', label: say('level'), help: say('level.help'), optional: true, value: typed['level'] ?? null, width: 'short', maxlength: 60 })}
${field.date({ name: 'gotOn', label: say('gotOn'), value: typed['gotOn'] ?? today })}
${field.date({ name: 'validUntil', label: say('validUntil'), optional: true, value: typed['validUntil'] ?? null })}
${field.select({
  ...{ name: 'evidence', label: say('evidence'), value: typed['evidence'] ?? 'seen' },
  options: ProofKind.options.map((value) => ({ value, label: say(`evidence.${value}`) })),
})}${field.select({
  ...{
    name: 'activityId',
    label: say('activityId'),
    optional: true,
    blank: say('activityId.none'),
    value: typed['activityId'] ?? null,
  },
  options: activities.map(({ activityId, name }) => ({ value: activityId, label: name })),
})}`,
  )
}

function joinForm({ groups, person, language, permitted, token, returned }: ActivitiesPage, say: SayActivity): Html {
  if (groups.length === 0)
    return html`<p class="muted">${say('join.none')} <a href="${paths.activities()}">${say('groups')}</a></p>`
  const { errors, typed } = returnedTo('join', returned)
  const action = paths.personGroups(person.id)
  return form(
    { ...{ id: 'join', action, language, errors, permitted, token, submit: say('join'), kind: 'quiet' } },
    (field) =>
      field.select({
        ...{ name: 'groupId', label: say('join.groups'), value: typed['groupId'] ?? null },
        options: groups.map(({ groupId, name, taken, capacity }) => ({
          value: groupId,
          label: `${name} (${say('capacity.n', { taken, capacity })})`,
        })),
      }),
  )
}
