-- The trail: who did and saw what. Append-only, sealed in batches whose heads follow each other, each head signed and handed to an
-- outside witness: without one, whoever rules the database could write the whole chain anew.
--
-- An event has a public part, which is sealed, and a private part (the person, the object, the detail), which can be erased. The
-- public part commits to the private one, salted, so that what is left after an erasure tells nothing and still verifies.
-- src/trail/hashes.ts computes the same hashes apart from this file; a test holds the two together.

set local role sedd_access;
grant usage on schema access to sedd_trail;
grant execute on function access.claim(integer), access.account_id(), access.actor_role(), access.domain_id(), access.sees_protected(),
  access.moment(), access.may(text), access.require_right(text), access.visited(uuid, uuid, uuid, timestamptz) to sedd_trail;

-- What somebody is called in the log: of any account, for the trail alone.
create function access.names_of(accounts uuid[]) returns table (id uuid, display_name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.display_name from access.account a where a.id = any (accounts)
$$;
create function access.title_of(in_domain uuid, membership uuid) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.title from access.membership m where m.domain_id = in_domain and m.id = membership
$$;
revoke all on function access.names_of(uuid[]), access.title_of(uuid, uuid) from public;
grant execute on function access.names_of(uuid[]), access.title_of(uuid, uuid) to sedd_trail;

-- The old trail is read once more, further down, and then goes.
create policy moving on access.event for select to sedd_trail using (true);
grant select on access.event to sedd_trail;

set local role sedd_reach;
grant execute on function access.sees(uuid, text) to sedd_trail;

set local role sedd_trail;

-- The public part. No foreign keys in this schema: verification looks for what they would, and says so of a chain that was
-- tampered with too, where a key would only have been switched off.
create table trail.event (
  domain_id       uuid not null,
  id              bigint generated always as identity,
  at              timestamptz not null default clock_timestamp(),
  xid             xid8 not null default pg_current_xact_id(),
  actor_id        uuid not null,
  actor_domain_id uuid not null,
  actor_role      text not null,
  actor_title     text,
  purpose         text not null,
  action          text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  commitment      bytea not null check (length(commitment) = 32),
  primary key (domain_id, id)
);
create index event_at on trail.event (domain_id, at);
create index event_actor on trail.event (domain_id, actor_id, id);
create index event_xid on trail.event (xid);

-- Detail holds ids, codes, counts and reasons, never a name or a number.
create table trail.event_private (
  domain_id uuid not null,
  event_id  bigint not null,
  person_id uuid,
  object    text,
  detail    jsonb,
  salt      bytea not null,
  primary key (domain_id, event_id)
);
create index event_private_person on trail.event_private (domain_id, person_id, event_id) where person_id is not null;

-- A batch and the head over it. `settled`: every event of an earlier transaction than this is in this batch or one before it.
create table trail.batch (
  n         bigint primary key check (n > 0),
  first_id  bigint not null,
  last_id   bigint not null,
  events    integer not null check (events > 0),
  settled   xid8 not null,
  sealed_at timestamptz not null,
  root      bytea not null,
  prev      bytea not null,
  head      bytea not null
);

-- Which event stands where: in a table of its own, so that sealing changes no event.
create table trail.leaf (
  batch     bigint not null,
  place     integer not null,
  domain_id uuid not null,
  event_id  bigint not null,
  primary key (batch, place)
);
create unique index leaf_event on trail.leaf (domain_id, event_id);

-- Ed25519. The fingerprint is SHA-256 over the public key.
create table trail.signing_key (
  fingerprint text primary key check (fingerprint ~ '^[0-9a-f]{64}$'),
  public_key  bytea not null
);
create table trail.signature (
  batch       bigint primary key,
  fingerprint text not null,
  signature   bytea not null,
  signed_at   timestamptz not null
);

-- How far each witness has got, and when it is to be handed something again. The only table here that changes.
create table trail.handover (
  witness   text primary key check (witness in ('file', 'url', 'mail')),
  batch     bigint not null default 0,
  handed_at timestamptz,
  due_at    timestamptz not null
);

-- The kinds of bodies that are read by ticket. Each module that keeps one adds its own.
create table trail.ticket_kind (
  kind text primary key check (kind ~ '^[a-z_]{2,30}$')
);

do $$
declare
  target text;
begin
  foreach target in array array['event', 'event_private', 'batch', 'leaf', 'signing_key', 'signature', 'handover', 'ticket_kind'] loop
    execute format('alter table trail.%I enable row level security', target);
    execute format('alter table trail.%I force row level security', target);
    execute format('create policy owner_only on trail.%I to sedd_trail using (true) with check (true)', target);
  end loop;
end $$;

-- Writing --------------------------------------------------------------------------------------------------------------

-- One event, both parts. Everything that leaves one comes through here.
create function trail.put(in_domain uuid, actor uuid, from_domain uuid, as_role text, as_title text, for_purpose text,
                          did text, of_object text, of_person uuid, with_detail jsonb) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  grain bytea := uuid_send(gen_random_uuid());
  made  bigint;
begin
  insert into trail.event (domain_id, actor_id, actor_domain_id, actor_role, actor_title, purpose, action, commitment)
    values (in_domain, actor, from_domain, as_role, as_title, for_purpose, did,
            sha256(grain || convert_to(jsonb_build_array(of_person, of_object, with_detail)::text, 'UTF8')))
    returning id into made;
  insert into trail.event_private (domain_id, event_id, person_id, object, detail, salt)
    values (in_domain, made, of_person, of_object, with_detail, grain);
  return made;
end $$;

-- The same, of the actor of this transaction. One claim is asked for, and with it the seal over all of them is checked.
create function trail.put_own(did text, of_object text, of_person uuid, with_detail jsonb) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  actor  uuid := access.claim(1)::uuid;
  claims text[] := string_to_array(current_setting('sedd.context', true), '|');
  home   uuid := claims[3]::uuid;
begin
  if actor is null then
    raise exception 'no context' using errcode = '28000';
  end if;
  return trail.put(home, actor, home, claims[2], case when claims[13] <> '' then access.title_of(home, claims[13]::uuid) end,
                   claims[5], did, of_object, of_person, with_detail);
end $$;

-- Records what the actor of this transaction does, in this transaction.
create function trail.record(action text, object text, person_id uuid, detail jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform trail.put_own(action, object, person_id, detail);
end $$;

-- What is seen on a visit, of the one person that it is to. It stands in both trails: in that of the domain whose the person is, with
-- the domain the visitor came from, and in the visitor's own. A visit only reads, so this is committed before it.
create function trail.put_visit(visit uuid, did text, of_object text, with_detail jsonb) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  actor    uuid := access.claim(1)::uuid;
  claims   text[] := string_to_array(current_setting('sedd.context', true), '|');
  home     uuid := claims[3]::uuid;
  title    text := case when claims[13] <> '' then access.title_of(home, claims[13]::uuid) end;
  detail   jsonb := coalesce(with_detail, '{}') || jsonb_build_object('visit', visit);
  visiting record;
begin
  select v.domain_id, v.person_id into visiting from access.visited(visit, actor, home, access.moment()) v;
  if not found then
    raise exception 'no visit' using errcode = '28000';
  end if;
  if visiting.domain_id <> home then
    perform trail.put(home, actor, home, claims[2], title, 'visit', did, of_object, visiting.person_id, detail);
  end if;
  return trail.put(visiting.domain_id, actor, home, claims[2], title, 'visit', did, of_object, visiting.person_id, detail);
end $$;
create function trail.record_visit(visit uuid, action text, object text, detail jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform trail.put_visit(visit, action, object, detail);
end $$;

-- For the access schema, where somebody acts before there is a context: signing in, the first domain.
create function trail.record_as(in_domain uuid, actor uuid, as_role text, for_purpose text, action text, object text, detail jsonb)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform trail.put(in_domain, actor, in_domain, as_role, null, for_purpose, action, object, null, detail);
end $$;

-- Read tickets ---------------------------------------------------------------------------------------------------------

create function trail.add_ticket_kind(new_kind text) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into trail.ticket_kind (kind) values (new_kind)
$$;

-- Leave to read bodies: an event that says which. It opens nothing until it is committed. Null when the person is not in reach; on a
-- visit the person is the one it is to.
create function trail.ticket(kind text, ids text[], person uuid, reason text, visit uuid default null) returns bigint
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
  if person is not null and access.sees(person, 'identity') is not true then
    return null;
  end if;
  return trail.put_own(kind || '.read', null, person, jsonb_build_object('ids', to_jsonb(ids), 'reason', reason));
end $$;

-- Whether the ticket is this actor's, for this body, written by another transaction that has committed, and at most ten seconds
-- old. For the functions of other schemas that give out bodies.
create function trail.committed(ticket bigint, kind text, id text) returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
     where e.domain_id = access.claim(3)::uuid and e.id = ticket and e.actor_id = access.claim(1)::uuid
       and e.action = kind || '.read' and p.detail -> 'ids' ? committed.id
       and e.xid is distinct from pg_current_xact_id_if_assigned()
       and e.at > clock_timestamp() - interval '10 seconds')
$$;

-- Reading --------------------------------------------------------------------------------------------------------------

-- The log of the actor's own domain, newest first: for those whose role carries the right to it; for others only what concerns
-- persons in their reach. A visitor sees none of it.
create function trail.events(of_persons uuid[], by_actor uuid, did text[], from_at timestamptz, until_at timestamptz,
                             before_id bigint, most integer)
  returns table (id bigint, at timestamptz, actor_id uuid, actor_name text, actor_role text, actor_title text,
                 actor_domain_id uuid, purpose text, action text, object text, person_id uuid, detail jsonb, erased boolean,
                 batch bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  picked text := 'select e.*, p.event_id is null as is_erased, p.object, p.person_id, p.detail from trail.event e';
begin
  if access.claim(12) is distinct from '' then return; end if;
  if access.may('log') is not true and (of_persons is null or exists (
       select from unnest(of_persons) p(id) where access.sees(p.id, 'identity') is not true)) then
    return;
  end if;
  -- Planned for what is asked each time: one plan for every question would be slow for each of them.
  picked := picked || case when of_persons is null then ' left' else '' end ||
    ' join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
      where e.domain_id = $1 and ($2 is null or p.person_id = any ($2)) and ($3 is null or e.actor_id = $3)
        and ($4 is null or e.action = any ($4)) and ($5 is null or e.at >= $5) and ($6 is null or e.at < $6)
        and ($7 is null or e.id < $7)
      order by e.id desc limit $8';
  return query execute
    'with picked as materialized (' || picked || ')
     select e.id, e.at, e.actor_id, a.display_name, e.actor_role, e.actor_title, e.actor_domain_id, e.purpose, e.action,
            e.object, e.person_id, e.detail, e.is_erased, l.batch
       from picked e
       left join access.names_of(array(select distinct c.actor_id from picked c)) a on a.id = e.actor_id
       left join trail.leaf l on l.domain_id = e.domain_id and l.event_id = e.id
      order by e.id desc'
    using home, of_persons, by_actor, did, from_at, until_at, before_id, most;
end $$;

-- Sealing --------------------------------------------------------------------------------------------------------------

-- These three are called below only, where the search path is fixed; without settings of their own they are folded into the query.
-- An instant as whole microseconds since 1970: the same text on every server.
create function trail.micros(at timestamptz) returns text language sql stable as $$
  select trunc(extract(epoch from at) * 1000000)::bigint::text
$$;

create function trail.leaf_hash(e trail.event) returns bytea language sql stable as $$
  select sha256('\x00'::bytea || convert_to(jsonb_build_array(e.domain_id::text, e.id::text, trail.micros(e.at), e.xid::text,
    e.actor_id::text, e.actor_domain_id::text, e.actor_role, e.actor_title, e.purpose, e.action,
    encode(e.commitment, 'hex'))::text, 'UTF8'))
$$;

-- A Merkle tree as in RFC 6962 2.1: a leaf and a node can never be taken for each other, and one without a neighbour moves up.
create function trail.root(leaves bytea[]) returns bytea
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
declare
  level bytea[] := leaves;
begin
  while cardinality(level) > 1 loop
    select array_agg(case when right_one is null then left_one else sha256('\x01'::bytea || left_one || right_one) end order by i)
      into level
      from (select u.h as left_one, lead(u.h) over (order by u.i) as right_one, u.i from unnest(level) with ordinality u(h, i)) pairs
     where i % 2 = 1;
  end loop;
  return level[1];
end $$;

create function trail.head_hash(b trail.batch) returns bytea language sql stable as $$
  select sha256('\x02'::bytea || b.prev || b.root || convert_to(jsonb_build_array(b.n::text, b.events::text, b.first_id::text,
    b.last_id::text, b.settled::text, trail.micros(b.sealed_at))::text, 'UTF8'))
$$;

-- From which transaction on there can be events that are not sealed, and up to which one they can be seen. A database that was
-- restored elsewhere counts its transactions anew: then all events are gone through, once.
create function trail.unsettled(out since xid8, out horizon xid8)
  language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  horizon := pg_snapshot_xmax(pg_current_snapshot());
  select b.settled into since from trail.batch b order by b.n desc limit 1;
  if since is null or since > horizon then
    since := '0'::xid8;
    horizon := '18446744073709551615'::xid8;
  end if;
end $$;

-- Seals what is committed and not sealed, in batches of at most so many events and at most twenty batches, and answers with the
-- number of the last; null when there is nothing, or when another process is at it. Whoever is still writing is not waited for and not
-- passed by: `settled` goes no further than the oldest transaction under way.
create function trail.seal(most integer) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  last    trail.batch;
  edge    xid8;
  bounds  record;
  ids     bigint[];
  domains uuid[];
  leaves  bytea[];
  first   integer := 1;
  count   integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('sedd.trail.seal')) then
    return null;
  end if;
  select * into last from trail.batch b order by b.n desc limit 1;
  -- Before the events are read: each transaction older than this is then over, and what it wrote is seen.
  edge := pg_snapshot_xmin(pg_current_snapshot());
  select * into bounds from trail.unsettled();
  select array_agg(q.id order by q.id), array_agg(q.domain_id order by q.id), array_agg(trail.leaf_hash(q.e) order by q.id)
    into ids, domains, leaves
    from (select e, e.id, e.domain_id from trail.event e
           where e.xid >= bounds.since and e.xid < bounds.horizon
             and not exists (select from trail.leaf l where l.domain_id = e.domain_id and l.event_id = e.id)
           order by e.id limit 20 * most) q;
  count := coalesce(cardinality(ids), 0);
  if count = 0 then
    return null;
  end if;
  while first <= count loop
    last := trail.seal_one(last, ids[first:first + most - 1], domains[first:first + most - 1], leaves[first:first + most - 1],
      case when count < 20 * most and first + most > count then edge end);
    first := first + most;
  end loop;
  return last.n;
end $$;

-- The batch after `last`. Without a `settled` of its own it takes over that of the one before.
create function trail.seal_one(last trail.batch, ids bigint[], domains uuid[], leaves bytea[], settled xid8) returns trail.batch
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
  made trail.batch;
begin
  made.n := coalesce(last.n, 0) + 1;
  made.first_id := ids[1];
  made.last_id := ids[cardinality(ids)];
  made.events := cardinality(ids);
  made.settled := coalesce(settled, last.settled, '0'::xid8);
  made.sealed_at := clock_timestamp();
  made.root := trail.root(leaves);
  made.prev := coalesce(last.head, sha256('sedd trail'::bytea));
  made.head := trail.head_hash(made);
  insert into trail.batch select made.*;
  insert into trail.leaf (batch, place, domain_id, event_id)
    select made.n, u.place, u.domain_id, u.id from unnest(ids, domains) with ordinality u(id, domain_id, place);
  return made;
end $$;

-- Heads, with their signatures where there are any. No word of what anybody did.
create function trail.heads(after bigint, most integer) returns table (
  n bigint, head bytea, prev bytea, events integer, sealed_at timestamptz, fingerprint text, signature bytea, signed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.n, b.head, b.prev, b.events, b.sealed_at, s.fingerprint, s.signature, s.signed_at
    from trail.batch b left join trail.signature s on s.batch = b.n
   where b.n > after order by b.n limit most
$$;

create function trail.unsigned(most integer) returns table (n bigint, head bytea, prev bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.n, b.head, b.prev from trail.batch b
   where b.n > coalesce((select max(s.batch) from trail.signature s), 0)
   order by b.n limit most
$$;

-- True for the one process whose signature it became.
create function trail.sign(of_batch bigint, by_fingerprint text, by_key bytea, made_signature bytea, made_at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if by_fingerprint is distinct from encode(sha256(by_key), 'hex') or not exists (select from trail.batch b where b.n = of_batch) then
    raise exception 'no such key or batch' using errcode = '22023';
  end if;
  insert into trail.signature (batch, fingerprint, signature, signed_at)
    values (of_batch, by_fingerprint, made_signature, made_at) on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into trail.signing_key (fingerprint, public_key) values (by_fingerprint, by_key) on conflict do nothing;
  return true;
end $$;

-- The newest batch and signature, how many events wait to be sealed (counted to ten thousand) and for how long the oldest has.
-- `passed`: events that waited for over a minute when others were sealed.
create function trail.state(out sealed bigint, out sealed_at timestamptz, out signed bigint, out fingerprint text,
                            out waiting bigint, out delay_seconds float8, out passed bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  bounds record;
begin
  select b.n, b.sealed_at into sealed, sealed_at from trail.batch b order by b.n desc limit 1;
  select s.batch, s.fingerprint into signed, fingerprint from trail.signature s order by s.batch desc limit 1;
  select * into bounds from trail.unsettled();
  select count(*), coalesce(extract(epoch from clock_timestamp() - min(q.at)), 0),
         count(*) filter (where q.at < state.sealed_at - interval '1 minute')
    into waiting, delay_seconds, passed
    from (select e.at from trail.event e
           where e.xid >= bounds.since and e.xid < bounds.horizon
             and not exists (select from trail.leaf l where l.domain_id = e.domain_id and l.event_id = e.id)
           limit 10000) q;
end $$;

-- Takes it upon oneself to hand a witness what is new, so that of several processes one does: answers with the batch that was handed
-- last, or null when it is not yet time. Whoever fails, or dies, is followed after the pause.
create function trail.claim_handover(to_witness text, pause_seconds integer) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  handed bigint;
begin
  insert into trail.handover (witness, due_at) values (to_witness, '-infinity') on conflict do nothing;
  update trail.handover h set due_at = clock_timestamp() + make_interval(secs => pause_seconds)
   where h.witness = to_witness and h.due_at <= clock_timestamp() returning h.batch into handed;
  return handed;
end $$;

create function trail.handed_over(to_witness text, last_batch bigint, pause_seconds integer) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update trail.handover h set batch = last_batch, handed_at = clock_timestamp(),
         due_at = clock_timestamp() + make_interval(secs => pause_seconds)
   where h.witness = to_witness
$$;

-- Erasing --------------------------------------------------------------------------------------------------------------

-- Erases private parts of the actor's own domain: of one person, or all, older than the instant. What was erased is told in events
-- of its own, whose private parts are kept: a private part that is gone without one was taken away by somebody else.
create function trail.erase_private(of_person uuid, before timestamptz, reason text) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home  uuid := access.domain_id();
  batch bigint[];
  total bigint := 0;
begin
  perform access.require_right('retention');
  loop
    select array_agg(q.id) into batch from (
      select e.id from trail.event_private p join trail.event e on e.domain_id = p.domain_id and e.id = p.event_id
       where p.domain_id = home and (of_person is null or p.person_id = of_person) and e.at < before
         and e.action <> 'trail.private_erased'
       order by e.id limit 500) q;
    exit when batch is null;
    perform trail.put_own('trail.private_erased', null, null, jsonb_build_object('events', to_jsonb(batch), 'reason', reason));
    delete from trail.event_private p where p.domain_id = home and p.event_id = any (batch);
    total := total + cardinality(batch);
  end loop;
  return total;
end $$;

-- Nothing is rewritten, by anybody --------------------------------------------------------------------------------------

create function trail.deny_rewrite() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'the trail is append-only';
end $$;

create function trail.require_erasure() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from gone g where not exists (
      select from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
       where e.xid = pg_current_xact_id() and e.domain_id = g.domain_id and e.action = 'trail.private_erased'
         and p.detail -> 'events' @> to_jsonb(g.event_id))) then
    raise exception 'the trail is append-only';
  end if;
  return null;
end $$;

do $$
declare
  target text;
begin
  foreach target in array array['event', 'batch', 'leaf', 'signing_key', 'signature'] loop
    execute format('create trigger no_rewrite before update or delete on trail.%I for each row execute function trail.deny_rewrite()', target);
    execute format('create trigger no_truncate before truncate on trail.%I for each statement execute function trail.deny_rewrite()', target);
  end loop;
end $$;
create trigger no_rewrite before update on trail.event_private for each row execute function trail.deny_rewrite();
create trigger no_truncate before truncate on trail.event_private for each statement execute function trail.deny_rewrite();
create trigger only_erased after delete on trail.event_private
  referencing old table as gone for each statement execute function trail.require_erasure();

-- The old trail moves in, with its numbers ------------------------------------------------------------------------------

with old as materialized (
  select e.*, uuid_send(gen_random_uuid()) as salt from access.event e),
kept as (
  insert into trail.event_private (domain_id, event_id, person_id, object, detail, salt)
  select o.domain_id, o.id, o.person_id, o.object, o.detail, o.salt from old o)
insert into trail.event (domain_id, id, at, actor_id, actor_domain_id, actor_role, purpose, action, commitment) overriding system value
select o.domain_id, o.id, o.at, o.actor_id, o.domain_id, o.actor_role, o.purpose, o.action,
       sha256(o.salt || convert_to(jsonb_build_array(o.person_id, o.object, o.detail)::text, 'UTF8'))
  from old o;
select setval('trail.event_id_seq', coalesce((select max(id) from trail.event), 0) + 1, false);

revoke all on all functions in schema trail from public;
grant usage on schema trail to sedd_owner, sedd_access, sedd_web, sedd_jobs, sedd_import;
grant execute on function trail.record(text, text, uuid, jsonb) to sedd_access, sedd_web, sedd_jobs, sedd_import;
grant execute on function trail.record_as(uuid, uuid, text, text, text, text, jsonb) to sedd_access;
grant execute on function trail.record_visit(uuid, text, text, jsonb), trail.ticket(text, text[], uuid, text, uuid),
  trail.events(uuid[], uuid, text[], timestamptz, timestamptz, bigint, integer) to sedd_web, sedd_jobs, sedd_import;
grant execute on function trail.committed(bigint, text, text), trail.add_ticket_kind(text) to sedd_owner;
grant execute on function trail.erase_private(uuid, timestamptz, text) to sedd_owner, sedd_jobs;
grant execute on function trail.state() to sedd_web, sedd_jobs;
grant execute on function trail.seal(integer), trail.heads(bigint, integer), trail.unsigned(integer),
  trail.sign(bigint, text, bytea, bytea, timestamptz), trail.claim_handover(text, integer),
  trail.handed_over(text, bigint, integer) to sedd_jobs;

set local role sedd_access;
drop function access.record(text, text, uuid, jsonb);
drop function access.events(uuid, integer);
drop table access.event;
drop function access.deny_rewrite();

create or replace function access.add_domain(new_code text, new_name text, new_kind text, new_municipality text, new_keeps_register boolean)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made    uuid;
  machine uuid;
begin
  insert into access.domain (code, name, kind, municipality_code, keeps_register)
    values (new_code, new_name, new_kind, new_municipality, new_keeps_register) returning id into made;
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:setup', 'Sedd (setup)')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:setup';
  perform trail.record_as(made, machine, 'machine', 'setup', 'access.domain_added', made::text, null);
  return made;
end $$;
