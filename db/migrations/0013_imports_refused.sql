-- Rows of a delivery that could not be used but whose number could be read, kept between preview and application: what is known
-- of their persons is not missing from the file, and a mark of protection on them counts.

set local role sedd_owner;

create table delivery_refused_row (
  domain_id   uuid not null,
  delivery_id uuid not null,
  row_no      integer not null,
  number      text not null,
  protection  text check (protection in ('confidentiality_marking', 'protected_registration')),
  primary key (domain_id, delivery_id, row_no),
  foreign key (domain_id, delivery_id) references delivery (domain_id, id)
);
call access.raise_wall('delivery_refused_row');
grant select, insert, update, delete on delivery_refused_row to sedd_web, sedd_jobs, sedd_import;
