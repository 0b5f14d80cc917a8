import { dayIn, type Instant } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { actionButton, askFirst, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, pageHead, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDay, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import { changeLine, decidersLine, linkNotice, type ShownLink } from './change-views.ts'
import { ENDING_TEXT } from './ending-text.ts'
import type { StaffView } from './frame.ts'
import type { Membership, PlaceableUnit, StaffChange, StaffMember } from './model.ts'
import { sightOf } from './role-words.ts'
import { grantFields, personFields, roleChoice, roleLine, stateTag } from './staff-views.ts'
import { TEXT } from './text.ts'

type MemberView = StaffView & {
  readonly member: StaffMember
  readonly isOwn: boolean
  readonly changes: readonly StaffChange[]
  readonly units: readonly PlaceableUnit[]
  /** Who may agree to what is asked for of this colleague. */
  readonly deciders: readonly string[]
  /** The link that was made just now. */
  readonly link: ShownLink | null
}

/** One colleague: roles, contact, invitation, account. */
export function memberPage(view: MemberView): Html {
  const { language, member, isOwn, changes, link } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: say('title'), href: paths.staff() }])
  const lead = html`${member.email ?? member.userName} ${stateTag(member, language)}`
  return html`${pageHead({ title: member.displayName, lead, crumbs })}
${isOwn && notice({ tone: 'info', title: say('account.own') })}
${link && linkNotice(link, language)}
${changes.length > 0 && notice({ tone: 'due', title: say('changes.waiting') }, html`${changes.map((change) => html`${changeLine(change, language)}. `)}<a href="${paths.staffChanges()}">${say('tab.changes')}</a>`)}
${rolesCard(view)}
${!isOwn && personCard(view)}
${!isOwn && member.leftAt === null && invitationCard(view)}
${!isOwn && accountCard(view)}`
}

function rolesCard(view: MemberView): Html {
  const { language, member, isOwn, permitted } = view
  const say = words(TEXT, language)
  const give =
    permitted.allowed &&
    !isOwn &&
    member.leftAt === null &&
    linkButton({ href: paths.staffRoles(member.id), label: say('role.give'), icon: 'add' })
  return card(
    { title: say('card.roles'), id: 'roles-title', ...(give && { aside: give }) },
    member.memberships.length === 0
      ? html`<p>${say('roles.none')}</p>`
      : html`${member.memberships.map((membership) => membershipBlock(view, membership))}`,
  )
}

function membershipBlock(view: MemberView, membership: Membership): Html {
  const { language, isOwn } = view
  const say = words(TEXT, language)
  const named = (of: 'units' | 'teams') =>
    membership[of].length > 0 && html`<br>${say(of)}: ${membership[of].map(({ name }) => name).join(', ')}`
  return html`<section aria-label="${roleWord(membership.role, language)}"><p><strong>${roleLine(membership, language)}</strong>${
    membership.source === 'scim' && html` <span class="muted">${say('role.scim')}</span>`
  }<br><span class="muted">${sightOf(membership.role, language)}</span>${named('units')}${named('teams')}</p>
${!isOwn && view.permitted.allowed && membershipForms(view, membership)}</section>`
}

function membershipForms(view: MemberView, membership: Membership): Html {
  const { language, member, permitted, token } = view
  const say = words(TEXT, language)
  const id = `membership-${membership.id}`
  const open = view.returned.form === id
  const typed = open ? view.returned.typed : {}
  const chosen = open ? view.returned.list('unit') : membership.units.map((unit) => unit.id)
  const sight = membership.seesProtected
    ? {
        action: paths.staffSightEnd(member.id, membership.id),
        label: say('sight.end'),
        sure: { language, consequence: words(ENDING_TEXT, language)('sight.end.help') },
      }
    : { action: paths.staffSight(member.id, membership.id), label: say('sight.ask') }
  const values = { token }
  return html`${disclosure(
    html`${say('change')}<span class="unseen"> ${roleWord(membership.role, language)}</span>`,
    form(
      {
        id,
        action: paths.staffRole(member.id, membership.id),
        language,
        errors: open ? view.returned.errors : [],
        permitted,
        token,
        submit: say('save'),
        kind: 'quiet',
      },
      (field) => [
        field.text({
          name: 'title',
          label: say('jobTitle'),
          help: say('jobTitle.help'),
          value: typed['title'] ?? membership.title,
          maxlength: 120,
          optional: true,
        }),
        view.units.length > 0 &&
          field.checkboxes({
            name: 'unit',
            label: say('units'),
            help: say('units.help'),
            values: chosen,
            optional: true,
            options: view.units.map((unit) => ({ value: unit.id, label: unit.name })),
          }),
      ],
    ),
    open,
  )}
${toolbar(
  linkButton({ href: paths.staffRoles(member.id, { replaces: membership.id }), label: say('role.replace') }),
  actionButton({ ...sight, permitted, values }),
  actionButton({
    action: paths.staffRoleEnd(member.id, membership.id),
    label: say('role.end'),
    permitted,
    kind: 'danger',
    values,
    of: roleWord(membership.role, language),
    sure: { language, consequence: words(ENDING_TEXT, language)('role.end.help') },
  }),
)}`
}

function personCard(view: MemberView): Html {
  const { language, member, permitted, token, returned } = view
  const say = words(TEXT, language)
  const errors = returned.form === 'person' ? returned.errors : []
  const shell = { id: 'person', action: paths.staffDetails(member.id), language, errors, permitted, token }
  return card(
    { title: say('card.person'), id: 'person-title' },
    form({ ...shell, submit: say('save') }, (field) => personFields(field, view, member)),
  )
}

function invitationCard(view: MemberView): Html {
  const { language, member, permitted, token, returned } = view
  const say = words(TEXT, language)
  const errors = returned.form === 'invitation' ? returned.errors : []
  const shell = { id: 'invitation', action: paths.staffInvitation(member.id), language, errors, permitted, token }
  return card(
    { title: say('card.invitation'), id: 'invitation-title' },
    html`<p>${say('invitation.lead')}</p>${
      member.takesTwo && html`<p>${say('invitation.two')}</p>${decidersLine(view.deciders, language)}`
    }${form({ ...shell, submit: say(member.takesTwo ? 'invitation.ask' : 'invitation.make'), kind: 'quiet' }, () => null)}`,
  )
}

function accountCard(view: MemberView): Html {
  const { language, member, permitted, token, returned } = view
  const say = words(TEXT, language)
  const errorsOf = (id: string) => (returned.form === id ? returned.errors : [])
  const hard = (id: 'account' | 'sessions', what: 'account.end' | 'sessions.end', action: string) =>
    html`<div>${askFirst({
      label: say(what),
      consequence: words(ENDING_TEXT, language)(`${what}.help`),
      language,
      kind: what === 'account.end' ? 'danger' : 'quiet',
      open: errorsOf(id).length > 0,
      act: (yes) =>
        form({ id, action, language, errors: errorsOf(id), permitted, token, submit: yes, kind: 'danger' }, () => null),
    })}</div>`
  const on = (at: string) => formatDay(dayIn(at as Instant), language)
  const shell = { id: 'account', language, errors: errorsOf('account'), permitted, token }
  const source = say(`source.${member.source}`)
  return card(
    { title: say('card.account'), id: 'account-title' },
    html`<p>${say('account.since', { day: on(member.madeAt), source })}${member.leftAt && html` ${say('account.left', { day: on(member.leftAt) })}`}</p>
${
  member.leftAt === null
    ? html`${hard('sessions', 'sessions.end', paths.staffSessionsEnd(member.id))}${hard('account', 'account.end', paths.staffDeactivation(member.id))}`
    : form({ ...shell, action: paths.staffReactivation(member.id), submit: say('account.open') }, () => null)
}`,
  )
}

type GrantView = StaffView & { readonly member: StaffMember; readonly replaces: Membership | null }

/** A role for somebody: a new one, or one in place of another. */
export function grantPage(view: GrantView): Html {
  const { language, member, replaces, permitted, token, returned } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [
    { label: say('title'), href: paths.staff() },
    { label: member.displayName, href: paths.staffMember(member.id) },
  ])
  const lead = replaces ? say('role.replace.lead', { role: roleWord(replaces.role, language) }) : member.displayName
  return html`${pageHead({ title: say(replaces ? 'role.replace' : 'role.give'), lead, crumbs })}
${form(
  {
    id: 'role',
    action: paths.staffRoles(member.id),
    language,
    errors: returned.errors,
    permitted,
    token,
    submit: say(replaces ? 'role.replace' : 'role.give'),
    cancel: paths.staffMember(member.id),
    ...(replaces && { hidden: { replaces: replaces.id } }),
  },
  (field) => [
    roleChoice(field, {
      language,
      value: returned.typed['role'] ?? null,
      except: member.memberships.map(({ role }) => role),
    }),
    ...grantFields(field, view),
  ],
)}`
}
