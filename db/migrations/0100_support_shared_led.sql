-- What colleagues share of the list of cases is looked after by whoever leads too: when its maker has left, somebody can take it away.

set local role sedd_owner;

create policy led on support_label for update using (
    shared and (team_id is null or team_id in (select t.id from access.own_teams() t)) and (select access.may('triage')))
  with check (shared and (select access.may('triage')));
create policy led on support_filter for delete using (
  shared and (team_id is null or team_id in (select t.id from access.own_teams() t)) and (select access.may('triage')));
