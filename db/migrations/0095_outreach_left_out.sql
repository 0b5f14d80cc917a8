-- A step is passed over for whoever has said no to messages, whose number was somebody else's, or who has none that takes texts; and a step whose
-- message never left is taken back, so that it can be taken again or another way.

set local role sedd_owner;

alter table outreach_step drop constraint outreach_step_check1;
alter table outreach_step add constraint outreach_step_reason check (case closed_as
  when 'skipped' then reason in ('done_otherwise', 'not_possible', 'not_suitable', 'other')
  when 'left_out' then reason in ('protected', 'not_protected', 'of_age', 'under_age', 'no_phone', 'no_mobile', 'no_email', 'no_address',
    'opted_out', 'wrong_number')
  when 'withdrawn' then reason in ('stopped', 'rested', 'protocol_changed', 'not_sent')
  else reason is null end);

-- The guardians of one under eighteen are written to by letter as well; to the door one goes to the young person.
alter table outreach_protocol_step drop constraint outreach_protocol_step_check;
alter table outreach_protocol_step add constraint outreach_protocol_step_guardian
  check (through = 'self' or channel in ('sms', 'call', 'email', 'letter'));

-- What is closed stands as it is written, but for a step that was done by a message of which nothing left.
drop policy kept_as_written on outreach_step;
create policy kept_as_written on outreach_step as restrictive for update
  using (known_until is null or exists (
    select from message m where m.domain_id = outreach_step.domain_id and m.dedup_key = 'step:' || outreach_step.id::text
       and m.state in ('failed', 'withdrawn') and m.contact_id is null))
  with check (closed_by is null or closed_by = (select access.account_id()));
