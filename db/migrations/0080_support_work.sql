-- Placements and the week, mended: a place is taken for the days that are agreed, terms hold from a day of their own and know their breaks, what was
-- entered wrongly is taken back, one link asks about all whom a supervisor has, and who has said no to texts gets no more.

set local role sedd_owner;

-- Whoever supervises has answered STOPP: nothing more goes to that number. Another number begins anew.
alter table employer_supervisor add column no_texts_at timestamptz;
grant update (no_texts_at) on employer_supervisor to sedd_web, sedd_jobs;

-- One of the places of an offer, and the days for which it is taken. Whose it is stands on the placement: whoever looks for a place sees the days
-- and not everybody who has one.
create table work_seat (
  domain_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  offer_id  uuid not null,
  from_on   date not null,
  -- The last day; the day before the first for one that was never used.
  last_on   date not null check (last_on >= from_on - 1),
  taken_by  uuid not null,
  taken_at  timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, offer_id) references work_offer (domain_id, id)
);
create index work_seat_offer on work_seat (domain_id, offer_id, last_on);
call access.raise_wall('work_seat');
create policy at_home on work_seat as restrictive using ((select access.at_home()));
create policy in_ones_own_name on work_seat as restrictive for insert with check (taken_by = (select access.account_id()));
grant select, insert, update (from_on, last_on) on work_seat to sedd_web;
grant select on work_seat to sedd_jobs;

-- `corrects_id`: an end that was entered wrongly is taken back by the same placement once more, without it.
alter table work_placement
  add column seat_id uuid,
  add column corrects_id uuid,
  add foreign key (domain_id, seat_id) references work_seat (domain_id, id),
  add foreign key (domain_id, corrects_id) references work_placement (domain_id, id);
create index work_placement_seat on work_placement (domain_id, seat_id);
create unique index work_placement_corrects on work_placement (domain_id, corrects_id);

-- `holds_from`: from which day these terms hold, where others held until then. `break_minutes`: of a day, and no work.
alter table work_terms
  add column holds_from date,
  add column break_minutes integer not null default 0 check (break_minutes between 0 and 240);
create index work_terms_asked on work_terms (domain_id, placement_id) where known_until is null and asks <> 'never';

-- `corrects_id`: what came of a step was entered wrongly, and the step is to be done once more.
alter table work_step
  add column corrects_id uuid,
  add foreign key (domain_id, corrects_id) references work_step (domain_id, id);
create unique index work_step_corrects on work_step (domain_id, corrects_id);

-- Those who are placed have the place they have until the last day that is agreed, or the day it ended.
alter table work_offer no force row level security;
alter table work_seat no force row level security;
alter table work_placement no force row level security;
alter table work_terms no force row level security;
insert into work_seat (domain_id, id, offer_id, from_on, last_on, taken_by, taken_at)
select p.domain_id, p.id, p.offer_id, t.from_on, greatest(coalesce(p.ended_on, t.last_on), t.from_on - 1), p.made_by, p.known_from
  from work_placement p
  join work_terms t on t.domain_id = p.domain_id and t.placement_id = p.id and t.known_until is null
 where p.offer_id is not null;
update work_placement p set seat_id = p.id from work_seat s where s.domain_id = p.domain_id and s.id = p.id;
alter table work_offer drop column taken;
alter table work_offer force row level security;
alter table work_seat force row level security;
alter table work_placement force row level security;
alter table work_terms force row level security;

-- One link for all whom a supervisor is asked about at the same time.
alter table week_question drop constraint week_question_domain_id_link_sha_key;
create index week_question_link on week_question (domain_id, link_sha);
-- What the list of what is to be done asks for.
create index week_question_unanswered on week_question (domain_id, last_on) where answered_at is null;
create index week_attendance_away on week_attendance (domain_id, on_day) where known_until is null and mark = 'away' and source = 'supervisor';

do $sources$
declare
  says text;
begin
  select pg_get_constraintdef(c.oid) into strict says
    from pg_constraint c where c.conrelid = 'task_mark'::regclass and c.conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute 'alter table task_mark add constraint task_mark_source_check '
    || replace(says, '''placement_ends''::text', '''placement_ends''::text, ''week_answer''::text');
end $sources$;
