-- The country's holidays: on which days offices are closed. Reference data, of no domain.

set local role sedd_owner;

create table holiday (
  day  date not null,
  name text not null check (name <> ''),
  -- public: by law; bank: an eve on which offices are closed; optional: half a day.
  kind text not null check (kind in ('public', 'bank', 'optional')),
  primary key (day, name)
);
alter table holiday enable row level security;
alter table holiday force row level security;
create policy readable on holiday for select using (true);
create policy loaded_by_owner on holiday to sedd_owner using (true) with check (true);
grant select on holiday to sedd_web, sedd_jobs, sedd_import;
