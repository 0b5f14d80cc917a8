-- What a delivery made of a person's sex, and what it was before: so that it can be given back with the delivery.

set local role sedd_owner;

create table person_sex_change (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  delivery_id uuid not null,
  sex_before  text check (sex_before in ('female', 'male')),
  sex_after   text not null check (sex_after in ('female', 'male')),
  changed_at  timestamptz not null,
  -- Taken back with its delivery.
  undone_at   timestamptz check (undone_at >= changed_at),
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_sex_change');
create index person_sex_change_person on person_sex_change (domain_id, person_id);
create index person_sex_change_delivery on person_sex_change (domain_id, delivery_id);
grant select, insert, update on person_sex_change to sedd_web, sedd_jobs, sedd_import;
