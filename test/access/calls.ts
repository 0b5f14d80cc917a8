import type { Client } from 'pg'
import { z } from 'zod'
import type { Right, RoleCode } from '../../src/access/roles.ts'
import { BEHIND, secretOf, thingOf } from './behind.ts'
import {
  type Actor,
  APPROVALS,
  colleague,
  domainId,
  idOf,
  instant,
  MOMENT,
  NAMES,
  type PersonName,
  personId,
  STAFF,
  standingOf,
  visitId,
} from './cast.ts'
import { has, isHidden, isInReach, reachesEverybody } from './oracle.ts'
import { beginning, type World } from './world.ts'

/**
 * Every function that runs with its owner's rights, called as several of the cast with ids of one's own, of colleagues, of another
 * domain and of nobody. Whatever it is for, these hold: it answers nothing of those who are foreign or out of reach, it changes nothing
 * of theirs, it cannot be told from it whether a foreign id exists, and it does nothing for a role without the right that it takes.
 */

const Routine = z.object({
  name: z.string(),
  signature: z.string(),
  surface: z.enum(['web', 'jobs', 'import', 'sign_in']),
  parameters: z.array(z.object({ name: z.string(), type: z.string() })),
})
export type Routine = z.infer<typeof Routine>

/** Those that some surface may call, each by the surface that asks for it most. */
export async function routinesOf(client: Client): Promise<readonly Routine[]> {
  const { rows } = await client.query(`
    select n.nspname || '.' || p.proname as name, p.oid::regprocedure::text as signature,
           (select s from unnest('{web,jobs,import,sign_in}'::text[]) with ordinality u(s, i)
             where has_function_privilege('sedd_' || s, p.oid, 'execute') order by i limit 1) as surface,
           coalesce((select json_agg(json_build_object('name', p.proargnames[i], 'type', format_type(t, null)) order by i)
              from unnest(p.proargtypes::oid[]) with ordinality a(t, i)), '[]') as parameters
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('public', 'access', 'trail') and p.prosecdef
       and exists (select from unnest('{web,jobs,import,sign_in}'::text[]) s where has_function_privilege('sedd_' || s, p.oid, 'execute'))
     order by 1, 2`)
  return z
    .array(Routine)
    .parse(rows)
    .filter(({ name }) => !LEFT_OUT.includes(name))
}

/** Statistics of tables, which no transaction may gather twice at once; and the opening of a context, which the walls themselves try. */
const LEFT_OUT = ['public.gather_statistics', 'public.gather_register_statistics', 'access.begin']

/** What a function takes beside being allowed to call it, as the law and the roles have it: any one of these rights. */
const TAKES: readonly (readonly [rights: readonly Right[], functions: string])[] = [
  [['share'], 'add_consent make_share revoke_share withdraw_consent shareable send_referral own_sharing_ends'],
  [['assign', 'share'], 'answer_share lettable'],
  [['assign'], 'let_in_many'],
  [['secrecy'], 'add_secrecy confirm_secrecy end_secrecy confirm_ground amend_ground'],
  [['block'], 'set_block set_block_by_number lift_block blocks blocks_on lookers'],
  [['glass'], 'ask_glass take_glass'],
  [['review'], 'review_glass'],
  [['notify'], 'send_notice take_notices answer_notice notice_receipts withdraw_notice withdrawn_notices'],
  [['notify'], 'send_move take_moves answer_move move_receipts withdraw_move withdrawn_moves'],
  [['log'], 'identity_for_review person_ids'],
  [['log', 'extract'], 'find_person'],
  [['extract'], 'open_extract'],
  [
    ['provision'],
    'save_scim_user save_scim_group remove_scim_user remove_scim_group lock_scim_user lock_scim_group scim_users scim_groups scim_name_fixed',
  ],
  [['accounts', 'log'], 'staff_changes decide_staff_change deciders'],
  [['accounts', 'assign'], 'teams'],
  [['triage'], 'referral_door_of set_referral_door close_arrival count_referrals answer_referral'],
  [
    ['accounts'],
    `add_membership add_scim_token add_staff add_team_member ask_for_invitation ask_for_sight change_staff deactivate_staff end_membership
     end_staff_sessions end_team end_team_member grant_membership invite lower_sight make_team map_scim_role place_membership placeable_units reactivate_staff
     rename_domain rename_team revoke_scim_token scim_roles scim_tokens staff_list title_membership unmap_scim_role`,
  ],
]
export const RIGHTS: ReadonlyMap<string, readonly Right[]> = new Map(
  TAKES.flatMap(([rights, names]) => names.split(/\s+/).map((name) => [name, rights] as const)),
)
/** These ask for their right before they look at anything: whoever lacks it is refused, whatever they ask with. */
const REFUSES = new Set(
  `add_secrecy amend_ground confirm_ground confirm_secrecy end_secrecy add_consent make_share revoke_share send_referral withdraw_consent
   lift_block set_block set_block_by_number open_extract ask_glass take_glass review_glass identity_for_review person_ids rename_domain
   answer_move answer_notice move_receipts notice_receipts send_notice withdraw_move withdraw_notice answer_referral close_arrival
   set_referral_door lock_scim_group lock_scim_user remove_scim_group remove_scim_user save_scim_group save_scim_user`.split(
    /\s+/,
  ),
)
/** Those that change who may what, or open what is shut, take a sign-in of the last five minutes. */
export const FRESH = new Set(
  [...RIGHTS]
    .filter(
      ([name, rights]) =>
        rights.length === 1 && rights[0] === 'accounts' && !/list|tokens$|roles$|units|domain/.test(name),
    )
    .map(([name]) => name),
)
for (const name of ['ask_glass', 'open_extract', 'decide_staff_change', 'remove_way_in']) FRESH.add(name)

/** Whom some functions reach by right although they are nobody's case: by number, for the log, for a block, in an emergency. */
const BY_RIGHT = [
  'find_person',
  'person_ids',
  'identity_for_review',
  'open_extract',
  'set_block_by_number',
  'ask_glass',
  'take_glass',
  'review_glass',
].concat([
  'blocks',
  'lift_block',
  'glasses',
  'tell_of_glass',
  'running_glass',
  'set_block',
  'events',
  'record',
  'withdraw_consent',
])
/** What the walls themselves ask: ids that mean nothing by themselves, of whoever is in reach and of whoever is hidden. */
const ASKED_BY_WALLS = ['hidden', 'reach', 'kept_from']
/** What stands in two domains by its nature: a share, those let in to it, and the trail of a visit. */
const BETWEEN = [
  'answer_share',
  'let_visit',
  'end_visitor',
  'end_share',
  'recuse_from_share',
  'lookers',
  'record_visit',
  'ticket',
  'shares_to_us',
  'visitors_of',
  'shares_of',
]
/** What is the law's or everybody's: names of domains, how a domain reads the law, staff who may be asked; and what has no domain. */
const OPEN = [
  'receivers',
  'register_keepers',
  'secrecies',
  'domains',
  'sibling_domains',
  'directory',
  'add_domain',
  'open_machine_session',
  'tidy_sign_in',
  'tidy_referrals',
  'tidy_push',
  'seal',
  'open_attempt',
  'demo_accounts',
]

const PEOPLE: readonly PersonName[] = (
  [
    'owned',
    'nobodys',
    'protectedOwned',
    'protected',
    'blockedToMe',
    'caseOfMine',
    'caseEnded',
    'caseOfColleague',
    'pupil',
    'mergedIntoOwned',
  ] as PersonName[]
).concat(['foreign', 'shared'] as PersonName[])
const NOBODY = idOf('nobody at all')

const actor = (role: RoleCode, sees = false): Actor => {
  const found = STAFF.find((each) => each.role === role && each.seesProtected === sees)
  if (!found) throw new Error(role)
  return found
}
export const CALLERS: readonly Actor[] = [
  actor('coach'),
  actor('kaa_coordinator'),
  actor('student_health_head'),
  actor('administrator'),
  actor('data_protection_officer'),
  actor('evaluator'),
  actor('administrator', true),
]

/** An id of each kind: the actor's own or home's, a colleague's, one abroad, and one that nobody has. */
type Pool = { readonly own: string; readonly others: readonly string[]; readonly foreign: string }

function poolOf(kind: string, { key, account, membership }: Actor): Pool {
  const [home, abroad] = [colleague('home'), colleague('abroad')]
  if (kind === 'person') return { own: personId('owned'), others: PEOPLE.map(personId), foreign: personId('foreign') }
  if (kind === 'account') return { own: home.account, others: [account], foreign: abroad.account }
  if (kind === 'membership') return { own: home.membership, others: [membership ?? NOBODY], foreign: abroad.membership }
  if (kind === 'team') return { own: idOf('team'), others: [idOf('teamThatEnded')], foreign: idOf('team abroad') }
  if (kind === 'unit') return { own: idOf('school'), others: [], foreign: idOf('unit abroad') }
  if (kind === 'domain') return { own: domainId('elsewhere'), others: [domainId('home')], foreign: domainId('abroad') }
  if (kind === 'share')
    return {
      own: visitId('lentOut'),
      others: [visitId('shared'), visitId('sharedAndAccepted')],
      foreign: visitId('sharedElsewhere'),
    }
  if (kind === 'assignment' || kind === 'block' || kind === 'share_visitor' || kind === 'extract')
    return { own: ROWS.own(kind, key), others: ROWS.others(kind), foreign: ROWS.foreign(kind) }
  if (kind === 'approval')
    return {
      own: APPROVALS[0]?.id ?? NOBODY,
      others: [],
      foreign: APPROVALS.find(({ place }) => place === 'abroad')?.id ?? NOBODY,
    }
  return { own: thingOf(kind, key), others: [thingOf(kind, 'a colleague')], foreign: thingOf(kind, 'somebody abroad') }
}

/** Rows whose ids the world chose; told once when the calls are made ready. */
const ROWS = {
  own: (_kind: string, _key: string) => NOBODY,
  others: (_kind: string): string[] => [],
  foreign: (_kind: string) => NOBODY,
}

export async function lookUpRows(client: Client): Promise<void> {
  const found = new Map<string, { id: string; domain: string }[]>()
  for (const kind of ['assignment', 'block', 'share_visitor', 'extract']) {
    const { rows } = await client.query<{ id: string; domain: string }>(
      `select distinct on (t.domain_id, to_jsonb(t) - 'id' - 'person_id' - 'membership_id' - 'account_id' - 'share_id') t.id, t.domain_id as domain
         from access.${kind} t order by t.domain_id, to_jsonb(t) - 'id' - 'person_id' - 'membership_id' - 'account_id' - 'share_id', t.id`,
    )
    found.set(kind, rows)
  }
  const at = (kind: string, place: 'home' | 'abroad') =>
    (found.get(kind) ?? []).filter(({ domain }) => domain === domainId(place)).map(({ id }) => id)
  Object.assign(ROWS, {
    own: (kind: string) => at(kind, 'home')[0] ?? NOBODY,
    others: (kind: string) => at(kind, 'home').slice(1, 8),
    foreign: (kind: string) => at(kind, 'abroad')[0] ?? NOBODY,
  })
}

/** Which kind of thing an id names: by what the parameter is called, and where that says nothing, by what the function is about. */
const KINDS: readonly (readonly [parameter: RegExp, routine: RegExp, kind: string])[] = [
  [/^(person|of_person|of_persons|person_id)$/, /./, 'person'],
  [/^(for_account|against|excepts|by_actor|about)$/, /./, 'account'],
  [/^(membership|to_membership|member|members|memberships|for_membership|replaced)$/, /./, 'membership'],
  [/^wanted$/, /switch/, 'membership'],
  [/^(team|to_team|teams)$/, /./, 'team'],
  [/^(units)$/, /./, 'unit'],
  [/^(to_domain|of_domain|for_domain)$/, /./, 'domain'],
  [/^visit$/, /./, 'share'],
  [/^of_share$/, /./, 'share'],
  [/^on_ground$/, /./, 'ground'],
  [/^by_consent$/, /./, 'consent'],
  [/^asked$|^one$/, /glass/, 'glass'],
  [/^arrival$/, /./, 'referral_box'],
  [/./, /alerts/, 'alert'],
  [/./, /push/, 'push_device'],
  [/./, /_moves?$|move_to_send/, 'move_parcel'],
  [/^parcel$/, /referral/, 'referral_parcel'],
  [/./, /notices/, 'notice'],
  [/./, /ground/, 'ground'],
  [/./, /secrecy/, 'secrecy'],
  [/./, /consent/, 'consent'],
  [/./, /notice/, 'notice_parcel'],
  [/./, /visitor/, 'share_visitor'],
  [/./, /share|let_visit|manages/, 'share'],
  [/./, /parked/, 'parked_form'],
  [/./, /let_in/, 'assignment'],
  [/./, /session/, 'session'],
  [/./, /extract/, 'extract'],
  [/./, /block/, 'block'],
  [/./, /way_in|passkey/, 'passkey'],
  [/./, /glass/, 'glass'],
  [/./, /scim_token/, 'scim_token'],
  [/./, /scim_role/, 'scim_role'],
  [/./, /team|scim_group/, 'team'],
  [/./, /staff_change/, 'staff_change'],
  [/./, /membership|sight/, 'membership'],
  [/./, /staff|scim|invitation/, 'staff'],
]
const kindOf = (parameter: string, routine: string) =>
  KINDS.find(([p, r]) => p.test(parameter) && r.test(routine))?.[2] ?? 'person'

/** What stands in the other places: right enough for the function to do what it is for. */
function fittingFor({ name, type }: { name: string; type: string }, routine: string, as: Actor): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'::${type}`
  const given: Readonly<Record<string, string>> = {
    ...{
      topic: 'identity',
      kind: 'note',
      action: 'access.tried',
      accepts: 'true',
      agreed: 'true',
      told: 'true',
      mine: 'false',
      own: 'false',
    },
    ...{
      to_topics: '{identity}',
      wanted: type === 'text[]' ? '{identity}' : 'assign',
      given_how: 'paper',
      on_paper: 'Dnr 1',
      what_is_done: 'ingen mer åtgärd',
    },
    ...{
      until: instant(86_400),
      at: MOMENT,
      before: instant(86_400),
      until_at: instant(86_400),
      said: 'accepted',
      new_role: 'mentor',
      stop: 'det vore farligt',
    },
    ...{
      number: 'number of nobodys',
      reason: 'en anledning som är lång nog',
      why: type === 'text[]' ? '{absence}' : 'en anledning som är lång nog',
      minutes: '30',
      most: '50',
      seconds: '60',
    },
    ...{
      token: as.token,
      bearer: secretOf('scim_token', as.key),
      invitation: secretOf('invitation', as.key),
      purpose: 'sign_in',
      for_purpose: 'sign_in',
      by_way: 'passkey',
    },
    ...{
      ids: type === 'text[]' ? '{1}' : '{}',
      which: '1',
      hours: '24',
      days: '30',
      after: '0',
      pause_seconds: '5',
      last_batch: '1',
      of_batch: '1',
      ticket: '1',
    },
    ...{
      new_strength: 'straight',
      new_kind: 'other',
      chosen: 'sv',
      new_code: 'X1',
      new_municipality: '0484',
      in_domains: '{}',
      given: '{}',
    },
  }
  const pushed: Readonly<Record<string, string>> = {
    ...{ at_endpoint: 'https://push.example.se/tried', with_key: 'A'.repeat(87), with_auth: 'A'.repeat(22) },
    ...{ new_opens: '08:00', new_closes: '17:00', new_days: 'all', outcome: 'taken', told_of: MOMENT },
  }
  const value = given[name] ?? pushed[name]
  if (value !== undefined) return quoted(value)
  if (type === 'boolean') return 'true'
  if (/int/.test(type)) return `1::${type}`
  if (type === 'date') return `'2026-10-15'::date`
  if (type.startsWith('timestamp')) return quoted(MOMENT)
  if (type === 'jsonb') return `'{}'::jsonb`
  if (type.endsWith('[]')) return `'{}'::${type}`
  if (type === 'bytea') return `'\\x00'::bytea`
  return type === 'text' ? quoted(`text ${routine.length}`) : `null::${type}`
}

export type Call = {
  readonly routine: Routine
  readonly text: string
  /** Which kind of id was tried in which place. */
  readonly tried: string
  readonly ids: readonly string[]
  readonly is: 'plain' | 'other' | 'foreign' | 'absent'
}

/** With everything right, and with each id in turn another's, a foreign one and nobody's. */
export function callsOf(routine: Routine, as: Actor): readonly Call[] {
  const short = routine.name.replace(/^\w+\./, '')
  const isId = ({ type }: { type: string }) => type === 'uuid' || type === 'uuid[]'
  const pools = routine.parameters.map((parameter) =>
    isId(parameter) ? poolOf(kindOf(parameter.name, short), as) : null,
  )
  const written = (parameter: { type: string }, id: string) =>
    parameter.type === 'uuid[]' ? `array['${id}']::uuid[]` : `'${id}'::uuid`
  // One of two that exclude each other is left empty.
  const empty = (name: string) => /^(to_team|teams|excepts|replaced|by_actor)$/.test(name)
  const plain = routine.parameters.map((parameter, index) => {
    const pool = pools[index]
    if (!pool) return fittingFor(parameter, short, as)
    return empty(parameter.name) ? `null::${parameter.type}` : written(parameter, pool.own)
  })
  const call = (values: readonly string[], rest: Omit<Call, 'routine' | 'text'>): Call => ({
    ...{ routine, text: `select to_jsonb(r)::text from ${routine.name}(${values.join(', ')}) r` },
    ...rest,
  })
  const calls = [call(plain, { tried: 'plain', ids: pools.flatMap((pool) => (pool ? [pool.own] : [])), is: 'plain' })]
  routine.parameters.forEach((parameter, index) => {
    const pool = pools[index]
    if (!pool) return
    const put = (id: string, is: Call['is']) =>
      call(plain.with(index, written(parameter, id)), { tried: parameter.name, ids: [id], is })
    calls.push(...pool.others.map((id) => put(id, 'other')), put(pool.foreign, 'foreign'), put(NOBODY, 'absent'))
  })
  return calls
}

const Change = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) })
type Change = z.infer<typeof Change>
export type Outcome = {
  readonly code: string | null
  readonly message: string
  readonly rows: readonly string[]
  readonly changes: readonly Change[]
}

const SCHEMA = `
  create schema if not exists probe;
  create table probe.change (n bigint generated always as identity, "table" text, "row" jsonb);
  create function probe.note() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    insert into probe.change ("table", "row") values (tg_table_schema || '.' || tg_table_name, to_jsonb(coalesce(new, old)));
    return null;
  end $$;
  do $$
  declare
    target regclass;
  begin
    for target in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where n.nspname in ('public', 'access', 'trail') and c.relkind = 'r' loop
      execute format('create trigger noted after insert or update or delete on %s for each row execute function probe.note()', target);
    end loop;
  end $$;
  create function probe.call(what text) returns table (code text, message text, rows text[], changes jsonb) language plpgsql as $$
  begin
    begin
      execute format('select array_agg(q.t) from (%s) q(t)', what) into rows;
      select jsonb_agg(jsonb_build_object('table', c."table", 'row', c."row") order by c.n) into changes from probe.changed() c;
      raise exception using errcode = 'PR001';
    exception
      when sqlstate 'PR001' then null;
      when others then code := sqlstate; message := sqlerrm; rows := null; changes := null;
    end;
    return next;
  end $$;
  create function probe.changed() returns setof probe.change language sql security definer set search_path = pg_catalog as $$
    select * from probe.change $$;
  grant usage on schema probe to public;
  grant execute on all functions in schema probe to public`

export async function setTheTable({ client }: Pick<World, 'client'>): Promise<void> {
  await client.query(SCHEMA)
  await lookUpRows(client)
}

/** Calls in the context that was opened; what the call did is undone. */
export async function called(client: Client, call: Call): Promise<Outcome> {
  const { rows } = await client.query('select * from probe.call($1)', [call.text])
  const [row] = rows
  return {
    ...{ code: row.code, message: row.message ?? '', rows: row.rows ?? [] },
    changes: z.array(Change).parse(row.changes ?? []),
  }
}

export async function openFor(client: Client, as: Actor, surface: string): Promise<void> {
  await client.query(`set local role sedd_${surface}`)
  if (surface === 'sign_in') return
  const role = as.role === 'machine' ? 'jobs' : surface
  await client.query(`set local role sedd_${role}`)
  await client.query('select from access.begin($1, $2, $3)', [...beginning(as)])
  await client.query(`set local role sedd_${surface}`)
}

/** Functions about what is one's own alone. */
export const OWN =
  /^access\.(alerts|read_alerts|own_\w+|set_own_contact|set_digest|set_push_hours|push_devices|add_push_device|remove_push_device|make_calendar_feed|end_calendar_feed|parked_forms|drop_parked_form|end_sessions|running_glass|take_glass|extracted|extract_person)$/
/** Whoever has a device now: it tells nobody else any longer. */
const TAKES_OVER = 'add_push_device'

/** Ids that tell of another domain, where nothing of it is open to the one who asks. */
const FOREIGN: readonly string[] = [
  ...BEHIND.flatMap(([, rows]) =>
    rows.filter((row) => row['domain_id'] === domainId('abroad')).map((row) => String(row['id'])),
  ),
  colleague('abroad').account,
  colleague('abroad').membership,
  ...NAMES.filter((name) => standingOf(name).of === 'abroad' && !/, abroad$/.test(name)).map(personId),
]

const isOutOfReach = (as: Actor, name: PersonName) =>
  isHidden(as, name) ||
  !(reachesEverybody(as, 'identity') || isInReach(as, name, 'identity') || isInReach(as, name, 'contact'))

/** It answered something, or changed something. */
export const does = ({ code, changes, rows }: Outcome) =>
  code === null &&
  (changes.length > 0 || rows.some((row) => !/^(null|false|"gone"|0|\[\]|\{\})?$/.test(row) && !isEmpty(row)))

/** What an outcome must not be, whatever the function is for. */
export function faultsOf(as: Actor, call: Call, outcome: Outcome): readonly string[] {
  const name = call.routine.name.replace(/^\w+\./, '')
  const faults: string[] = []
  const told = outcome.rows.join('\n')
  const echoed = (id: string) => call.ids.includes(id)
  const rights = RIGHTS.get(name)
  if (rights && !rights.some((right) => has(as, right)) && does(outcome))
    faults.push('does something without the right')
  if (REFUSES.has(name) && !rights?.some((right) => has(as, right)) && outcome.code !== '42501')
    faults.push('is not refused without the right')
  if (FRESH.has(name) && as.seesProtected && outcome.changes.length > 0)
    faults.push('does something without a fresh sign-in')
  if (!OPEN.includes(name) && !BETWEEN.includes(name)) {
    const foreign = FOREIGN.filter((id) => told.includes(id) && !echoed(id))
    if (foreign.length > 0) faults.push(`tells of another domain: ${foreign.length} ids`)
    const elsewhere = outcome.changes.filter(isElsewhere)
    if (elsewhere.length > 0) faults.push(`changes ${elsewhere.map(({ table }) => table).join(', ')} of another domain`)
  }
  const isOthers = ({ row }: Change) => row['account_id'] !== undefined && row['account_id'] !== as.account
  if (OWN.test(call.routine.name) && name !== TAKES_OVER && outcome.changes.some(isOthers))
    faults.push('changes what is another’s own')
  if (!BY_RIGHT.includes(name) && !ASKED_BY_WALLS.includes(name)) {
    const hidden = NAMES.filter((each) => standingOf(each).of === undefined && isOutOfReach(as, each)).map(personId)
    const shown = hidden.filter((id) => told.includes(id) && !echoed(id))
    if (shown.length > 0) faults.push(`tells of ${shown.length} out of reach`)
    const touched = outcome.changes.filter(
      (change) => hidden.includes(String(change.row['person_id'])) && !endsWithRole(name, change),
    )
    if (touched.length > 0) faults.push(`changes ${touched[0]?.table} of somebody out of reach`)
  }
  return faults
}

/** Whoever ends a role ends what it was let in to, of whomever: a door closed, and nothing told. */
const endsWithRole = (name: string, { table, row }: Outcome['changes'][number]) =>
  ['deactivate_staff', 'end_membership', 'grant_membership', 'remove_scim_user'].includes(name) &&
  table === 'access.assignment' &&
  row['ended_at'] !== null

const isEmpty = (row: string) =>
  /^\{/.test(row) && Object.values(JSON.parse(row) as object).every((value) => value === null || value === false)

/** Of another domain, or of somebody's there; what is between two domains is told by the one it is to. */
function isElsewhere({ table, row }: Change): boolean {
  if (table === 'access.domain') return row['id'] !== domainId('home')
  const [domain, to] = [row['domain_id'], row['to_domain_id']]
  if (domain !== undefined) return domain !== domainId('home') && to !== domainId('home')
  return row['account_id'] === colleague('abroad').account || row['id'] === colleague('abroad').account
}

/** A foreign id and one that nobody has come to the same. */
export function same(foreign: { call: Call; outcome: Outcome }, absent: { call: Call; outcome: Outcome }): boolean {
  const told = ({ call, outcome }: { call: Call; outcome: Outcome }) => {
    const plain = JSON.stringify([
      outcome.code,
      outcome.message,
      outcome.rows,
      outcome.changes.map(({ table }) => table),
    ])
    return call.ids
      .reduce((text, id) => text.replaceAll(id, 'it'), plain)
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}/g, 'new')
  }
  return told(foreign) === told(absent)
}

/** Functions that are told a foreign id to go to another domain, or that answer for all domains alike. */
export const TELLS_APART = [...BETWEEN, ...OPEN, 'make_share', 'add_consent', 'add_membership']
