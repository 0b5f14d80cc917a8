import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { formatDay, formatDayShort } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { returnedTo } from '../plan/parts-views.ts'
import type { GroupPage } from './group-views.ts'
import { type Attendance, type Member, ReasonKind, type Session } from './model.ts'
import { isOver, mayBeTold } from './rules.ts'
import type { SayActivity } from './words.ts'

/** A session that is to be corrected, with what is said of it. */
export type Correcting = { readonly session: Session; readonly attendance: readonly Attendance[] }

export const memberName = ({ givenName, familyName }: Member) => [givenName, familyName].filter(Boolean).join(' ')

/** A form that notes a session of all at once, or corrects one: everybody came, but for those of whom something else is said. */
export function sessionCard(view: GroupPage, say: SayActivity): Html | false {
  const { correcting, members, today, language } = view
  const told = members.filter((each) => isTold(each, view) || mayBeTold(each, today))
  if (told.length === 0) return false
  const day = correcting && formatDay(correcting.session.onDay, language)
  const title = day === null ? say('session') : say('session.correct', { day })
  return card({ title, id: 'session-title' }, sessionForm({ ...view, members: told }, say))
}

const isTold = ({ activityId }: Member, { correcting }: GroupPage) =>
  correcting?.attendance.some((each) => each.activityId === activityId) === true

function sessionForm(view: GroupPage, say: SayActivity): Html {
  const { group, language, token, returned, correcting } = view
  const { errors } = returnedTo('session', returned)
  const action = paths.activityGroupSessions(group.groupId)
  const cancel = paths.activityGroup(group.groupId)
  return form(
    {
      ...{ id: 'session', action, language, errors, permitted: ALLOWED, token },
      ...(correcting === null
        ? { submit: say('session') }
        : { submit: say('session.correct.save'), cancel, hidden: { sessionId: correcting.session.id } }),
    },
    (field) =>
      html`${correcting === null && whenFields(field, view, say)}${view.members.map((each) => presenceField(field, each, { view, say }))}`,
  )
}

function whenFields(field: Fields, { today, returned }: GroupPage, say: SayActivity): Html {
  const { errors, typed } = returnedTo('session', returned)
  const asksAgain = errors.some((each) => each.field === 'isAnother')
  return html`${field.date({ name: 'onDay', label: say('onDay'), value: typed['onDay'] ?? today })}${field.text({ name: 'minutes', label: say('minutes'), value: typed['minutes'] ?? '90', width: 'short', inputmode: 'numeric' })}${
    (asksAgain || typed['isAnother'] !== undefined) &&
    field.checkbox({ name: 'isAnother', label: say('isAnother'), checked: typed['isAnother'] !== undefined })
  }`
}

type Asked = { readonly view: GroupPage; readonly say: SayActivity }

/** One choice for each: whether they came, and if not, why. */
function presenceField(field: Fields, member: Member, { view, say }: Asked): Html {
  const { returned, language } = view
  const name = `came-${member.activityId}`
  const left = member.endedOn && say('left.on', { day: formatDayShort(member.endedOn, language) })
  const missed = ReasonKind.options.map((kind) => ({
    value: `no_show:${kind}`,
    label: `${say('came.no_show')}: ${say(`reason_kind.${kind}`).toLowerCase()}`,
  }))
  return field.select({
    ...{
      name,
      label: [memberName(member), left].filter(Boolean).join(', '),
      optional: true,
      blank: say('came.untold'),
    },
    value: returnedTo('session', returned).typed[name] ?? standsFor(member, view),
    options: [...(['came', 'late'] as const).map((value) => ({ value, label: say(`came.${value}`) })), ...missed],
  })
}

/** What is said of somebody; of a new session that whoever is in the group came. */
function standsFor({ activityId, state }: Member, { correcting }: GroupPage): string | null {
  if (correcting === null) return isOver(state) ? null : 'came'
  const said = correcting.attendance.find((each) => each.activityId === activityId)
  if (said === undefined) return null
  return said.reasonKind === null ? said.came : `${said.came}:${said.reasonKind}`
}

/** When the group has met, each session with a way to correct it. */
export function sessionsCard({ group, sessions, language }: GroupPage, say: SayActivity): Html {
  const line = ({ id, onDay, minutes, came, missed }: Session) => {
    const day = formatDay(onDay, language)
    const href = paths.activityGroup(group.groupId, { session: id })
    return html`<li>${say('sessions.line', { day, minutes, came, missed })} <a href="${href}">${say('session.correct.link')}<span class="unseen"> ${day}</span></a></li>`
  }
  return card(
    { title: say('sessions.title'), id: 'sessions-title' },
    sessions.length === 0
      ? html`<p class="muted">${say('sessions.none')}</p>`
      : html`<ul class="plain">${sessions.map(line)}</ul>`,
  )
}
