-- Gallring: what is deleted, when, and by whose decision. Nothing is, until somebody has decided. A dry run lists what the rules say; a
-- second person approves; the run deletes what was listed and has not changed since, and leaves a tombstone that says nothing of whom.
--
-- Nobody who serves may delete. The functions below do, for the machine alone, and only against a list that two persons have approved.

set local role sedd_access;

-- What within this schema is not over for a person, so that deletion waits.
create function access.open_matters(person uuid) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  ids    uuid[];
begin
  perform access.require_right('retention');
  select array_agg(p.id) into ids from access.person_ids(person) p;
  return array(
    select 'share' where exists (
      select from access.share s where s.domain_id = home and s.person_id = any (ids) and s.revoked_at is null and s.ended_at is null
         and s.accepted is distinct from false and s.until_at > moment)
    union all
    select 'assignment' where exists (
      select from access.assignment a where a.domain_id = home and a.person_id = any (ids) and a.ended_at is null
         and (a.until_at is null or a.until_at > moment))
    union all
    select 'glass' where exists (
      select from access.glass g where g.domain_id = home and g.person_id = any (ids) and g.outcome = 'given' and g.reviewed_at is null)
    union all
    select 'extract' where exists (
      select from access.extract e where e.domain_id = home and e.person_id = any (ids) and e.until_at > moment));
end $$;

-- Everything this schema holds of a person. `glass` points at assignments, and `share` at consents: in that order.
create function access.dispose_of(ids uuid[]) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home  uuid := access.domain_id();
  total bigint := 0;
  gone  bigint;
begin
  perform access.require_right('retention');
  delete from access.glass g where g.domain_id = home and g.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.assignment a where a.domain_id = home and a.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.block b where b.domain_id = home and b.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.share_visitor v where v.domain_id = home and v.share_id in (
    select s.id from access.share s where s.domain_id = home and s.person_id = any (ids));
  get diagnostics gone = row_count; total := total + gone;
  delete from access.share s where s.domain_id = home and s.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.consent c where c.domain_id = home and c.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.extract e where e.domain_id = home and e.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  return total;
end $$;
revoke all on function access.open_matters(uuid), access.dispose_of(uuid[]) from public;
grant execute on function access.open_matters(uuid), access.dispose_of(uuid[]) to sedd_owner;
grant usage on schema access to sedd_owner;

set local role sedd_trail;
-- How many events of the domain still have a private part that is older than the instant.
create function trail.count_private(before timestamptz) returns bigint
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('retention');
  return (select count(*) from trail.event_private p join trail.event e on e.domain_id = p.domain_id and e.id = p.event_id
           where p.domain_id = access.domain_id() and e.at < before and e.action <> 'trail.private_erased');
end $$;
revoke all on function trail.count_private(timestamptz) from public;
grant execute on function trail.count_private(timestamptz) to sedd_jobs, sedd_owner;

set local role sedd_owner;

-- What has been decided. Without a row for a type of record nothing of it is ever deleted. A change ends the row and adds another.
create table retention_rule (
  domain_id    uuid not null references access.domain,
  id           uuid not null default gen_random_uuid(),
  record_type  text not null check (record_type in ('person', 'note', 'old_contact', 'delivery', 'review', 'trail')),
  event        text not null check (event in ('left_register', 'turned_twenty', 'written', 'replaced', 'received', 'reviewed', 'recorded')),
  amount       integer not null check (amount between 0 and 1200),
  unit         text not null check (unit in ('days', 'months', 'years')),
  -- Whether the trail keeps under whose id somebody acted, once the person is deleted.
  erases_trail boolean not null default false,
  decision     text not null check (length(decision) between 3 and 120),
  set_by       uuid not null,
  set_at       timestamptz not null,
  ended_by     uuid,
  ended_at     timestamptz check (ended_at >= set_at),
  primary key (domain_id, id),
  check ((ended_at is null) = (ended_by is null)),
  check (not erases_trail or record_type = 'person'),
  check (case record_type
    when 'person' then event in ('left_register', 'turned_twenty')
    when 'note' then event in ('written', 'left_register')
    when 'old_contact' then event = 'replaced'
    when 'delivery' then event = 'received'
    when 'review' then event = 'reviewed'
    else event = 'recorded' end)
);
create unique index retention_rule_current on retention_rule (domain_id, record_type) where ended_at is null;

-- A dry run, and what came of it. `fingerprint` is over the list: what was approved is what is deleted.
create table retention_run (
  domain_id   uuid not null references access.domain,
  id          uuid not null default gen_random_uuid(),
  asked_by    uuid not null,
  asked_at    timestamptz not null,
  listed_at   timestamptz,
  fingerprint text check (fingerprint ~ '^[0-9a-f]{64}$'),
  rules       jsonb,
  ordered_by  uuid,
  ordered_at  timestamptz,
  approval_id uuid,
  done_at     timestamptz,
  primary key (domain_id, id),
  foreign key (domain_id, approval_id) references approval (domain_id, id),
  check ((listed_at is null) = (fingerprint is null)),
  check (num_nonnulls(ordered_by, ordered_at, approval_id) in (0, 3))
);
create index retention_run_asked on retention_run (domain_id, asked_at desc);
create index retention_run_approval on retention_run (domain_id, approval_id);

-- What a run lists. `subject` is the id of what would be deleted; it goes with it. `hindrance`: listed, and kept because of it.
create table retention_item (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  run_id      uuid not null,
  record_type text not null,
  source      text,
  subject     text,
  event_on    date not null,
  due_on      date not null,
  state       text not null,
  hindrance   text,
  outcome     text check (outcome in ('deleted', 'left_out')),
  primary key (domain_id, id),
  foreign key (domain_id, run_id) references retention_run (domain_id, id),
  check (subject is not null or outcome = 'deleted')
);
create index retention_item_run on retention_item (domain_id, run_id, id);

-- That something was deleted: when, of what kind, in how many rows, by which run. Not whose.
create table tombstone (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  run_id      uuid not null,
  record_type text not null,
  rows        bigint not null,
  deleted_on  date not null,
  primary key (domain_id, id),
  foreign key (domain_id, run_id) references retention_run (domain_id, id)
);
create index tombstone_run on tombstone (domain_id, run_id);

do $$
declare
  target text;
begin
  foreach target in array array['retention_rule', 'retention_run', 'retention_item', 'tombstone'] loop
    execute format('call access.raise_wall(%L)', target);
    execute format('drop policy within_domain on %I', target);
    execute format('create policy by_responsible on %I using ((select access.may(''retention''))) with check ((select access.may(''retention'')))', target);
    -- Whose yes it takes reads what is listed.
    execute format('create policy seen_by_reviewers on %I for select using ((select access.may(''review'')))', target);
  end loop;
end $$;

grant select on retention_rule, retention_run, retention_item, tombstone to sedd_web, sedd_jobs;
grant insert (domain_id, record_type, event, amount, unit, erases_trail, decision, set_by, set_at), update (ended_by, ended_at)
  on retention_rule to sedd_web;
grant insert (domain_id, asked_by, asked_at), update (ordered_by, ordered_at, approval_id) on retention_run to sedd_web;
grant update (listed_at, fingerprint, rules, done_at) on retention_run to sedd_jobs;
grant insert (domain_id, run_id, record_type, source, subject, event_on, due_on, state, hindrance) on retention_item to sedd_jobs;

-- What anybody searched for by name is swept away: in a day, and with the one it was.
create policy swept_seen on name_search for select using ((select access.actor_role()) = 'machine');
create policy swept on name_search for delete using ((select access.actor_role()) = 'machine');

-- The ids of a person, whoever is merged with it, and the numbers they are or were known by.
create function disposal_ids(person uuid) returns uuid[]
  language sql stable set search_path = public, pg_catalog, pg_temp as $$
  select array_agg(k.id) from person p join person k on k.domain_id = p.domain_id and k.root_id = p.root_id where p.id = disposal_ids.person
$$;

-- Every table with rows of a person that hang on nothing but the person, in whatever order.
create function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'note', 'person_contact', 'person_guardian',
    'person_address', 'person_residence', 'person_residency', 'person_protection', 'person_external_id', 'person_sex_change',
    'person_name', 'person_identifier']
$$;

-- What is not over for a person, so that it is not deleted.
create function disposal_hindrance(person uuid) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids   uuid[];
  today date := (access.moment() at time zone 'Europe/Stockholm')::date;
begin
  perform access.require_right('retention');
  ids := public.disposal_ids(person);
  return (
    select string_agg(kept.why, ',' order by kept.why) from (
      select 'register' as why where exists (
        select from public.register_period p where p.person_id = any (ids) and p.known_until is null and (p.until_on is null or p.until_on > today))
      union all
      select 'decision' where exists (
        select from public.scope_decision d where d.person_id = any (ids) and d.known_until is null and (d.until_on is null or d.until_on > today))
      union all
      select 'review' where exists (
        select from public.review_item i where i.person_id = any (ids) and coalesce((
          select v.outcome from public.review_verdict v where v.domain_id = i.domain_id and v.item_id = i.id order by v.id desc limit 1), 'ask') = 'ask')
      union all
      select 'duplicate' where exists (
        select from public.duplicate_suggestion s where s.decision is null and (s.person_id = any (ids) or s.other_id = any (ids)))
      union all
      select 'delivery' where exists (
        select from public.delivery d join public.delivery_population_row r on r.domain_id = d.domain_id and r.delivery_id = d.id
         where d.status in ('reading', 'previewed') and (r.person_id = any (ids) or r.number in (
           select i.number from public.person_identifier i where i.person_id = any (ids))))
      union all
      select unnest(access.open_matters(person))) kept);
end $$;

-- How something stands, as one hash: whatever has been added to it or changed since is another.
create function disposal_state(kind text, source text, subject text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids    uuid[];
  target text;
  part   text;
  said   text := '';
begin
  perform access.require_right('retention');
  if kind = 'person' then
    ids := public.disposal_ids(subject::uuid);
    foreach target in array public.disposal_tables() || 'person'::text loop
      execute format('select coalesce(string_agg(md5(t::text), '','' order by md5(t::text)), '''') from public.%I t where t.%I = any ($1)',
        target, case target when 'person' then 'id' else 'person_id' end) into part using ids;
      said := said || target || ':' || md5(part) || ';';
    end loop;
  elsif kind = 'note' then
    select coalesce(string_agg(md5(n::text), ',' order by n.id), '') into said from public.note n where n.note_id = subject::uuid;
  elsif kind = 'old_contact' then
    execute format('select coalesce(min(md5(t::text)), '''') from public.%I t where t.id = $1',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      into said using subject::bigint;
  elsif kind = 'delivery' then
    select coalesce(min(d.status || d.file_name || coalesce(d.reversed_at::text, '')), '') into said from public.delivery d where d.id = subject::uuid;
  elsif kind = 'review' then
    select coalesce(string_agg(v.id || v.outcome, ',' order by v.id), '') into said from public.review_verdict v where v.item_id = subject::uuid;
  else
    said := subject;
  end if;
  return md5(said);
end $$;

-- The hash over the whole list of a run.
create function disposal_fingerprint(run uuid) returns text
  language sql stable set search_path = public, pg_catalog, pg_temp as $$
  select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', i.id, i.record_type, i.source, coalesce(i.subject, ''), i.due_on, i.state), E'\n'
           order by i.id), ''), 'UTF8')), 'hex')
    from retention_item i where i.run_id = run and i.hindrance is null
$$;

-- Deletes all that there is of a person, whoever is merged with it included. Answers in how many rows.
create function dispose_of_person(person uuid, erases_trail boolean) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  ids     uuid[];
  numbers text[];
  names   text[];
  target  text;
  each    uuid;
  gone    bigint;
  total   bigint := 0;
begin
  perform from public.person p where p.id = person for update;
  ids := public.disposal_ids(person);
  perform from public.person p where p.id = any (ids) for update;
  select array_agg(i.number) into numbers from public.person_identifier i where i.person_id = any (ids);
  select array_agg(lower(n.family_name)) into names from public.person_name n where n.person_id = any (ids);
  delete from public.delivery_problem d where d.value = any (numbers) or (d.delivery_id, d.row_no) in (
    select r.delivery_id, r.row_no from public.delivery_refused_row r where r.number = any (numbers));
  get diagnostics gone = row_count; total := total + gone;
  foreach target in array array['delivery_population_row', 'delivery_enrolment_row', 'delivery_completion_row'] loop
    execute format('delete from public.%I t where t.number = any ($1) or t.person_id = any ($2)', target) using numbers, ids;
    get diagnostics gone = row_count; total := total + gone;
  end loop;
  delete from public.delivery_guardian_row r where r.number = any (numbers);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.delivery_refused_row r where r.number = any (numbers);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.name_search s where s.query like any (select '%' || n || '%' from unnest(numbers) n)
     or exists (select from unnest(names) n where n <> '' and position(n in lower(s.query)) > 0);
  delete from public.duplicate_suggestion s where s.person_id = any (ids) or s.other_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.person_merge m where m.survivor_id = any (ids) or m.merged_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.review_verdict v where v.item_id in (select i.id from public.review_item i where i.person_id = any (ids));
  delete from public.review_item i where i.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  foreach target in array public.disposal_tables() loop
    execute format('delete from public.%I t where t.person_id = any ($1)', target) using ids;
    get diagnostics gone = row_count; total := total + gone;
  end loop;
  total := total + access.dispose_of(ids);
  -- What other lists say of the same person: an older dry run keeps its figures, and not whose they were.
  update public.retention_item i set subject = null, outcome = 'deleted'
   where i.record_type = 'person' and i.subject = any (ids::text[]);
  delete from public.person p where p.id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  if erases_trail then
    foreach each in array ids loop
      perform trail.erase_private(each, 'infinity', 'gallring');
    end loop;
  end if;
  return total;
end $$;

-- One thing of a list that is no person. Answers in how many rows it was.
create function dispose_of_other(kind text, source text, subject text) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  gone  bigint := 0;
  total bigint := 0;
begin
  if kind = 'note' then
    delete from public.note n where n.note_id = subject::uuid;
    get diagnostics total = row_count;
  elsif kind = 'old_contact' then
    execute format('delete from public.%I t where t.id = $1 and t.known_until is not null',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      using subject::bigint;
    get diagnostics total = row_count;
  elsif kind = 'delivery' then
    delete from public.delivery_problem r where r.delivery_id = subject::uuid;
    get diagnostics gone = row_count; total := total + gone;
    delete from public.delivery_refused_row r where r.delivery_id = subject::uuid;
    get diagnostics gone = row_count; total := total + gone;
    update public.delivery d set file_name = null where d.id = subject::uuid;
  elsif kind = 'review' then
    delete from public.review_verdict v where v.item_id = subject::uuid;
    delete from public.review_item i where i.id = subject::uuid;
    get diagnostics total = row_count;
  elsif kind = 'trail' then
    total := trail.erase_private(null, subject::timestamptz, 'gallring');
  end if;
  return total;
end $$;

-- Deletes the next of what an approved dry run listed, so many at most: what has changed since, or is no longer over, is left out.
-- Answers with how many were deleted, in how many rows, and left out; nothing at all when the list is at its end.
create function dispose_next(run uuid, most integer, out deleted integer, out rows bigint, out left_out integer)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  listed public.retention_run;
  item   public.retention_item;
  gone   bigint;
  fits   boolean;
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself deletes' using errcode = '42501';
  end if;
  perform access.require_right('retention');
  select * into listed from public.retention_run r where r.id = run for update;
  if listed.id is null or listed.ordered_at is null or listed.done_at is not null or not exists (
       select from public.approval a
         join public.approval_answer w on w.domain_id = a.domain_id and w.approval_id = a.id and w.approved
         join public.approval_use u on u.domain_id = a.domain_id and u.approval_id = a.id
        where a.id = listed.approval_id and a.kind = 'retention.run' and a.object = run::text
          and a.detail ->> 'fingerprint' = listed.fingerprint and u.used_at < a.asked_at + interval '15 days') then
    raise exception 'no approved list' using errcode = '42501';
  end if;
  -- The list itself is checked when the first of it is taken: afterwards subjects are gone from it.
  if not exists (select from public.retention_item i where i.run_id = run and i.outcome is not null)
     and public.disposal_fingerprint(run) is distinct from listed.fingerprint then
    raise exception 'the list is not the one that was approved' using errcode = '42501';
  end if;
  deleted := 0; rows := 0; left_out := 0;
  for item in
    select * from public.retention_item i
     where i.run_id = run and i.outcome is null and i.hindrance is null order by i.id limit most
  loop
    fits := public.disposal_state(item.record_type, item.source, item.subject) = item.state
      and (item.record_type <> 'person' or public.disposal_hindrance(item.subject::uuid) is null);
    if fits then
      gone := case item.record_type
        when 'person' then public.dispose_of_person(item.subject::uuid, coalesce((listed.rules -> 'person' ->> 'erasesTrail')::boolean, false))
        else public.dispose_of_other(item.record_type, item.source, item.subject) end;
      insert into public.tombstone (domain_id, run_id, record_type, rows, deleted_on)
        values (item.domain_id, run, item.record_type, gone, (access.moment() at time zone 'Europe/Stockholm')::date);
      update public.retention_item i set outcome = 'deleted', subject = null where i.domain_id = item.domain_id and i.id = item.id;
      deleted := deleted + 1;
      rows := rows + gone;
    else
      update public.retention_item i set outcome = 'left_out' where i.domain_id = item.domain_id and i.id = item.id;
      left_out := left_out + 1;
    end if;
  end loop;
end $$;

revoke all on function disposal_ids(uuid), disposal_tables(), disposal_hindrance(uuid), disposal_state(text, text, text),
  disposal_fingerprint(uuid), dispose_of_person(uuid, boolean), dispose_of_other(text, text, text), dispose_next(uuid, integer) from public;
grant execute on function disposal_hindrance(uuid), disposal_state(text, text, text), disposal_fingerprint(uuid), dispose_next(uuid, integer)
  to sedd_jobs;
