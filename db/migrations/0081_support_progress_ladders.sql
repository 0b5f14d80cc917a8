-- A team may have a coaching ladder of its own, beside the domain's. And words are mended without the steps becoming others: wordings of one scale
-- count the same steps.

set local role sedd_owner;

-- Whose the ladder is; null for the domain's, by which everybody is read whose team has none.
alter table progress_ladder add column team_id uuid;
-- The scale that the wording words; null where the steps are those that hold while nobody has worded any.
alter table progress_ladder add column scale_id uuid;
alter table progress_ladder no force row level security;
update progress_ladder set scale_id = id;
alter table progress_ladder force row level security;

drop index progress_ladder_current;
create unique index progress_ladder_current on progress_ladder (domain_id, team_id) nulls not distinct where known_until is null;
