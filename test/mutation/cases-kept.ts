import { colleague, idOf, MACHINE, type PersonName, visitId } from '../access/cast.ts'
import { abroad, home, ofRole, q } from '../access/doings/doing.ts'
import { coach, coordinator, officer, person, REFUSED, visiting } from './case.ts'
import type { Case } from './cases.ts'

/** What is disposed of, what is kept of who did what, and what one’s own readings come to. */

const UNENTITLED = `update access.role set rights = array_remove(rights, 'retention') where code = 'machine'`

/** Of one whom home has shared, with nothing else: everything of somebody abroad who has the same id, and visitors of others. */
const DISPOSED = person('lentOut')
const SAME_ID_ABROAD = ['glass', 'assignment', 'block', 'share', 'consent', 'extract']
  .map((table) => `update access.${table} set person_id = ${DISPOSED} where domain_id = ${abroad}`)
  .join(';')
const visitor = (where: string, domain: string, share: PersonName) => `
  update access.share_visitor set domain_id = ${domain}, share_id = ${q(visitId(share))}
   where id = (select v.id from access.share_visitor v where v.domain_id = ${abroad} order by v.id ${where} limit 1)`
const VISITORS = [
  visitor('offset 0', abroad, 'lentOut'),
  visitor('offset 1', home, 'sharedAndAccepted'),
  visitor('offset 2', home, 'sharedElsewhere'),
].join(';')

const RUN = q(idOf('a run of disposal'))
const AGREED = q(idOf('an approval of a run'))
/** A list with nothing on it, ordered as it is. */
const ORDERED = `
  insert into public.retention_run select (jsonb_populate_record(r, jsonb_build_object('id', ${RUN}::uuid, 'ordered_at', '2020-01-01',
      'done_at', null, 'approval_id', ${AGREED}::uuid, 'fingerprint', encode(sha256(''), 'hex')))).*
    from public.retention_run r where r.domain_id = ${home}`
const APPROVED = `${ORDERED};
  insert into public.approval select (jsonb_populate_record(a, jsonb_build_object('id', ${AGREED}::uuid, 'kind', 'retention.run', 'object', ${RUN},
      'detail', jsonb_build_object('fingerprint', encode(sha256(''), 'hex'))))).*
    from public.approval a where a.domain_id = ${home} limit 1;
  insert into public.approval_answer select (jsonb_populate_record(w, jsonb_build_object('approval_id', ${AGREED}::uuid, 'approved', true))).*
    from public.approval_answer w where w.domain_id = ${home} limit 1;
  insert into public.approval_use select (jsonb_populate_record(u, jsonb_build_object('approval_id', ${AGREED}::uuid, 'used_at', '2020-01-01'))).*
    from public.approval_use u where u.domain_id = ${home} limit 1`
const disposes = `select deleted from public.dispose_next(${RUN}, 10)`
const hindrance = (name: PersonName) => `select public.disposal_hindrance(${person(name)})`
const NOTHING_OPEN = `
  update public.register_period set known_until = '2020-01-01'; update public.scope_decision set known_until = '2020-01-01';
  update public.duplicate_suggestion set decision = 'same'; update public.delivery set status = 'applied'`
const FINISHED = `${NOTHING_OPEN}; delete from public.review_verdict;
  update public.review_item set person_id = ${person('nobodys')} where domain_id = ${home};
  insert into public.review_verdict (domain_id, item_id, outcome, reviewed_by, reviewed_at)
    select i.domain_id, i.id, 'explained', ${q(officer.account)}, '2020-01-01' from public.review_item i where i.domain_id = ${home}`

const DISPOSAL: readonly Case[] = [
  {
    ...{ as: MACHINE, on: 'owner', is: 'what is deleted of one who has an id abroad as well' },
    ...{
      before: `${SAME_ID_ABROAD}; ${VISITORS}`,
      asks: `select access.dispose_of(array[${DISPOSED}]::uuid[])`,
      answers: '1',
    },
  },
  {
    ...{ as: coach, on: 'owner', is: 'what is deleted without the right' },
    ...{ asks: `select access.dispose_of('{}')`, answers: REFUSED },
  },
  {
    ...{ as: MACHINE, on: 'owner', is: 'what is open, without the right', before: UNENTITLED },
    ...{ asks: `select access.open_matters(${person('nobodys')})`, answers: REFUSED },
  },
  {
    ...{ as: MACHINE, on: 'owner', is: 'what is open, of one who has an id abroad as well' },
    before: ['share', 'assignment', 'glass', 'extract']
      .map((table) => `update access.${table} set person_id = ${person('nobodys')} where domain_id = ${abroad}`)
      .join(';'),
    asks: `select cardinality(access.open_matters(${person('nobodys')}))`,
    answers: '0',
  },
  {
    as: MACHINE,
    is: 'what hinders, of one whose readings are settled',
    before: FINISHED,
    asks: hindrance('nobodys'),
    answers: 'null',
  },
  {
    as: MACHINE,
    is: 'what hinders, of one who was never read',
    before: NOTHING_OPEN,
    asks: hindrance('nobodys'),
    answers: 'null',
  },
  {
    ...{ as: MACHINE, is: 'how things stand, without the right', before: UNENTITLED },
    ...{ asks: `select public.disposal_state('other', '', '')`, answers: REFUSED },
  },
  { as: MACHINE, is: 'a list that two have approved', before: APPROVED, asks: disposes, answers: '0' },
  {
    ...{ as: MACHINE, is: 'a list that two have approved, without the right', before: `${APPROVED}; ${UNENTITLED}` },
    ...{ asks: disposes, answers: REFUSED },
  },
  { as: MACHINE, is: 'a list that nobody has approved', before: ORDERED, asks: disposes, answers: REFUSED },
  {
    ...{ as: MACHINE, is: 'a referral that is tied to nobody and is not over' },
    before: `update public.referral set referral_id = id, person_id = null, known_until = null, body = 'text', stage = 'waiting'`,
    asks: `select public.erase_untied_referrals('2999-01-01')`,
    answers: '0',
  },
  {
    ...{ as: coach, on: 'owner', is: 'cases that are given back' },
    ...{ asks: `select public.release_cases(array[${person('owned')}]::uuid[])`, answers: '1' },
  },
  {
    ...{ as: ofRole('administrator'), is: 'a budget that two have agreed on' },
    before: `insert into public.approval select (jsonb_populate_record(a, jsonb_build_object('id', ${AGREED}::uuid, 'kind', 'notes.budget',
        'detail', '{"mostShort": 100, "mostDay": 1000}'::jsonb))).* from public.approval a where a.domain_id = ${home} limit 1`,
    asks: `select public.note_budget_agreed(${AGREED}, 100, 1000)`,
    answers: 'true',
  },
  ...['note', 'support_answer'].map((what) => ({
    ...{ as: visiting('extractedSurvivor', officer), is: `the budget of an extract: ${what}` },
    asks: `select public.${what}_free_at(array(select gen_random_uuid() from generate_series(1, 61)))`,
    answers: 'null',
  })),
]

/** A reading, with what it was of; by whom, in which domain. Its number is nobody else’s. */
const READ = 990_001
const event = (domain: string, actor: string, id = READ) => `
  insert into trail.event overriding system value select (jsonb_populate_record(e, jsonb_build_object('domain_id', ${domain}, 'id', ${id}, 'xid', '3',
      'at', clock_timestamp(), 'actor_id', ${actor}, 'action', 'note.read'))).* from trail.event e where e.domain_id = ${home} and e.id < ${READ}`
const about = (domain: string, name: PersonName | null, id = READ) => `
  insert into trail.event_private select (jsonb_populate_record(p, jsonb_build_object('domain_id', ${domain}, 'event_id', ${id},
      'person_id', ${name === null ? 'null' : person(name)}, 'detail', jsonb_build_object('ids', jsonb_build_array(${domain}))))).*
    from trail.event_private p where p.domain_id = ${home} and p.event_id < ${READ}`
const leaf = (domain: string, id = READ) => `
  insert into trail.leaf select (jsonb_populate_record(l, jsonb_build_object('domain_id', ${domain}, 'place', ${id}, 'event_id', ${id}))).*
    from trail.leaf l where l.domain_id = ${home} and l.event_id < ${READ}`
/** Everything is sealed that was there before. */
const SEALED = `
  delete from trail.leaf; delete from trail.batch where n <> (select max(n) from trail.batch);
  update trail.batch set settled = '18446744073709551614';
  insert into trail.leaf select (select max(n) from trail.batch), row_number() over (), e.domain_id, e.id from trail.event e`
const ME = q(coach.account)
const THEM = q(colleague('home').account)
const both = [about(home, 'owned'), about(abroad, 'owned')].join(';')
const MINE_AND_SAME_ID = [event(home, ME), both].join(';')
const events = (of: string) => `select count(*) from trail.events(${of}, null, null, null, null, null, 50)`
const released = `select count(*) from trail.released(${READ}, 'note')`
const sinceThen = `'2999-01-01'`
const SLOW = `set local statement_timeout = '10s'`
const SAME_ID = [
  event(home, ME),
  event(abroad, ME),
  both,
  `delete from trail.event_private where event_id < ${READ}`,
].join(';')
const erases = `select trail.erase_private(null, ${sinceThen}, 'gallring')`

const TRAIL: readonly Case[] = [
  {
    ...{ as: coach, on: 'owner', is: 'bodies that one has read, beside those of an event of the same number abroad' },
    ...{ before: MINE_AND_SAME_ID, asks: `select count(*) from trail.bodies_read('note', '1 day')`, answers: '1' },
  },
  {
    ...{ as: coach, on: 'owner', is: 'a ticket of one’s own, with what is kept of the same number abroad' },
    ...{ before: MINE_AND_SAME_ID, asks: released, answers: '1' },
  },
  {
    ...{ as: coach, on: 'owner', is: 'a ticket of one’s own in another domain' },
    ...{ before: [event(abroad, ME), about(abroad, 'owned')].join(';'), asks: released, answers: '0' },
  },
  {
    ...{ as: coach, on: 'owner', is: 'a ticket of a colleague' },
    ...{ before: [event(home, THEM), about(home, 'owned')].join(';'), asks: released, answers: '0' },
  },
  {
    ...{ as: MACHINE, is: 'how much is kept, without the right', before: UNENTITLED },
    ...{ asks: `select trail.count_private(${sinceThen})`, answers: REFUSED },
  },
  {
    ...{ as: MACHINE, is: 'how much is kept, of one’s own domain', before: SAME_ID },
    ...{ asks: `select trail.count_private(${sinceThen})`, answers: '1' },
  },
  {
    ...{ as: coach, on: 'owner', is: 'what is erased without the right' },
    ...{ asks: `select trail.erase_private(null, '-infinity', '')`, answers: REFUSED },
  },
  {
    ...{ as: MACHINE, on: 'owner', is: 'what is erased, of one’s own domain', before: SAME_ID, after: SLOW },
    ...{ asks: erases, answers: '1' },
  },
  {
    ...{
      as: MACHINE,
      on: 'owner',
      is: 'what is kept abroad of an event of the same number',
      before: SAME_ID,
      after: SLOW,
    },
    ...{
      asks: erases,
      finds: `select count(*) from trail.event_private p where p.domain_id = ${abroad}`,
      answers: '1',
    },
  },
  {
    ...{ as: visiting('sharedAndAccepted'), is: 'what was done with somebody, on a visit' },
    before: [event(abroad, ME), about(abroad, 'sharedAndAccepted')].join(';'),
    asks: events(`array[${person('sharedAndAccepted')}]::uuid[]`),
    answers: '0',
  },
  {
    ...{ as: coach, is: 'what was done with everybody', before: MINE_AND_SAME_ID },
    ...{ asks: events('null'), answers: '0' },
  },
  {
    ...{ as: coach, is: 'what was done with one’s own case', before: MINE_AND_SAME_ID },
    ...{ asks: events(`array[${person('owned')}]::uuid[]`), answers: '1' },
  },
  {
    ...{
      as: coach,
      is: 'what was done with nobody’s case',
      before: [event(home, ME), about(home, 'nobodys')].join(';'),
    },
    ...{ asks: events(`array[${person('nobodys')}]::uuid[]`), answers: '0' },
  },
  {
    ...{ as: coach, is: 'a ticket to read of nobody’s case' },
    ...{ asks: `select trail.ticket('note', '{1}', ${person('nobodys')}, 'en anledning')`, answers: 'null' },
  },
  { as: MACHINE, is: 'a seal of what is sealed', before: SEALED, asks: 'select trail.seal(100)', answers: 'null' },
  {
    ...{ as: MACHINE, is: 'a seal of what is sealed of the same number abroad' },
    before: `${SEALED}; ${event(home, ME)}; ${leaf(abroad)}`,
    ...{ asks: 'select trail.seal(100) is not null', answers: 'true' },
  },
  {
    as: coordinator,
    is: 'what waits to be sealed',
    before: SEALED,
    asks: 'select waiting from trail.state()',
    answers: '0',
  },
  {
    ...{ as: coordinator, is: 'what waits, beside what is sealed of the same number abroad' },
    before: `${SEALED}; ${event(home, ME)}; ${leaf(abroad)}`,
    ...{ asks: 'select waiting from trail.state()', answers: '1' },
  },
]

export const KEPT_CASES: readonly Case[] = [...DISPOSAL, ...TRAIL]
