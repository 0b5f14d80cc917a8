import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { paths } from '../../ui/paths.ts'
import type { SharedWith } from '../cases/shared-rules.ts'
import { queryOf } from './filter.ts'
import type { CaseListPage, Named } from './list-views.ts'
import type { SavedFilter } from './model.ts'
import { goneIn } from './rules.ts'
import type { SayCaseload } from './words.ts'

/** Whom something can be shared with, as choices: nobody, each team one is in, everybody. */
export function sharingOptions(teams: readonly Named[], say: SayCaseload) {
  return [
    { value: 'own', label: say('label.own') },
    ...teams.map(({ id, name }) => ({ value: id, label: say('share.team', { team: name }) })),
    { value: 'shared', label: say('share.all') },
  ]
}

/** Who sees what is one's own, in words. */
export function sharedWords({ shared, teamId }: SharedWith, teams: readonly Named[], say: SayCaseload): string {
  if (!shared) return say('label.own')
  if (teamId === null) return say('share.all')
  return say('share.team', { team: teams.find(({ id }) => id === teamId)?.name ?? '–' })
}

/** What the list on the screen asks for that is gone: it finds nothing by it, and that is said rather than shown as an empty list. */
export function goneNotice(view: CaseListPage, say: SayCaseload): Content {
  const gone = goneIn(view.filter, view.choices)
  if (gone.length === 0) return null
  const without = Object.fromEntries(gone.map((each) => [each, null]))
  return notice(
    { tone: 'due', title: say('gone.title') },
    html`${gone.map((each) => say(`gone.${each}`)).join(' ')} <a href="${paths.cases(queryOf(view.filter, without))}">${say('gone.without')}</a>`,
  )
}

/** The filters that are kept, one press each; and below them, folded, a form that keeps what is chosen now. */
export function savedFilterList(view: CaseListPage, say: SayCaseload): Html {
  const { saved } = view
  const links = saved.flatMap(({ name, filter }) =>
    filter === null ? [] : [linkButton({ href: paths.cases(queryOf({ ...filter, page: 1 })), label: name })],
  )
  return html`${links.length > 0 && html`<nav aria-label="${say('saved.title')}">${toolbar(...links)}</nav>`}
${disclosure(
  say('saved.fold'),
  html`${saveForm(view, say)}${saved.length > 0 && html`<ul class="plain">${saved.map((each) => savedItem(each, view, say))}</ul>`}`,
  view.saving !== null,
)}`
}

function savedItem(each: SavedFilter, view: CaseListPage, say: SayCaseload): Html {
  const { language, ownTeams } = view
  const isGone = each.filter !== null && goneIn(each.filter, view.choices).length > 0
  const notes = [
    each.own ? sharedWords(each, ownTeams, say) : say('saved.colleague'),
    ...(each.filter === null ? [say('saved.old')] : []),
    ...(isGone ? [say('saved.gone')] : []),
  ]
  const end = {
    ...{ action: paths.caseFilterRemoval(each.id), label: say('saved.remove'), permitted: ALLOWED, of: each.name },
    sure: { consequence: say(each.own ? 'saved.remove.what' : 'saved.remove.others'), language },
  }
  return html`<li><b>${each.name}</b> <span class="muted">${notes.join('. ')}</span> ${(each.own || view.mayLead) && actionButton(end)}</li>`
}

function saveForm(view: CaseListPage, say: SayCaseload): Html {
  const { language, saving: returned, filter } = view
  const query = paths.cases(queryOf({ ...filter, page: 1 })).split('?')[1] ?? ''
  return form(
    {
      ...{ id: 'save-filter', action: paths.caseFilters(), language, errors: returned?.errors ?? [] },
      ...{ permitted: ALLOWED, token: view.saveToken, hidden: { query }, submit: say('saved.save'), kind: 'quiet' },
    },
    (field) =>
      html`${field.text({
        ...{ name: 'name', label: say('saved.name'), help: say('saved.help'), maxlength: 80, width: 'medium' },
        value: returned?.typed['name'] ?? null,
      })}${field.radios({
        ...{ name: 'shared', label: say('saved.who'), value: returned?.typed['shared'] ?? 'own' },
        options: sharingOptions(view.ownTeams, say),
      })}`,
  )
}
