-- A referral to another secrecy domain: a share on a ground of the law says who and why (0024_sharing), and a parcel says that somebody is
-- referred, and back what was answered. In the parcel stand codes and the id of the share: nothing of whom it is about.

set local role sedd_access;

create table access.referral_parcel (
  domain_id    uuid not null references access.domain,
  id           uuid not null default gen_random_uuid(),
  -- The sender's own: what it is a referral of, and who is told of the answer.
  referral_id  uuid not null,
  sent_by      uuid not null references access.account,
  asked_by     uuid references access.account,
  share_id     uuid not null,
  to_domain_id uuid not null references access.domain,
  sent_at      timestamptz not null,
  -- Why, on its way: gone from here when it has come.
  reasons      text[],
  taken_at     timestamptz check (taken_at >= sent_at),
  begun_at     timestamptz check (begun_at >= sent_at),
  answered_at  timestamptz check (answered_at >= sent_at),
  answer       text check (answer in ('accepted', 'declined', 'passed_on')),
  reason       text check (reason in ('not_our_task', 'not_resident', 'too_little_known', 'twice', 'too_old')),
  told_at      timestamptz,
  withdrawn_at timestamptz check (withdrawn_at >= sent_at),
  carried_at   timestamptz,
  primary key (domain_id, id),
  foreign key (domain_id, share_id) references access.share (domain_id, id) on delete cascade,
  check (to_domain_id <> domain_id),
  check ((answered_at is null) = (answer is null)),
  check (reason is null or answer = 'declined'),
  check (withdrawn_at is null or answered_at is null),
  check ((reasons is not null) = (taken_at is null and withdrawn_at is null))
);
create unique index referral_parcel_id on access.referral_parcel (id);
create unique index referral_parcel_once on access.referral_parcel (domain_id, referral_id) where withdrawn_at is null;
create index referral_parcel_share on access.referral_parcel (domain_id, share_id);
create index referral_parcel_to on access.referral_parcel (to_domain_id, taken_at);
create index referral_parcel_back on access.referral_parcel (to_domain_id) where withdrawn_at is not null and taken_at is not null and carried_at is null;
create index referral_parcel_answer on access.referral_parcel (domain_id) where answered_at is not null and told_at is null;
create index referral_parcel_sent_by on access.referral_parcel (sent_by);
create index referral_parcel_asked_by on access.referral_parcel (asked_by);
alter table access.referral_parcel enable row level security;
alter table access.referral_parcel force row level security;
create policy owner_only on access.referral_parcel to sedd_access using (true) with check (true);

-- Puts a referral in a parcel, on a share that the actor has made in this very transaction: no share, no referral. Null otherwise.
create function access.send_referral(referral uuid, of_share uuid, for_account uuid, why text[]) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('share');
  insert into access.referral_parcel (domain_id, referral_id, sent_by, asked_by, share_id, to_domain_id, sent_at, reasons)
    select s.domain_id, referral, access.account_id(), for_account, s.id, s.to_domain_id, access.moment(), why
      from access.share s
     where s.domain_id = access.domain_id() and s.id = of_share and s.made_by = access.account_id() and s.from_at = access.moment()
       and access.claim(12) = '' and cardinality(why) between 1 and 5
    on conflict (domain_id, referral_id) where withdrawn_at is null do nothing
    returning id into made;
  return made;
end $$;

-- How it stands with a referral that one's domain has sent.
create function access.referral_course(referral uuid) returns table (
  to_name text, sent_at timestamptz, taken_at timestamptz, begun_at timestamptz, answered_at timestamptz, answer text, reason text,
  withdrawn_at timestamptz)
  language sql stable security definer rows 1 set search_path = pg_catalog, pg_temp as $$
  select d.name, p.sent_at, p.taken_at, p.begun_at, p.answered_at, p.answer, p.reason, p.withdrawn_at
    from access.referral_parcel p join access.domain d on d.id = p.to_domain_id
   where p.domain_id = access.domain_id() and p.referral_id = referral and access.claim(12) = ''
   order by p.sent_at desc limit 1
$$;

-- Takes it back until it is answered, and the share with it: by whoever asked, whoever sent it, and those who triage.
create function access.take_back_referral(referral uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  me   uuid := access.account_id();
  gone access.referral_parcel;
begin
  if access.claim(12) <> '' then return false; end if;
  update access.referral_parcel p set withdrawn_at = greatest(access.moment(), p.sent_at), reasons = null
   where p.domain_id = access.domain_id() and p.referral_id = referral and p.withdrawn_at is null and p.answered_at is null
     and (p.sent_by = me or p.asked_by = me or access.may('triage'))
  returning * into gone;
  if not found then return false; end if;
  update access.share s set revoked_at = access.moment(), revoked_by = me
   where s.domain_id = gone.domain_id and s.id = gone.share_id and s.revoked_at is null and s.ended_at is null
     and s.accepted is distinct from false and s.until_at > access.moment();
  return true;
end $$;

-- What has come to the domain, and what was taken back since: only Sedd itself, which keeps it in the same transaction.
create function access.take_referrals() returns table (
  parcel_id uuid, share_id uuid, reasons text[], sent_at timestamptz, withdrawn boolean)
  language plpgsql volatile security definer rows 20 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  ids  uuid[];
  back uuid[];
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself takes in the post' using errcode = '42501';
  end if;
  ids := array(
    select p.id from access.referral_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is null and p.withdrawn_at is null
     order by p.sent_at, p.id limit 200 for update skip locked);
  back := array(
    select p.id from access.referral_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is not null and p.carried_at is null
     order by p.sent_at, p.id limit 200 for update skip locked);
  return query
    select p.id, p.share_id, p.reasons, p.sent_at, p.withdrawn_at is not null
      from access.referral_parcel p where p.id = any (ids || back) order by p.sent_at, p.id;
  update access.referral_parcel p set taken_at = greatest(access.moment(), p.sent_at), reasons = null where p.id = any (ids);
  update access.referral_parcel p set carried_at = greatest(access.moment(), p.sent_at) where p.id = any (back);
end $$;

-- What became of a referral that came here. False when it was taken back before.
create function access.answer_referral(parcel uuid, said text, why text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('triage');
  update access.referral_parcel p
     set begun_at = coalesce(p.begun_at, greatest(access.moment(), p.sent_at)),
         answered_at = case when said = 'begun' then p.answered_at else greatest(access.moment(), p.sent_at) end,
         answer = case when said = 'begun' then p.answer else said end,
         reason = case when said = 'declined' then why end
   where p.id = parcel and p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null
     and p.answered_at is null and access.claim(12) = '';
  return found;
end $$;

-- Which of the domain's own have been answered and nobody was told: once. `asked_by` and `sent_by` are to be told.
create function access.answered_referrals() returns table (referral_id uuid, asked_by uuid, sent_by uuid)
  language plpgsql volatile security definer rows 20 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself tells of answers' using errcode = '42501';
  end if;
  return query
    update access.referral_parcel p set told_at = access.moment()
     where p.domain_id = access.domain_id() and p.answered_at is not null and p.told_at is null
    returning p.referral_id, p.asked_by, p.sent_by;
end $$;

revoke all on function access.send_referral(uuid, uuid, uuid, text[]), access.referral_course(uuid), access.take_back_referral(uuid),
  access.take_referrals(), access.answer_referral(uuid, text, text), access.answered_referrals() from public;
grant execute on function access.send_referral(uuid, uuid, uuid, text[]), access.referral_course(uuid), access.take_back_referral(uuid),
  access.answer_referral(uuid, text, text) to sedd_web, sedd_jobs;
grant execute on function access.take_referrals(), access.answered_referrals() to sedd_jobs;

-- From outside: a form that is sent again, because the line broke or the program died between saving and answering, leads to the same
-- link, and what was confirmed is not confirmed again. The link follows from the form's own number, which is kept nowhere.
create function access.referral_link(slug text, form_token text) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(access.mac('referral link|' || slug || '|' || form_token), 'hex')
$$;

drop function access.keep_referral(text, text, text, text, boolean, bytea, integer);
-- `kept`; `confirmed` when the same form was confirmed before; `closed` when the domain takes none.
create function access.keep_referral(slug text, old_token text, new_token text, status_token text, by_way text, as_draft boolean,
                                     sealed bytea, hours integer)
  returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  asked uuid;
begin
  select d.id into asked from access.domain d join access.referral_door o on o.domain_id = d.id where d.code = slug and o.is_open;
  if asked is null then return 'closed'; end if;
  if exists (select from access.referral_box b where b.status_sha = access.sha(status_token)) then return 'confirmed'; end if;
  delete from access.referral_box b where b.token_sha = access.sha(old_token) and b.is_draft and b.confirmed_at is null;
  insert into access.referral_box as b (domain_id, way, is_draft, token_sha, content, expires_at)
    values (asked, by_way, as_draft, access.sha(new_token), sealed, now() + make_interval(hours => least(greatest(hours, 1), 336)))
    on conflict (token_sha) do update
      set content = excluded.content, way = excluded.way, is_draft = excluded.is_draft, expires_at = excluded.expires_at
      where b.confirmed_at is null;
  return 'kept';
end $$;

create or replace function access.confirm_referral(token text, status_token text, words jsonb) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update access.referral_box b
     set confirmed_at = now(), told = words, status_sha = access.sha(status_token), token_sha = null, content = null
   where b.token_sha = access.sha(confirm_referral.token) and not b.is_draft and b.confirmed_at is null and b.expires_at > now()
     and not exists (select from access.referral_box o where o.status_sha = access.sha(status_token));
  return found;
end $$;

revoke all on function access.referral_link(text, text), access.keep_referral(text, text, text, text, text, boolean, bytea, integer) from public;
grant execute on function access.referral_link(text, text), access.keep_referral(text, text, text, text, text, boolean, bytea, integer)
  to sedd_sign_in, sedd_web;

-- Whoever referred somebody is told when it is decided. Found by what it says, wherever it stands.
do $$
declare
  found record;
begin
  select c.conrelid::regclass as target, c.conname, pg_get_constraintdef(c.oid) as def into strict found
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
   where n.nspname = 'access' and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%given_to_you%';
  execute format('alter table %s drop constraint %I', found.target, found.conname);
  execute format('alter table %s add constraint %I %s', found.target, found.conname,
    replace(found.def, '''yours_done''::text', '''yours_done''::text, ''referral_answered''::text'));
end $$;

set local role sedd_owner;

-- The share that a referral from another domain came by.
alter table referral add column share_id uuid;
grant select (share_id), insert (share_id) on referral to sedd_web, sedd_jobs;
