-- Moves: the responsibility of skollagen 29 kap. 9 § follows hemkommun (29 kap. 6 §), and is handed from one municipality to the next.
--
-- Each domain keeps its own side: what it is to hand over (move_out) and whom it is to take over (move_in). Between two domains of Sedd goes
-- a parcel with the least that is needed, on a ground that is named, and only while it is on its way (docs/adr/0035-moves-as-parcels.md).

set local role sedd_access;

create table access.move_parcel (
  domain_id    uuid not null references access.domain,
  id           uuid not null default gen_random_uuid(),
  move_id      uuid not null,
  to_domain_id uuid not null references access.domain,
  sent_at      timestamptz not null,
  -- On its way: exactly this and nothing else. Gone from here when it has come, or was withdrawn before.
  moved_on     date,
  number       text check (number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'),
  given_name   text,
  family_name  text,
  phone        text,
  email        text,
  call_name    text,
  call_way     text,
  sender       text,
  from_code    text,
  -- The receipts.
  taken_at     timestamptz check (taken_at >= sent_at),
  opened_at    timestamptz check (opened_at >= sent_at),
  answered_at  timestamptz check (answered_at >= sent_at),
  answer       text check (answer in ('received', 'declined')),
  reason       text check (reason in ('not_here', 'wrong_person', 'not_covered')),
  withdrawn_at timestamptz check (withdrawn_at >= sent_at),
  primary key (domain_id, id),
  check (to_domain_id <> domain_id),
  check ((answered_at is null) = (answer is null)),
  check ((answer is not distinct from 'declined') = (reason is not null)),
  check (case when taken_at is null and withdrawn_at is null
              then num_nulls(moved_on, number, call_name, call_way, sender) = 0
              else num_nonnulls(moved_on, number, given_name, family_name, phone, email, call_name, call_way, sender, from_code) = 0 end)
);
create unique index move_parcel_id on access.move_parcel (id);
create unique index move_parcel_once on access.move_parcel (domain_id, move_id) where withdrawn_at is null;
create index move_parcel_to on access.move_parcel (to_domain_id, taken_at);
alter table access.move_parcel enable row level security;
alter table access.move_parcel force row level security;
create policy owner_only on access.move_parcel to sedd_access using (true) with check (true);

set local role sedd_owner;

-- Somebody who leaves the municipality while the responsibility is ours. Once for each day of leaving.
create table move_out (
  domain_id         uuid not null,
  id                uuid not null default gen_random_uuid(),
  person_id         uuid not null,
  -- The first day without a home here, and the first day of the next municipality: later where the data leave a gap, not known where
  -- nobody has said where to.
  left_on           date not null,
  moved_on          date check (moved_on >= left_on),
  municipality_code text check (municipality_code ~ '^[0-9]{4}$'),
  clarity           text not null check (clarity in ('clear', 'gap', 'overlap')),
  -- Where to, by somebody here and not by the data.
  said_by           uuid,
  due_on            date not null,
  made_by           uuid not null,
  made_at           timestamptz not null,
  -- What was planned here is called off.
  ended_at          timestamptz,
  state             text not null generated always as (
                      case when not_needed_at is not null then 'not_needed' when lapsed_at is not null then 'lapsed'
                           when answer = 'received' then 'received' when answer = 'declined' then 'declined'
                           when sent_at is not null then 'sent' else 'to_hand_over' end) stored,
  -- What is told with it: how the young person is reached, whom to call here, and on which ground.
  phone             text check (length(phone) between 1 and 40),
  email             text check (length(email) between 1 and 200),
  call_name         text check (length(call_name) between 1 and 120),
  call_way          text check (length(call_way) between 1 and 120),
  ground            text check (ground in ('harm_test', 'consent', 'own_activity', 'general_clause')),
  ground_detail     text check (length(ground_detail) between 10 and 400),
  sent_at           timestamptz check (sent_at >= made_at),
  sent_by           uuid,
  sent_how          text check (sent_how in ('sedd', 'letter', 'phone', 'meeting')),
  sent_on           date,
  parcel_id         uuid,
  taken_at          timestamptz,
  opened_at         timestamptz,
  -- Outside Sedd: who there has received it.
  received_by       text check (length(received_by) between 2 and 120),
  answered_at       timestamptz,
  answer            text check (answer in ('received', 'declined')),
  reason            text check (reason in ('not_here', 'wrong_person', 'not_covered')),
  not_needed_at     timestamptz,
  not_needed_by     uuid,
  not_needed_why    text check (not_needed_why in ('done_otherwise', 'not_ours', 'wrong', 'reversed')),
  -- The move turned out not to be so after it was told.
  lapsed_at         timestamptz,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(moved_on, municipality_code) in (0, 2)),
  check (num_nonnulls(sent_at, sent_by, sent_how, sent_on) in (0, 4)),
  check (sent_at is null or num_nulls(ground, municipality_code) = 0),
  check ((parcel_id is not null) = (sent_how is not distinct from 'sedd')),
  check (received_by is null or sent_how is distinct from 'sedd'),
  check ((answered_at is null) = (answer is null)),
  check ((answer is not distinct from 'declined') = (reason is not null)),
  check (num_nonnulls(not_needed_at, not_needed_by, not_needed_why) in (0, 3)),
  check (sent_at is not null or num_nonnulls(taken_at, opened_at, answered_at, lapsed_at) = 0)
);
create unique index move_out_once on move_out (domain_id, person_id, left_on);
create index move_out_state on move_out (domain_id, state, due_on, id);
call access.raise_wall('move_out');
call access.raise_person_wall('move_out', '{person_id}', 'register');

-- Somebody who comes. subject_id is the person, and while the number is nobody's here the row itself: then the number and the name stand
-- in the row, and nowhere else. Without a parcel it is only known from our own data, and the handover is awaited.
create table move_in (
  domain_id         uuid not null,
  id                uuid not null default gen_random_uuid(),
  subject_id        uuid not null,
  person_id         uuid,
  number            text check (number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'),
  given_name        text check (length(given_name) between 1 and 120),
  family_name       text check (length(family_name) between 1 and 120),
  moved_on          date not null,
  municipality_code text check (municipality_code ~ '^[0-9]{4}$'),
  clarity           text not null check (clarity in ('clear', 'gap', 'overlap')),
  phone             text check (length(phone) between 1 and 40),
  email             text check (length(email) between 1 and 200),
  call_name         text check (length(call_name) between 1 and 120),
  call_way          text check (length(call_way) between 1 and 120),
  sender            text check (length(sender) between 1 and 200),
  parcel_id         uuid,
  told_at           timestamptz,
  came_at           timestamptz not null,
  due_on            date not null,
  state             text not null generated always as (
                      case when withdrawn_at is not null then 'withdrawn' when settled_as is not null then settled_as
                           when parcel_id is not null then 'to_receive' else 'awaited' end) stored,
  opened_at         timestamptz,
  opened_by         uuid,
  settled_as        text check (settled_as in ('received', 'declined', 'not_needed')),
  settled_at        timestamptz,
  settled_by        uuid,
  reason            text check (reason in ('not_here', 'wrong_person', 'not_covered', 'done_otherwise', 'reversed')),
  received_how      text check (received_how in ('sedd', 'letter', 'phone', 'meeting')),
  received_on       date,
  withdrawn_at      timestamptz,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (subject_id = coalesce(person_id, id)),
  check (person_id is null or num_nonnulls(number, given_name, family_name) = 0),
  check (person_id is not null or settled_as is not null or withdrawn_at is not null or number is not null),
  check (num_nonnulls(parcel_id, told_at) in (0, 2)),
  check ((opened_at is null) = (opened_by is null)),
  check (num_nonnulls(settled_as, settled_at, settled_by) in (0, 3)),
  check ((settled_as in ('declined', 'not_needed')) = (reason is not null)),
  check ((settled_as is not distinct from 'received') = (received_how is not null)),
  check ((received_how is null) = (received_on is null))
);
create unique index move_in_parcel on move_in (domain_id, parcel_id) where parcel_id is not null;
create unique index move_in_once on move_in (domain_id, person_id, moved_on) where parcel_id is null and person_id is not null;
create index move_in_person on move_in (domain_id, person_id);
create index move_in_subject on move_in (domain_id, subject_id);
create index move_in_state on move_in (domain_id, state, due_on, id);
call access.raise_wall('move_in');
call access.raise_person_wall('move_in', '{subject_id}', 'register');

grant select,
  update (moved_on, municipality_code, said_by, phone, email, call_name, call_way, ground, ground_detail, sent_at, sent_by, sent_how, sent_on,
          parcel_id, taken_at, opened_at, received_by, answered_at, answer, reason, not_needed_at, not_needed_by, not_needed_why)
  on move_out to sedd_web;
grant select, insert,
  update (moved_on, municipality_code, clarity, said_by, due_on, ended_at, phone, email, call_name, call_way, ground, ground_detail, sent_at,
          sent_by, sent_how, sent_on, parcel_id, taken_at, opened_at, received_by, answered_at, answer, reason, not_needed_at, not_needed_by,
          not_needed_why, lapsed_at) on move_out to sedd_jobs;
grant select,
  update (subject_id, person_id, number, given_name, family_name, phone, email, call_name, call_way, opened_at, opened_by, settled_as,
          settled_at, settled_by, reason, received_how, received_on) on move_in to sedd_web;
grant select, insert,
  update (subject_id, person_id, number, given_name, family_name, municipality_code, clarity, phone, email, call_name, call_way, sender,
          parcel_id, told_at, due_on, settled_as, settled_at, settled_by, reason, withdrawn_at) on move_in to sedd_jobs;
-- What was planned for one who has moved is called off by Sedd itself.
grant update (closed_as, closed_on, closed_by, known_until) on outreach_visit to sedd_jobs;

-- What refers to others goes first. Before what stood there, so that a table that another migration names is kept.
do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['move_out', 'move_in'] || disposal_tables()));
end $names$;

-- Across the wall ---------------------------------------------------------------------------------------------------------

create policy for_reach on move_out for select to sedd_reach using (true);
grant select (domain_id, id, person_id, moved_on, municipality_code, phone, email, call_name, call_way, ground, ground_detail, sent_at,
              not_needed_at, answer) on move_out to sedd_reach;
set local role sedd_access;
grant create on schema access to sedd_reach;
set local role sedd_reach;

-- What a handover that has not gone would carry: exactly the least that is needed, of somebody the actor sees. Of one with protected
-- identity nothing goes by itself.
create function access.move_to_send(move uuid) returns table (
  person_id uuid, moved_on date, municipality_code text, number text, given_name text, family_name text, phone text, email text,
  call_name text, call_way text, ground text, ground_detail text)
  language sql stable parallel restricted security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select o.person_id, o.moved_on, o.municipality_code, i.number, a.given_name, a.family_name, o.phone, o.email, o.call_name, o.call_way,
         o.ground, o.ground_detail
    from public.move_out o
    join public.person p on p.domain_id = o.domain_id and p.id = o.person_id
   cross join lateral (
     select i.number from public.person_identifier i
      where i.domain_id = o.domain_id and i.known_until is null and i.person_id in (select access.same_person(o.person_id))
      order by array_position(array['personal', 'coordination', 'interim'], i.kind), i.number limit 1) i
    left join public.person_name a on a.domain_id = o.domain_id and a.person_id = p.root_id and a.known_until is null
   where o.domain_id = access.domain_id() and o.id = move and (o.sent_at is null or o.answer = 'declined') and o.not_needed_at is null
     and access.sees(o.person_id, 'register') and access.sees(o.person_id, 'contact') and not access.is_protected(o.person_id)
$$;
revoke all on function access.move_to_send(uuid) from public;
grant execute on function access.move_to_send(uuid) to sedd_access;
set local role sedd_access;
revoke create on schema access from sedd_reach;

-- Whether a ground opens for the least of a handover: harm is tested where some secrecy of ours has a straight test; the others stand among
-- the domain's grounds, hold for its secrecy and both sides, and have their weighing written down.
create function access.opens_move(person uuid, receiver uuid, named text, detail text) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
  select case when named = 'harm_test'
    then exists (select from access.secrecies(access.domain_id()) s where s.strength = 'straight' and s.codes <> '{21:3}')
    else exists (
      select from access.ground g
       where g.domain_id = access.domain_id() and g.code = named and g.valid_from <= access.today()
         and (g.valid_until is null or g.valid_until > access.today())
         and (g.confirmed_at is not null or not g.needs_confirmed)
         and (g.from_kinds is null or (select d.kind from access.domain d where d.id = g.domain_id) = any (g.from_kinds))
         and (g.to_kinds is null or (select d.kind from access.domain d where d.id = receiver) = any (g.to_kinds))
         and (g.not_for = '{}' or not exists (
           select from access.secrecies(g.domain_id) s where s.codes && g.not_for or s.codes = '{}'))
         and (g.needs_consent or length(coalesce(detail, '')) >= 10)
         and (not g.needs_consent or exists (
           select from access.consent c
            where c.domain_id = g.domain_id and c.person_id in (select access.same_person(person)) and c.to_domain_id = receiver
              and c.topics @> '{identity,contact}' and c.withdrawn_at is null and c.until_at > access.moment()))) end
$$;
revoke all on function access.opens_move(uuid, uuid, text, text) from public;

-- Puts a handover in a parcel to whoever keeps the register of the next municipality. Null when there is nothing that may go, or nobody to
-- send to.
create function access.send_move(move uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home     uuid := access.domain_id();
  content  record;
  receiver uuid;
  made     uuid;
begin
  perform access.require_right('notify');
  select * into content from access.move_to_send(move);
  if not found then return null; end if;
  select k.domain_id into receiver from access.register_keepers() k where k.municipality_code = content.municipality_code;
  if not found then return null; end if;
  if access.opens_move(content.person_id, receiver, content.ground, content.ground_detail) is not true then
    raise exception 'no such ground here' using errcode = '22023';
  end if;
  update access.move_parcel p set withdrawn_at = greatest(access.moment(), p.sent_at)
   where p.domain_id = home and p.move_id = move and p.withdrawn_at is null and p.answer = 'declined';
  insert into access.move_parcel (domain_id, move_id, to_domain_id, sent_at, moved_on, number, given_name, family_name, phone, email,
                                  call_name, call_way, sender, from_code)
    select home, move, receiver, access.moment(), content.moved_on, content.number, content.given_name, content.family_name, content.phone,
           content.email, content.call_name, content.call_way, d.name, d.municipality_code
      from access.domain d where d.id = home
    on conflict (domain_id, move_id) where withdrawn_at is null do nothing
    returning id into made;
  return made;
end $$;

-- Takes what has come to the domain out of its parcels: only Sedd itself, which hands it on in the same transaction.
create function access.take_moves() returns table (
  parcel_id uuid, moved_on date, number text, given_name text, family_name text, phone text, email text, call_name text, call_way text,
  sender text, from_code text, sent_at timestamptz)
  language plpgsql volatile security definer rows 100 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  ids uuid[];
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself takes in the post' using errcode = '42501';
  end if;
  perform access.require_right('notify');
  ids := array(
    select p.id from access.move_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is null and p.withdrawn_at is null
     order by p.sent_at, p.id limit 500 for update skip locked);
  return query
    select p.id, p.moved_on, p.number, p.given_name, p.family_name, p.phone, p.email, p.call_name, p.call_way, p.sender, p.from_code, p.sent_at
      from access.move_parcel p where p.id = any (ids) order by p.sent_at, p.id;
  update access.move_parcel p
     set taken_at = greatest(access.moment(), p.sent_at), moved_on = null, number = null, given_name = null, family_name = null, phone = null,
         email = null, call_name = null, call_way = null, sender = null, from_code = null
   where p.id = any (ids);
end $$;

-- The receipt of a handover that came here: that somebody has opened it, has received it, or has sent it back and why.
create function access.answer_move(parcel uuid, said text, why text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  answered integer;
begin
  perform access.require_right('notify');
  update access.move_parcel p
     set opened_at = coalesce(p.opened_at, greatest(access.moment(), p.sent_at)),
         answered_at = case said when 'opened' then p.answered_at else greatest(access.moment(), p.sent_at) end,
         answer = case said when 'opened' then p.answer else said end,
         reason = case said when 'opened' then p.reason when 'declined' then why end
   where p.id = parcel and p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null;
  get diagnostics answered = row_count;
  return answered = 1;
end $$;

-- How it stands with what one has handed over.
create function access.move_receipts() returns table (
  parcel_id uuid, taken_at timestamptz, opened_at timestamptz, answered_at timestamptz, answer text, reason text)
  language plpgsql stable security definer rows 100 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.id, p.taken_at, p.opened_at, p.answered_at, p.answer, p.reason from access.move_parcel p
     where p.domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null;
end $$;

-- The move is not so. On its way it goes no further; having come, the receiver is told.
create function access.withdraw_move(move uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  withdrawn integer;
begin
  perform access.require_right('notify');
  update access.move_parcel p
     set withdrawn_at = greatest(access.moment(), p.sent_at), moved_on = null, number = null, given_name = null, family_name = null,
         phone = null, email = null, call_name = null, call_way = null, sender = null, from_code = null
   where p.domain_id = access.domain_id() and p.move_id = move and p.withdrawn_at is null;
  get diagnostics withdrawn = row_count;
  return withdrawn = 1;
end $$;

create function access.withdrawn_moves() returns table (parcel_id uuid, withdrawn_at timestamptz)
  language plpgsql stable security definer rows 10 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.id, p.withdrawn_at from access.move_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is not null;
end $$;

revoke all on function access.send_move(uuid), access.take_moves(), access.answer_move(uuid, text, text), access.move_receipts(),
  access.withdraw_move(uuid), access.withdrawn_moves() from public;
grant execute on function access.send_move(uuid), access.answer_move(uuid, text, text), access.move_receipts(), access.withdraw_move(uuid)
  to sedd_web, sedd_jobs;
grant execute on function access.take_moves(), access.withdrawn_moves() to sedd_jobs;
