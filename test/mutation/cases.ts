import { type Client, DatabaseError } from 'pg'
import { type Actor, colleague, domainId, idOf, MACHINE, type PersonName, personId, visitId } from '../access/cast.ts'
import { ofRole, q } from '../access/doings/doing.ts'
import { placeAt } from '../access/oracle.ts'
import { beginning } from '../access/world.ts'
import { coach, coordinator, fromHome, officer, person, REFUSED, visiting } from './case.ts'

/**
 * Single states of the data, each with what must then be answered: what the cast has no room for, since it holds for everybody at once,
 * and what changes while somebody is already at work.
 */

export type Case = {
  readonly is: string
  readonly as: Actor
  /** Changed before the door is opened, or while it stands open. */
  readonly before?: string
  readonly after?: string
  readonly asks: string
  readonly answers: string
  /** Asked by the owner afterwards, and answered in its stead: what was left behind. */
  readonly finds?: string
  /** A visit that is asked for where one could also write. */
  readonly mayWrite?: boolean
  /** Who asks, where it is not the surface that the actor works on: another one, or the owner whose functions alone may ask. */
  readonly on?: 'web' | 'sign_in' | 'owner' | 'access' | 'trail'
}

const SHUT = 'shut'

const reaches = (name: PersonName) =>
  `select count(*) filter (where r = ${person(name)}) from access.reach('identity') r`
const hides = (name: PersonName) => `select count(*) filter (where h = ${person(name)}) from access.hidden() h`
const block = (place: 'home' | 'abroad', name: PersonName, against: string | null, except: string | null = null) =>
  `insert into access.block (domain_id, id, person_id, account_id, except_ids, reason, set_by, from_at)
    values (${q(domainId(place))}, gen_random_uuid(), ${person(name)}, ${against === null ? 'null' : q(against)},
            ${except === null ? `'{}'` : `array[${q(except)}]::uuid[]`}, 'släkt', ${q(colleague('abroad').account)}, '2020-01-01')`
const ownTeam = (name: string) => `select count(*) filter (where t.id = ${q(idOf(name))}) from access.own_teams() t`
const inAbroad = (id: string | null) => fromHome('access.membership', `x.id = ${q(coach.membership)}`, { id })
const ABROAD = 'a team abroad'
const TEAM_ABROAD = [
  inAbroad(coach.membership),
  fromHome('access.team', `x.id = ${q(idOf('team'))}`, { id: idOf(ABROAD) }),
  fromHome('access.team_member', `x.team_id = ${q(idOf('team'))} and x.membership_id = ${q(coach.membership)}`, {
    team_id: idOf(ABROAD),
  }),
].join(';')
const ofShare = (name: PersonName) => `where id = ${q(visitId(name))}`

/** A visit that was open, and what ended it meanwhile: from then on nobody is reached. */
const ENDED: readonly (readonly [visit: Actor, is: string, after: string])[] = [
  ...(
    [
      ['revoked', `revoked_at = '2020-01-01'`],
      ['ended', `ended_at = '2020-01-01'`],
      ['declined', 'accepted = false'],
      ['over', `until_at = '2020-01-01'`],
      ['another domain’s', `to_domain_id = ${q(domainId('elsewhere'))}`],
      ['of another person', `person_id = ${person('foreign')}`],
      ['of fewer topics', `topics = '{identity}', more_topics = '{}'`],
    ] as const
  ).map(
    ([is, set]) =>
      [visiting('sharedAndAccepted'), is, `update access.share set ${set} ${ofShare('sharedAndAccepted')}`] as const,
  ),
  [
    visiting('sharedAndAccepted'),
    'of a person of another domain who has the same id',
    `update access.share set domain_id = ${q(domainId('elsewhere'))} ${ofShare('sharedAndAccepted')};
     update access.share_visitor set domain_id = ${q(domainId('elsewhere'))} where share_id = ${q(visitId('sharedAndAccepted'))}`,
  ],
  [
    visiting('sharedAndAccepted'),
    'for another membership of one’s own',
    `update access.share_visitor set membership_id = ${q(coach.otherMembership)}
      where share_id = ${q(visitId('sharedAndAccepted'))} and membership_id = ${q(coach.membership)}`,
  ],
  [
    visiting('sharedAndAccepted'),
    'of a membership that is another’s',
    `update access.membership set account_id = ${q(colleague('home').account)} where id = ${q(coach.membership)}`,
  ],
  [
    visiting('sharedAndAccepted'),
    'of a membership that has ended',
    `update access.membership set ended_at = '2020-01-01' where id = ${q(coach.membership)}`,
  ],
  [
    visiting('sharedAndAccepted', officer),
    'revoked, with an extract of the same person under way',
    `update access.share set revoked_at = '2020-01-01' ${ofShare('sharedAndAccepted')};
     insert into access.extract (domain_id, id, account_id, person_id, from_at, until_at)
       values (${q(domainId('abroad'))}, gen_random_uuid(), ${q(officer.account)}, ${person('sharedAndAccepted')}, '2020-01-01', '2999-01-01')`,
  ],
  ...(
    [
      ['another’s', `account_id = ${q(colleague('home').account)}`],
      ['another domain’s', `domain_id = ${q(domainId('abroad'))}`],
      ['of another person', `person_id = ${person('nobodys')}`],
      ['not begun', `from_at = '2999-01-01'`],
      ['over', `until_at = '2020-01-01'`],
    ] as const
  ).map(
    ([is, set]) =>
      [
        visiting('extractedSurvivor', officer),
        is,
        // Those of others under the same roof are left as they are.
        `update access.extract set ${set} where person_id = ${person('extractedSurvivor')} and account_id = ${q(officer.account)}`,
      ] as const,
  ),
  [
    visiting('extractedSurvivor', officer),
    'of a role that makes none any longer, while another does',
    `update access.role set rights = array_remove(rights, 'extract') where code = 'data_protection_officer';
     update access.role set rights = rights || '{extract}'::text[] where code = 'coach'`,
  ],
]

/** Blocks that are set while an extract is being made: whom they are against, and whether the extract goes on. */
const BLOCKED: readonly (readonly [is: string, after: string, answers: string])[] = [
  ['the one who makes it', block('home', 'extractedSurvivor', officer.account), '0'],
  ['the one who makes it, under another id', block('home', 'mergedIntoExtracted', officer.account), '0'],
  ['all but a colleague', block('home', 'extractedSurvivor', null, colleague('home').account), '0'],
  ['the one who makes it, of somebody else', block('home', 'mergedIntoOwned', officer.account), '1'],
  ['a colleague', block('home', 'extractedSurvivor', colleague('home').account), '1'],
  ['all but the one who makes it', block('home', 'extractedSurvivor', null, officer.account), '1'],
  ['the one who makes it, in another domain', block('abroad', 'extractedSurvivor', officer.account), '1'],
  [
    'the one who makes it, and lifted',
    `${block('home', 'extractedSurvivor', officer.account)};
     update access.block set ended_at = '2020-01-01' where person_id = ${person('extractedSurvivor')}`,
    '1',
  ],
]

/** The same row once more, otherwise. */
const copy = (table: string, id: string, otherwise: string) =>
  `insert into access.${table} select (jsonb_populate_record(t, jsonb_build_object(${otherwise}))).* from access.${table} t where t.id = ${q(id)}`
const NOTES = visitId('sharedWithSomeNotes')
const GROUND = idOf(`ground ${NOTES}`)
const OTHER = idOf('other')
const otherShare = (otherwise: string) => `
  ${copy('share', NOTES, `'id', ${q(OTHER)}, 'ground_id', ${q(OTHER)}, ${otherwise}`)};
  insert into access.share_visitor (domain_id, id, share_id, to_domain_id, membership_id, from_at, given_by)
    select s.domain_id, gen_random_uuid(), s.id, s.to_domain_id, ${q(coach.membership)}, '2020-01-01', s.made_by
      from access.share s where s.id = ${q(OTHER)}`
const ELSEWHERE = `'domain_id', ${q(domainId('elsewhere'))}`

/** What a share's ground shuts, and what beside it neither opens nor shuts anything. */
const SECRECY: readonly (readonly [is: string, before: string])[] = [
  ['a share of somebody in another domain who has the same id', otherShare(ELSEWHERE)],
  ['another share, of less', otherShare(`'topics', array['identity'], 'more_topics', array[]::text[]`)],
  [
    'a ground of the same id in another domain',
    copy('ground', GROUND, `${ELSEWHERE}, 'code', 'other', 'not_for', array['28:11']`),
  ],
  ['another ground', copy('ground', GROUND, `'id', ${q(OTHER)}, 'code', 'other', 'not_for', array['28:11']`)],
]

const reachedOn = ({ visit }: Actor) => reaches(visit ?? 'owned')

const memberAbroad = (role: string) =>
  `insert into access.membership (domain_id, id, account_id, role, sees_protected, started_at)
    values (${q(domainId('abroad'))}, ${q(coach.membership)}, ${q(coach.account)}, '${role}', false, '2020-01-01')`

/** What another domain has under the same id opens nothing here. */
const SAME_ID: readonly (readonly [visit: PersonName, is: string, before: string])[] = [
  ['extractedSurvivor', 'membership with the right', memberAbroad('data_protection_officer')],
  ['lentOut', 'membership that it is shared with', memberAbroad('coach')],
  [
    'sharedForColleague',
    'share that one is let in to',
    `insert into access.share_visitor (domain_id, id, share_id, to_domain_id, membership_id, from_at, given_by)
      values (${q(domainId('elsewhere'))}, gen_random_uuid(), ${q(visitId('sharedForColleague'))},
              ${q(domainId('home'))}, ${q(coach.membership)}, '2020-01-01', ${q(colleague('home').account)})`,
  ],
  [
    'sharedForTeamOfOthers',
    'team',
    `insert into access.team (domain_id, id, name, made_at)
      values (${q(domainId('abroad'))}, ${q(idOf('teamOfOthers'))}, 'of others', '2020-01-01')`,
  ],
]

const message = (name: PersonName, state: 'queued') => `insert into message
  (domain_id, person_id, direction, channel, whose, address, body, parts, language, state, due_at, queued_by, queued_at)
  values (${q(domainId('home'))}, ${person(name)}, 'out', 'sms', 'self', '46701740605', 'Hej', 1, 'sv', '${state}', '2020-01-01',
          ${q(MACHINE.account)}, '2020-01-01')`

/** A message to one who is protected, and to one who is not: Sedd itself sees both. */
const MESSAGES = (['protected', 'owned'] as const).flatMap((name): Case[] => {
  const answers = name === 'owned' ? '1' : REFUSED
  return [
    {
      ...{ as: MACHINE, is: `a message written to one who is ${name}`, answers },
      asks: `with made as (${message(name, 'queued')} returning 1) select count(*) from made`,
    },
    {
      ...{ as: MACHINE, is: `a message handed over to one who is ${name}`, answers },
      before: message(name, 'queued'),
      asks: `with handed as (update message set state = 'handing', handing_at = '2020-01-01' where person_id = ${person(name)}
               and address = '46701740605' returning 1) select count(*) from handed`,
    },
  ]
})

/** A step that is closed is taken back where the message it was done by never left, and nowhere else. */
const TAKEN_BACK = (
  [
    ['failed', 'state', '1'],
    ['withdrawn', 'state', '1'],
    ['delivered', 'state', '0'],
    ['failed', 'contact_id', '0'],
    ['failed', 'dedup_key', '0'],
    ['failed', 'domain_id', '0'],
  ] as const
).map(([state, otherwise, answers]): Case => {
  const differs = { state: {}, contact_id: { contact_id: idOf('a contact') }, dedup_key: {}, domain_id: {} }[otherwise]
  const elsewhere = otherwise === 'domain_id' ? { domain_id: domainId('abroad') } : {}
  const changed = `${q(JSON.stringify({ state, contact_id: null, id: idOf('a message'), ...differs, ...elsewhere }))}::jsonb`
  const key = otherwise === 'dedup_key' ? `'step:' || gen_random_uuid()` : `'step:' || s.id`
  return {
    ...{ as: coach, mayWrite: true, is: `a step by a message ${state}, with another ${otherwise}`, answers },
    before: `insert into message select (jsonb_populate_record(m, ${changed} || jsonb_build_object('dedup_key', ${key}))).*
      from message m, outreach_step s where m.domain_id = s.domain_id and m.person_id = s.person_id and s.person_id = ${person('owned')}
       and s.domain_id = ${q(domainId('home'))} and s.known_until is not null limit 1`,
    asks: `with back as (update outreach_step set closed_as = 'withdrawn' where person_id = ${person('owned')} and known_until is not null
             returning 1) select count(*) from back`,
  }
})

/** Whoever was let in for a visit is let out when nobody is to go by it: by whoever calls it off, and of that young person alone. */
const LET_IN = idOf('let in for a visit')
const LET_OUT = (
  [
    ['that is called off', {}, '1'],
    ['that stands', { closed_as: null, closed_on: null, closed_by: null, known_until: null }, '0'],
    ['to somebody else', { person_id: personId('nobodys') }, '0'],
    ['of another domain', { domain_id: domainId('abroad'), person_id: personId('foreign') }, '0'],
    ['with others', { lettings: [idOf('another letting-in')] }, '0'],
  ] as const
).map(
  ([is, differs, answers]): Case => ({
    ...{ as: coach, mayWrite: true, is: `let in for a visit ${is}`, answers },
    before: `insert into access.assignment (domain_id, id, person_id, kind, membership_id, reason, given_by, from_at)
        values (${q(domainId('home'))}, ${q(LET_IN)}, ${person('owned')}, 'case', ${q(colleague('home').membership)}, 'besök',
                ${q(coach.account)}, '2020-01-01');
      insert into outreach_visit select (jsonb_populate_record(null::outreach_visit, ${q(
        JSON.stringify({
          ...{ domain_id: domainId('home'), id: idOf('a visit over'), person_id: personId('owned') },
          ...{ visit_at: '2020-01-03T10:00Z', first_by: coach.account, second_by: colleague('home').account },
          ...{ announced: 'not', safety: [], lettings: [LET_IN], set_by: coach.account, known_from: '2020-01-01' },
          ...{ closed_as: 'cancelled', closed_on: '2020-01-02', closed_by: coach.account, known_until: '2020-01-02' },
          ...differs,
        }),
      )})).*`,
    asks: `select count(*) from access.end_let_in_with_visit(array[${q(LET_IN)}]::uuid[])`,
  }),
)

const CASES: readonly Case[] = [
  ...MESSAGES,
  ...TAKEN_BACK,
  ...LET_OUT,
  ...SECRECY.map(([is, before]) => ({
    ...{ as: visiting('sharedWithSomeNotes'), is: `beside ${is}`, before },
    asks: `select array_to_string(array(select unnest(access.shut_secrecies()) order by 1), ' ')`,
    answers: 'health_care social_services',
  })),
  {
    ...{ as: MACHINE, on: 'web' as const, is: 'Sedd itself, whom no block is against' },
    asks: `select access.open_extract(${person('blockedToAllButColleague')}, 30) is not null`,
    answers: 'true',
  },
  ...SAME_ID.map(([visit, is, before]) => ({
    ...{ as: visiting(visit), is: `a ${is}, of another domain under the same id`, before },
    ...{ asks: 'select 1', answers: SHUT },
  })),
  ...(['most_short = 61', 'most_day = 301'] as const).map((raised) => ({
    as: ofRole('administrator'),
    is: `a budget of notes that one person raises: ${raised}`,
    ...{ asks: `with raised as (update note_setting set ${raised} returning 1) select count(*) from raised` },
    answers: REFUSED,
  })),
  ...(['61, 300', '60, 301'] as const).map((raised) => ({
    as: ofRole('administrator'),
    is: `a first budget of notes that one person sets too high: ${raised}`,
    before: `delete from note_setting where domain_id = ${q(domainId('home'))}`,
    asks: `with raised as (insert into note_setting (domain_id, most_short, most_day, decided_by, decided_at)
             values (${q(domainId('home'))}, ${raised}, ${q(ofRole('administrator').account)}, '2020-01-01') returning 1)
           select count(*) from raised`,
    answers: REFUSED,
  })),
  ...ENDED.map(([as, is, after]) => ({ as, is: `a visit that is ${is}`, after, asks: reachedOn(as), answers: '0' })),
  {
    as: visiting('extractedProtected', ofRole('data_protection_officer', true)),
    is: 'an extract of one protected, by one who may see them',
    ...{ asks: reaches('extractedProtected'), answers: '1' },
  },
  ...BLOCKED.map(([is, after, answers]) => ({
    ...{ as: visiting('extractedSurvivor', officer), is: `an extract with a block against ${is}`, after },
    ...{ asks: reaches('extractedSurvivor'), answers },
  })),
  {
    ...{
      as: visiting('extractedSurvivor', officer),
      is: 'an extract of one blocked in another domain, under the same id',
    },
    before: block('abroad', 'extractedSurvivor', officer.account),
    ...{ asks: reaches('extractedSurvivor'), answers: '1' },
  },
  ...[visiting('sharedAndAccepted'), visiting('extractedSurvivor', officer)].flatMap((as) => [
    { as, is: 'a visit that stands', asks: reachedOn(as), answers: '1' },
    { as, is: 'a visit where one could write', mayWrite: true, asks: reachedOn(as), answers: SHUT },
    {
      as,
      is: 'on a visit a right of one’s role',
      asks: `select access.may('share') or access.may('log')`,
      answers: 'false',
    },
  ]),
  ...(
    [
      ['team', '1'],
      ['teamFromNow', '1'],
      ['teamFromSoon', '0'],
      ['teamLeft', '0'],
      ['teamThatEnded', '0'],
      ['teamOfOthers', '0'],
    ] as const
  ).map(([team, answers]) => ({
    ...{ as: coach, is: `a team to share with: ${team}`, answers },
    asks: ownTeam(team),
  })),
  {
    ...{ as: coach, is: 'a team of a membership that has ended', asks: ownTeam('team'), answers: '0' },
    after: `update access.membership set ended_at = '2020-01-01' where account_id = ${q(coach.account)}`,
  },
  ...[coach, visiting('sharedAndAccepted')].map((as) => ({
    ...{ as, is: 'a team of one’s own in another domain', before: TEAM_ABROAD, asks: ownTeam(ABROAD), answers: '0' },
  })),
  {
    ...{ as: coach, is: 'a team in which one has one’s id in another domain', before: inAbroad(coach.membership) },
    ...{ asks: ownTeam('teamOfOthers'), answers: '0' },
  },
  {
    ...{ as: coach, is: 'a team in which a colleague has the id one has in another domain' },
    ...{ before: inAbroad(colleague('home').membership), asks: ownTeam('teamOfOthers'), answers: '0' },
  },
  {
    ...{ as: ofRole('team_lead'), is: 'somebody worked with without an end' },
    before: `update access.assignment set until_at = null where person_id = ${person('caseUntilNow')}`,
    asks: `select count(*) filter (where r = ${person('caseUntilNow')}) from access.reach('schooling') r`,
    answers: '1',
  },
  {
    ...{ as: MACHINE, is: 'Sedd itself after a quiet hour' },
    before: `update access.session set seen_at = '2020-01-01' where account_id = ${q(MACHINE.account)}`,
    ...{ asks: 'select access.claim(2)', answers: 'machine' },
  },
  {
    ...{ as: coordinator, is: 'everybody’s topics without reach' },
    before: `update access.role set topics = '{identity}', reach = 'none' where code = 'kaa_coordinator'`,
    ...{ asks: reaches('owned'), answers: '0' },
  },
  {
    ...{ as: coach, is: 'a case without an end' },
    before: `update access.assignment set until_at = null where person_id = ${person('caseUntilNow')}`,
    ...{ asks: reaches('caseUntilNow'), answers: '1' },
  },
  {
    ...{ as: ofRole('kaa_coordinator', true), is: 'one block by name' },
    before: 'delete from access.block where account_id is null',
    ...{ asks: hides('blockedToMe'), answers: '1' },
  },
  {
    ...{ as: ofRole('kaa_coordinator', true), is: 'one block against all but some' },
    before: 'delete from access.block where account_id is not null',
    ...{ asks: hides('blockedToAllButColleague'), answers: '1' },
  },
  ...(
    [
      ['blocked in another domain, under the same id', block('home', 'sharedAndAccepted', coach.account)],
      ['blocked to a colleague', block('abroad', 'sharedAndAccepted', colleague('home').account)],
      ['blocked to all but me', block('abroad', 'sharedAndAccepted', null, coach.account)],
    ] as const
  ).map(([is, before]) => ({
    ...{ as: visiting('sharedAndAccepted'), is: `a share of somebody ${is}`, before },
    ...{ asks: reaches('sharedAndAccepted'), answers: '1' },
  })),
  {
    ...{ as: visiting('sharedConsentWithdrawn'), is: 'a consent that another domain has under the same id' },
    before: `insert into access.consent select (jsonb_populate_record(c, jsonb_build_object('domain_id', ${q(domainId('elsewhere'))}, 'withdrawn_at', null))).*
      from access.consent c where c.id = ${q(idOf(`consent ${visitId('sharedConsentWithdrawn')}`))}`,
    ...{ asks: 'select 1', answers: SHUT },
  },
  {
    as: coordinator,
    is: 'names in an extract, at home',
    asks: `select count(*) from access.names_in_extract(array[${q(colleague('home').account)}]::uuid[])`,
    answers: '0',
  },
  {
    ...{ as: visiting('sharedAndAccepted'), is: 'names in an extract, on a visit' },
    ...{
      asks: `select count(*) from access.names_in_extract(array[${q(colleague('abroad').account)}]::uuid[])`,
      answers: '0',
    },
  },
]

/** The first case that is answered otherwise than it should be. In a transaction of the owner’s; leaves nothing behind. */
export async function wrongCase(client: Client, cases: readonly Case[] = CASES): Promise<string | null> {
  for (const each of cases) {
    const answer = await answerTo(client, each)
    if (answer !== each.answers) return `${each.is}: ${answer}`
  }
  return null
}

async function answerTo(client: Client, { as, before, after, asks, finds, mayWrite, on }: Case): Promise<string> {
  await client.query('savepoint one_case')
  try {
    if (before !== undefined) await client.query(before)
    const context = await opened(client, { as, mayWrite: mayWrite === true })
    if (context === null) return SHUT
    if (after !== undefined) await client.query(after)
    await client.query(`select set_config('sedd.context', $1, true)`, [context])
    await client.query(`set local role sedd_${on ?? (as.role === 'machine' ? 'jobs' : 'web')}`)
    const { rows: told } = await client.query(asks)
    if (finds !== undefined) await client.query('reset role')
    const rows = finds === undefined ? told : (await client.query(finds)).rows
    return String(Object.values(rows[0] ?? {})[0])
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return ['42501', '28000'].includes(error.code ?? '') ? REFUSED : error.message
  } finally {
    await client.query('rollback to savepoint one_case')
  }
}

/** What the door gave, in a part of the transaction that is then undone, so that the world can still be changed. */
async function opened(client: Client, { as, mayWrite }: { as: Actor; mayWrite: boolean }): Promise<string | null> {
  await client.query('savepoint opening')
  try {
    if (as.visit !== undefined && !mayWrite) await client.query('set transaction read only')
    const { rows: told } = await client.query('select domain_code from access.begin($1, $2, $3)', [...beginning(as)])
    // A door that says it leads elsewhere than it does is as good as shut.
    if (told[0].domain_code !== placeAt(as)) return null
    const { rows } = await client.query<{ context: string }>(`select current_setting('sedd.context') as context`)
    return rows[0]?.context ?? null
  } catch (error) {
    if ((error as { code?: string }).code !== '28000') throw error
    return null
  } finally {
    await client.query('rollback to savepoint opening')
  }
}
