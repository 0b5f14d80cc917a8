-- The schools that members last attended, kept with the day's totals for the list's filter: gathering them anew for every
-- page would read every member's enrolments.

set local role sedd_owner;

alter table register_total add column schools text[] not null default '{}';
