-- Sharing one person across the wall between secrecy domains: what secrecy applies on each side, the grounds there are for breaking it,
-- consent as a record of its own, and who on the receiving side may look.
--
-- What is open is asked of the rows as they stand, in every statement: a share ends in the moment it is revoked, ended or its consent is
-- withdrawn. Nobody can share on what they visit, for a visit only reads and carries no right.

set local role sedd_access;

-- Saying which secrecy applies, and that a ground is read as the law has it.
update access.role set rights = rights || '{secrecy}' where code in ('administrator', 'machine');

-- Which secrecy applies at a domain. Unverified until somebody there has confirmed it. A change closes the row and opens another.
create table access.secrecy (
  domain_id    uuid not null references access.domain,
  id           uuid not null default gen_random_uuid(),
  paragraph    text not null check (length(paragraph) between 3 and 60),
  strength     text not null check (strength in ('straight', 'reversed', 'absolute')),
  label_sv     text not null check (length(label_sv) between 1 and 200),
  label_en     text not null check (length(label_en) between 1 and 200),
  valid_from   date not null,
  valid_until  date check (valid_until >= valid_from),
  confirmed_at timestamptz,
  confirmed_by uuid references access.account,
  primary key (domain_id, id),
  check ((confirmed_at is null) = (confirmed_by is null))
);
create index secrecy_confirmed_by on access.secrecy (confirmed_by);

-- The grounds on which secrecy may be broken, in a domain's own words. `not_for`: secrecy that the ground does not break. `to_kinds`:
-- who may receive on it; null is anybody. `below_age`: the young person is younger.
create table access.ground (
  domain_id     uuid not null references access.domain,
  id            uuid not null default gen_random_uuid(),
  code          text not null check (code ~ '^[a-z_]{3,40}$'),
  paragraph     text not null check (length(paragraph) between 3 and 120),
  label_sv      text not null check (length(label_sv) between 1 and 200),
  label_en      text not null check (length(label_en) between 1 and 200),
  demands_sv    text not null check (length(demands_sv) between 1 and 600),
  demands_en    text not null check (length(demands_en) between 1 and 600),
  needs_consent boolean not null,
  needs_detail  boolean not null,
  below_age     integer check (below_age between 1 and 30),
  to_kinds      text[],
  not_for       text[] not null default '{}',
  valid_from    date not null,
  valid_until   date check (valid_until >= valid_from),
  confirmed_at  timestamptz,
  confirmed_by  uuid references access.account,
  primary key (domain_id, id),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check (needs_consent or needs_detail)
);
create index ground_confirmed_by on access.ground (confirmed_by);
create unique index ground_current on access.ground (domain_id, code) where valid_until is null;

-- Medgivande: to what, to whom, why, until when, by whom and how. Withdrawn at any time.
create table access.consent (
  domain_id    uuid not null references access.domain,
  id           uuid not null default gen_random_uuid(),
  person_id    uuid not null,
  to_domain_id uuid not null references access.domain,
  topics       text[] not null check (cardinality(topics) > 0 and topics <@ '{identity,contact,schooling,register,note,note.health}'),
  purpose      text not null check (length(purpose) between 10 and 400),
  by_person    boolean not null,
  by_guardian  boolean not null,
  -- Under 18: why the word of one of them is enough.
  alone_reason text check (length(alone_reason) between 10 and 400),
  how          text not null check (how in ('paper', 'oral')),
  witness      text check (length(witness) between 3 and 120),
  document     text check (length(document) between 1 and 120),
  given_on     date not null,
  until_at     timestamptz not null,
  recorded_by  uuid not null references access.account,
  recorded_at  timestamptz not null,
  withdrawn_at timestamptz check (withdrawn_at >= recorded_at),
  withdrawn_by uuid references access.account,
  primary key (domain_id, id),
  check (to_domain_id <> domain_id),
  check (by_person or by_guardian),
  check (how <> 'oral' or witness is not null),
  check (how <> 'paper' or document is not null),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index consent_person on access.consent (domain_id, person_id);
create index consent_to on access.consent (to_domain_id);
create index consent_recorded_by on access.consent (recorded_by);
create index consent_withdrawn_by on access.consent (withdrawn_by);

alter table access.share
  drop column ground,
  alter column ground_detail drop not null,
  add column ground_id uuid not null,
  add column consent_id uuid,
  -- Protected identity is not shared, unless somebody with the right to see it says why.
  add column protected_reason text check (length(protected_reason) between 10 and 400),
  add column answer text check (length(answer) between 3 and 400),
  add column ended_at timestamptz,
  add column ended_by uuid references access.account,
  add foreign key (domain_id, ground_id) references access.ground (domain_id, id),
  add foreign key (domain_id, consent_id) references access.consent (domain_id, id),
  add constraint share_receiver unique (domain_id, id, to_domain_id),
  add check ((ended_at is null) = (ended_by is null)),
  add check (accepted is distinct from false or answer is not null);
create index share_ground on access.share (domain_id, ground_id);
create index share_consent on access.share (domain_id, consent_id);
create index share_ended_by on access.share (ended_by);

-- Who at the receiver may look: need to know holds on that side as well.
create table access.share_visitor (
  domain_id     uuid not null,
  id            uuid not null default gen_random_uuid(),
  share_id      uuid not null,
  to_domain_id  uuid not null,
  membership_id uuid,
  team_id       uuid,
  given_by      uuid not null references access.account,
  from_at       timestamptz not null,
  ended_at      timestamptz check (ended_at >= from_at),
  ended_by      uuid references access.account,
  primary key (domain_id, id),
  foreign key (domain_id, share_id, to_domain_id) references access.share (domain_id, id, to_domain_id),
  foreign key (to_domain_id, membership_id) references access.membership (domain_id, id),
  foreign key (to_domain_id, team_id) references access.team (domain_id, id),
  check (num_nonnulls(membership_id, team_id) = 1),
  check ((ended_at is null) = (ended_by is null))
);
create index share_visitor_share on access.share_visitor (domain_id, share_id, to_domain_id);
create index share_visitor_membership on access.share_visitor (to_domain_id, membership_id);
create index share_visitor_team on access.share_visitor (to_domain_id, team_id);
create index share_visitor_given_by on access.share_visitor (given_by);
create index share_visitor_ended_by on access.share_visitor (ended_by);
create unique index share_visitor_once on access.share_visitor (domain_id, share_id, membership_id, team_id) nulls not distinct
  where ended_at is null;

do $$
declare
  target text;
begin
  foreach target in array array['secrecy', 'ground', 'consent', 'share_visitor'] loop
    execute format('alter table access.%I enable row level security', target);
    execute format('alter table access.%I force row level security', target);
    execute format('create policy owner_only on access.%I to sedd_access using (true) with check (true)', target);
  end loop;
end $$;

-- Who is one ------------------------------------------------------------------------------------------------------------

grant create on schema access to sedd_reach;
set local role sedd_reach;

-- A person of the actor's domain under every id they have: what was shared or consented to before a merge belongs to the one they are.
create function access.same_person(person uuid) returns setof uuid
  language sql stable parallel restricted security definer rows 2 set search_path = pg_catalog, pg_temp as $$
  with root as (select p.root_id as id from public.person p where p.domain_id = access.domain_id() and p.id = person)
  select r.id from root r
  union
  select p.id from root r join public.person p on p.domain_id = access.domain_id() and p.root_id = r.id and p.root_id <> p.id
$$;
create function access.is_protected(person uuid) returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.person p
                  where p.domain_id = access.domain_id() and p.id in (select access.same_person(person)) and p.protection <> 'none')
$$;

-- Those hidden from this transaction whatever else opens the door: protected identity without the right, and the blocked, on a visit as at
-- home. With a person go those merged with it.
create or replace function access.hidden() returns setof uuid
  language plpgsql stable parallel restricted security definer rows 60 set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.domain_id();
begin
  if home is null or access.hides() is not true then return; end if;
  return query
  with chosen as (
    select p.root_id as id from public.person p
     where p.domain_id = home and p.protection <> 'none' and access.sees_protected() is not true
    union all
    select p.root_id from access.block b join public.person p on p.domain_id = home and p.id = b.person_id
     where b.domain_id = home and b.ended_at is null and access.actor_role() <> 'machine'
       and (b.account_id = access.account_id() or (b.account_id is null and access.account_id() <> all (b.except_ids)))),
  root as materialized (select distinct c.id from chosen c)
  select r.id from root r
  union all
  select p.id from public.person p join root r on r.id = p.root_id where p.domain_id = home and p.root_id <> p.id;
end $$;

revoke all on function access.same_person(uuid), access.is_protected(uuid) from public;
grant execute on function access.same_person(uuid), access.is_protected(uuid) to sedd_access;
set local role sedd_access;
revoke create on schema access from sedd_reach;

-- A visit to a share always asks whom blocks hide; an extract gathers what is known whatever is blocked.
create or replace function access.hides() returns boolean language sql stable parallel restricted as $$
  select access.claim(14) operator(pg_catalog.=) 't'
      or (access.claim(9) operator(pg_catalog.=) 'one' and access.claim(11) operator(pg_catalog.<>) '*') $$;

-- What is open ----------------------------------------------------------------------------------------------------------

-- Whether a share lasts: begun and not over, not declined, revoked or ended, and its consent, where it rests on one, stands.
create function access.lasts(s access.share, at timestamptz) returns boolean language sql stable as $$
  select s.from_at <= at and s.until_at > at and s.accepted is distinct from false and s.revoked_at is null and s.ended_at is null
     and (s.consent_id is null or exists (
       select from access.consent c
        where c.domain_id = s.domain_id and c.id = s.consent_id and c.withdrawn_at is null and c.until_at > at))
$$;
create function access.blocked(s access.share, account uuid) returns boolean language sql stable as $$
  select exists (
    select from access.block b
     where b.domain_id = s.domain_id and b.person_id = s.person_id and b.ended_at is null
       and (b.account_id = account or (b.account_id is null and account <> all (b.except_ids))))
$$;

-- Every share that an account of a domain may look into, or only the one named. Before it is answered those who may answer see what it
-- begins with; accepted, those who were let in see all that it holds. Protected identity takes the right on both sides.
create function access.visits(by_account uuid, from_domain uuid, at timestamptz, which uuid default null)
  returns table (share_id uuid, domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.domain_id, s.person_id, case when s.accepted then s.topics || s.more_topics else s.topics end,
         s.protected_reason is not null and bool_or(m.sees_protected)
    from access.membership m
    join access.share s on s.to_domain_id = m.domain_id
   where m.account_id = by_account and m.domain_id = from_domain and m.ended_at is null
     and (which is null or s.id = which)
     and access.lasts(s, at) and not access.blocked(s, by_account)
     and (s.protected_reason is null or m.sees_protected)
     and case when s.accepted then exists (
           select from access.share_visitor v
            where v.domain_id = s.domain_id and v.share_id = s.id and v.ended_at is null and v.from_at <= at
              and (v.membership_id = m.id or v.team_id in (
                select t.team_id from access.team_member t
                 where t.domain_id = m.domain_id and t.membership_id = m.id and t.ended_at is null and t.from_at <= at)))
         else exists (select from access.role r where r.code = m.role and r.rights && '{assign,share}') end
   group by s.domain_id, s.id
$$;

-- What a visit opens: a share to the visitor's domain while it lasts, or the visitor's own leave to make an extract.
create or replace function access.visited(visit uuid, by_account uuid, from_domain uuid, at timestamptz)
  returns table (domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.domain_id, v.person_id, v.topics, v.sees_protected from access.visits(by_account, from_domain, at, visit) v
  union all
  select e.domain_id, e.person_id, '{*}'::text[], true
    from access.extract e
   where e.id = visit and e.account_id = by_account and e.domain_id = from_domain and e.from_at <= at and e.until_at > at
$$;

-- Whether what this visit came in by still stands, asked by the policies themselves: not only when the visit began.
create function access.visit_stands() returns boolean
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.membership m
     cross join lateral access.visits(m.account_id, m.domain_id, access.moment()) v
     where m.id = nullif(access.claim(13), '')::uuid and m.account_id = access.claim(1)::uuid
       and v.domain_id = access.claim(3)::uuid and v.person_id = nullif(access.claim(12), '')::uuid
       and string_to_array(access.claim(11), ',') <@ v.topics)
  or exists (
    select from access.extract e
     where e.account_id = access.claim(1)::uuid and e.domain_id = access.claim(3)::uuid
       and e.person_id = nullif(access.claim(12), '')::uuid and access.claim(11) = '*'
       and e.from_at <= access.moment() and e.until_at > access.moment())
$$;
create or replace function access.has_topic(topic text) returns boolean language sql stable parallel restricted
  set search_path = pg_catalog, pg_temp as $$
  select string_to_array(access.claim(11), ',') && array['*', topic] and (access.claim(9) <> 'one' or access.visit_stands()) $$;

-- The law, as each domain reads it --------------------------------------------------------------------------------------

create function access.today() returns date language sql stable as $$
  select (access.moment() at time zone 'Europe/Stockholm')::date $$;

-- What a new domain starts with. None of it could be read in the statute book: all is unverified until the domain's own lawyer has.
create function access.seed_sharing(for_domain uuid, of_kind text) returns void
  language sql volatile set search_path = pg_catalog, pg_temp as $$
  insert into access.secrecy (domain_id, paragraph, strength, label_sv, label_en, valid_from)
  select for_domain, s.paragraph, s.strength, s.label_sv, s.label_en, date '2009-06-30'
    from (values
      ('school_board', '23 kap. 2 §', 'straight', 'Särskild elevstödjande verksamhet; hit räknas här aktivitetsansvaret',
       'Special pupil support; the activity responsibility is counted here'),
      ('school_board', '23 kap. 2 §', 'reversed', 'Elevhälsans psykologiska, psykosociala och specialpedagogiska insatser',
       'Student health: psychological, psychosocial and special needs work'),
      ('school_health', '25 kap. 1 §', 'reversed', 'Elevhälsans medicinska insatser', 'Student health: medical work'),
      ('school_health', '23 kap. 2 §', 'reversed', 'Elevhälsans psykologiska, psykosociala och specialpedagogiska insatser',
       'Student health: psychological, psychosocial and special needs work'),
      ('social_board', '26 kap. 1 §', 'reversed', 'Socialtjänst', 'Social services'),
      ('region', '25 kap. 1 §', 'reversed', 'Hälso- och sjukvård', 'Health care'),
      (null, '21 kap. 3 §', 'straight', 'Var någon som är förföljd bor eller finns', 'Where somebody who is persecuted lives or is')
    ) s(kind, paragraph, strength, label_sv, label_en)
   where s.kind is null or s.kind = of_kind;
  insert into access.ground (domain_id, code, paragraph, label_sv, label_en, demands_sv, demands_en, needs_consent, needs_detail,
                             below_age, to_kinds, not_for, valid_from)
  select for_domain, g.code, g.paragraph, g.label_sv, g.label_en, g.demands_sv, g.demands_en, g.needs_consent, not g.needs_consent,
         g.below_age, g.to_kinds::text[], g.not_for::text[], date '2009-06-30'
    from (values
      ('consent', '10 kap. 1 § och 12 kap. 2 §', 'Medgivande', 'Consent',
       'Den unga, och under 18 år i regel också vårdnadshavaren, har sagt ja till just detta: vad, till vem, varför och hur länge. Ett medgivande kan tas tillbaka när som helst, och då stängs delningen genast.',
       'The young person, and under 18 as a rule the guardian as well, has said yes to exactly this: what, to whom, why and for how long. Consent can be withdrawn at any time, and the share then closes at once.',
       true, null::integer, null, '{}'),
      ('own_activity', '10 kap. 2 §', 'Nödvändigt för den egna verksamheten', 'Necessary for one’s own activity',
       'Utan att lämna uppgiften kan ni inte sköta er egen uppgift. Att det vore praktiskt räcker inte. Skriv vad ni annars inte kan göra.',
       'Without giving the information you cannot do your own task. That it would be practical is not enough. Write what you could not do otherwise.',
       false, null, null, '{}'),
      ('general_clause', '10 kap. 27 §', 'Generalklausulen, efter en vägning', 'The general clause, after weighing',
       'Det ska vara uppenbart att intresset av att uppgiften lämnas väger tyngre än det som sekretessen skyddar. Skriv hur ni har vägt. Gäller inte för hälso- och sjukvårdens eller socialtjänstens sekretess.',
       'It must be obvious that the interest in giving the information outweighs what the secrecy protects. Write how you weighed. Does not hold for the secrecy of health care or social services.',
       false, null, null, '{25 kap. 1 §,26 kap. 1 §}'),
      ('school_notice', '10 kap. 28 § och skollagen 15 kap. 15 §', 'Underrättelse till hemkommunen', 'Notice to the home municipality',
       'Skolan ska genast säga till hemkommunen när någon under 20 år börjar eller slutar. Skriv vilken händelse det gäller.',
       'The school is to tell the home municipality at once when somebody under 20 begins or leaves. Write which event it is.',
       false, 20, '{school_board}', '{}'),
      ('concern', '10 kap. 28 § och socialtjänstlagen (2025:400) 19 kap. 1 §', 'Orosanmälan till socialnämnden', 'Report of concern to the social board',
       'Den som får veta eller misstänker att ett barn far illa ska genast anmäla det. Skriv vad oron gäller och vad ni har sett eller hört.',
       'Whoever learns or suspects that a child is being harmed is to report it at once. Write what the concern is and what you have seen or heard.',
       false, 18, '{social_board}', '{}'),
      ('police_prevention', '10 kap. 18 §', 'Till polisen för att förebygga brott', 'To the police, to prevent crime',
       'Gäller den som inte har fyllt 21 år, när det finns risk för att hon eller han begår brott. Skriv vad risken är och varför det är till den ungas bästa.',
       'Holds for those under 21 when there is a risk that they will commit a crime. Write what the risk is and why it is in the young person’s interest.',
       false, 21, '{other}', '{}')
    ) g(code, paragraph, label_sv, label_en, demands_sv, demands_en, needs_consent, below_age, to_kinds, not_for)
$$;

select access.seed_sharing(d.id, d.kind) from access.domain d;

-- Which secrecy applies at a domain today. Of any domain: it is the law's, and whoever sends must know.
create function access.secrecies(of_domain uuid) returns table (
  id uuid, paragraph text, strength text, label_sv text, label_en text, valid_from date, confirmed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.paragraph, s.strength, s.label_sv, s.label_en, s.valid_from, s.confirmed_at
    from access.secrecy s
   where s.domain_id = of_domain and access.domain_id() is not null
     and s.valid_from <= access.today() and (s.valid_until is null or s.valid_until > access.today())
   order by s.paragraph, s.strength, s.id
$$;

-- The grounds of the actor's own domain today.
create function access.share_grounds() returns table (
  id uuid, code text, paragraph text, label_sv text, label_en text, demands_sv text, demands_en text, needs_consent boolean,
  needs_detail boolean, below_age integer, to_kinds text[], not_for text[], valid_from date, confirmed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.id, g.code, g.paragraph, g.label_sv, g.label_en, g.demands_sv, g.demands_en, g.needs_consent, g.needs_detail, g.below_age,
         g.to_kinds, g.not_for, g.valid_from, g.confirmed_at
    from access.ground g
   where g.domain_id = access.domain_id()
     and g.valid_from <= access.today() and (g.valid_until is null or g.valid_until > access.today())
   order by array_position('{consent,own_activity,general_clause,school_notice,concern,police_prevention}', g.code), g.code
$$;

create function access.add_secrecy(new_paragraph text, new_strength text, new_label_sv text, new_label_en text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('secrecy');
  insert into access.secrecy (domain_id, paragraph, strength, label_sv, label_en, valid_from)
    values (access.domain_id(), new_paragraph, new_strength, new_label_sv, new_label_en, access.today()) returning id into made;
  return made;
end $$;

-- True when it was there to confirm.
create function access.confirm_secrecy(which uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('secrecy');
  update access.secrecy s set confirmed_at = access.moment(), confirmed_by = access.account_id()
   where s.domain_id = access.domain_id() and s.id = which and s.confirmed_at is null and s.valid_until is null;
  return found;
end $$;
create function access.end_secrecy(which uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('secrecy');
  update access.secrecy s set valid_until = greatest(access.today(), s.valid_from)
   where s.domain_id = access.domain_id() and s.id = which and s.valid_until is null;
  return found;
end $$;
create function access.confirm_ground(which uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.require_right('secrecy');
  update access.ground g set confirmed_at = access.moment(), confirmed_by = access.account_id()
   where g.domain_id = access.domain_id() and g.id = which and g.confirmed_at is null and g.valid_until is null;
  return found;
end $$;

-- Says the same ground in other words from today; shares made before keep the words they were made under. Unverified again.
create function access.amend_ground(which uuid, new_paragraph text, new_label_sv text, new_label_en text, new_demands_sv text, new_demands_en text)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('secrecy');
  update access.ground g set valid_until = greatest(access.today(), g.valid_from)
   where g.domain_id = access.domain_id() and g.id = which and g.valid_until is null;
  if not found then return null; end if;
  insert into access.ground (domain_id, code, paragraph, label_sv, label_en, demands_sv, demands_en, needs_consent, needs_detail,
                             below_age, to_kinds, not_for, valid_from)
  select g.domain_id, g.code, new_paragraph, new_label_sv, new_label_en, new_demands_sv, new_demands_en, g.needs_consent,
         g.needs_detail, g.below_age, g.to_kinds, g.not_for, access.today()
    from access.ground g where g.domain_id = access.domain_id() and g.id = which
  returning id into made;
  return made;
end $$;

-- The one who shares ---------------------------------------------------------------------------------------------------

-- Every other domain there is: names and kinds, no persons.
create function access.receivers() returns table (id uuid, name text, kind text, municipality_code text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.id, d.name, d.kind, d.municipality_code from access.domain d
   where d.id <> access.domain_id()
   order by d.municipality_code is distinct from (select own.municipality_code from access.domain own where own.id = access.domain_id()),
            d.name, d.id
$$;

-- What the actor may share of a person: nothing but what they may see themself, and bodies only of those they work with.
create function access.shareable(person uuid) returns table (topic text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.topic from unnest('{identity,contact,schooling,register,note,note.health}'::text[]) t(topic)
   where access.may('share') and access.sees(person, 'identity') and access.sees(person, split_part(t.topic, '.', 1))
     and (t.topic not like 'note%' or access.actor_role() = 'machine' or person in (select access.reach('note')))
     and (t.topic <> 'note.health' or t.topic = any (string_to_array(access.claim(11), ',')))
$$;

create function access.add_consent(of_person uuid, to_domain uuid, to_topics text[], why text, from_person boolean, from_guardian boolean,
                                   one_is_enough text, given_how text, seen_by text, on_paper text, on_day date, until timestamptz)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('share');
  if access.sees(of_person, 'identity') is not true then return null; end if;
  insert into access.consent (domain_id, person_id, to_domain_id, topics, purpose, by_person, by_guardian, alone_reason, how, witness,
                              document, given_on, until_at, recorded_by, recorded_at)
    values (access.domain_id(), of_person, to_domain, to_topics, why, from_person, from_guardian, one_is_enough, given_how, seen_by,
            on_paper, on_day, until, access.account_id(), access.moment())
    returning id into made;
  return made;
end $$;

-- The person whose consent it was; null when there is none that stands, or it is not the actor's to see.
create function access.withdraw_consent(which uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  perform access.require_right('share');
  update access.consent c set withdrawn_at = access.moment(), withdrawn_by = access.account_id()
   where c.domain_id = access.domain_id() and c.id = which and c.withdrawn_at is null and access.sees(c.person_id, 'identity')
  returning c.person_id into person;
  return person;
end $$;

-- Shares a person of the actor's own domain. It begins with who they are and how they are reached; the rest is opened when the receiver
-- has accepted. Null when the person is not the actor's to see.
create function access.make_share(of_person uuid, to_domain uuid, wanted text[], on_ground uuid, detail text, why text,
                                  until timestamptz, by_consent uuid, although_protected text)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  ground access.ground;
  made   uuid;
begin
  perform access.require_right('share');
  if access.sees(of_person, 'identity') is not true then return null; end if;
  if not (wanted @> '{identity}' and wanted <@ array(select s.topic from access.shareable(of_person) s)) then
    raise exception 'not one’s own to share' using errcode = '42501';
  end if;
  if access.is_protected(of_person) and (although_protected is null or access.sees_protected() is not true) then
    raise exception 'protected identity is not shared' using errcode = '42501';
  end if;
  if until > moment + interval '367 days' then
    raise exception 'a share lasts a year at most' using errcode = '22023';
  end if;
  select * into ground from access.ground g
   where g.domain_id = home and g.id = on_ground and g.valid_from <= access.today()
     and (g.valid_until is null or g.valid_until > access.today())
     and (g.to_kinds is null or (select d.kind from access.domain d where d.id = to_domain) = any (g.to_kinds))
     and not exists (select from access.secrecies(home) s where s.paragraph = any (g.not_for));
  if not found or (ground.needs_detail and length(coalesce(detail, '')) < 10) then
    raise exception 'no such ground here' using errcode = '22023';
  end if;
  if ground.needs_consent and not exists (
    select from access.consent c
     where c.domain_id = home and c.id = by_consent and c.person_id in (select access.same_person(of_person))
       and c.to_domain_id = to_domain and wanted <@ c.topics and c.withdrawn_at is null and c.until_at >= until) then
    raise exception 'no consent to this' using errcode = '22023';
  end if;
  insert into access.share (domain_id, person_id, to_domain_id, topics, more_topics, ground_id, ground_detail, purpose, made_by, from_at,
                            until_at, consent_id, protected_reason)
    values (home, of_person, to_domain,
            array(select w from unnest(wanted) w where w in ('identity', 'contact')),
            array(select w from unnest(wanted) w where w not in ('identity', 'contact')),
            on_ground, detail, why, access.account_id(), moment, until,
            case when ground.needs_consent then by_consent end,
            case when access.is_protected(of_person) then although_protected end)
    returning id into made;
  return made;
end $$;

-- Takes back a share that has not ended; the person it was of, or null.
create function access.revoke_share(which uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  perform access.require_right('share');
  update access.share s set revoked_at = access.moment(), revoked_by = access.account_id()
   where s.domain_id = access.domain_id() and s.id = which and s.revoked_at is null and s.ended_at is null
     and s.accepted is distinct from false and s.until_at > access.moment() and access.sees(s.person_id, 'identity')
  returning s.person_id into person;
  return person;
end $$;

-- What is and has been shared of a person, for those at home who may see them.
create function access.shares_of(person uuid) returns table (
  id uuid, to_domain_id uuid, to_name text, topics text[], more_topics text[], ground text, paragraph text, ground_sv text, ground_en text,
  ground_detail text, purpose text, made_by text, from_at timestamptz, until_at timestamptz, answered_at timestamptz, accepted boolean,
  answer text, revoked_at timestamptz, ended_at timestamptz, consent_withdrawn_at timestamptz, consent_until_at timestamptz,
  protected boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.to_domain_id, d.name, s.topics, s.more_topics, g.code, g.paragraph, g.label_sv, g.label_en, s.ground_detail, s.purpose,
         a.display_name, s.from_at, s.until_at, s.answered_at, s.accepted, s.answer, s.revoked_at, s.ended_at, c.withdrawn_at,
         c.until_at, s.protected_reason is not null
    from access.share s
    join access.domain d on d.id = s.to_domain_id
    join access.ground g on g.domain_id = s.domain_id and g.id = s.ground_id
    join access.account a on a.id = s.made_by
    left join access.consent c on c.domain_id = s.domain_id and c.id = s.consent_id
   where s.domain_id = access.domain_id() and access.claim(12) = '' and s.person_id in (select access.same_person(person))
     and access.sees(person, 'identity')
   order by s.from_at desc, s.id
$$;

create function access.consents_of(person uuid) returns table (
  id uuid, to_domain_id uuid, to_name text, topics text[], purpose text, by_person boolean, by_guardian boolean, alone_reason text,
  how text, witness text, document text, given_on date, until_at timestamptz, recorded_by text, withdrawn_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select c.id, c.to_domain_id, d.name, c.topics, c.purpose, c.by_person, c.by_guardian, c.alone_reason, c.how, c.witness, c.document,
         c.given_on, c.until_at, a.display_name, c.withdrawn_at
    from access.consent c
    join access.domain d on d.id = c.to_domain_id
    join access.account a on a.id = c.recorded_by
   where c.domain_id = access.domain_id() and access.claim(12) = '' and c.person_id in (select access.same_person(person))
     and access.sees(person, 'identity')
   order by c.given_on desc, c.id
$$;

-- The one who receives -------------------------------------------------------------------------------------------------

-- Shares to the actor's domain, or only the one named: those the actor may look into, those they looked into before, and all that were
-- answered for whoever may let colleagues in. Whose they are stands only where the actor may look.
create function access.shares_to_us(which uuid default null) returns table (
  id uuid, from_domain_id uuid, from_name text, person_id uuid, topics text[], more_topics text[], ground text, paragraph text,
  ground_sv text, ground_en text, purpose text, made_by text, from_at timestamptz, until_at timestamptz, answered_at timestamptz,
  answered_by text, accepted boolean, answer text, revoked_at timestamptz, ended_at timestamptz, consent_withdrawn_at timestamptz,
  consent_until_at timestamptz, lasts boolean, may_open boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with actor as (
    select m.id, m.sees_protected from access.membership m
     where m.domain_id = access.domain_id() and m.id = nullif(access.claim(13), '')::uuid and access.claim(12) = ''),
  open as materialized (
    select v.share_id, v.person_id from access.visits(access.account_id(), access.domain_id(), access.moment(), which) v)
  select s.id, s.domain_id, d.name, o.person_id, s.topics, s.more_topics, g.code, g.paragraph, g.label_sv, g.label_en, s.purpose,
         maker.display_name, s.from_at, s.until_at, s.answered_at, answerer.display_name, s.accepted, s.answer, s.revoked_at, s.ended_at,
         c.withdrawn_at, c.until_at, access.lasts(s, access.moment()), o.share_id is not null
    from access.share s
    join actor on true
    join access.domain d on d.id = s.domain_id
    join access.ground g on g.domain_id = s.domain_id and g.id = s.ground_id
    join access.account maker on maker.id = s.made_by
    left join access.account answerer on answerer.id = s.answered_by
    left join access.consent c on c.domain_id = s.domain_id and c.id = s.consent_id
    left join open o on o.share_id = s.id
   where s.to_domain_id = access.domain_id() and (which is null or s.id = which)
     and (o.share_id is not null
       or ((s.protected_reason is null or actor.sees_protected) and not access.blocked(s, access.account_id()) and s.from_at <= access.moment()
         and ((s.answered_at is not null and access.may('assign')) or s.answered_by = access.account_id() or exists (
           select from access.share_visitor v
            where v.domain_id = s.domain_id and v.share_id = s.id and v.membership_id = actor.id))))
   order by s.from_at desc, s.id
$$;

create function access.shares_waiting() returns integer
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*)::integer from access.shares_to_us() s where s.answered_at is null and s.may_open
$$;

-- Whom one may let in: colleagues of the actor's own domain who meet young people, and teams.
create function access.lettable() returns table (membership_id uuid, team_id uuid, account_id uuid, name text, role text, title text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.id, null::uuid, a.id, a.display_name, m.role, m.title
    from access.membership m
    join access.account a on a.id = m.account_id and a.active
    join access.role r on r.code = m.role and r.reach <> 'none'
   where m.domain_id = access.domain_id() and m.ended_at is null
     and access.claim(12) = '' and (access.may('assign') or access.may('share'))
  union all
  select null, t.id, null, t.name, null, null from access.team t
   where t.domain_id = access.domain_id() and t.ended_at is null
     and access.claim(12) = '' and (access.may('assign') or access.may('share'))
  order by 4, 1, 2
$$;

-- Whether the actor may say who looks: of an accepted share that lasts, those let in themselves and those who let colleagues in.
create function access.manages(which uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from access.shares_to_us(which) s
     where s.accepted and s.lasts and (access.may('assign') or (access.may('share') and s.may_open)))
$$;

-- Accepts a share that waits, for those named to look, or declines it. False when there is none to answer, or nobody to let in.
create function access.answer_share(which uuid, accepts boolean, why text, memberships uuid[], teams uuid[]) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  moment timestamptz := access.moment();
begin
  if access.may('assign') is not true and access.may('share') is not true then
    raise exception 'the role does not answer shares' using errcode = '42501';
  end if;
  if accepts and (cardinality(memberships || teams) = 0 or exists (
    select from unnest(memberships || teams) wanted(id)
     where wanted.id not in (select coalesce(l.membership_id, l.team_id) from access.lettable() l))) then
    return false;
  end if;
  update access.share s set answered_at = moment, answered_by = access.account_id(), accepted = accepts, answer = why
   where s.id = which and s.to_domain_id = access.domain_id() and s.answered_at is null
     and exists (select from access.visits(access.account_id(), access.domain_id(), moment, which));
  if not found then return false; end if;
  if accepts then
    insert into access.share_visitor (domain_id, share_id, to_domain_id, membership_id, team_id, given_by, from_at)
      select s.domain_id, s.id, s.to_domain_id, l.membership_id, l.team_id, access.account_id(), moment
        from access.share s
        join access.lettable() l on l.membership_id = any (memberships) or l.team_id = any (teams)
       where s.id = which and s.to_domain_id = access.domain_id();
  end if;
  return true;
end $$;

-- Lets one more colleague or team in to an accepted share. False when it is not the actor's to give, or not theirs to be given.
create function access.let_visit(which uuid, membership uuid, team uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.manages(which) is not true
     or not exists (select from access.lettable() l where l.membership_id = membership or l.team_id = team) then
    return false;
  end if;
  insert into access.share_visitor (domain_id, share_id, to_domain_id, membership_id, team_id, given_by, from_at)
    select s.domain_id, s.id, s.to_domain_id, membership, team, access.account_id(), access.moment()
      from access.share s where s.id = which and s.to_domain_id = access.domain_id()
    on conflict do nothing;
  return true;
end $$;

create function access.end_visitor(of_share uuid, which uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.manages(of_share) is not true then return false; end if;
  update access.share_visitor v set ended_at = access.moment(), ended_by = access.account_id()
   where v.share_id = of_share and v.id = which and v.to_domain_id = access.domain_id() and v.ended_at is null;
  return found;
end $$;

-- The receiver needs it no longer.
create function access.end_share(which uuid) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.manages(which) is not true then return false; end if;
  update access.share s set ended_at = access.moment(), ended_by = access.account_id()
   where s.id = which and s.to_domain_id = access.domain_id() and s.ended_at is null and s.revoked_at is null;
  return found;
end $$;

create function access.visitors_of(which uuid) returns table (id uuid, name text, is_team boolean, title text, from_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, coalesce(a.display_name, t.name), v.team_id is not null, m.title, v.from_at
    from access.share_visitor v
    left join access.membership m on m.domain_id = v.to_domain_id and m.id = v.membership_id
    left join access.account a on a.id = m.account_id
    left join access.team t on t.domain_id = v.to_domain_id and t.id = v.team_id
   where v.share_id = which and v.to_domain_id = access.domain_id() and v.ended_at is null
     and exists (select from access.shares_to_us(which))
   order by 2, v.id
$$;

create or replace function access.add_domain(new_code text, new_name text, new_kind text, new_municipality text, new_keeps_register boolean)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made    uuid;
  machine uuid;
begin
  insert into access.domain (code, name, kind, municipality_code, keeps_register)
    values (new_code, new_name, new_kind, new_municipality, new_keeps_register) returning id into made;
  perform access.seed_sharing(made, new_kind);
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:setup', 'Sedd (setup)')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:setup';
  perform trail.record_as(made, machine, 'machine', 'setup', 'access.domain_added', made::text, null);
  return made;
end $$;

do $$
declare
  made regprocedure;
begin
  for made in
    select p.oid::regprocedure from pg_proc p
     where p.pronamespace = 'access'::regnamespace and p.proowner = 'sedd_access'::regrole and p.prokind = 'f' loop
    execute format('revoke all on function %s from public', made);
  end loop;
end $$;
grant execute on function access.visit_stands()
  to sedd_owner, sedd_reach, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;
grant execute on function access.secrecies(uuid), access.share_grounds(), access.add_secrecy(text, text, text, text), access.confirm_secrecy(uuid),
  access.end_secrecy(uuid), access.confirm_ground(uuid), access.amend_ground(uuid, text, text, text, text, text), access.receivers(),
  access.shareable(uuid),
  access.add_consent(uuid, uuid, text[], text, boolean, boolean, text, text, text, text, date, timestamptz),
  access.withdraw_consent(uuid),
  access.make_share(uuid, uuid, text[], uuid, text, text, timestamptz, uuid, text), access.revoke_share(uuid),
  access.shares_of(uuid), access.consents_of(uuid), access.shares_to_us(uuid), access.shares_waiting(), access.lettable(), access.manages(uuid),
  access.answer_share(uuid, boolean, text, uuid[], uuid[]), access.let_visit(uuid, uuid, uuid), access.end_visitor(uuid, uuid),
  access.end_share(uuid), access.visitors_of(uuid)
  to sedd_web, sedd_jobs;
