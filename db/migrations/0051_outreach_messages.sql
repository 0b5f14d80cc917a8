-- Messages to young persons and their guardians, and what they answer. A message is a row from the moment it is written; it is handed to a
-- gateway by the worker. Its words (`subject`, `body`) no role that serves can select: message_bodies() gives them out against a committed
-- read ticket, and messages_to_hand() to the machine that is just handing them over.

set local role sedd_owner;

-- What a domain has decided on its messages. Without a row: what the program begins with.
create table message_setting (
  domain_id   uuid primary key references access.domain (id),
  office      text not null check (length(office) between 2 and 60),
  phone       text check (length(phone) between 5 and 30),
  email       text check (length(email) between 5 and 254),
  address     text check (length(address) between 5 and 120),
  -- Whom the text comes from: a name of at most eleven letters, which cannot be answered, or a number.
  sender      text not null check (sender ~ '^[A-Za-z0-9 ]{1,11}$' or sender ~ '^[+]?[0-9]{5,15}$'),
  opens       text not null check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes      text not null check (closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and closes > opens),
  weekends    boolean not null,
  on_holidays boolean not null,
  decided_by  uuid not null,
  decided_at  timestamptz not null
);
call access.raise_wall('message_setting');
create policy at_home on message_setting as restrictive using ((select access.at_home()));
create policy by_administrators on message_setting as restrictive for insert with check ((select access.may('accounts')));
create policy changed_by_administrators on message_setting as restrictive for update using ((select access.may('accounts')));

-- A domain's own wordings; those that come with the program are version 0 and stand in it. A new version closes the one before.
create table message_template (
  domain_id   uuid not null references access.domain (id),
  id          uuid not null default gen_random_uuid(),
  code        text not null check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  channel     text not null check (channel in ('sms', 'email', 'letter')),
  language    text not null check (language ~ '^[a-z]{2,3}(-[a-z]{2,8})?$'),
  version     integer not null check (version >= 1),
  subject     text check (length(subject) between 1 and 120),
  wording     text not null check (length(wording) between 1 and 4000),
  made_by     uuid not null,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, code, channel, language, version),
  check ((channel = 'sms') = (subject is null))
);
call access.raise_wall('message_template');
create policy at_home on message_template as restrictive using ((select access.at_home()));
create unique index message_template_current on message_template (domain_id, code, channel, language) where known_until is null;

-- One message, out or in. What it says and to whom never changes; how it stands does.
create table message (
  domain_id        uuid not null,
  id               uuid not null default gen_random_uuid(),
  person_id        uuid not null,
  direction        text not null check (direction in ('out', 'in')),
  channel          text not null check (channel in ('sms', 'email')),
  whose            text not null check (whose in ('self', 'guardian')),
  -- A telephone as 46701740605, or an e-mail address.
  address          text not null check (length(address) between 3 and 254),
  subject          text check (length(subject) between 1 and 120),
  body             text not null check (length(body) between 1 and 4000),
  parts            integer not null check (parts between 1 and 60),
  template_code    text,
  template_version integer,
  language         text not null,
  -- What it is sent for; the same again is not sent. `copy` tells two guardians apart.
  dedup_key        text check (length(dedup_key) between 1 and 120),
  copy             integer not null default 0 check (copy >= 0),
  state            text not null check (state in ('queued', 'handing', 'handed', 'delivered', 'failed', 'withdrawn', 'uncertain', 'received')),
  reason           text check (reason ~ '^[a-z_]{2,40}$'),
  due_at           timestamptz not null,
  attempts         integer not null default 0 check (attempts >= 0),
  queued_by        uuid not null,
  queued_at        timestamptz not null,
  handing_at       timestamptz,
  handed_at        timestamptz,
  ended_at         timestamptz,
  -- Who said what became of one that nobody could tell of, or took a failed one off the list.
  settled_by       uuid,
  gateway          text,
  gateway_id       text check (length(gateway_id) between 1 and 200),
  contact_id       uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check ((direction = 'in') = (state = 'received')),
  check ((template_code is null) = (template_version is null)),
  check (state <> 'handing' or handing_at is not null)
);
create index message_person on message (domain_id, person_id, queued_at desc);
create unique index message_once on message (domain_id, dedup_key, copy) where dedup_key is not null;
create unique index message_at_gateway on message (domain_id, gateway, gateway_id) where gateway_id is not null;
create index message_due on message (domain_id, due_at, id) where state = 'queued';
create index message_open on message (domain_id, state, queued_at) where state in ('handing', 'uncertain', 'failed');
create index message_latest on message (domain_id, queued_at desc);
create index message_address on message (domain_id, address, queued_at desc);

call access.raise_wall('message');
call access.raise_person_wall('message', '{person_id}', 'outreach');
create policy in_ones_own_name on message as restrictive for insert with check (queued_by = (select access.account_id()));
-- Nobody whose identity is protected is written to, whoever asks and whatever the program says (OSL 22 kap. 1 §).
create policy to_nobody_protected on message as restrictive for insert with check (direction <> 'out' or exists (
  select from person p join person r on r.id = p.root_id where p.id = person_id and p.protection = 'none' and r.protection = 'none'));
create policy handed_to_nobody_protected on message as restrictive for update using (true) with check (state <> 'handing' or exists (
  select from person p join person r on r.id = p.root_id where p.id = person_id and p.protection = 'none' and r.protection = 'none'));

-- Who is not to be written to: because they said so, or because the number is somebody else's. Lifted with a reason.
create table message_stop (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  person_id     uuid not null,
  kind          text not null check (kind in ('opted_out', 'wrong_number')),
  channel       text not null check (channel in ('sms', 'email')),
  whose         text not null check (whose in ('self', 'guardian')),
  -- Null: whatever the number or address.
  address       text check (length(address) between 3 and 254),
  how           text not null check (how in ('reply', 'receipt', 'by_hand')),
  reason        text check (length(reason) between 3 and 400),
  set_by        uuid not null,
  lifted_by     uuid,
  lifted_reason text check (length(lifted_reason) between 3 and 400),
  known_from    timestamptz not null,
  known_until   timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(lifted_by, lifted_reason, known_until) in (0, 3)),
  check (kind = 'opted_out' or address is not null),
  check ((how = 'by_hand') = (reason is not null))
);
create index message_stop_person on message_stop (domain_id, person_id);
create unique index message_stop_open on message_stop (domain_id, person_id, kind, channel, whose, address) nulls not distinct
  where known_until is null;

call access.raise_wall('message_stop');
call access.raise_person_wall('message_stop', '{person_id}', 'outreach');
create policy in_ones_own_name on message_stop as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on message_stop as restrictive for update using (known_until is null)
  with check (lifted_by is null or lifted_by = (select access.account_id()));

-- What came from a number that is nobody's, or several's: for those who assign cases to say whose it is. What is tied to somebody, or is
-- not ours, keeps neither number nor words here.
create table message_unmatched (
  domain_id   uuid not null references access.domain (id),
  id          uuid not null default gen_random_uuid(),
  channel     text not null check (channel in ('sms', 'email')),
  address     text check (length(address) between 3 and 254),
  body        text check (length(body) between 1 and 4000),
  gateway     text not null,
  gateway_id  text not null check (length(gateway_id) between 1 and 200),
  received_at timestamptz not null,
  closed_as   text check (closed_as in ('tied', 'not_ours')),
  closed_by   uuid,
  closed_at   timestamptz,
  primary key (domain_id, id),
  unique (domain_id, gateway, gateway_id),
  check (num_nonnulls(closed_as, closed_by, closed_at) in (0, 3)),
  check ((closed_as is null) = (address is not null) and (closed_as is null) = (body is not null))
);
call access.raise_wall('message_unmatched');
drop policy within_domain on message_unmatched;
create policy by_those_who_assign on message_unmatched using ((select access.may('assign'))) with check ((select access.may('assign')));

select trail.add_ticket_kind('message');

-- The words of messages, against a committed ticket for each of them. Runs as the owner, whom the policies bind as well.
create function message_bodies(ids uuid[], ticket bigint) returns table (id uuid, subject text, body text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'message') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  return query select m.id, m.subject, m.body from public.message m where m.id = any (ids) and m.person_id = any (persons);
end $$;

-- The words of what the machine is just handing over, and of nothing else: they were written to be sent.
create function messages_to_hand(ids uuid[]) returns table (id uuid, subject text, body text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only the machine hands over' using errcode = '42501';
  end if;
  return query select m.id, m.subject, m.body from public.message m
    where m.id = any (ids) and m.state = 'handing' and m.handing_at > access.moment() - interval '5 minutes';
end $$;
revoke all on function message_bodies(uuid[], bigint), messages_to_hand(uuid[]) from public;
grant execute on function message_bodies(uuid[], bigint) to sedd_web, sedd_jobs;
grant execute on function messages_to_hand(uuid[]) to sedd_jobs;

grant select, insert, update on message_setting to sedd_web;
grant select on message_setting to sedd_jobs;
grant select, insert, update (known_until) on message_template to sedd_web;
grant select on message_template to sedd_jobs;
grant select (domain_id, id, person_id, direction, channel, whose, address, parts, template_code, template_version, language, dedup_key, copy,
  state, reason, due_at, attempts, queued_by, queued_at, handing_at, handed_at, ended_at, settled_by, gateway, gateway_id, contact_id)
  on message to sedd_web, sedd_jobs;
grant insert on message to sedd_web, sedd_jobs;
grant update (state, reason, due_at, attempts, ended_at, settled_by) on message to sedd_web;
grant update (state, reason, due_at, attempts, handing_at, handed_at, ended_at, gateway, gateway_id, contact_id) on message to sedd_jobs;
grant select, insert, update (known_until, lifted_by, lifted_reason) on message_stop to sedd_web;
grant select, insert on message_stop to sedd_jobs;
grant select, update (address, body, closed_as, closed_by, closed_at) on message_unmatched to sedd_web;
grant select, insert on message_unmatched to sedd_jobs;

-- What is handed over, and what comes back, is logged as a contact by the machine.
grant insert, update (known_until) on outreach_contact to sedd_jobs;
grant insert, update (known_until, closed_as, closed_by) on outreach_next to sedd_jobs;

create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'message', 'message_stop', 'outreach_next',
    'outreach_contact', 'note', 'person_contact', 'person_guardian', 'person_address', 'person_residence', 'person_residency',
    'person_protection', 'person_external_id', 'person_sex_change', 'person_name', 'person_identifier']
$$;
