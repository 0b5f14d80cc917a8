-- What an end leaves behind: who could never be asked, for the exit was written down too late; that somebody was called and did not answer; a
-- handover whose answer was written wrong, that goes by a share, or to a colleague; and whom a young person can talk to.

-- Who leads the work follows those whom somebody works with into the autumn: where they are admitted, and whether they have come.
set local role sedd_access;
update access.role set topics = topics || '{schooling}' where code = 'team_lead';

set local role sedd_owner;

alter table support_follow_up drop constraint support_follow_up_closed_as_check;
alter table support_follow_up add constraint support_follow_up_closed_as_check
  check (closed_as in ('answered', 'not_reached', 'called_off', 'backdated'));
-- The last day on which somebody called and got no answer: the question stays.
alter table support_follow_up add column called_on date;
grant update (called_on) on support_follow_up to sedd_web;

-- An answer that was written wrong is opened again as another row of the same handover. What was written stays.
alter table transition_handover add column handover_id uuid not null default gen_random_uuid();
-- The colleague it goes to, where it stays within the domain.
alter table transition_handover add column to_account uuid;
alter table transition_handover drop constraint transition_handover_consent_check;
alter table transition_handover add constraint transition_handover_consent_check
  check (consent in ('given', 'not_needed', 'shared', 'refused'));
create unique index transition_handover_current on transition_handover (domain_id, handover_id) where known_until is null;
create index transition_handover_answers on transition_handover (domain_id, handover_id, known_from);

-- Whom young people who answer behind a link can talk to, in the domain's own words. Without them: what the program says.
alter table message_setting add column helpline text check (length(helpline) between 5 and 200);
