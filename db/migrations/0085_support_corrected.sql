-- What was noted of plans and activities can be noted again where it was wrong; a guardian has a link of their own; each kind of activity is
-- told of in more of its own fields; and what a colleague is to do by a plan is a task.

set local role sedd_owner;

-- What was never begun can be said not to be needed, or to be wanted no longer, before its first day.
alter table support_step drop constraint support_step_check1;
alter table support_step add constraint support_step_ended check (ended_on >= starts_on or state = 'not_needed');
alter table support_goal drop constraint support_goal_check1;
alter table support_goal add constraint support_goal_ended check (ended_on >= starts_on or state = 'archived' or attainment = 'not_met');

-- To whom the link went: the answer is theirs.
alter table support_plan_link add column who text not null default 'youth' check (who in ('youth', 'guardian'));
alter table support_plan_link alter column who drop default;

-- Who came to a session, one row for each time it was said: what is said again closes what was said before.
alter table support_attendance rename column set_at to known_from;
alter table support_attendance add column closed_by uuid, add column known_until timestamptz check (known_until >= known_from);
alter table support_attendance add check (num_nonnulls(closed_by, known_until) in (0, 2));
alter table support_attendance drop constraint support_attendance_domain_id_session_id_activity_id_key;
create unique index support_attendance_now on support_attendance (domain_id, session_id, activity_id) where known_until is null;
create index support_attendance_session on support_attendance (domain_id, session_id);
create policy kept_as_written on support_attendance as restrictive for update using (known_until is null)
  with check (closed_by is null or closed_by = (select access.account_id()));
grant update (closed_by, known_until) on support_attendance to sedd_web;

-- What became of a time, said anew: the row that corrects another stands in its place.
alter table support_appointment add column corrects_id uuid;
alter table support_appointment add constraint support_appointment_corrects unique (domain_id, corrects_id, person_id);
alter table support_appointment add constraint support_appointment_corrected
  foreign key (domain_id, corrects_id, person_id) references support_appointment (domain_id, id, person_id);
alter table support_appointment add check (corrects_id is null or outcome is not null);

-- What some kinds are told of beside subject, place and hours.
alter table support_activity add column organiser text check (length(organiser) between 1 and 120);
alter table support_activity add column leads_to text check (length(leads_to) between 1 and 120);
alter table support_activity add column tasks text check (length(tasks) between 1 and 300);
alter table support_activity add column weekdays text check (length(weekdays) between 1 and 120);
alter table support_activity add column sessions integer check (sessions between 1 and 99);

-- What is to be done by a day, and a member of a group that is over, are somebody's to see to.
create index support_step_due on support_step (domain_id, due_on)
  where known_until is null and responsible = 'municipality' and state in ('not_started', 'going_on') and due_on is not null;
create index support_activity_member on support_activity (domain_id, group_id)
  where known_until is null and group_id is not null and state in ('planned', 'under_way');
grant select on support_activity, support_group to sedd_jobs;

do $names$
declare
  says text;
begin
  select pg_get_constraintdef(oid) into says from pg_constraint where conrelid = 'task_mark'::regclass and conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute format('alter table task_mark add constraint task_mark_source_check %s',
    replace(says, '''next_contact''::text', '''next_contact''::text, ''plan_step''::text, ''group_over''::text'));
end $names$;
