-- Guardians that a delivery brings, kept between preview and application as its other rows are.

set local role sedd_owner;

create table delivery_guardian_row (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  delivery_id uuid not null,
  number      text not null,
  external_id text,
  name        text not null,
  phone       text,
  email       text,
  primary key (domain_id, id),
  foreign key (domain_id, delivery_id) references delivery (domain_id, id)
);
call access.raise_wall('delivery_guardian_row');
create index delivery_guardian_row_delivery on delivery_guardian_row (domain_id, delivery_id);
grant select, insert, update, delete on delivery_guardian_row to sedd_web, sedd_jobs, sedd_import;
