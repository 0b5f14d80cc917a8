-- Versions by person: those that stand are found by the index that keeps them single, so this one need only hold those that do
-- not (names are searched whatever their version). Every row of a delivery is written into one index less.

set local role sedd_owner;

do $$
declare
  target text;
begin
  foreach target in array array['person_residence', 'schooling', 'enrolment', 'completion',
      'register_period', 'register_unclear'] loop
    execute format('drop index %I', target || '_person');
    execute format('create index %I on %I (domain_id, person_id) where known_until is not null', target || '_person', target);
  end loop;
end $$;

-- Periods and doubts are computed from person in the very statement that writes them: there is nobody to look up once more.
drop trigger require_person on register_period;
drop trigger require_person on register_unclear;
