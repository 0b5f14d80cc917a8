-- What somebody is to go on with today, because an answer or something else has come, stands beside a later day that was planned; and a domain
-- decides how many days a move is handed over in, as it does for notices.

set local role sedd_owner;

-- Came up by itself: a reply, a wrong number, somebody who did not come. It takes nothing of what was decided for a later day.
alter table outreach_next add column taken_up boolean not null default false;
drop index outreach_next_open;
create unique index outreach_next_open on outreach_next (domain_id, person_id, taken_up) where known_until is null;

-- 29 kap. names no days for handing over: the program's own until the domain has decided.
alter table notice_setting add column handover_days integer not null default 7 check (handover_days between 1 and 60);
alter table notice_setting alter column handover_days drop default;
