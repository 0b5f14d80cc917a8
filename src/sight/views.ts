import type { Colleague } from '../access/model.ts'
import { roleWord } from '../access/role-words.ts'
import { type Html, html } from '../kernel/html.ts'
import { personHead } from '../people/contact-views.ts'
import type { PersonHeader } from '../people/model.ts'
import { ALLOWED, actionButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { blockForm, blockTable } from './block-views.ts'
import type { Assignment, Block, Candidate, Ground, Looker } from './model.ts'
import { type SightWord, TEXT } from './text.ts'
import { sinceWord, topicWords, untilWord } from './why-views.ts'

/** A form as it came back; nothing the first time. `form` says which of the page's forms it was. */
export type Returned = {
  readonly form: 'let-in' | 'block' | 'recusal'
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  /** What several boxes of one name sent. */
  readonly chosen: readonly string[]
}

export type SightPage = {
  readonly language: Language
  readonly person: PersonHeader
  readonly mayList: boolean
  readonly why: Html
  readonly grounds: readonly Ground[]
  readonly assignments: readonly Assignment[]
  readonly candidates: readonly Candidate[]
  /** Null where the role never lets anybody in. */
  readonly permitted: Permitted | null
  /** Null for one who sets no blocks: then nothing is said of them. */
  readonly blocks: readonly Block[] | null
  readonly colleagues: readonly Colleague[]
  readonly lookers: readonly Looker[]
  readonly tokens: { readonly letIn: string; readonly block: string }
  readonly returned: Returned | null
}

/** Who sees one person and why, who is let in by hand, and who is shut out. */
export function sightPage(view: SightPage): Html {
  const { language, blocks, permitted } = view
  const say = words(TEXT, language)
  const head = { language, person: view.person, mayList: view.mayList, why: view.why }
  return html`${personHead(head, say('sight.title'), say('sight.lead', { name: view.person.givenName ?? '–' }))}
${groundTable(view, say)}
${card({ title: say('letIn.title'), id: 'let-in-title' }, html`${assignmentList(view, say)}${permitted !== null && disclosure(say('letIn.new'), letInForm({ ...view, permitted }, say), view.returned?.form === 'let-in')}`)}
${blocks !== null && card({ title: say('block.title'), id: 'block-title' }, blockSection(view, blocks, say))}`
}

function groundTable({ grounds, language }: SightPage, say: Say<SightWord>): Html {
  return dataTable<Ground>({
    language,
    id: 'grounds',
    caption: say('sight.list'),
    rows: grounds,
    empty: emptyState({ title: say('sight.none'), hint: say('sight.none.hint') }),
    columns: [
      { key: 'who', label: say('sight.who'), heads: true, cell: (each) => holderOf(each, language) },
      { key: 'why', label: say('sight.why'), cell: (each) => groundWord(each, language, say) },
      {
        key: 'since',
        label: say('sight.since'),
        cell: (each) => sinceWord(each, language) ?? '–',
      },
      {
        key: 'until',
        label: say('sight.until'),
        cell: (each) => untilWord(each, language) ?? say('sight.open'),
      },
    ],
  })
}

function holderOf({ displayName, domainName, role, title }: Ground, language: Language): Html {
  const what = title ?? (role === null ? null : roleWord(role, language))
  return html`${displayName ?? domainName ?? '–'}${what !== null && html` <span class="muted">${what}</span>`}`
}

function groundWord(ground: Ground, language: Language, say: Say<SightWord>): string {
  // Why is told to those who let in; the others learn that, and by whom.
  const { kind, reason } = ground
  const unsaid = (kind === 'case' || kind === 'team') && reason === null
  return say(unsaid ? `ground.${kind}.unsaid` : `ground.${kind}`, {
    by: ground.givenBy ?? '–',
    reason: ground.reason ?? '–',
    team: ground.teamName ?? '–',
    unit: ground.unitName ?? '–',
    topics: topicWords(ground.topics ?? [], language),
  })
}

function assignmentList(view: SightPage, say: Say<SightWord>): Html {
  const { assignments } = view
  if (assignments.length === 0) return html`<p class="muted">${say('letIn.none')}</p>`
  return html`<ul class="plain">${assignments.map((each) => html`<li>${assignmentItem(each, view, say)}</li>`)}</ul>`
}

function assignmentItem(each: Assignment, { language, person, permitted }: SightPage, say: Say<SightWord>): Html {
  const what = each.isTeam ? say('letIn.team') : (each.title ?? (each.role && roleWord(each.role, language)))
  const lasting = { kind: each.kind, since: each.from, until: each.until }
  const days = [sinceWord(lasting, language), untilWord(lasting, language)].filter(Boolean).join(' – ')
  const how = each.kind === 'glass' ? say('ground.glass') : say('letIn.by', { by: each.givenBy ?? '–' })
  return html`<p><b>${each.displayName}</b> <span class="muted">${what}</span><br>${each.reason !== null && html`${each.reason}<br>`}<span class="muted">${how}, ${days}</span></p>${
    permitted !== null &&
    actionButton({
      action: paths.personAssignmentEnd(person.id, each.id),
      label: say('letIn.end'),
      permitted,
    })
  }`
}

type LetIn = SightPage & { readonly permitted: Permitted }

function letInForm(view: LetIn, say: Say<SightWord>): Html {
  const { language, person, permitted, tokens, candidates, returned } = view
  const { errors, typed } = returned?.form === 'let-in' ? returned : { errors: [], typed: {} as Returned['typed'] }
  return form(
    {
      id: 'let-in',
      action: paths.personAssignments(person.id),
      language,
      errors,
      permitted,
      token: tokens.letIn,
      submit: say('letIn.save'),
    },
    (field) => [
      field.select({
        name: 'holder',
        label: say('letIn.holder'),
        help: say('letIn.holder.help'),
        value: typed['holder'] ?? null,
        blank: '–',
        options: candidates.map((each) => ({
          value: each.membershipId ?? each.teamId ?? '',
          label: `${each.displayName}, ${each.teamId === null ? (each.title ?? roleWord(each.role ?? '', language)) : say('letIn.team')}`,
        })),
      }),
      field.text({
        name: 'reason',
        label: say('letIn.reason'),
        help: say('letIn.reason.help'),
        value: typed['reason'] ?? null,
        maxlength: 400,
      }),
      field.date({ name: 'until', label: say('letIn.until'), optional: true, value: typed['until'] ?? null }),
    ],
  )
}

function blockSection(view: SightPage, blocks: readonly Block[], say: Say<SightWord>): Html {
  const { language, person, colleagues, lookers, tokens, returned } = view
  const options = {
    language,
    action: paths.personBlocks(person.id),
    colleagues,
    lookers,
    token: tokens.block,
    returned: returned?.form === 'block' ? returned : null,
    byNumber: false,
  }
  return html`<p>${say('block.lead')}</p>${blockTable({ language, blocks, withPerson: false })}
${disclosure(say('block.new'), blockForm(options), returned?.form === 'block')}
<p><a href="${paths.blocks()}">${say('block.all')}</a></p>`
}

export type RecusalPage = {
  readonly language: Language
  readonly person: PersonHeader
  readonly mayList: boolean
  /** Whether nobody else would see the person then. */
  readonly alone: boolean
  readonly why: Html
  readonly token: string
  readonly returned: Returned | null
}

/** One says that one is jävig, and is shut out. */
export function recusalPage({ language, person, mayList, why, alone, token, returned }: RecusalPage): Html {
  const say = words(TEXT, language)
  return html`${personHead({ language, person, mayList, why }, say('recuse.title'), say('recuse.lead'))}
<p>${say('recuse.owner')}</p>
${alone && notice({ tone: 'broken', title: say('recuse.alone') }, say('recuse.alone.hint'))}
${form(
  {
    id: 'recusal',
    action: paths.personRecusal(person.id),
    language,
    errors: returned?.errors ?? [],
    permitted: ALLOWED,
    token,
    submit: say('recuse.save'),
    kind: 'danger',
    cancel: paths.person(person.id),
  },
  (field) =>
    field.text({
      name: 'recusalReason',
      label: say('recuse.reason'),
      value: returned?.typed['recusalReason'] ?? null,
      maxlength: 400,
    }),
)}`
}
