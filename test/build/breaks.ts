import type { CheckName } from '../../src/main/checks/text.ts'

/** The domain in which things are broken, its people by order, and somebody there is not. */
const D = `(select id from access.domain where code = '0484-skola')`
const OTHER = `(select id from access.domain where code = '0484-social')`
const person = (n: number) =>
  `(select id from person where domain_id = ${D} and root_id = id order by id offset ${n} limit 1)`
const MEMBER = `(select person_id from register_period where domain_id = ${D} and known_until is null and from_on is not null
  and sort_name <> '' order by id limit 1)`
const NOBODY = `'00000000-0000-4000-8000-000000000000'::uuid`
const SOMEBODY = `(select id from access.account where kind = 'staff' order by id limit 1)`
const MEMBERSHIP = `(select id from access.membership where domain_id = ${D} and ended_at is null order by id limit 1)`
const ALL_LEAVE = 'update access.membership set ended_at = now() where ended_at is null'

const merge = (which: string) => `update person set root_id = ${person(1)} where domain_id = ${D} and id = ${which}`

const team = (table: string) => `
  insert into access.team (domain_id, name, made_at, ended_at) values (${D}, 'Odd', now(), now());
  ${table}`

const assignment = (more: { kind?: string; reason?: string; person?: string; by?: string }) => `
  insert into access.assignment (domain_id, person_id, kind, membership_id, reason, given_by, from_at)
    values (${D}, ${more.person ?? person(0)}, '${more.kind ?? 'case'}', ${MEMBERSHIP}, ${more.reason ?? 'null'}, ${more.by ?? SOMEBODY}, now())`

const placement = (unit: string) => `
  insert into access.placement (domain_id, membership_id, unit_id, from_at) values (${D}, ${MEMBERSHIP}, ${unit}, now())`

const glass = (asked: string, reviewed = 'null, null, null') => `
  insert into access.glass (domain_id, membership_id, outcome, person_id, reason, minutes, asked_at, due_at, verdict, reviewed_at, reviewed_by)
    values (${D}, ${MEMBERSHIP}, 'given', ${person(0)}, 'Ringde i natt och var ledsen', 60, '${asked}', timestamptz '${asked}' + interval '72 hours',
            ${reviewed})`

const block = (of: string, except: string) => `
  insert into access.block (domain_id, person_id, except_ids, reason, set_by, from_at)
    values (${D}, ${of}, ${except}, 'släkt', ${SOMEBODY}, now())`

const consent = (of: string, withdrawn = false) => `
  insert into access.consent (domain_id, id, person_id, to_domain_id, topics, purpose, by_person, by_guardian, how, document, given_on,
                              until_at, recorded_by, recorded_at, withdrawn_at, withdrawn_by)
    values (${D}, ${NOBODY}, ${of}, ${OTHER}, '{identity}', 'Gemensam planering', true, true, 'paper', '12', '2026-11-01', '2027-01-01',
            ${SOMEBODY}, '2026-11-01', ${withdrawn ? `'2026-11-02', ${SOMEBODY}` : 'null, null'})`

const share = (more: { of?: string; ground?: string; until?: string; from?: string; consent?: string }) => `
  insert into access.share (domain_id, person_id, to_domain_id, topics, purpose, made_by, from_at, until_at, ground_id, consent_id)
    values (${D}, ${more.of ?? person(0)}, ${OTHER}, '{identity}', 'Gemensam planering', ${SOMEBODY}, '${more.from ?? '2026-11-01'}',
            '${more.until ?? '2026-12-31'}', (select id from access.ground where domain_id = ${D} and ${more.ground ?? 'true'} limit 1),
            ${more.consent ?? 'null'})`

const note = (more: { id?: string; happened?: string; until?: string; struck?: string }) => `
  insert into note (domain_id, id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from,
                    known_until, struck_at, struck_by, struck_reason)
    values (${D}, ${more.id ?? NOBODY}, ${NOBODY}, ${person(0)}, 'support', 'pupil_support', '${more.happened ?? '2026-11-02'}', 'Ord.',
            ${SOMEBODY}, '2026-11-03', ${SOMEBODY}, '2026-11-03', ${more.until ?? 'null'}, ${more.struck ?? 'null, null, null'})`

const delivery = (status: string) => `
  insert into delivery (domain_id, source, status, received_at, received_by)
    values (${D}, 'sheet', '${status}', '2020-01-01', ${SOMEBODY})`

const job = (columns: string, values: string) => `
  insert into job (domain_id, name, payload, created_at, ${columns}) values (${D}, 'odd', '{}', now(), ${values})`

const twice = (table: string, column: string, [first, second]: readonly [string, string]) => `
  insert into ${table} (domain_id, person_id, ${column}, from_on, until_on, source, known_from)
    values (${D}, ${person(0)}, '${first}', '2020-01-01', '2021-01-01', 'x', now()),
           (${D}, ${person(0)}, '${second}', '2020-06-01', '2020-08-01', 'x', now())`

const CATALOGUE = {
  'catalogue.durable': 'set local synchronous_commit = off',
  'catalogue.search_path': 'alter function access.mac(text) reset search_path',
  'catalogue.public_execute': 'grant execute on function access.mac(text) to public',
  'catalogue.public_tables': 'grant select on unit to public',
  'catalogue.leakproof': 'alter function fold_name(text) leakproof',
  'catalogue.language': `create function odd() returns int language internal as 'pg_backend_pid'`,
  'catalogue.views': 'create view odd as select * from person',
  'catalogue.default_privileges': 'alter default privileges in schema public grant select on tables to sedd_web',
  'catalogue.triggers': 'alter table person disable trigger require_root_of_new',
  'catalogue.append_only': 'drop trigger no_rewrite on trail.leaf',
  'catalogue.constraints': `alter table unit add constraint odd check (name <> 'Odd') not valid`,
  'catalogue.references_on': 'alter table unit disable trigger all',
  'catalogue.indexes': `update pg_index set indisvalid = false where indexrelid = 'unit_code'::regclass`,
  'catalogue.reference_indexes': 'drop index unit_organisation',
  'catalogue.extensions': `update pg_extension set extname = 'odd' where extname = 'btree_gist'`,
  'catalogue.event_triggers': `create function odd() returns event_trigger language plpgsql as 'begin end';
    create event trigger odd on ddl_command_end execute function odd()`,
  'catalogue.publications': 'create publication odd',
  'catalogue.collation': `update pg_database set datcollversion = 'odd' where datname = current_database()`,
  'catalogue.rules': 'create rule odd as on delete to unit do instead nothing',
  'walls.forced': 'alter table unit no force row level security',
  'walls.domain': 'drop policy domain_wall on unit',
  'walls.hidden': 'drop policy hidden on note',
  'walls.need_to_know': 'create policy odd on note for select using (known_until is null)',
  'walls.always_open': 'create policy odd on note for select using (true)',
  'walls.access_closed': 'create policy odd on access.session using (true)',
  'walls.access_granted': 'grant select on access.session to sedd_web',
  'walls.trail_closed': 'create policy odd on trail.event using (true)',
  'walls.bodies': 'grant select (body) on note to sedd_web',
  'walls.versions_kept': 'grant delete on person to sedd_web',
  'walls.rough_grants': 'grant truncate on person to sedd_web',
  'roles.serving_plain': 'alter role sedd_evaluation createdb',
  'roles.owners_sign_in': 'alter role sedd_reach login',
  'roles.members': 'grant sedd_reach to sedd_evaluation',
  'roles.own_nothing': 'alter table unit owner to sedd_web',
  'roles.create': 'grant create on schema public to sedd_web',
}

const ACCESS = {
  'access.session_long': `insert into access.session (token_sha, account_id, domain_id, purpose, expires_at)
    values ('\\x00', ${SOMEBODY}, ${D}, 'odd', now() + interval '11 hours')`,
  'access.session_without_member': `insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at)
    values ('\\x00', ${SOMEBODY}, ${D}, ${NOBODY}, 'web', now() + interval '1 hour')`,
  'access.sign_in_untidied': `insert into access.rate values ('\\x00', 1, now() - interval '3 days')`,
  'access.parked_old': `insert into access.parked_form (account_id, domain_id, membership_id, path, fields, made_at)
    values (${SOMEBODY}, ${D}, ${MEMBERSHIP}, '/x', 'x', now() - interval '3 days')`,
  'access.invitation_old': `insert into access.invitation (account_id, token_sha, made_by, made_at, expires_at)
    values (${SOMEBODY}, '\\x00', ${SOMEBODY}, now() - interval '50 days', now() - interval '40 days')`,
  'access.token_old': `insert into access.scim_token (domain_id, name, token_sha, membership_id, made_by, until_at)
    values (${D}, 'odd', '\\x00', ${MEMBERSHIP}, ${SOMEBODY}, now() + interval '9 days')`,
  'access.roles': `update access.role set rights = rights || '{block}' where code = 'coach'`,
  'access.key': `update access.key set ipad = '\\x00'`,
  'access.protected_without_need': `update access.membership set sees_protected = true where role = 'administrator'`,
  'access.member_inactive': `update access.account set active = false where kind = 'staff'`,
  'access.machine_member': `update access.membership set role = 'machine' where role = 'coach'`,
  'access.account_idle': ALL_LEAVE,
  'access.no_administrator': ALL_LEAVE,
  'access.no_officer': ALL_LEAVE,
  'access.no_reviewer': `${ALL_LEAVE} and role not in ('coach', 'counsellor', 'principal', 'mentor')`,
  'access.municipality': `update access.domain set municipality_code = '9999' where id = ${D}`,
  'access.assignment_ended_member': `${assignment({})}; ${ALL_LEAVE}`,
  'access.placement_ended_member': `${placement(NOBODY)}; ${ALL_LEAVE}`,
  'access.team_member_ended': team(`insert into access.team_member (domain_id, team_id, membership_id, from_at)
    select t.domain_id, t.id, ${MEMBERSHIP}, now() from access.team t where t.name = 'Odd'`),
  'access.assignment_ended_team':
    team(`insert into access.assignment (domain_id, person_id, kind, team_id, given_by, from_at)
    select t.domain_id, ${person(0)}, 'case', t.id, ${SOMEBODY}, now() from access.team t`),
  'access.glass_endless': assignment({ kind: 'glass', reason: `'Ringde i natt och var ledsen'` }),
  'access.glass_unreviewed': glass('2026-11-10'),
  'access.glass_reviewed_alone': glass(
    '2026-11-21',
    `'accepted', now(), (select account_id from access.membership where id = ${MEMBERSHIP})`,
  ),
  'access.glass_untold': glass('2026-09-01'),
  'access.block_unknown': block(person(0), `array[${NOBODY}]`),
  'access.given_by_nobody': assignment({ by: NOBODY }),
  'access.share_without_consent': share({ ground: 'needs_consent' }),
  'access.share_outlives_consent': `${consent(person(0))}; ${share({ consent: NOBODY, until: '2027-02-01' })}`,
  'access.share_consent_withdrawn': `${consent(person(0), true)}; ${share({ consent: NOBODY })}`,
  'access.share_unanswered': share({ from: '2026-09-01' }),
  'access.visitor_ended_member': `
    insert into access.share_visitor (domain_id, share_id, to_domain_id, membership_id, given_by, from_at)
      select ${OTHER}, ${NOBODY}, ${D}, ${MEMBERSHIP}, ${SOMEBODY}, now();
    ${ALL_LEAVE}`,
  'access.ground_unconfirmed': share({
    ground: 'confirmed_at is null and id not in (select ground_id from access.share where ground_id is not null)',
  }),
  'access.extract_old': `insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
    values (${D}, ${person(0)}, ${SOMEBODY}, '2020-01-01 12:00Z', '2020-01-01 12:30Z')`,
  'access.assignment_nobody': assignment({ person: NOBODY }),
  'access.block_nobody': block(NOBODY, `'{}'`),
  'access.share_nobody': share({ of: NOBODY }),
  'access.consent_nobody': consent(NOBODY),
  'access.placement_nowhere': placement(NOBODY),
  'access.share_protected': share({
    of: `(select person_id from person_protection where domain_id = ${D} and known_until is null and until_on is null limit 1)`,
  }),
}

const PEOPLE = {
  'people.merged_twice': `${merge(person(0))}; ${merge(person(0))}`,
  'people.merge_unseen': `insert into person_merge (domain_id, survivor_id, merged_id, choices, replaced, merged_at, merged_by)
    values (${D}, ${person(0)}, ${person(1)}, '{}', '{}', now(), ${SOMEBODY})`,
  'people.merged_without_merge': merge(person(0)),
  'people.without_number': `delete from person_identifier where person_id = ${person(0)}`,
  'people.check_digit': `update person_identifier set number = left(number, 11) || (right(number, 1)::int + 1) % 10
    where id = (select min(id) from person_identifier where domain_id = ${D} and kind = 'personal')`,
  'people.birth_date': `update person set birth_date = birth_date - 1 where domain_id = ${D}`,
  'people.without_name': `delete from person_name where domain_id = ${D}`,
  'people.folded': `update person_name set folded = 'odd' where domain_id = ${D}`,
  'people.born_later': `update person set birth_date = '2099-01-01', latest_birth_date = '2099-01-01' where id = ${person(0)}`,
  'people.residence_twice': `
    insert into person_residence (domain_id, person_id, kind, municipality_code, from_on, source, known_from)
      select domain_id, person_id, kind, '0180', from_on, source, known_from from person_residence
       where domain_id = ${D} and known_until is null limit 1`,
  'people.residency_twice': twice('person_residency', 'residency', ['emigrated', 'deceased']),
  'people.protection_twice': twice('person_protection', 'kind', ['protected_registration', 'confidentiality_marking']),
  'people.protection': `update person set protection = 'protected_registration' where domain_id = ${D} and protection = 'none'`,
  'people.residency': `update person set residency = 'emigrated' where domain_id = ${D} and residency = 'active'`,
  'people.phone_digits': `update person_contact set digits = null where domain_id = ${D}`,
  'people.residence_unknown': `update person_residence set municipality_code = '9999'
    where id = (select min(id) from person_residence where domain_id = ${D} and known_until is null)`,
  'people.fact_of_nobody': `update completion set person_id = ${NOBODY}
    where id = (select min(id) from completion where domain_id = ${D})`,
  'people.root_of_nobody': `update person set root_id = ${NOBODY} where id = ${person(0)}`,
  'people.version_backwards': `alter table enrolment drop constraint enrolment_check3;
    update enrolment set known_until = known_from - interval '1 day' where domain_id = ${D}`,
  'people.known_later': `update person_name set known_from = '2099-01-01' where domain_id = ${D} and known_until is null`,
  'people.duplicates_waiting': `
    insert into duplicate_suggestion (domain_id, person_id, other_id, reasons, score, suggested_at)
      values (${D}, ${person(0)}, ${person(1)}, '{odd}', 1, '2020-01-01')`,
}

const REGISTER = {
  'register.twice': `
    insert into register_period (domain_id, person_id, from_on, until_on, reason, sort_name, known_from)
      select domain_id, person_id, from_on + 1, until_on, reason, sort_name, known_from from register_period
       where domain_id = ${D} and known_until is null and until_on > from_on + 1 limit 1`,
  'register.twenty': `update register_period set until_on = null where domain_id = ${D} and known_until is null`,
  'register.gone': `insert into person_residency (domain_id, person_id, residency, from_on, source, known_from)
    values (${D}, ${MEMBER}, 'emigrated', '2015-01-01', 'x', now())`,
  'register.unclear_outside': `insert into register_unclear (domain_id, person_id, cause, from_on, known_from)
    values (${D}, ${NOBODY}, 'FHSK', '2020-01-01', now())`,
  'register.merged': merge(MEMBER),
  'register.protected_sorted': `update person set protection = 'protected_registration' where id = ${MEMBER}`,
  'register.searched_outside': `insert into register_search values (${D}, 'odd', ${NOBODY})`,
  'register.occupation_twice': `
    insert into register_occupation (domain_id, person_id, occupation, source, from_on, until_on, confirmed_on, best_before_on,
                                     recorded_by, known_from)
      select domain_id, person_id, occupation, source, from_on, from_on + 5, confirmed_on, best_before_on, recorded_by, known_from
        from register_occupation where domain_id = ${D} and known_until is null and until_on is null limit 1`,
  'register.occupation_code': `update register_occupation set occupation = 'ODD' where domain_id = ${D}`,
  'register.decision_code': `update scope_decision set reason_code = 'odd' where domain_id = ${D}`,
  'register.owner_of_merged': merge(
    `(select min(person_id::text)::uuid from register_owner where domain_id = ${D} and known_until is null)`,
  ),
  'register.owner_gone': ALL_LEAVE,
  'register.school_unknown': `update enrolment set school_unit_code = '99999999'
    where id = (select min(id) from enrolment where domain_id = ${D} and known_until is null)`,
  'register.unit_ended': `update organisation set ended_on = '2020-01-01' where domain_id = ${D}`,
  'register.numbers_of_the_law': `delete from register_parameter where name = 'upper_age'`,
  'register.total': `update register_total set members = members + 1 where domain_id = ${D}`,
  'register.day_not_turned': `update register_total set on_day = on_day - 1000 where domain_id = ${D}`,
  'register.uncomputed': `insert into scope_touched values (${D}, ${person(0)}, '2020-01-01')`,
}

const WORK = {
  'deliveries.in_trail': `update delivery set id = gen_random_uuid() where domain_id = ${D}`,
  'deliveries.staged': `insert into delivery_guardian_row (domain_id, delivery_id, number, name)
    select domain_id, id, 'odd', 'Odd' from delivery where domain_id = ${D} and status = 'applied' limit 1`,
  'deliveries.reversed_facts': `update delivery set status = 'reversed', reversed_at = now(), reversed_by = ${SOMEBODY}
    where domain_id = ${D} and status = 'applied'`,
  'deliveries.facts_unapplied': `update delivery set status = 'discarded', applied_at = null where domain_id = ${D}`,
  'deliveries.silent': delivery('reading'),
  'deliveries.preview_old': delivery('previewed'),
  'jobs.given_up': job('run_at, failed_at', 'now(), now()'),
  'jobs.late': job('run_at', `'2020-01-01'`),
  'jobs.progress_silent': `insert into work_progress (domain_id, id, phase, done, started_at, updated_at)
    values (${D}, ${NOBODY}, 'odd', 0, '2020-01-01', '2020-01-01')`,
  'notes.no_wording': note({ until: `'2026-11-04'` }),
  'notes.first_wording': note({ id: 'gen_random_uuid()' }),
  'notes.in_trail': note({ id: NOBODY }),
  'notes.happened_later': note({ happened: '2027-01-01' }),
  'notes.struck_without_end': note({ struck: `'2020-01-01', ${SOMEBODY}, 'Fel person'` }),
  'messages.stuck': `insert into message (domain_id, person_id, direction, channel, whose, address, body, parts, language, state, due_at, queued_by, queued_at)
    select p.domain_id, p.id, 'out', 'sms', 'self', '46701740605', 'Hej', 1, 'sv', 'queued', '2026-01-02', gen_random_uuid(), '2026-01-02'
      from person p where p.domain_id = ${D} and p.known_until is null limit 1`,
  'reviews.overdue': `insert into review_item (domain_id, week_on, actor_id, reasons, readings, first_at, last_at, due_at)
    values (${D}, '2026-01-05', ${SOMEBODY}, '{random}', 1, '2026-01-05', '2026-01-05', '2026-01-20')`,
  'approvals.used_unanswered': `
    insert into approval (domain_id, id, kind, reason, asked_by, asked_at, until_at)
      values (${D}, ${NOBODY}, 'odd.odd', 'Behövs till mötet', ${SOMEBODY}, '2026-11-01', '2026-11-08');
    insert into approval_use (domain_id, approval_id, used_by, used_at)
    values (${D}, ${NOBODY}, ${SOMEBODY}, now())`,
}

const SIGNED = `insert into trail.signature values (1, 'odd', '\\x00', now())`

const TRAIL = {
  'trail.passed': `delete from trail.leaf where place = 1; update trail.batch set settled = '3';
    update trail.event set at = at - interval '1 hour'`,
  'trail.gap': 'update trail.batch set n = n + 1000',
  'trail.leaves': 'delete from trail.leaf where place = 1',
  'trail.unsealed': `delete from trail.leaf where place = 1; update trail.event set at = '2020-01-01'`,
  'trail.unsigned': `update trail.batch set sealed_at = '2020-01-01'`,
  'trail.keys': SIGNED,
  'trail.witness_late': `${SIGNED}; update trail.handover set batch = 0, due_at = '2020-01-01'`,
  'trail.no_witness': 'delete from trail.handover',
  'trail.ticket_kinds': 'delete from trail.ticket_kind',
  'trail.event_future': `update trail.event set at = '2099-01-01' where id = (select min(id) from trail.event)`,
}

/** What breaks each check, on the demonstration. That the trail verifies is tried where it is tampered with. */
export const BREAKS: Readonly<Record<Exclude<CheckName, 'trail.verified'>, string>> = {
  ...CATALOGUE,
  ...ACCESS,
  ...PEOPLE,
  ...REGISTER,
  ...WORK,
  ...TRAIL,
}
