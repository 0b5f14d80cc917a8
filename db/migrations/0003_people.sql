-- People: who they are, over time and from which source.
--
-- Two time axes. from_on/until_on: the days a fact holds for. known_from/known_until: when we held it for true; the current
-- version has known_until null. A row is never changed or deleted: it is closed and another is opened, so that what was
-- known on a day can be read again. delivery_id is the delivery that brought the version, closed_by the one that ended it.

set local role sedd_owner;

create table person (
  domain_id         uuid not null references access.domain (id),
  id                uuid not null default gen_random_uuid(),
  -- Itself, or the person it was merged into. Facts stay where they were written; readers gather them by root.
  root_id           uuid not null,
  sex               text check (sex in ('female', 'male')),
  birth_date        date,
  latest_birth_date date not null check (latest_birth_date >= birth_date),
  -- Today's values of person_protection and person_residency, kept here for the wall and the lists.
  protection        text not null default 'none' check (protection in ('none', 'confidentiality_marking', 'protected_registration')),
  residency         text not null default 'active' check (residency in ('active', 'emigrated', 'deceased')),
  delivery_id       uuid,
  known_from        timestamptz not null,
  known_until       timestamptz check (known_until >= known_from),
  primary key (domain_id, id),
  foreign key (domain_id, root_id) references person (domain_id, id)
);
call access.raise_wall('person');
-- Protected identity: for those without the right the row is not there, in every list, count, search and export alike.
create policy protected_identity on person as restrictive for select
  using (protection = 'none' or (select access.sees_protected()));
create index person_merged on person (domain_id, root_id) where root_id <> id;
create index person_protected on person (domain_id) where protection <> 'none';

create table person_identifier (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  kind        text not null check (kind in ('personal', 'coordination', 'interim')),
  number      text not null check (number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'),
  source      text not null,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_identifier');
create unique index person_identifier_number on person_identifier (domain_id, number) where known_until is null;
create index person_identifier_person on person_identifier (domain_id, person_id);

create table person_name (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  given_name  text not null,
  family_name text not null,
  -- Lower case without accents and with the spellings folded that people mix up; made by people/folding.ts or fold_name().
  folded      text not null,
  source      text not null,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_name');
create unique index person_name_current on person_name (domain_id, person_id) where known_until is null;
create index person_name_person on person_name (domain_id, person_id);
create index person_name_folded on person_name (domain_id, folded) where known_until is null;

create table person_address (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  street      text,
  postal_code text,
  postal_town text,
  source      text not null,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_address');
create unique index person_address_current on person_address (domain_id, person_id) where known_until is null;
create index person_address_person on person_address (domain_id, person_id);

-- Telephone and e-mail. digits: the number as 46701234567, for search.
create table person_contact (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  kind        text not null check (kind in ('phone', 'email')),
  value       text not null check (value <> ''),
  digits      text check (digits ~ '^[0-9]{5,15}$'),
  source      text not null,
  noted_on    date not null,
  recorded_by uuid,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_contact');
create unique index person_contact_current on person_contact (domain_id, person_id, kind, value) where known_until is null;
create index person_contact_person on person_contact (domain_id, person_id);
create index person_contact_digits on person_contact (domain_id, digits) where known_until is null and digits is not null;

create table person_guardian (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  name        text not null check (name <> ''),
  relation    text not null check (relation in ('guardian', 'other_responsible', 'appointed')),
  phone       text,
  email       text,
  external_id text,
  source      text not null,
  noted_on    date not null,
  recorded_by uuid,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_guardian');
create index person_guardian_person on person_guardian (domain_id, person_id);

-- Where a person was folkbokförd, day by day; 'manual' is hemkommun set by hand (29:6, skyddad folkbokföring and not registered).
create table person_residence (
  domain_id         uuid not null,
  id                bigint generated always as identity,
  person_id         uuid not null,
  kind              text not null check (kind in ('registered', 'manual')),
  municipality_code text not null check (municipality_code ~ '^[0-9]{4}$'),
  from_on           date,
  until_on          date check (until_on > from_on),
  source            text not null,
  recorded_by       uuid,
  delivery_id       uuid,
  known_from        timestamptz not null,
  known_until       timestamptz check (known_until >= known_from),
  closed_by         uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_residence');
create unique index person_residence_current on person_residence (domain_id, person_id, kind, municipality_code, from_on)
  nulls not distinct where known_until is null;
create index person_residence_person on person_residence (domain_id, person_id);

create table person_protection (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  kind        text not null check (kind in ('confidentiality_marking', 'protected_registration')),
  from_on     date not null,
  until_on    date check (until_on >= from_on),
  source      text not null,
  recorded_by uuid,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_protection');
create unique index person_protection_open on person_protection (domain_id, person_id) where known_until is null and until_on is null;
create index person_protection_person on person_protection (domain_id, person_id);

-- Emigrated or deceased, from a day on; the absence of a row is 'active'.
create table person_residency (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  residency   text not null check (residency in ('emigrated', 'deceased')),
  from_on     date not null,
  until_on    date check (until_on >= from_on),
  source      text not null,
  recorded_by uuid,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_residency');
create unique index person_residency_open on person_residency (domain_id, person_id) where known_until is null and until_on is null;
create index person_residency_person on person_residency (domain_id, person_id);

-- The supplier's own id of a person, such as the id of SS 12000.
create table person_external_id (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  person_id   uuid not null,
  system      text not null,
  external_id text not null,
  delivery_id uuid,
  known_from  timestamptz not null,
  known_until timestamptz check (known_until >= known_from),
  closed_by   uuid,
  primary key (domain_id, id),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
call access.raise_wall('person_external_id');
create unique index person_external_id_current on person_external_id (domain_id, system, external_id) where known_until is null;
create index person_external_id_person on person_external_id (domain_id, person_id);

-- Two persons who may be one. Suggested by the machine, decided by people.
create table duplicate_suggestion (
  domain_id    uuid not null,
  id           uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  other_id     uuid not null check (other_id > person_id),
  reasons      text[] not null check (cardinality(reasons) > 0),
  score        integer not null check (score between 1 and 100),
  suggested_at timestamptz not null,
  delivery_id  uuid,
  decision     text check (decision in ('merged', 'different')),
  decided_at   timestamptz,
  decided_by   uuid,
  primary key (domain_id, id),
  unique (domain_id, person_id, other_id),
  foreign key (domain_id, person_id) references person (domain_id, id),
  foreign key (domain_id, other_id) references person (domain_id, id),
  check ((decision is null) = (decided_at is null))
);
call access.raise_wall('duplicate_suggestion');
create index duplicate_suggestion_other on duplicate_suggestion (domain_id, other_id);
create index duplicate_suggestion_open on duplicate_suggestion (domain_id, score desc) where decision is null;

-- A merge points the merged person's root at the survivor; choices say from whom each field was taken, and replaced
-- holds the ids of the survivor's versions that were closed for it, so that the un-merge restores exactly what was.
create table person_merge (
  domain_id   uuid not null,
  id          uuid not null default gen_random_uuid(),
  survivor_id uuid not null,
  merged_id   uuid not null check (merged_id <> survivor_id),
  choices     jsonb not null,
  replaced    jsonb not null,
  merged_at   timestamptz not null,
  merged_by   uuid not null,
  unmerged_at timestamptz,
  unmerged_by uuid,
  primary key (domain_id, id),
  foreign key (domain_id, survivor_id) references person (domain_id, id),
  foreign key (domain_id, merged_id) references person (domain_id, id),
  check ((unmerged_at is null) = (unmerged_by is null))
);
call access.raise_wall('person_merge');
create unique index person_merge_open on person_merge (domain_id, merged_id) where unmerged_at is null;
create index person_merge_survivor on person_merge (domain_id, survivor_id);
create index person_merge_merged on person_merge (domain_id, merged_id);

-- Folding for search and comparison: accents away, then the spellings Swedish names share a sound in.
create function fold_name(name text) returns text language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select trim(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(lower(name), 'åäáàâãæöøóòôõéèêëíìîïúùûüýÿñçðšžčćłđ', 'aaaaaaaooooooeeeeiiiiuuuuyyncdszccld'),
      'ph', 'f'), 'th', 't'), 'ch', 'k'), 'ck', 'k'), 'c', 'k'), 'q', 'k'), 'w', 'v'), 'z', 's'), 'x', 'ks'),
    '([a-z])\1+', '\1', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;

grant select, insert, update on person, person_identifier, person_name, person_address, person_contact, person_guardian,
  person_residence, person_protection, person_residency, person_external_id, duplicate_suggestion, person_merge
  to sedd_web, sedd_jobs, sedd_import;
grant execute on function fold_name(text) to sedd_web, sedd_jobs, sedd_import;
