-- Meetings about a young person: what is to be taken up, who was asked and came, what was decided and who does what. What was said stands
-- in a note, which the walls of notes hold.

set local role sedd_owner;

-- One row for each wording of a meeting: meeting_id is the first one's id and stands for the meeting. Two who change it at once meet.
create table support_meeting (
  domain_id   uuid not null,
  id          uuid not null,
  meeting_id  uuid not null,
  case_id     uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('start', 'joint', 'follow_up', 'closing', 'other')),
  on_day      date not null,
  at_time     text check (at_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  place       text check (length(place) between 2 and 80),
  -- What is to be taken up: headings, written before it is known what will be said.
  agenda      text check (length(agenda) between 1 and 2000),
  -- The day of the next meeting, agreed on at this one.
  next_on     date,
  state       text not null check (state in ('planned', 'held', 'cancelled')),
  note_id     uuid,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  unique (domain_id, id, person_id),
  foreign key (domain_id, case_id, person_id) references support_case (domain_id, id, person_id),
  foreign key (domain_id, meeting_id, person_id) references support_meeting (domain_id, id, person_id),
  foreign key (domain_id, note_id) references note (domain_id, id) on delete set null (note_id),
  check (next_on is null or next_on > on_day),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_meeting_now on support_meeting (domain_id, meeting_id) where known_until is null;
create index support_meeting_wordings on support_meeting (domain_id, meeting_id, person_id);
create index support_meeting_case on support_meeting (domain_id, case_id, person_id);
create index support_meeting_person on support_meeting (domain_id, person_id, on_day desc);
create index support_meeting_note on support_meeting (domain_id, note_id) where note_id is not null;
create index support_meeting_day on support_meeting (domain_id, on_day, person_id) where known_until is null and state = 'planned';

-- What was decided, and what somebody is to do: part of the plan, in its words.
create table support_meeting_item (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  meeting_id  uuid not null,
  person_id   uuid not null,
  kind        text not null check (kind in ('decision', 'action')),
  what        text not null check (length(what) between 2 and 300),
  -- Who does it: a colleague, somebody of the team around, or the young person.
  account_id  uuid,
  who         text check (who in ('youth', 'guardian', 'school', 'other_agency')),
  due_on      date,
  done_on     date,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, meeting_id, person_id) references support_meeting (domain_id, id, person_id),
  check (num_nonnulls(account_id, who) = case kind when 'action' then 1 else 0 end),
  check (kind = 'action' or num_nonnulls(due_on, done_on) = 0),
  check ((closed_by is null) = (known_until is null))
);
create index support_meeting_item_meeting on support_meeting_item (domain_id, meeting_id, person_id);
create index support_meeting_item_person on support_meeting_item (domain_id, person_id);
create index support_meeting_item_account on support_meeting_item (domain_id, account_id, due_on) where known_until is null and done_on is null;

-- Who was asked, and who came.
create table support_attendee (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  meeting_id  uuid not null,
  person_id   uuid not null,
  who         text not null check (who in ('youth', 'owner', 'member')),
  account_id  uuid,
  member_id   uuid,
  -- Null until the meeting was held.
  came        boolean,
  set_by      uuid not null,
  closed_by   uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, meeting_id, person_id) references support_meeting (domain_id, id, person_id),
  foreign key (domain_id, member_id) references support_member (domain_id, id),
  check ((who = 'owner') = (account_id is not null) and (who = 'member') = (member_id is not null)),
  check ((closed_by is null) = (known_until is null))
);
create unique index support_attendee_now on support_attendee (domain_id, meeting_id, who, account_id, member_id) nulls not distinct
  where known_until is null;
create index support_attendee_meeting on support_attendee (domain_id, meeting_id, person_id);
create index support_attendee_person on support_attendee (domain_id, person_id);
create index support_attendee_member on support_attendee (domain_id, member_id) where member_id is not null;

do $$
declare
  target text;
begin
  foreach target in array array['support_meeting', 'support_meeting_item', 'support_attendee'] loop
    call access.raise_wall(target::regclass);
    call access.raise_person_wall(target::regclass, '{person_id}', 'support');
    execute format('create policy in_ones_own_name on %I as restrictive for insert with check (set_by = (select access.account_id()))', target);
    execute format('create policy kept_as_written on %I as restrictive for update using (known_until is null)
                    with check (closed_by is null or closed_by = (select access.account_id()))', target);
    execute format('grant select, insert, update (closed_by, known_until) on %I to sedd_web, sedd_jobs', target);
  end loop;
end $$;

-- A meeting, and what somebody took upon themself at one, are tasks that can be put off and given to a colleague.
do $sources$
declare
  says text;
begin
  select pg_get_constraintdef(c.oid) into says from pg_constraint c
   where c.conrelid = 'task_mark'::regclass and c.conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute format('alter table task_mark add constraint task_mark_source_check %s',
    replace(says, '''own_share_ends''::text', '''own_share_ends''::text, ''meeting''::text, ''meeting_action''::text'));
end $sources$;

do $names$
begin
  execute format('create or replace function disposal_tables() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as %L',
    format('select %L::text[]', array['support_attendee', 'support_meeting_item', 'support_meeting'] || disposal_tables()));
end $names$;
