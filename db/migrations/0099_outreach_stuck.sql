-- Until when a message says anything, so that what lies in the outbox because nothing takes it does not leave too late.

set local role sedd_owner;

-- After this nobody wants it: a text of a time to meet, when that time has been. Null for what names no day.
alter table message add column until_at timestamptz;
grant select (until_at) on message to sedd_web, sedd_jobs;
