-- Notes: what those who work with a young person write down. Their list is under the walls like everything else; their words
-- (`body`) no role that serves can select. note_bodies() gives them out against a committed read ticket, to those who are signed
-- in with two factors, and to nobody more than the read budget allows.

-- What a role reads of notes, and what of them a share opens, is said topic by topic.
set local role sedd_access;
update access.role set topics = topics || '{note.support,note.school,note.social}'
 where code in ('kaa_coordinator', 'coach', 'youth_consultant', 'supervisor', 'mentor', 'pupil_coordinator', 'school_host', 'counsellor',
                'social_pedagogue');
update access.role set topics = topics || '{note.support,note.school}'
 where code in ('attendance_team', 'principal', 'special_educator');
update access.role set topics = topics || '{note.support,note.school,note.social,note.health}'
 where code in ('welfare_counsellor', 'student_health_head');
update access.role set topics = topics || '{note.support,note.social}' where code = 'social_worker';
update access.role set topics = topics || '{note.support,note.health}' where code = 'health_worker';
update access.role set topics = topics || '{note.support}' where code = 'partner';

alter table access.share drop constraint share_topics_check, drop constraint share_more_topics_check;
alter table access.share
  add constraint share_topics_check
    check (cardinality(topics) > 0 and topics <@ '{identity,contact,schooling,register,note,note.health}'),
  add constraint share_more_topics_check
    check (more_topics <@ '{identity,contact,schooling,register,note,note.health}');

-- The topics of notes that this transaction may read. Notes are shared without those on health, unless these are named.
create function access.note_topics() returns text[] language plpgsql stable parallel restricted set search_path = pg_catalog, pg_temp as $$
declare
  opened text[] := string_to_array(access.claim(11), ',');
begin
  if access.claim(9) <> 'one' then
    return array(select substr(t, 6) from unnest(opened) t where t like 'note.%');
  end if;
  if '*' = any (opened) then return '{support,school,health,social}'; end if;
  return array(select unnest('{support,school,social}'::text[]) where 'note' = any (opened)
               union all select 'health' where 'note.health' = any (opened));
end $$;

create function access.domain_kind() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.kind from access.domain d where d.id = access.domain_id()
$$;
revoke all on function access.note_topics(), access.domain_kind() from public;
grant execute on function access.note_topics()
  to sedd_owner, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on function access.domain_kind() to sedd_web, sedd_jobs;

set local role sedd_trail;

-- The bodies that a ticket is for, when `committed` would say yes of it: for those who give out many at once.
create function trail.released(ticket bigint, kind text) returns text[]
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select array(select jsonb_array_elements_text(p.detail -> 'ids'))
    from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   where e.domain_id = access.claim(3)::uuid and e.id = ticket and e.actor_id = access.claim(1)::uuid
     and e.action = kind || '.read'
     and e.xid is distinct from pg_current_xact_id_if_assigned()
     and e.at > clock_timestamp() - interval '10 seconds'
$$;

-- Which bodies of a kind the actor has taken tickets for lately, in whatever domain, and when last. A visit leaves its ticket in
-- two domains: it counts once.
create index event_read on trail.event (actor_id, at) where action like '%.read';
create function trail.bodies_read(kind text, since interval) returns table (id text, at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  actor uuid := access.claim(1)::uuid;
  edge  timestamptz := clock_timestamp() - since; -- said once: what changes while it runs reaches no index
begin
  return query
  select b.id, max(e.at)
    from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   cross join lateral jsonb_array_elements_text(p.detail -> 'ids') b(id)
   where e.actor_id = actor and e.at > edge and e.action like '%.read' and e.action = kind || '.read'
   group by b.id;
end $$;
revoke all on function trail.released(bigint, text), trail.bodies_read(text, interval) from public;
grant execute on function trail.released(bigint, text), trail.bodies_read(text, interval) to sedd_owner;

set local role sedd_owner;

-- What a domain has decided on its notes. Without a row: what follows from the domain's kind, and the budget below.
create table note_setting (
  domain_id  uuid primary key references access.domain (id),
  secrecy    text check (secrecy in ('student_health', 'pupil_support', 'health_care', 'social_services', 'labour_market', 'other')),
  most_short integer not null check (most_short between 20 and 1000),
  most_day   integer not null check (most_day between most_short and 5000),
  decided_by uuid not null,
  decided_at timestamptz not null
);
call access.raise_wall('note_setting');
create policy by_administrators on note_setting as restrictive for insert with check ((select access.may('accounts')));
create policy changed_by_administrators on note_setting as restrictive for update using ((select access.may('accounts')));

-- One row for each wording. note_id is the first wording's id and stands for the note; written_by wrote that one, recorded_by this.
-- A correction closes a wording and opens another; a note that should not have been written is struck out with a reason.
create table note (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  note_id       uuid not null,
  person_id     uuid not null,
  topic         text not null check (topic in ('support', 'school', 'health', 'social')),
  secrecy       text not null check (secrecy in ('student_health', 'pupil_support', 'health_care', 'social_services', 'labour_market', 'other')),
  happened_on   date not null,
  body          text not null check (length(body) between 1 and 20000),
  letters       integer not null generated always as (length(body)) stored,
  written_by    uuid not null,
  written_at    timestamptz not null,
  recorded_by   uuid not null,
  struck_at     timestamptz,
  struck_by     uuid,
  struck_reason text check (length(struck_reason) between 3 and 400),
  known_from    timestamptz not null,
  known_until   timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id, written_by),
  foreign key (domain_id, person_id) references person (domain_id, id),
  -- Another wording is of the same note, the same person's and the same writer's.
  foreign key (domain_id, note_id, person_id, written_by) references note (domain_id, id, person_id, written_by),
  check (id <> note_id or (written_by = recorded_by and written_at = known_from)),
  check (num_nonnulls(struck_at, struck_by, struck_reason) in (0, 3))
);
create index note_person on note (domain_id, person_id, happened_on desc, written_at desc);
create index note_wordings on note (domain_id, note_id, person_id, written_by);
create unique index note_current on note (domain_id, note_id) where known_until is null;

call access.raise_wall('note');
call access.raise_person_wall('note', '{person_id}', 'note');
-- Who reaches the whole domain does not for that reason read what was said in confidence: notes take an assignment or a case of
-- one's own, and their topic, or that one wrote them.
drop policy need_to_know on note;
create policy need_to_know on note to sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner
  using ((select access.actor_role()) = 'machine' or (person_id in (select access.reach('note'))
         and (topic = any ((select access.note_topics())::text[]) or (select access.account_id()) in (written_by, recorded_by))))
  with check ((select access.actor_role()) = 'machine' or (person_id in (select access.reach('note'))
         and (topic = any ((select access.note_topics())::text[]) or (select access.account_id()) in (written_by, recorded_by))));
-- Nobody writes in another's name, and what is closed or struck out stays as it stands.
create policy in_ones_own_name on note as restrictive for insert with check (recorded_by = (select access.account_id()));
create policy kept_as_written on note as restrictive for update using (known_until is null and struck_at is null)
  with check (struck_by is null or struck_by = (select access.account_id()));

select trail.add_ticket_kind('note');

-- When the actor may read these bodies: null is now, infinity is never (more at once than the budget). The budget bounds how many
-- different bodies one person reads in ten minutes and in a day, so that nobody carries away the notes of many; to read the same
-- again costs nothing. The machine has none, nor has the making of a register extract, which is one person's and has been granted.
create function note_free_at(ids uuid[]) returns timestamptz
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
      select r.at from trail.bodies_read('note', interval '1 day') r where r.id <> all (ids::text[]))
    select greatest(
      (select o.at + interval '10 minutes' from others o where o.at > clock_timestamp() - interval '10 minutes'
        order by o.at desc offset short - count limit 1),
      (select o.at + interval '1 day' from others o order by o.at desc offset day - count limit 1)));
end $$;

-- The words of notes, against a committed ticket for each of them. Runs as the owner, whom the policies bind as well: what is out
-- of reach is not among them.
create function note_bodies(ids uuid[], ticket bigint) returns table (id uuid, body text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  if (ids::text[] <@ trail.released(ticket, 'note')) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  if public.note_free_at(ids) is not null then
    raise exception 'over the read budget' using errcode = '42501';
  end if;
  return query select n.id, n.body from public.note n where n.id = any (ids);
end $$;
revoke all on function note_free_at(uuid[]), note_bodies(uuid[], bigint) from public;
grant execute on function note_free_at(uuid[]) to sedd_web;
grant execute on function note_bodies(uuid[], bigint) to sedd_web, sedd_jobs;

grant select (domain_id, id, note_id, person_id, topic, secrecy, happened_on, letters, written_by, written_at, recorded_by, struck_at,
  struck_by, struck_reason, known_from, known_until) on note to sedd_web, sedd_jobs;
grant insert (domain_id, id, note_id, person_id, topic, secrecy, happened_on, body, written_by, written_at, recorded_by, known_from),
  update (known_until, struck_at, struck_by, struck_reason) on note to sedd_web;
grant select, insert, update on note_setting to sedd_web;
grant select on note_setting to sedd_jobs;
