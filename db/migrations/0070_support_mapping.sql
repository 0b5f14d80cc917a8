-- Mapping (kartläggning): what a young person says of themself, in a form. That a form was filled in is under the walls of support; what was
-- answered are words in confidence, page by page: given out by ticket, within a read budget, and read as notes are (0027).

set local role sedd_owner;

create table support_mapping (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  form_code    text not null check (form_code ~ '^[a-z][a-z0-9_]{1,39}$'),
  form_version integer not null,
  -- The domain's own form; the product's have none.
  form_id      uuid,
  began_on     date not null,
  begun_by     uuid not null,
  ended_as     text check (ended_as in ('completed', 'withdrawn')),
  ended_on     date,
  ended_by     uuid,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, form_id) references support_form (domain_id, id),
  check (num_nonnulls(ended_as, ended_on, ended_by, known_until) in (0, 4))
);
create index support_mapping_person on support_mapping (domain_id, person_id, began_on desc);
create index support_mapping_form on support_mapping (domain_id, form_id) where form_id is not null;
call access.raise_wall('support_mapping');
call access.raise_person_wall('support_mapping', '{person_id}', 'support');
create policy in_ones_own_name on support_mapping as restrictive for insert with check (begun_by = (select access.account_id()));
create policy kept_as_written on support_mapping as restrictive for update using (known_until is null)
  with check (ended_by is null or ended_by = (select access.account_id()));
grant select, insert, update (ended_as, ended_on, ended_by, known_until) on support_mapping to sedd_web;
grant select, update (ended_as, ended_on, ended_by, known_until) on support_mapping to sedd_jobs;

-- A link to one mapping, for the young person's own telephone. It is known by its hash alone, and is over after some days or when all is answered.
create table support_mapping_link (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  mapping_id  uuid not null,
  person_id   uuid not null,
  link_sha    text not null,
  sent_by     uuid not null,
  expires_at  timestamptz not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, link_sha),
  foreign key (domain_id, mapping_id, person_id) references support_mapping (domain_id, id, person_id),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_mapping_link_open on support_mapping_link (domain_id, mapping_id) where known_until is null;
create index support_mapping_link_mapping on support_mapping_link (domain_id, mapping_id, person_id);
create index support_mapping_link_person on support_mapping_link (domain_id, person_id);
call access.raise_wall('support_mapping_link');
call access.raise_person_wall('support_mapping_link', '{person_id}', 'support');
create policy in_ones_own_name on support_mapping_link as restrictive for insert with check (sent_by = (select access.account_id()));
create policy kept_as_written on support_mapping_link as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant select, insert, update (closed_by, known_until) on support_mapping_link to sedd_web;
grant select, update (closed_by, known_until) on support_mapping_link to sedd_jobs;

-- One row for each wording of a page. A page may stand for several places of the same section: `schools#2` is the second school.
create table support_answer (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  mapping_id  uuid not null,
  person_id   uuid not null,
  place       text not null check (place ~ '^[a-z][a-z0-9_]{0,39}([.][0-9]{1,2})?(#[0-9]{1,2})?$'),
  topic       text not null check (topic in ('support', 'school', 'health', 'social')),
  secrecy     text not null check (secrecy in ('student_health', 'pupil_support', 'health_care', 'social_services', 'labour_market', 'other')),
  -- The answers as JSON, by the questions' keys.
  body        text not null check (length(body) between 2 and 200000),
  answered    integer not null check (answered >= 0),
  -- Whoever filled in the page first, and whoever wrote this.
  written_by  uuid not null,
  recorded_by uuid not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, mapping_id, person_id) references support_mapping (domain_id, id, person_id)
);
create unique index support_answer_current on support_answer (domain_id, mapping_id, place) where known_until is null;
create index support_answer_mapping on support_answer (domain_id, mapping_id, person_id);
create index support_answer_person on support_answer (domain_id, person_id, known_from desc);
call access.raise_wall('support_answer');
call access.raise_person_wall('support_answer', '{person_id}', 'note');
drop policy need_to_know on support_answer;
create policy need_to_know on support_answer to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner
  using ((select access.actor_role()) = 'machine' or (person_id in (select access.reach('note'))
         and (topic = any ((select access.note_topics())::text[]) or (select access.account_id()) in (written_by, recorded_by))))
  with check ((select access.actor_role()) = 'machine' or (person_id in (select access.reach('note'))
         and (topic = any ((select access.note_topics())::text[]) or (select access.account_id()) in (written_by, recorded_by))));
create policy in_ones_own_name on support_answer as restrictive for insert with check (recorded_by = (select access.account_id()));
create policy kept_as_written on support_answer as restrictive for update using (known_until is null) with check (true);
create policy of_secrecy on support_answer as restrictive for select using (secrecy <> all ((select access.shut_secrecies())::text[]));
grant select (domain_id, id, mapping_id, person_id, place, topic, secrecy, answered, written_by, recorded_by, known_from, known_until),
  insert (domain_id, id, mapping_id, person_id, place, topic, secrecy, body, answered, written_by, recorded_by, known_from),
  update (known_until) on support_answer to sedd_web, sedd_jobs;

-- A talk by a method: which, when, and where one stood on its scales. What was said is a note; it and this are read by the same people.
create table support_method_session (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  note_id      uuid not null,
  topic        text not null check (topic in ('support', 'school', 'health', 'social')),
  secrecy      text not null check (secrecy in ('student_health', 'pupil_support', 'health_care', 'social_services', 'labour_market', 'other')),
  method       text not null check (method ~ '^[a-z_0-9]{2,40}$'),
  held_on      date not null,
  importance   integer check (importance between 0 and 10),
  confidence   integer check (confidence between 0 and 10),
  standing     integer check (standing between 0 and 10),
  written_by   uuid not null,
  recorded_by  uuid not null,
  known_from   timestamptz not null,
  known_until  timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (written_by = recorded_by)
);
create index support_method_session_person on support_method_session (domain_id, person_id, held_on desc);
create index support_method_session_method on support_method_session (domain_id, held_on, method);
call access.raise_wall('support_method_session');
call access.raise_person_wall('support_method_session', '{person_id}', 'note');
drop policy need_to_know on support_method_session;
create policy need_to_know on support_method_session to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner
  using ((select access.actor_role()) = 'machine' or (person_id in (select access.reach('note'))
         and (topic = any ((select access.note_topics())::text[]) or (select access.account_id()) in (written_by, recorded_by))))
  with check ((select access.actor_role()) = 'machine' or (person_id in (select access.reach('note'))
         and (topic = any ((select access.note_topics())::text[]) or (select access.account_id()) in (written_by, recorded_by))));
create policy in_ones_own_name on support_method_session as restrictive for insert with check (recorded_by = (select access.account_id()));
create policy kept_as_written on support_method_session as restrictive for update using (known_until is null) with check (true);
create policy of_secrecy on support_method_session as restrictive for select using (secrecy <> all ((select access.shut_secrecies())::text[]));
grant select, insert on support_method_session to sedd_web;
grant select on support_method_session to sedd_jobs;

select trail.add_ticket_kind('support_answer');

-- When the actor may read these answers: as note_free_at(), with the domain's own limits, counted apart from notes.
create function support_answer_free_at(ids uuid[]) returns timestamptz
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  short integer;
  day   integer;
  count integer := cardinality(ids);
begin
  if access.actor_role() = 'machine' or (access.claim(9) = 'one' and '*' = any (string_to_array(access.claim(11), ','))) then
    return null;
  end if;
  select coalesce(max(s.most_short), 60), coalesce(max(s.most_day), 300) into short, day from public.note_setting s;
  if count > short then return 'infinity'; end if;
  return (
    with others as materialized (
      select r.at from trail.bodies_read('support_answer', interval '1 day') r where r.id <> all (ids::text[]))
    select greatest(
      (select o.at + interval '10 minutes' from others o where o.at > clock_timestamp() - interval '10 minutes'
        order by o.at desc offset short - count limit 1),
      (select o.at + interval '1 day' from others o order by o.at desc offset day - count limit 1)));
end $$;

-- The answers, against a committed ticket for each of them. Runs as the owner, whom the policies bind as well.
create function support_answer_bodies(ids uuid[], ticket bigint) returns table (id uuid, body text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'support_answer') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  if public.support_answer_free_at(ids) is not null then
    raise exception 'over the read budget' using errcode = '42501';
  end if;
  return query select a.id, a.body from public.support_answer a where a.id = any (ids) and a.person_id = any (persons);
end $$;

-- What has been answered behind a link that is open, so that the program knows what is asked next. For the machine, and nothing but that mapping.
create function support_answers_behind(sha text) returns table (place text, body text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only the machine goes on with a link' using errcode = '42501';
  end if;
  return query
  select a.place, a.body from public.support_mapping_link l join public.support_answer a on a.mapping_id = l.mapping_id
   where l.link_sha = sha and l.known_until is null and l.expires_at > access.moment() and a.known_until is null;
end $$;
revoke all on function support_answer_free_at(uuid[]), support_answer_bodies(uuid[], bigint), support_answers_behind(text) from public;
grant execute on function support_answer_free_at(uuid[]) to sedd_web;
grant execute on function support_answer_bodies(uuid[], bigint) to sedd_web;
grant execute on function support_answers_behind(text) to sedd_jobs;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_method_session', 'support_answer', 'support_mapping_link', 'support_mapping'] || disposal_tables()));
end $names$;
