import { dayIn, type Instant } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { facts } from '../../ui/components/facts.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDayShort, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { ENDING_TEXT } from '../accounts/ending-text.ts'
import type { StaffView } from '../accounts/frame.ts'
import { staffFrame } from '../accounts/frame-views.ts'
import { takesTwo } from '../accounts/rules.ts'
import { TEXT } from '../accounts/text.ts'
import { roleWord } from '../role-words.ts'
import { STAFF_ROLES } from '../roles.ts'
import type { ScimRole, ScimToken } from './model.ts'

type SettingsView = StaffView & {
  readonly address: string
  readonly tokens: readonly ScimToken[]
  readonly roles: readonly ScimRole[]
  /** The token that was made just now. */
  readonly shown: string | null
}

/** What an identity provider needs to provision, and what its names give. */
export function provisioningPage(view: SettingsView): Html {
  const { language, shown, address } = view
  const say = words(TEXT, language)
  return staffFrame(
    view,
    'provisioning',
    html`${shown !== null && notice({ tone: 'done', title: say('tokens.shown') }, html`<code>${shown}</code>`)}
<p>${say('provisioning.lead')}</p>
${facts([{ term: say('provisioning.address'), detail: html`<code>${address}</code>` }])}
${tokensCard(view)}
${mappingCard(view)}`,
  )
}

function tokensCard(view: SettingsView): Html {
  const { language, permitted, token, returned } = view
  const say = words(TEXT, language)
  const day = (at: string) => formatDayShort(dayIn(at as Instant), language)
  const table = dataTable<ScimToken>({
    language,
    id: 'tokens',
    caption: say('tokens.list'),
    captionUnseen: true,
    rows: view.tokens,
    empty: emptyState({ title: say('tokens.empty.title'), hint: say('tokens.empty.hint') }),
    columns: [
      { key: 'name', label: say('tokens.name'), heads: true, cell: (row) => row.name },
      { key: 'made', label: say('tokens.made'), cell: (row) => html`${day(row.madeAt)}, ${row.madeByName}` },
      { key: 'until', label: say('tokens.until'), tight: true, cell: (row) => day(row.untilAt) },
      {
        key: 'used',
        label: say('tokens.used'),
        tight: true,
        cell: (row) => (row.usedAt === null ? say('tokens.never') : day(row.usedAt)),
      },
      {
        key: 'state',
        label: say('state'),
        cell: (row) =>
          row.lasts
            ? html`${tag('in', say('tokens.lasts'))} ${actionButton({ action: paths.provisioningTokenEnd(row.id), label: say('tokens.revoke'), permitted, kind: 'plain', values: { token }, of: row.name, sure: { language, consequence: words(ENDING_TEXT, language)('tokens.revoke.help') } })}`
            : tag('neutral', say(row.revokedAt === null ? 'tokens.over' : 'tokens.revoked')),
      },
    ],
  })
  const own = returned.form === 'scim-token'
  const make = form(
    {
      id: 'scim-token',
      action: paths.provisioningTokens(),
      language,
      errors: own ? returned.errors : [],
      permitted,
      token,
      submit: say('tokens.make'),
    },
    (field) => [
      field.text({
        name: 'name',
        label: say('tokens.name'),
        value: own ? (returned.typed['name'] ?? null) : null,
        maxlength: 80,
      }),
      field.text({
        name: 'days',
        label: say('tokens.days'),
        help: say('tokens.days.help'),
        value: own ? (returned.typed['days'] ?? null) : '365',
        inputmode: 'numeric',
        width: 'short',
      }),
    ],
  )
  return card({ title: say('tokens.title'), id: 'tokens-title' }, html`${table}${make}`)
}

function mappingCard(view: SettingsView): Html {
  const { language, permitted, token, returned } = view
  const say = words(TEXT, language)
  const table = dataTable<ScimRole>({
    language,
    id: 'mapping',
    caption: say('mapping.list'),
    captionUnseen: true,
    rows: view.roles,
    empty: emptyState({ title: say('mapping.empty.title'), hint: say('mapping.empty.hint') }),
    columns: [
      { key: 'name', label: say('mapping.name'), heads: true, cell: (row) => row.name },
      { key: 'role', label: say('role'), cell: (row) => roleWord(row.role, language) },
      {
        key: 'remove',
        label: say('change'),
        cell: (row) =>
          actionButton({
            action: paths.provisioningRoleRemoval(row.id),
            label: say('mapping.remove'),
            permitted,
            kind: 'plain',
            values: { token },
          }),
      },
    ],
  })
  const own = returned.form === 'scim-role'
  const add = form(
    {
      id: 'scim-role',
      action: paths.provisioningRoles(),
      language,
      errors: own ? returned.errors : [],
      permitted,
      token,
      submit: say('mapping.add'),
    },
    (field) => [
      field.text({
        name: 'name',
        label: say('mapping.name'),
        value: own ? (returned.typed['name'] ?? null) : null,
        maxlength: 120,
      }),
      field.select({
        name: 'role',
        label: say('role'),
        value: own ? (returned.typed['role'] ?? null) : null,
        blank: '–',
        options: STAFF_ROLES.filter((role) => !takesTwo(role, false)).map((role) => ({
          value: role,
          label: roleWord(role, language),
        })),
      }),
    ],
  )
  return card({ title: say('mapping.title'), id: 'mapping-title' }, html`<p>${say('mapping.lead')}</p>${table}${add}`)
}
