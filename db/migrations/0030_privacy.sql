-- The review of the log: what was chosen each week, why, and what those who looked said of it.

set local role sedd_owner;

-- A week that has been gone through. The seed decides the random part: drawn when the week is over, and kept so that it can be drawn again.
create table review_week (
  domain_id uuid not null references access.domain,
  week_on   date not null check (extract(isodow from week_on) = 1),
  seed      uuid not null default gen_random_uuid(),
  readings  integer not null check (readings >= 0),
  built_at  timestamptz not null,
  primary key (domain_id, week_on)
);

-- One colleague's readings of one person in one week. Ids and codes: who it is stands in the trail.
create table review_item (
  domain_id uuid not null,
  id        uuid not null default gen_random_uuid(),
  week_on   date not null,
  actor_id  uuid not null,
  person_id uuid,
  reasons   text[] not null check (cardinality(reasons) > 0
              and reasons <@ '{glass,protected,same_name,guardian,same_address,overrun,random}'),
  readings  integer not null check (readings > 0),
  first_at  timestamptz not null,
  last_at   timestamptz not null,
  due_at    timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, week_on) references review_week (domain_id, week_on),
  foreign key (domain_id, person_id) references person (domain_id, id)
);
create index review_item_week on review_item (domain_id, week_on);
create index review_item_person on review_item (domain_id, person_id);
create unique index review_item_once on review_item (domain_id, week_on, actor_id, person_id) nulls not distinct;

-- What somebody said of an item. The last word holds; a colleague who was asked is answered for by another row.
create table review_verdict (
  domain_id   uuid not null,
  id          bigint generated always as identity,
  item_id     uuid not null,
  outcome     text not null check (outcome in ('fine', 'ask', 'breach')),
  comment     text check (length(comment) between 1 and 1000),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (domain_id, id),
  foreign key (domain_id, item_id) references review_item (domain_id, id),
  check (outcome = 'fine' or comment is not null)
);
create index review_verdict_item on review_verdict (domain_id, item_id, id);

-- Where a colleague lives, so that the review finds those who read about somebody they live with. For nothing else.
create table review_home (
  domain_id   uuid not null references access.domain,
  id          uuid not null default gen_random_uuid(),
  account_id  uuid not null,
  street      text not null check (length(street) between 2 and 120),
  postal_code text not null check (postal_code ~ '^\d{5}$'),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (domain_id, id),
  unique (domain_id, account_id)
);

do $$
declare
  target text;
begin
  foreach target in array array['review_week', 'review_item', 'review_verdict', 'review_home'] loop
    execute format('call access.raise_wall(%L)', target);
    execute format('drop policy within_domain on %I', target);
    execute format('create policy by_reviewers on %I using ((select access.may(''log''))) with check ((select access.may(''log'')))', target);
  end loop;
end $$;
-- Nobody answers for their own readings, and nobody speaks in another's name.
create policy not_ones_own on review_verdict as restrictive for insert
  with check (reviewed_by = (select access.account_id()) and item_id in (
    select i.id from review_item i where i.actor_id <> (select access.account_id())));

grant select on review_week, review_item, review_verdict, review_home to sedd_web, sedd_jobs;
grant insert on review_week, review_item to sedd_jobs;
grant update (readings, built_at) on review_week to sedd_jobs;
grant insert on review_verdict to sedd_web;
grant insert, update, delete on review_home to sedd_web;
