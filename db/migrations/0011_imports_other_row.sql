-- A row that repeats or contradicts another tells which: beside its own value, not in its place.

set local role sedd_owner;

alter table delivery_problem add column other_row integer;
