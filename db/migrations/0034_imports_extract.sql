-- Rows of deliveries are for those who import; of them an extract opens those that speak of its one person.

set local role sedd_owner;

create policy for_extract on delivery_population_row for select
  using ((select access.is_extract()) and (person_id in (select access.reach('identity'))
         or number in (select i.number from person_identifier i)));
create policy for_extract on delivery_enrolment_row for select
  using ((select access.is_extract()) and (person_id in (select access.reach('identity'))
         or number in (select i.number from person_identifier i)));
create policy for_extract on delivery_completion_row for select
  using ((select access.is_extract()) and (person_id in (select access.reach('identity'))
         or number in (select i.number from person_identifier i)));
create policy for_extract on delivery_guardian_row for select
  using ((select access.is_extract()) and number in (select i.number from person_identifier i));
create policy for_extract on delivery_refused_row for select
  using ((select access.is_extract()) and number in (select i.number from person_identifier i));
-- What was wrong with a row is told with the row.
create policy for_extract on delivery_problem for select
  using ((select access.is_extract()) and (delivery_id, row_no) in (
    select r.delivery_id, r.row_no from delivery_refused_row r
    union all select r.delivery_id, r.row_no from delivery_population_row r
    union all select r.delivery_id, r.row_no from delivery_enrolment_row r
    union all select r.delivery_id, r.row_no from delivery_completion_row r));
