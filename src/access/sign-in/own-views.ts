import type { Instant } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { disclosure, pageHead } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatInstant, type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { roleWord } from '../role-words.ts'
import type { OidcSettings, OwnIdentity, OwnMembership, OwnPasskey, OwnSession } from './model.ts'
import { passkeyForm } from './passkey-views.ts'
import { TEXT } from './text.ts'
import { nameField } from './views.ts'

type Own = {
  readonly language: Language
  readonly passkeys: readonly OwnPasskey[]
  readonly identities: readonly OwnIdentity[]
  readonly sessions: readonly OwnSession[]
  readonly memberships: readonly OwnMembership[]
  readonly providers: readonly Pick<OidcSettings, 'issuer' | 'name'>[]
  readonly sessionId: string
  /** Shown anew within five minutes: only then a passkey may be added. */
  readonly fresh: boolean
  readonly passkeysWork: boolean
  readonly errors: readonly FieldError[]
  readonly name: string
  readonly token: string
}

/** Everything about how one signs in, on one page. */
export function ownSignInsPage(own: Own): Html {
  const say = words(TEXT, own.language)
  const endAll = actionButton({
    action: paths.ownSessionsEnd(),
    label: say('session.endAll'),
    permitted: ALLOWED,
    kind: 'danger',
    icon: 'signOut',
    sure: { language: own.language, consequence: say('session.endAll.help') },
  })
  return html`${pageHead({ title: say('own.title'), lead: say('own.lead'), actions: endAll })}
${own.errors.length > 0 && html`<div class="notice broken" role="alert">${own.errors.map(({ message }) => html`<p>${message}</p>`)}</div>`}
${card({ title: say('own.passkeys'), id: 'passkeys' }, passkeys(own))}
${own.identities.length > 0 && card({ title: say('own.identities'), id: 'identities' }, identities(own))}
${card({ title: say('own.sessions'), id: 'sessions' }, sessions(own))}
${own.memberships.length > 1 && card({ title: say('own.memberships'), id: 'memberships' }, linkButton({ href: paths.ownMemberships(), label: say('memberships.switch') }))}`
}

const at = (instant: string | null, language: Language, never: string) =>
  instant === null ? never : formatInstant(instant as Instant, language)

function passkeys(own: Own): Html {
  const { language, passkeys: rows, token } = own
  const say = words(TEXT, language)
  const table = dataTable<OwnPasskey>({
    language,
    id: 'own-passkeys',
    caption: say('own.passkeys.list'),
    captionUnseen: true,
    rows,
    empty: html`<p>${say('passkey.none')}</p>`,
    columns: [
      {
        key: 'name',
        label: say('passkey.name'),
        heads: true,
        cell: ({ name, backedUp }) =>
          html`${name} <span class="muted">${say(backedUp ? 'passkey.synced' : 'passkey.single')}</span>`,
      },
      { key: 'made', label: say('own.made'), tight: true, cell: ({ madeAt }) => at(madeAt, language, '') },
      {
        key: 'used',
        label: say('own.used'),
        tight: true,
        cell: ({ lastUsedAt }) => at(lastUsedAt, language, say('own.never')),
      },
      { key: 'action', label: say('own.action'), cell: ({ id, name }) => removal(id, name, language) },
    ],
  })
  const renaming = rows.map(({ id, name }) =>
    disclosure(
      say('passkey.rename', { name }),
      form(
        {
          id: `rename-${id}`,
          action: paths.ownPasskey(id),
          language,
          errors: [],
          permitted: ALLOWED,
          token,
          submit: say('passkey.rename', { name }),
          kind: 'quiet',
        },
        (field) => nameField(field, language, name),
      ),
    ),
  )
  return html`${table}${renaming}${adding(own)}`
}

/** What is listed twice has to be told apart by those who listen. */
function removal(id: string, name: string, language: Language): Content {
  const say = words(TEXT, language)
  return actionButton({
    action: paths.ownWayInRemoval(id),
    label: say('wayIn.remove'),
    permitted: ALLOWED,
    of: name,
    sure: { language, consequence: say('wayIn.remove.help') },
  })
}

function adding({ language, fresh, passkeysWork, token, name }: Own): Html {
  const say = words(TEXT, language)
  if (!passkeysWork) return html`<p class="muted">${say('own.passkeys.unavailable')}</p>`
  if (!fresh) {
    const confirm = linkButton({
      href: paths.confirm({ back: paths.ownSignIns() }),
      label: say('own.confirmFirst'),
      icon: 'lock',
    })
    return html`<p>${say('own.confirmFirst.why')}</p><p>${confirm}</p>`
  }
  const making = { language, purpose: 'add', action: paths.ownPasskeys(), token } as const
  return html`<h3>${say('passkey.add')}</h3><p>${say('passkey.about')}</p>${passkeyForm(
    { ...making, submit: say('passkey.make') },
    (field) => nameField(field, language, name),
  )}`
}

function identities({ language, identities: rows, providers }: Own): Html {
  const say = words(TEXT, language)
  const nameOf = ({ issuer }: OwnIdentity) =>
    providers.find((each) => each.issuer === issuer)?.name ?? say('method.oidc')
  return dataTable<OwnIdentity>({
    language,
    id: 'own-identities',
    caption: say('own.identities.list'),
    captionUnseen: true,
    rows,
    empty: html``,
    columns: [
      { key: 'name', label: say('own.how'), heads: true, cell: nameOf },
      { key: 'made', label: say('own.made'), tight: true, cell: ({ linkedAt }) => at(linkedAt, language, '') },
      {
        key: 'used',
        label: say('own.used'),
        tight: true,
        cell: ({ lastUsedAt }) => at(lastUsedAt, language, say('own.never')),
      },
      { key: 'action', label: say('own.action'), cell: (row) => removal(row.id, nameOf(row), language) },
    ],
  })
}

function sessions({ language, sessions: rows, sessionId }: Own): Html {
  const say = words(TEXT, language)
  return dataTable<OwnSession>({
    language,
    id: 'own-sessions',
    caption: say('own.sessions.list'),
    captionUnseen: true,
    rows,
    empty: html``,
    columns: [
      {
        key: 'where',
        label: say('own.where'),
        heads: true,
        cell: ({ device, id, domainName, method }) =>
          html`${device ?? say(method === 'demo' ? 'session.demo' : 'session.unknown')}${id === sessionId && html` ${tag('in', say('session.this'))}`}<br><span class="muted">${domainName}</span>`,
      },
      {
        key: 'how',
        label: say('own.how'),
        cell: ({ method, assurance }) =>
          html`${say(`method.${method}`)}, ${say(assurance === 2 ? 'level.2' : 'level.1')}`,
      },
      { key: 'since', label: say('own.since'), tight: true, cell: ({ madeAt }) => at(madeAt, language, '') },
      { key: 'seen', label: say('own.seen'), tight: true, cell: ({ seenAt }) => at(seenAt, language, '') },
      { key: 'action', label: say('own.action'), cell: ({ id }) => id !== sessionId && ending(id, language) },
    ],
  })
}

const ending = (id: string, language: Language) =>
  actionButton({ action: paths.ownSessionEnd(id), label: words(TEXT, language)('session.end'), permitted: ALLOWED })

type Memberships = {
  readonly language: Language
  readonly memberships: readonly OwnMembership[]
  readonly back: string
}

/** One button for each role; the one in use first said so. */
export function membershipsPage({ language, memberships, back }: Memberships): Html {
  const say = words(TEXT, language)
  const buttons = memberships.map(({ id, role, title, domainName, isCurrent }) =>
    actionButton({
      action: paths.ownMemberships(),
      label: say(isCurrent ? 'memberships.current' : 'memberships.choose', {
        role: title ?? roleWord(role, language),
        domain: domainName,
      }),
      permitted: ALLOWED,
      kind: isCurrent ? 'primary' : 'quiet',
      values: { membership: id, back },
    }),
  )
  return html`<h1>${say('memberships.title')}</h1><p class="lead">${say('memberships.lead')}</p>${buttons.map((each) => html`<div>${each}</div>`)}`
}
