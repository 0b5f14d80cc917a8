-- What a member of staff is to do. What follows from a day that stands elsewhere (a next contact, a status that goes stale) is read from
-- there and never stored twice; here stand reminders, what is said of such a day (moved, given to a colleague), notices, the address of a
-- calendar and the hour of a daily letter.

set local role sedd_owner;

-- A reminder about a young person: codes and a day, and no words, for words about somebody are a note. One row for each wording, as in
-- `outreach_contact`: task_id is the first one's id and stands for the task. It is there for all who follow the person's outreach.
create table person_task (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  task_id     uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('call', 'message', 'meet', 'guardian', 'school', 'partner', 'documents', 'follow_up', 'other')),
  on_day      date not null,
  at_time     text check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  assigned_to uuid not null,
  moved_why   text check (moved_why in ('not_today', 'waiting_answer', 'young_away', 'colleague_away', 'agreed')),
  set_by      uuid not null,
  closed_as   text check (closed_as in ('done', 'removed', 'replaced')),
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, task_id, person_id) references person_task (domain_id, id, person_id),
  check (num_nonnulls(closed_as, closed_by, known_until) in (0, 3))
);
create index person_task_person on person_task (domain_id, person_id, known_from desc);
create index person_task_wordings on person_task (domain_id, task_id, person_id);
create unique index person_task_open on person_task (domain_id, task_id) where known_until is null;
create index person_task_assigned on person_task (domain_id, assigned_to, on_day) where known_until is null;
create index person_task_day on person_task (domain_id, on_day) where known_until is null;
create index person_task_done on person_task (domain_id, closed_by, known_until) where closed_as = 'done';

call access.raise_wall('person_task');
call access.raise_person_wall('person_task', '{person_id}', 'outreach');
create policy in_ones_own_name on person_task as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on person_task as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));

-- What is said of a day that stands elsewhere: put off until another, with why, or given to a colleague, or both.
create table task_mark (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  person_id   uuid not null,
  source      text not null check (source in ('next_contact', 'stale_status', 'decision_ends')),
  -- The day it speaks of: when that is another, nothing is said of it any more.
  due_on      date not null,
  until_on    date,
  why         text check (why in ('not_today', 'waiting_answer', 'young_away', 'colleague_away', 'agreed')),
  assigned_to uuid,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  check (num_nonnulls(until_on, why) in (0, 2)),
  check (num_nonnulls(closed_by, known_until) in (0, 2))
);
create index task_mark_person on task_mark (domain_id, person_id);
create unique index task_mark_open on task_mark (domain_id, person_id, source, due_on) where known_until is null;
create index task_mark_assigned on task_mark (domain_id, assigned_to) where known_until is null and assigned_to is not null;

call access.raise_wall('task_mark');
call access.raise_person_wall('task_mark', '{person_id}', 'outreach');
create policy in_ones_own_name on task_mark as restrictive for insert with check (set_by = (select access.account_id()));
create policy kept_as_written on task_mark as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));

-- A reminder of one's own about no young person: a few words, for the writer's eyes and for those of the colleague it is given to.
create table own_reminder (
  domain_id  uuid not null,
  id         uuid not null default gen_random_uuid(),
  account_id uuid not null,
  words      text not null check (length(words) between 1 and 120),
  on_day     date not null,
  at_time    text check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  given_to   uuid check (given_to <> account_id),
  moved_why  text check (moved_why in ('not_today', 'waiting_answer', 'young_away', 'colleague_away', 'agreed')),
  made_at    timestamptz not null,
  done_at    timestamptz check (done_at >= made_at),
  done_by    uuid,
  primary key (domain_id, id),
  check (num_nonnulls(done_at, done_by) in (0, 2))
);
create index own_reminder_account on own_reminder (domain_id, account_id, on_day);
create index own_reminder_given on own_reminder (domain_id, given_to, on_day) where given_to is not null;

call access.raise_wall('own_reminder');
drop policy within_domain on own_reminder;
create policy own on own_reminder using (account_id = (select access.account_id())) with check (account_id = (select access.account_id()));
create policy given on own_reminder using (given_to = (select access.account_id())) with check (given_to = (select access.account_id()));
create policy in_ones_own_name on own_reminder as restrictive for insert with check (account_id = (select access.account_id()));
create policy at_home on own_reminder as restrictive using ((select access.at_home()));

grant select, insert, update (known_until, closed_as, closed_by) on person_task to sedd_web;
grant select, insert, update (known_until, closed_by) on task_mark to sedd_web;
grant select, insert, delete, update (on_day, at_time, given_to, moved_why, done_at, done_by) on own_reminder to sedd_web;
grant select on person_task, task_mark, own_reminder to sedd_jobs;

create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
  select array['register_search', 'scope_touched', 'register_change', 'register_owner', 'register_occupation', 'register_unclear',
    'register_period', 'scope_decision', 'completion', 'enrolment', 'schooling', 'outreach_visit', 'outreach_step', 'outreach_run',
    'outreach_rest', 'task_mark', 'person_task', 'referral', 'message', 'message_stop', 'outreach_next', 'outreach_contact',
    'note', 'person_contact', 'person_guardian', 'person_address', 'person_residence', 'person_residency', 'person_protection',
    'person_external_id', 'person_sex_change', 'person_name', 'person_identifier']
$$;

set local role sedd_access;

-- What has happened that concerns a member of staff. It names nobody: a code, and the id of the thing it is about.
create table access.notice (
  domain_id  uuid not null references access.domain,
  id         uuid not null default gen_random_uuid(),
  account_id uuid not null references access.account,
  code       text not null check (code in ('given_to_you', 'yours_done', 'approved', 'declined')),
  object     text check (length(object) <= 60),
  by_account uuid not null,
  made_at    timestamptz not null,
  read_at    timestamptz check (read_at >= made_at),
  primary key (domain_id, id)
);
create index notice_account on access.notice (account_id, domain_id, made_at desc);
create index notice_unread on access.notice (account_id, domain_id) where read_at is null;

-- The address of somebody's own calendar: its secret is shown once, and gone when another is made.
create table access.calendar_feed (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  account_id    uuid not null references access.account,
  membership_id uuid not null,
  token_sha     bytea not null unique,
  made_at       timestamptz not null,
  read_at       timestamptz,
  ended_at      timestamptz check (ended_at >= made_at),
  primary key (domain_id, id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id)
);
create index calendar_feed_account on access.calendar_feed (account_id);
create unique index calendar_feed_open on access.calendar_feed (domain_id, account_id) where ended_at is null;
create index calendar_feed_membership on access.calendar_feed (domain_id, membership_id);

-- Who wants a letter each workday, and when. `sent_on`: the last day it was, so that no day has two.
create table access.digest (
  domain_id     uuid not null,
  account_id    uuid not null references access.account,
  membership_id uuid not null,
  at_hour       integer not null check (at_hour between 5 and 20),
  sent_on       date,
  primary key (domain_id, account_id),
  foreign key (domain_id, membership_id) references access.membership (domain_id, id)
);
create index digest_account on access.digest (account_id);
create index digest_membership on access.digest (domain_id, membership_id);

do $$
declare
  target text;
begin
  foreach target in array array['notice', 'calendar_feed', 'digest'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- Leaves a notice for a colleague; false when there is no such colleague. Nobody is told of what they did themself.
create function access.notify(for_account uuid, what text, which_object text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.notice (domain_id, account_id, code, object, by_account, made_at)
    select m.domain_id, m.account_id, what, which_object, access.account_id(), access.moment()
      from access.membership m join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
     where m.domain_id = access.claim(3)::uuid and m.account_id = for_account and m.ended_at is null
       and access.claim(12) = '' and for_account <> access.account_id()
     limit 1;
  return found;
end $$;

create function access.notices(most integer) returns table (
  id uuid, code text, object text, by_account uuid, made_at timestamptz, read_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.id, n.code, n.object, n.by_account, n.made_at, n.read_at from access.notice n
   where n.account_id = access.account_id() and n.domain_id = access.claim(3)::uuid and access.claim(12) = ''
   order by n.made_at desc, n.id limit least(most, 200)
$$;

-- One of one's own, or all of them; how many there were. What is older than a quarter of a year is forgotten then.
create function access.read_notices(which uuid) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  marked bigint;
begin
  if access.claim(12) <> '' then return 0; end if;
  delete from access.notice n
   where n.account_id = access.account_id() and n.domain_id = access.claim(3)::uuid and n.made_at < access.moment() - interval '90 days';
  update access.notice n set read_at = greatest(n.made_at, access.moment())
   where n.account_id = access.account_id() and n.domain_id = access.claim(3)::uuid and n.read_at is null
     and (read_notices.which is null or n.id = read_notices.which);
  get diagnostics marked = row_count;
  return marked;
end $$;

-- How many one has not read, by the session's token alone: every page asks, and a transaction would cost more than the answer.
create function access.unread_notices(token text) returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from access.session s
    join access.notice n on n.account_id = s.account_id and n.domain_id = s.domain_id and n.read_at is null
   where s.token_sha = access.sha(token) and s.purpose = 'web' and s.expires_at > now() and s.seen_at > now() - interval '15 minutes'
$$;

create function access.make_calendar_feed() returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  secret text := access.secret();
  own    uuid := nullif(access.claim(13), '')::uuid;
begin
  if own is null or access.claim(12) <> '' then return null; end if;
  update access.calendar_feed f set ended_at = greatest(f.made_at, access.moment())
   where f.domain_id = access.claim(3)::uuid and f.account_id = access.account_id() and f.ended_at is null;
  insert into access.calendar_feed (domain_id, account_id, membership_id, token_sha, made_at)
    values (access.claim(3)::uuid, access.account_id(), own, access.sha(secret), access.moment());
  return secret;
end $$;

create function access.end_calendar_feed() returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.calendar_feed f set ended_at = greatest(f.made_at, access.moment())
   where f.domain_id = access.claim(3)::uuid and f.account_id = access.account_id() and f.ended_at is null and access.claim(12) = '';
  return found;
end $$;

create function access.own_calendar_feed() returns table (made_at timestamptz, read_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.made_at, f.read_at from access.calendar_feed f
   where f.domain_id = access.claim(3)::uuid and f.account_id = access.account_id() and f.ended_at is null and access.claim(12) = ''
$$;

-- A session of two minutes as the one whose calendar it is, so that what is read stands behind that one's walls and no others. Its token
-- stays within the program. Null: there is no such address, or its owner has left.
create function access.open_calendar(secret text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened text := access.secret();
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance)
    select access.sha(opened), f.account_id, f.domain_id, f.membership_id, 'calendar', now() + interval '2 minutes', 'machine', 1
      from access.calendar_feed f
      join access.account a on a.id = f.account_id and a.active
      join access.membership m on m.domain_id = f.domain_id and m.id = f.membership_id and m.ended_at is null
     where f.token_sha = access.sha(secret) and f.ended_at is null;
  if not found then return null; end if;
  update access.calendar_feed f set read_at = now() where f.token_sha = access.sha(secret);
  return opened;
end $$;

-- Null for no letter.
create function access.set_digest(new_hour integer) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  own uuid := nullif(access.claim(13), '')::uuid;
begin
  if own is null or access.claim(12) <> '' then return; end if;
  if new_hour is null then
    delete from access.digest d where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id();
    return;
  end if;
  insert into access.digest (domain_id, account_id, membership_id, at_hour)
    values (access.claim(3)::uuid, access.account_id(), own, new_hour)
    on conflict (domain_id, account_id) do update set at_hour = excluded.at_hour, membership_id = excluded.membership_id;
end $$;

create function access.own_digest() returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.at_hour from access.digest d
   where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id() and access.claim(12) = ''
$$;

-- Who of the domain wants a letter, and at which hour: for the machine.
create function access.digests() returns table (account_id uuid, at_hour integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.account_id, d.at_hour from access.digest d where d.domain_id = access.claim(3)::uuid and access.actor_role() = 'machine'
$$;

-- Takes the day's letter of one, once: their address, language, and a session as themself, so that what is counted stands behind their
-- walls. Nothing for one who has left, has no address, or has had it.
create function access.open_digest(for_account uuid, on_day date) returns table (token text, email text, language text)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  opened text := access.secret();
begin
  if access.actor_role() <> 'machine' then return; end if;
  update access.digest d set sent_on = open_digest.on_day
   where d.domain_id = access.claim(3)::uuid and d.account_id = open_digest.for_account
     and (d.sent_on is null or d.sent_on < open_digest.on_day);
  if not found then return; end if;
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance)
    select access.sha(opened), d.account_id, d.domain_id, d.membership_id, 'digest', now() + interval '10 minutes', 'machine', 1
      from access.digest d
      join access.account a on a.id = d.account_id and a.active and a.kind = 'staff'
      join access.membership m on m.domain_id = d.domain_id and m.id = d.membership_id and m.ended_at is null
      join access.staff s on s.domain_id = d.domain_id and s.account_id = d.account_id and s.left_at is null and s.email is not null
     where d.domain_id = access.claim(3)::uuid and d.account_id = open_digest.for_account;
  if not found then return; end if;
  return query
  select opened, s.email, a.language from access.staff s join access.account a on a.id = s.account_id
   where s.domain_id = access.claim(3)::uuid and s.account_id = open_digest.for_account;
end $$;

-- It could not be sent: it is to be tried again.
create function access.return_digest(for_account uuid, on_day date) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.digest d set sent_on = null
   where d.domain_id = access.claim(3)::uuid and d.account_id = return_digest.for_account and d.sent_on = return_digest.on_day
     and access.actor_role() = 'machine';
  return found;
end $$;

revoke all on function access.notify(uuid, text, text), access.notices(integer), access.read_notices(uuid), access.unread_notices(text),
  access.make_calendar_feed(), access.end_calendar_feed(), access.own_calendar_feed(), access.open_calendar(text),
  access.set_digest(integer), access.own_digest(), access.digests(), access.open_digest(uuid, date),
  access.return_digest(uuid, date) from public;
grant execute on function access.notify(uuid, text, text) to sedd_web, sedd_jobs;
grant execute on function access.notices(integer), access.read_notices(uuid), access.unread_notices(text), access.make_calendar_feed(),
  access.end_calendar_feed(), access.own_calendar_feed(), access.set_digest(integer), access.own_digest() to sedd_web;
grant execute on function access.open_calendar(text) to sedd_sign_in;
grant execute on function access.digests(), access.open_digest(uuid, date), access.return_digest(uuid, date) to sedd_jobs;

set local role sedd_owner;
