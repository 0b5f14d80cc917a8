import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, linkButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { conflictNotice, type Returned, returnedTo } from '../plan/parts-views.ts'
import { planWords } from '../plan/words.ts'
import { CancelReason, Factor, type Group, GroupState, type Member, type Session } from './model.ts'
import { hasRoom } from './rules.ts'
import { type Correcting, memberName, sessionCard, sessionsCard } from './session-views.ts'
import { stateTag } from './views.ts'
import { activityWords, type SayActivity, spanOf, wordUnder } from './words.ts'

type Around = {
  readonly language: Language
  readonly today: PlainDate
  readonly colleagues: readonly Colleague[]
  readonly accountId: string
  readonly returned: Returned | null
  readonly token: string
}

/** The groups of the domain: what goes on, how full it is, and who leads it. */
export function groupsPage(
  view: Pick<Around, 'language' | 'colleagues'> & { readonly groups: readonly Group[] },
): Html {
  const { language, groups, colleagues } = view
  const say = activityWords(language)
  const add = linkButton({ href: paths.activityGroupNew(), label: say('group.new'), icon: 'add', kind: 'primary' })
  return html`${pageHead({ title: say('title.groups'), lead: say('groups.lead'), actions: add })}
${dataTable<Group>({
  ...{ language, id: 'groups', caption: say('title.groups'), captionUnseen: true, rows: groups },
  empty: emptyState({ title: say('groups.none'), hint: say('groups.none.hint') }),
  columns: [
    {
      ...{ key: 'what', label: say('what'), heads: true },
      cell: (each) =>
        html`<a href="${paths.activityGroup(each.groupId)}">${each.name}</a><br><span class="muted">${[each.place, leaderOf(each, colleagues)].filter(Boolean).join(', ')}</span>`,
    },
    { key: 'when', label: say('when'), cell: (each) => spanOf(each, language) },
    { key: 'room', label: say('capacity'), cell: (each) => roomOf(each, say) },
    {
      key: 'how',
      label: say('how'),
      cell: (each) =>
        html`${stateTag(each.state, say)} <span class="muted">${each.reason && wordUnder('reason', each.reason, say)}</span>`,
    },
  ],
})}`
}

const leaderOf = ({ accountId }: Group, colleagues: readonly Colleague[]) =>
  colleagues.find((each) => each.accountId === accountId)?.displayName

const roomOf = (group: Group, say: SayActivity): Html =>
  html`${say('capacity.n', { taken: group.taken, capacity: group.capacity })}${!hasRoom(group) && html` ${tag('due', say('full'))}`}`

export function newGroupPage(view: Around): Html {
  const { language, token, returned } = view
  const say = activityWords(language)
  const { errors } = returnedTo('group', returned)
  return html`${pageHead({ title: say('title.newGroup'), crumbs: crumbs(language, say) })}
${form(
  {
    ...{
      id: 'group',
      action: paths.activities(),
      language,
      errors,
      permitted: ALLOWED,
      token,
      submit: say('group.save'),
      cancel: paths.activities(),
    },
  },
  (field) => groupFields(field, { ...view, group: null }, say),
)}`
}

const crumbs = (language: Language, say: SayActivity) =>
  breadcrumbs(language, [{ label: say('title.groups'), href: paths.activities() }])

function groupFields(field: Fields, view: Around & { readonly group: Group | null }, say: SayActivity): Html {
  const { group, today, colleagues, accountId, returned } = view
  const { typed, errors, chosen } = returnedTo('group', returned)
  return html`${field.text({ name: 'name', label: say('name'), value: typed['name'] ?? group?.name ?? null, maxlength: 120 })}
${field.text({ name: 'place', label: say('place'), optional: true, value: typed['place'] ?? group?.place ?? null, maxlength: 120 })}
${field.text({ name: 'capacity', label: say('capacity'), value: typed['capacity'] ?? String(group?.capacity ?? 8), width: 'short', inputmode: 'numeric' })}
${field.date({ name: 'startsOn', label: say('startsOn'), value: typed['startsOn'] ?? group?.startsOn ?? today })}
${field.date({ name: 'endsOn', label: say('endsOn'), optional: true, value: typed['endsOn'] ?? group?.endsOn ?? null })}
${field.select({
  ...{ name: 'accountId', label: say('leader'), value: typed['accountId'] ?? group?.accountId ?? accountId },
  options: colleagues
    .filter(({ current }) => current)
    .map((each) => ({ value: each.accountId, label: each.displayName })),
})}${field.checkboxes({
  ...{ name: 'factors', label: say('factors'), help: say('factors.help'), optional: true },
  values: errors.length > 0 ? chosen : (group?.factors ?? []),
  options: Factor.options.map((value) => ({ value, label: say(`factors.${value}`) })),
})}`
}

export type GroupPage = Around & {
  readonly group: Group
  readonly members: readonly Member[]
  readonly sessions: readonly Session[]
  /** The session that is to be corrected, with what is said of it. */
  readonly correcting: Correcting | null
  /** Whether the group itself may be changed. */
  readonly lead: Permitted
}

/** One group: who is in it, when it has met, and a form that notes a session for all of them at once. */
export function groupPage(view: GroupPage): Html {
  const { group, language, colleagues, returned } = view
  const say = activityWords(language)
  const lead = [spanOf(group, language), group.place, leaderOf(group, colleagues)].filter(Boolean).join(', ')
  const general = returned !== null && returned.form === '' ? returned.errors : []
  return html`${pageHead({ title: group.name, lead, crumbs: crumbs(language, say) })}
${general.map(({ message }) => notice({ tone: 'broken', title: message }))}
${returned?.conflict && conflictNotice(html`<strong>${group.name}</strong> ${lead}`, planWords(language))}
<p>${stateTag(group.state, say)} ${roomOf(group, say)} <span class="muted">${group.reason && wordUnder('reason', group.reason, say)}</span></p>
${membersCard(view, say)}
${sessionCard(view, say)}
${sessionsCard(view, say)}
${disclosure(say('move'), stateForm(view, say), returnedTo('state', returned).errors.length > 0)}
${disclosure(say('group.change'), changeForm(view, say), returnedTo('group', returned).errors.length > 0)}`
}

function membersCard({ members, language }: GroupPage, say: SayActivity): Html {
  return card(
    { title: say('members'), id: 'members-title' },
    html`<p class="muted">${say('members.lead')}</p>${dataTable<Member>({
      ...{ language, id: 'members', caption: say('members.table'), captionUnseen: true, rows: members },
      empty: html`<p class="muted">${say('members.none')}</p>`,
      columns: [
        {
          ...{ key: 'who', label: say('what'), heads: true },
          cell: (each) => html`<a href="${paths.personActivities(each.rootId)}">${memberName(each)}</a>`,
        },
        { key: 'came', label: say('came'), cell: ({ came, missed }) => say('came.of', { came, all: came + missed }) },
        { key: 'how', label: say('how'), cell: ({ state }) => stateTag(state, say) },
      ],
    })}`,
  )
}

function stateForm({ group, language, lead, token, returned }: GroupPage, say: SayActivity): Html {
  const { errors, typed } = returnedTo('state', returned)
  const action = paths.activityGroupState(group.groupId)
  return form(
    {
      ...{ id: 'state', action, language, errors, permitted: lead, token, submit: say('group.save') },
      hidden: { seen: group.id },
    },
    (field) =>
      html`${field.radios({
        ...{ name: 'state', label: say('state'), value: typed['state'] ?? group.state },
        options: GroupState.options.map((value) => ({ value, label: say(`state.${value}`) })),
      })}${field.select({
        ...{
          name: 'reason',
          label: say('reason'),
          help: say('reason.help'),
          optional: true,
          blank: say('reason.choose'),
        },
        value: typed['reason'] ?? group.reason,
        options: CancelReason.options.map((value) => ({ value, label: say(`reason.${value}`) })),
      })}`,
  )
}

function changeForm(view: GroupPage, say: SayActivity): Html {
  const { group, language, lead, token, returned } = view
  const { errors } = returnedTo('group', returned)
  const action = paths.activityGroup(group.groupId)
  return form(
    {
      ...{ id: 'group', action, language, errors, permitted: lead, token, submit: say('group.save') },
      hidden: { seen: group.id },
    },
    (field) => groupFields(field, view, say),
  )
}
