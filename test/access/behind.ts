import { createHash } from 'node:crypto'
import { type Actor, colleague, domainId, idOf, instant, MACHINE, MOMENT, type Place, personId, STAFF } from './cast.ts'

/**
 * What stands behind the doors of the schema access beside the relations of the cast: one of each kind that is whoever's who asks, a
 * colleague's, and another domain's, so that the functions which act on one can be tried with each.
 */

type Values = Readonly<Record<string, unknown>>

export const sha = (secret: string) => `\\x${createHash('sha256').update(secret).digest('hex')}`
const LATER = instant(90 * 86_400)

/** Whose it is: a name for it, the place, and the account and membership. */
type Whose = {
  readonly name: string
  readonly place: Place
  readonly account: string
  readonly membership: string | null
}

const of = ({ key, account, membership }: Actor): Whose => ({ name: key, place: 'home', account, membership })
export const WHOSE: readonly Whose[] = [
  ...STAFF.map(of),
  { ...of(MACHINE) },
  { name: 'a colleague', place: 'home', ...colleague('home') },
  { name: 'somebody abroad', place: 'abroad', ...colleague('abroad') },
]

/** The id of somebody's thing of a kind. */
export const thingOf = (table: string, whose: string) => idOf(`${table} of ${whose}`)
export const secretOf = (table: string, whose: string) => `${table} of ${whose}`

const each = (table: string, row: (whose: Whose) => Values): readonly [string, readonly Values[]] => [
  `access.${table}`,
  WHOSE.map((whose) => ({ id: thingOf(table, whose.name), domain_id: domainId(whose.place), ...row(whose) })),
]

/** Rows by table, in an order in which they can be written. */
export const BEHIND: readonly (readonly [string, readonly Values[]])[] = [
  each('secrecy', () => ({ strength: 'straight', valid_from: '2020-01-01', confirmed_at: null, valid_until: null })),
  each('ground', ({ name }) => ({
    ...{ code: `ground_of_${name}`, needs_consent: false, needs_detail: true, valid_from: '2020-01-01' },
    ...{ valid_until: null, confirmed_at: null, to_kinds: null, below_age: null },
  })),
  each('consent', ({ place, account }) => ({
    ...{ person_id: personId(place === 'home' ? 'owned' : 'foreign'), to_domain_id: domainId('elsewhere') },
    ...{ topics: ['identity'], until_at: LATER, recorded_by: account, withdrawn_at: null },
  })),
  each('notice_parcel', ({ name, place }) => ({
    ...{
      notice_id: idOf(`notice of ${name}`),
      to_domain_id: domainId(place === 'home' ? 'abroad' : 'elsewhere'),
      sent_at: MOMENT,
    },
    ...{ taken_at: MOMENT, withdrawn_at: null, answer: null },
  })),
  each('move_parcel', ({ name, place }) => ({
    ...{
      move_id: idOf(`move of ${name}`),
      to_domain_id: domainId(place === 'home' ? 'abroad' : 'elsewhere'),
      sent_at: MOMENT,
    },
    ...{ taken_at: MOMENT, withdrawn_at: null, answer: null, reason: null },
  })),
  each('staff', ({ name, account }) => ({ account_id: account, user_name: name, removed_at: null, source: 'hand' })),
  each('staff_change', ({ name, account }) => ({
    ...{ staff_id: thingOf('staff', name), role: 'coach', sees_protected: false, kind: 'role', asked_by: account },
    ...{ decided_at: null, approved: null, replaces_id: null, raises_id: null },
  })),
  each('scim_token', ({ name, membership, account }) => ({
    ...{ token_sha: sha(secretOf('scim_token', name)), membership_id: membership ?? idOf('none'), made_by: account },
    ...{ until_at: LATER, revoked_at: null },
  })),
  each('scim_role', ({ name }) => ({ name, role: 'mentor' })),
  each('passkey', ({ name, account }) => ({
    ...{ account_id: account, credential_id: sha(secretOf('passkey', name)), counter: 1, name },
  })),
  each('identity', ({ name, account }) => ({ account_id: account, issuer: 'https://id.example.se', subject: name })),
  each('invitation', ({ name, account }) => ({
    ...{ account_id: account, made_by: account, token_sha: sha(secretOf('invitation', name)) },
    ...{ expires_at: '2999-01-01T00:00:00Z', used_at: null },
  })),
  each('alert', ({ account }) => ({
    ...{
      account_id: account,
      by_account: colleague('home').account,
      code: 'given_to_you',
      made_at: instant(-60),
      read_at: null,
    },
  })),
  each('calendar_feed', ({ name, account, membership }) => ({
    ...{
      account_id: account,
      membership_id: membership ?? idOf('none'),
      token_sha: sha(secretOf('calendar_feed', name)),
    },
    ...{ made_at: instant(-60), ended_at: null },
  })),
  each('push_device', ({ name, account }) => ({
    ...{
      account_id: account,
      device_sha: sha(secretOf('push_device', name)),
      auth: 'A'.repeat(22),
      p256dh: 'A'.repeat(87),
    },
    ...{
      endpoint: `https://push.example.se/${idOf(`push of ${name}`)}`,
      made_at: instant(-120),
      seen_at: instant(-120),
    },
    ...{ told_at: null, failing_since: null },
  })),
  each('parked_form', ({ account, membership }) => ({
    ...{
      account_id: account,
      membership_id: membership ?? idOf('none'),
      path: '/',
      fields: '{}',
      made_at: '2999-01-01T00:00:00Z',
    },
  })),
  each('referral_box', ({ name }) => ({
    ...{ way: 'self', is_draft: false, status_sha: sha(secretOf('referral_box', name)), made_at: instant(-60) },
    ...{ expires_at: LATER, confirmed_at: instant(-60), closed_at: null },
  })),
  each('referral_parcel', ({ name, place, account }) => ({
    ...{ referral_id: idOf(`referral of ${name}`), sent_by: account, asked_by: null, share_id: thingOf('share', name) },
    ...{ to_domain_id: domainId(place === 'home' ? 'abroad' : 'elsewhere'), sent_at: MOMENT, reasons: null },
    ...{ taken_at: MOMENT, begun_at: null, answered_at: null, answer: null, reason: null, withdrawn_at: null },
  })),
  each('glass', ({ place, membership }) => ({
    ...{ membership_id: membership ?? idOf('none'), person_id: personId(place === 'home' ? 'glass' : 'foreign') },
    ...{
      outcome: 'given',
      reason: 'en anledning som är lång nog',
      minutes: 60,
      asked_at: instant(-60),
      answered_at: instant(-60),
    },
    ...{ due_at: instant(72 * 3600), asked_in: '3' },
  })),
]
