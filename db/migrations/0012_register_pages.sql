-- A page of the register is cut out of the index alone, the reason with it, before any person is looked at.

set local role sedd_owner;

drop index register_period_name;
create index register_period_name on register_period (domain_id, sort_name, person_id) include (from_on, until_on, reason)
  where known_until is null;
