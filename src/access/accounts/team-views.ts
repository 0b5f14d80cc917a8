import { type Html, html } from '../../kernel/html.ts'
import { actionButton, askFirst } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import { changeLine, decidersLine } from './change-views.ts'
import { ENDING_TEXT } from './ending-text.ts'
import type { StaffView } from './frame.ts'
import { staffFrame } from './frame-views.ts'
import type { Membership, StaffChange, StaffMember, Team } from './model.ts'
import { roleLine } from './staff-views.ts'
import { TEXT } from './text.ts'

export function teamsPage(view: StaffView & { readonly teams: readonly Team[] }): Html {
  const { language, permitted, token, returned } = view
  const say = words(TEXT, language)
  const table = dataTable<Team>({
    language,
    id: 'teams',
    caption: say('tab.teams'),
    captionUnseen: true,
    rows: view.teams,
    empty: emptyState({ title: say('teams.empty.title'), hint: say('teams.empty.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: (row) => html`<a href="${paths.team(row.id)}">${row.name}</a>`,
      },
      { key: 'members', label: say('team.members'), numeric: true, cell: (row) => row.members },
    ],
  })
  const shell = { id: 'team', action: paths.teams(), language, errors: returned.errors, permitted, token }
  const make = form({ ...shell, submit: say('add') }, (field) =>
    field.text({ name: 'name', label: say('name'), value: returned.typed['name'] ?? null, maxlength: 80 }),
  )
  return staffFrame(
    view,
    'teams',
    html`<p>${say('teams.lead')}</p>${table}${card({ title: say('team.make'), id: 'team-title' }, make)}`,
  )
}

/** Somebody in a role: what is of a team. */
export type InRole = { readonly member: StaffMember; readonly membership: Membership }

type TeamView = StaffView & {
  readonly team: Team
  readonly inside: readonly InRole[]
  readonly outside: readonly InRole[]
  /** Those who wait to be let in to the team, and who may agree to it. */
  readonly changes: readonly StaffChange[]
  readonly deciders: readonly string[]
}

export function teamPage(view: TeamView): Html {
  const { language, team, permitted, token, returned } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: say('tab.teams'), href: paths.teams() }])
  const shell = (id: string) => ({
    id,
    language,
    errors: returned.form === id ? returned.errors : [],
    permitted,
    token,
    kind: 'quiet' as const,
  })
  const add = form({ ...shell('member'), action: paths.teamMembers(team.id), submit: say('team.addMember') }, (field) =>
    field.select({
      name: 'membership',
      label: say('team.member'),
      value: null,
      blank: '–',
      options: view.outside.map(({ member, membership }) => ({
        value: membership.id,
        label: `${member.displayName}, ${membership.title ?? roleWord(membership.role, language)}`,
      })),
    }),
  )
  const rename = form({ ...shell('rename'), action: paths.team(team.id), submit: say('team.rename') }, (field) =>
    field.text({ name: 'name', label: say('name'), value: returned.typed['name'] ?? team.name, maxlength: 80 }),
  )
  const end = askFirst({
    label: say('team.end'),
    consequence: words(ENDING_TEXT, language)('team.end.help'),
    language,
    open: returned.form === 'end' && returned.errors.length > 0,
    act: (yes) => form({ ...shell('end'), action: paths.teamEnd(team.id), submit: yes, kind: 'danger' }, () => null),
  })
  const waiting = notice(
    { tone: 'due', title: say('changes.waiting') },
    html`${view.changes.map((change) => html`${change.displayName}: ${changeLine(change, language)}. `)}<a href="${paths.staffChanges()}">${say('tab.changes')}</a>`,
  )
  const two = team.takesTwo && html`<p>${say('team.two')}</p>${decidersLine(view.deciders, language)}`
  return html`${pageHead({ title: team.name, crumbs })}
${view.changes.length > 0 && waiting}
${membersTable(view)}
${card({ title: say('team.addMember'), id: 'member-title' }, html`${two}${add}`)}
${card({ title: say('team.rename'), id: 'rename-title' }, rename)}
${card({ title: say('team.end'), id: 'end-title' }, end)}`
}

function membersTable({ language, team, inside, permitted, token }: TeamView): Html {
  const say = words(TEXT, language)
  return dataTable<InRole>({
    language,
    id: 'members',
    caption: say('team.members'),
    rows: inside,
    empty: emptyState({ title: say('team.nobody.title'), hint: say('team.nobody.hint') }),
    columns: [
      {
        key: 'name',
        label: say('name'),
        heads: true,
        cell: ({ member }) => html`<a href="${paths.staffMember(member.id)}">${member.displayName}</a>`,
      },
      { key: 'role', label: say('role'), cell: ({ membership }) => roleLine(membership, language) },
      {
        key: 'remove',
        label: say('change'),
        cell: ({ membership }) =>
          actionButton({
            action: paths.teamMemberEnd(team.id, membership.id),
            label: say('team.removeMember'),
            permitted,
            kind: 'plain',
            values: { token },
          }),
      },
    ],
  })
}
