-- What the trail says by itself nobody else can make it say: an erasure is told by whatever erases, and a ticket by trail.ticket(), which
-- asks who may. A record of either by hand would be leave to erase, or a ticket past those questions.

set local role sedd_trail;

create function trail.require_unreserved(action text) returns void
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if action like 'trail.%' or action like '%.read' then
    raise exception 'the trail itself records %', action using errcode = '42501';
  end if;
end $$;
revoke all on function trail.require_unreserved(text) from public;

create or replace function trail.record(action text, object text, person_id uuid, detail jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform trail.require_unreserved(action);
  perform trail.put_own(action, object, person_id, detail);
end $$;

create or replace function trail.record_visit(visit uuid, action text, object text, detail jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform trail.require_unreserved(action);
  perform trail.put_visit(visit, action, object, detail);
end $$;

create or replace function trail.record_as(in_domain uuid, actor uuid, as_role text, for_purpose text, action text, object text, detail jsonb)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform trail.require_unreserved(action);
  perform trail.put(in_domain, actor, in_domain, as_role, null, for_purpose, action, object, null, detail);
end $$;

-- A ticket says of whom it is, and opens what is that person's: whoever reads stands in the log of the one whose words they are.

set local role sedd_reach;
grant execute on function access.same_person(uuid) to sedd_trail;

set local role sedd_trail;

create or replace function trail.ticket(kind text, ids text[], person uuid, reason text, visit uuid default null) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from trail.ticket_kind k where k.kind = ticket.kind) then
    raise exception 'no bodies of the kind %', kind using errcode = '22023';
  end if;
  if ids is null or cardinality(ids) not between 1 and 200 or array_position(ids, null) is not null
     or (select max(length(id)) from unnest(ids) id) > 64 then
    raise exception 'a ticket is for 1 to 200 bodies' using errcode = '22023';
  end if;
  if visit is not null then
    return trail.put_visit(visit, kind || '.read', null, jsonb_build_object('ids', to_jsonb(ids), 'reason', reason));
  end if;
  if access.sees(person, 'identity') is not true then
    return null;
  end if;
  return trail.put_own(kind || '.read', null, person, jsonb_build_object('ids', to_jsonb(ids), 'reason', reason));
end $$;

-- What a ticket opens: these bodies, of these ids of one person. No row unless it is this actor's, written by another transaction that has
-- committed, and at most ten seconds old. For the functions of other schemas that give out bodies; each compares both.
drop function trail.committed(bigint, text, text);
drop function trail.released(bigint, text);
create function trail.released(ticket bigint, kind text) returns table (ids text[], persons uuid[])
  language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select array(select jsonb_array_elements_text(p.detail -> 'ids')), array(select access.same_person(p.person_id))
    from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   where e.domain_id = access.claim(3)::uuid and e.id = ticket and e.actor_id = access.claim(1)::uuid
     and e.action = kind || '.read'
     and e.xid is distinct from pg_current_xact_id_if_assigned()
     and e.at > clock_timestamp() - interval '10 seconds'
$$;
revoke all on function trail.released(bigint, text) from public;
grant execute on function trail.released(bigint, text) to sedd_owner;

set local role sedd_owner;

create or replace function note_bodies(ids uuid[], ticket bigint) returns table (id uuid, body text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'note') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  if public.note_free_at(ids) is not null then
    raise exception 'over the read budget' using errcode = '42501';
  end if;
  return query select n.id, n.body from public.note n where n.id = any (ids) and n.person_id = any (persons);
end $$;

-- Private parts are erased by a run of retention that two persons have approved, and by nobody who serves: dispose_next() runs as the owner.
set local role sedd_trail;
revoke execute on function trail.erase_private(uuid, timestamptz, text) from sedd_jobs;
