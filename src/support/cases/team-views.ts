import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay } from '../../ui/language.ts'
import { callTo, mailTo, paths } from '../../ui/paths.ts'
import { type CasePage, lastDay } from './case-views.ts'
import { MemberRole, type TeamMember } from './team-model.ts'
import { isThere, lacksMentor, staysAfter } from './team-rules.ts'
import { caseWords, colleagueName, type SayCase } from './words.ts'

type View = Omit<CasePage, 'meetings' | 'lanes' | 'cards'>

/** Who is around the young person, with how to reach them; and that it lets nobody in. */
export function teamCard(view: View, isOpen: boolean): Html {
  const { language, team, today, may, person, returned } = view
  const say = caseWords(language)
  const there = team.filter((each) => isThere(each, today))
  const before = team.filter((each) => !isThere(each, today))
  const list =
    there.length === 0
      ? html`<p class="muted">${say('team.none')}</p>`
      : html`<ul class="plain">${there.map((each) => memberItem(each, { view, isOpen }, say))}</ul>`
  const earlier =
    before.length > 0 &&
    disclosure(
      say('team.before'),
      html`<ul class="plain">${before.map((each) => html`<li>${memberName(each, view)}, ${say(`role.${each.role}`)} <span class="muted">${formatDay(each.from, language)} – ${each.until && lastDay(each.until, language)}</span></li>`)}</ul>`,
    )
  const sight = may.seeSight && html` <a href="${paths.personSight(person.id)}">${say('team.sight.link')}</a>`
  return card(
    { title: say('team.title'), id: 'team-title' },
    html`${list}${lacksMentor(there.filter((each) => staysAfter(each, today))) && html`<p>${tag('due', say('team.mentor'))}</p>`}<p class="muted">${say('team.sight')}${sight}</p>${earlier}${
      isOpen && may.work && disclosure(say('team.add'), memberForm(view, say), returned.form === 'member')
    }`,
  )
}

/** What somebody of the team is called. */
export function memberName({ accountId, name }: TeamMember, { colleagues }: Pick<View, 'colleagues'>): string {
  return accountId === null ? (name ?? '–') : colleagueName(accountId, colleagues)
}

type Around = { readonly view: View; readonly isOpen: boolean }

function memberItem(each: TeamMember, { view, isOpen }: Around, say: SayCase): Html {
  const { language, person, may, token, today } = view
  const name = memberName(each, view)
  const phone = each.phone !== null && html`<a href="${callTo(each.phone)}">${each.phone}</a>`
  const email = each.email !== null && html`<a href="${mailTo(each.email)}">${each.email}</a>`
  const later =
    each.from > today &&
    html` <span class="muted">${say('history.open', { from: formatDay(each.from, language) })}</span>`
  const last =
    each.until !== null && html` <span class="muted">${say('team.last', { day: lastDay(each.until, language) })}</span>`
  const end =
    isOpen &&
    may.work &&
    each.until === null &&
    actionButton({
      ...{
        action: paths.personCaseMemberEnd(person.id, each.id),
        label: say('team.end'),
        permitted: ALLOWED,
        of: name,
      },
      ...{ kind: 'plain', values: { token } },
    })
  return html`<li><b>${name}</b>, ${say(`role.${each.role}`)}${each.organisation !== null && html`, ${each.organisation}`}${later}${last}${phone && html`<br>${phone}`}${email && html`<br>${email}`} ${end}</li>`
}

/** What the tab calls somebody who is being added to a team. */
export const memberDraft = (account: string, person: string) => `${account}:member-${person}`

function memberForm(view: View, say: SayCase): Html {
  const { language, person, colleagues, returned, token, today } = view
  const typed = (name: string) => (returned.form === 'member' ? (returned.typed[name] ?? null) : null)
  const staff = colleagues.filter(({ current }) => current)
  const errors = returned.form === 'member' ? returned.errors : []
  const own = new Map(staff.map((each) => [each.accountId, each.displayName]))
  return form(
    {
      ...{ id: 'member', action: paths.personCaseMembers(person.id), language, errors, permitted: ALLOWED, token },
      ...{ submit: say('team.save'), kind: 'quiet', draft: memberDraft(view.account, person.id) },
    },
    (field) =>
      html`${field.select({
        ...{ name: 'role', label: say('team.role'), value: typed('role'), blank: '–' },
        options: MemberRole.options.map((value) => ({ value, label: say(`role.${value}`) })),
      })}${field.select({
        ...{ name: 'account', label: say('team.account'), value: typed('account'), blank: say('team.account.none') },
        options: [...own].map(([value, label]) => ({ value, label })),
        optional: true,
      })}${field.text({ name: 'name', label: say('team.name'), value: typed('name'), optional: true, maxlength: 80 })}${field.text(
        {
          ...{ name: 'organisation', label: say('team.organisation'), value: typed('organisation'), optional: true },
          maxlength: 80,
        },
      )}${field.text({
        ...{
          name: 'phone',
          label: say('team.phone'),
          value: typed('phone'),
          optional: true,
          type: 'tel',
          width: 'medium',
        },
      })}${field.text({
        ...{ name: 'email', label: say('team.email'), value: typed('email'), optional: true, type: 'email' },
      })}${field.date({ name: 'from', label: say('team.from'), value: typed('from') ?? today })}`,
  )
}
