-- The latest reading of each measure and voice is found without looking at all of them, and the times that are over without those to come.

set local role sedd_owner;

create index progress_reading_latest on progress_reading (domain_id, person_id, measure, voice, on_day desc, known_from desc)
  where known_until is null;
create index support_appointment_past on support_appointment (domain_id, person_id, on_day desc, at_time desc, id)
  where known_until is not null;
create index support_appointment_coming on support_appointment (domain_id, person_id, on_day) where known_until is null;
