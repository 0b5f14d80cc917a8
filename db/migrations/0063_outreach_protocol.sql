-- How many on the ladder came over to a version of the order: said by the machine that moves them, to those who see nobody as well.

set local role sedd_owner;

alter table outreach_protocol add column moved_runs integer check (moved_runs >= 0);
grant update (moved_runs) on outreach_protocol to sedd_jobs;
