-- What a review of the walls found of sharing: an access in an emergency was enough to share somebody for a year; a consent carried a
-- share for anything whatever; and the general clause was barred by the wording of a paragraph, of the domain alone, which one person could
-- end; a visitor was told of the other domain's inner work; and staff at a receiver could neither be blocked nor report a conflict of interest.

set local role sedd_access;

-- The topics of a person that the actor may share: what they see themself by more than an access in an emergency, which lets nobody in
-- for longer. A role's reach and a school do not bring notes; only a case or an assignment does.
create or replace function access.shareable(person uuid) returns table (topic text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.topic from unnest('{identity,contact,schooling,register,note,note.health}'::text[]) t(topic)
   where access.may('share') and access.sees(person, 'identity') and access.sees(person, split_part(t.topic, '.', 1))
     and (access.actor_role() = 'machine' or exists (
       select from access.grounds(person, true) g
        where g.kind in ('owner', 'case', 'team')
           or (g.kind = 'role' and t.topic not like 'note%')
           or (g.kind = 'unit' and t.topic in ('identity', 'contact', 'schooling'))))
     and (t.topic <> 'note.health' or t.topic = any (string_to_array(access.claim(11), ',')))
$$;

-- Whether a person is the actor's to share: then they note consents too, and take back what was shared.
create function access.may_share(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from access.shareable(person) s where s.topic = 'identity')
$$;

create or replace function access.add_consent(of_person uuid, to_domain uuid, to_topics text[], why text, from_person boolean,
                                              from_guardian boolean, one_is_enough text, given_how text, seen_by text, on_paper text,
                                              on_day date, until timestamptz)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('share');
  if access.may_share(of_person) is not true then return null; end if;
  insert into access.consent (domain_id, person_id, to_domain_id, topics, purpose, by_person, by_guardian, alone_reason, how, witness,
                              document, given_on, until_at, recorded_by, recorded_at)
    values (access.domain_id(), of_person, to_domain, to_topics, why, from_person, from_guardian, one_is_enough, given_how, seen_by,
            on_paper, on_day, until, access.account_id(), access.moment())
    returning id into made;
  return made;
end $$;

create or replace function access.withdraw_consent(which uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  perform access.require_right('share');
  update access.consent c set withdrawn_at = access.moment(), withdrawn_by = access.account_id()
   where c.domain_id = access.domain_id() and c.id = which and c.withdrawn_at is null and access.may_share(c.person_id)
  returning c.person_id into person;
  return person;
end $$;

create or replace function access.revoke_share(which uuid) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  person uuid;
begin
  perform access.require_right('share');
  update access.share s set revoked_at = access.moment(), revoked_by = access.account_id()
   where s.domain_id = access.domain_id() and s.id = which and s.revoked_at is null and s.ended_at is null
     and s.accepted is distinct from false and s.until_at > access.moment() and access.may_share(s.person_id)
  returning s.person_id into person;
  return person;
end $$;

-- The law, as each domain reads it --------------------------------------------------------------------------------------

-- Paragraphs as codes, however they are written: `25 kap. 1 § OSL`, `25:1` and `25 kap. 1–8 §§` all hold 25:1. Empty: none can be read.
create function access.osl_codes(paragraph text) returns text[]
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select array(
    select distinct c.m[1] || ':' || case when i.m[3] is null then i.m[1] || coalesce(i.m[2], '') else n::text end
      from regexp_matches(translate(lower(paragraph), '–—', '--'),
             '(?<!\d)(\d{1,2})\s*(?:kap[a-z]*\.?|:)\s*§*\s*((?:\d+(?!\d|\s*(?:kap|:))(?:\s*[a-z](?![a-z]))?\s*(?:(?:§+|,|-|och|samt|and)\s*)*)+)',
             'g') c(m)
     cross join lateral regexp_matches(c.m[2], '(\d+)(?!\d)(?:\s*([a-z])(?![a-z]))?(?:\s*§*\s*-\s*(\d+)(?!\d))?', 'g') i(m)
     cross join lateral generate_series(i.m[1]::integer, least(coalesce(i.m[3], i.m[1])::integer, i.m[1]::integer + 99)) n
     order by 1)
$$;

-- `not_for` now holds codes. `from_kinds`: who may send on it; null is anybody. `needs_confirmed`: of no use until the domain has
-- confirmed it. Rows that shares were made under are held to the law as well; only their words stay.
alter table access.ground
  add column from_kinds text[],
  add column needs_confirmed boolean not null default false;

-- OSL 10 kap. 27 § second paragraph, as it stands since SFS 2021:644: what the general clause does not break. The law asks which secrecy it
-- is; boards whose work is under one of these do not send on the clause at all, whatever is said of their secrecy.
create function access.beyond_general_clause() returns text[] language sql immutable parallel safe as $$
  select '{24:2a,24:8,25:1,25:2,25:3,25:4,25:5,25:6,25:7,25:8,26:1,26:1a,26:2,26:3,26:4,26:5,26:6,29:1,29:2,31:1,31:2,31:12,33:2,33:4a,36:3,40:2,40:5}'::text[]
$$;
update access.ground
   set not_for = access.beyond_general_clause(), from_kinds = '{school_board,folk_high_school,other}'
 where code = 'general_clause';

-- What a domain starts with, and lacks. Unverified until the domain's own lawyer has read it.
create or replace function access.seed_sharing(for_domain uuid, of_kind text) returns void
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
   where (s.kind is null or s.kind = of_kind) and not exists (select from access.secrecy own where own.domain_id = for_domain);
  insert into access.ground (domain_id, code, paragraph, label_sv, label_en, demands_sv, demands_en, needs_consent, needs_detail,
                             below_age, from_kinds, to_kinds, not_for, needs_confirmed, valid_from)
  select for_domain, g.code, g.paragraph, g.label_sv, g.label_en, g.demands_sv, g.demands_en, g.needs_consent, not g.needs_consent,
         g.below_age, g.from_kinds::text[], g.to_kinds::text[], g.not_for, g.code = 'police_prevention', g.since
    from (values
      ('consent', '10 kap. 1 § och 12 kap. 2 §', 'Medgivande', 'Consent',
       'Den unga, och under 18 år i regel också vårdnadshavaren, har sagt ja till just detta: vad, till vem, varför och hur länge. Ett medgivande kan tas tillbaka när som helst, och då stängs delningen genast.',
       'The young person, and under 18 as a rule the guardian as well, has said yes to exactly this: what, to whom, why and for how long. Consent can be withdrawn at any time, and the share then closes at once.',
       true, null::integer, null, null, '{}'::text[], date '2009-06-30'),
      ('own_activity', '10 kap. 2 §', 'Nödvändigt för den egna verksamheten', 'Necessary for one’s own activity',
       'Utan att lämna uppgiften kan ni inte sköta er egen uppgift. Att det vore praktiskt räcker inte. Skriv vad ni annars inte kan göra.',
       'Without giving the information you cannot do your own task. That it would be practical is not enough. Write what you could not do otherwise.',
       false, null, null, null, '{}', date '2009-06-30'),
      ('general_clause', '10 kap. 27 §', 'Generalklausulen, efter en vägning', 'The general clause, after weighing',
       'Bara till en myndighet. Det ska vara uppenbart att intresset av att uppgiften lämnas väger tyngre än det som sekretessen skyddar. Skriv hur ni har vägt. Gäller inte för hälso- och sjukvårdens eller socialtjänstens sekretess, och inte om det strider mot lag eller förordning.',
       'Only to an authority. It must be obvious that the interest in giving the information outweighs what the secrecy protects. Write how you weighed. Does not hold for the secrecy of health care or social services, nor against an act or ordinance.',
       false, null, '{school_board,folk_high_school,other}', null, access.beyond_general_clause(), date '2009-06-30'),
      ('school_notice', '10 kap. 28 § och skollagen 15 kap. 15 §', 'Underrättelse till hemkommunen', 'Notice to the home municipality',
       'Skolan ska genast säga till hemkommunen när någon under 20 år börjar eller slutar. Skriv vilken händelse det gäller.',
       'The school is to tell the home municipality at once when somebody under 20 begins or leaves. Write which event it is.',
       false, 20, null, '{school_board}', '{}', date '2009-06-30'),
      ('concern', '10 kap. 28 § och socialtjänstlagen (2025:400) 19 kap. 1 §', 'Orosanmälan till socialnämnden', 'Report of concern to the social board',
       'Den som får veta eller misstänker att ett barn far illa ska genast anmäla det. Skriv vad oron gäller och vad ni har sett eller hört.',
       'Whoever learns or suspects that a child is being harmed is to report it at once. Write what the concern is and what you have seen or heard.',
       false, 18, null, '{social_board}', '{}', date '2009-06-30'),
      ('police_prevention', '10 kap. 18 a §', 'Från socialtjänsten till polisen, för att förebygga brott', 'From social services to the police, to prevent crime',
       'Till Polismyndigheten, Säkerhetspolisen eller Tullverket, om den som inte har fyllt 21 år. Konkreta omständigheter ska visa en risk för att den unga kommer att utöva brottslig verksamhet, och det får inte vara olämpligt med tanke på planerade eller pågående insatser. Skriv omständigheterna och hur ni har vägt. Gäller inte misstanke om ett brott som redan har begåtts.',
       'To the police, the security police or customs, of those under 21. Concrete circumstances must show a risk that the young person will take part in criminal activity, and it must not be unsuitable in view of measures planned or under way. Write the circumstances and how you weighed. Does not hold for suspicion of a crime already committed.',
       false, 21, '{social_board}', '{other}', '{}', date '2013-01-01')
    ) g(code, paragraph, label_sv, label_en, demands_sv, demands_en, needs_consent, below_age, from_kinds, to_kinds, not_for, since)
   where not exists (select from access.ground own where own.domain_id = for_domain and own.code = g.code and own.valid_until is null)
$$;

-- To the police was cited as 10 kap. 18 §, which is of disciplinary matters, and offered to every board. What stands under that paragraph
-- is closed, and the ground begins anew as above; where a domain has put it under another paragraph its words stay.
update access.ground set from_kinds = '{social_board}', needs_confirmed = true where code = 'police_prevention';
update access.ground g set valid_until = greatest(current_date, g.valid_from)
 where g.code = 'police_prevention' and g.valid_until is null and access.osl_codes(g.paragraph) = '{10:18}';
select access.seed_sharing(d.id, d.kind) from access.domain d;

-- Secrecy that some ground does not break is ended by two: one asks, and may think again; somebody else agrees.
alter table access.secrecy add column ending_by uuid references access.account;
create index secrecy_ending_by on access.secrecy (ending_by);

drop function access.secrecies(uuid);
-- Which secrecy applies at a domain today. Of any domain: it is the law's, and whoever sends must know. `ending`: that somebody has asked to
-- end it, `mine` or `other`, for those at home.
create function access.secrecies(of_domain uuid) returns table (
  id uuid, paragraph text, codes text[], strength text, label_sv text, label_en text, valid_from date, confirmed_at timestamptz, ending text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.paragraph, access.osl_codes(s.paragraph), s.strength, s.label_sv, s.label_en, s.valid_from, s.confirmed_at,
         case when s.domain_id <> access.domain_id() or s.ending_by is null then null
              when s.ending_by = access.account_id() then 'mine' else 'other' end
    from access.secrecy s
   where s.domain_id = of_domain and access.domain_id() is not null
     and s.valid_from <= access.today() and (s.valid_until is null or s.valid_until > access.today())
   order by s.paragraph, s.strength, s.id
$$;

drop function access.share_grounds();
create function access.share_grounds() returns table (
  id uuid, code text, paragraph text, label_sv text, label_en text, demands_sv text, demands_en text, needs_consent boolean,
  needs_detail boolean, below_age integer, from_kinds text[], to_kinds text[], not_for text[], needs_confirmed boolean, valid_from date,
  confirmed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select g.id, g.code, g.paragraph, g.label_sv, g.label_en, g.demands_sv, g.demands_en, g.needs_consent, g.needs_detail, g.below_age,
         g.from_kinds, g.to_kinds, g.not_for, g.needs_confirmed, g.valid_from, g.confirmed_at
    from access.ground g
   where g.domain_id = access.domain_id() and access.claim(12) = ''
     and g.valid_from <= access.today() and (g.valid_until is null or g.valid_until > access.today())
   order by array_position('{consent,own_activity,general_clause,school_notice,concern,police_prevention}', g.code), g.code
$$;

-- Null when no paragraph can be read in it.
create or replace function access.add_secrecy(new_paragraph text, new_strength text, new_label_sv text, new_label_en text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('secrecy');
  if access.osl_codes(new_paragraph) = '{}' then return null; end if;
  insert into access.secrecy (domain_id, paragraph, strength, label_sv, label_en, valid_from)
    values (access.domain_id(), new_paragraph, new_strength, new_label_sv, new_label_en, access.today()) returning id into made;
  return made;
end $$;

drop function access.end_secrecy(uuid);
-- `ended`; `asked`, when it takes two; `kept`, when the one who asked thinks again. Null when there is none.
create function access.end_secrecy(which uuid) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home  uuid := access.domain_id();
  me    uuid := access.account_id();
  ended access.secrecy;
begin
  perform access.require_right('secrecy');
  select * into ended from access.secrecy s where s.domain_id = home and s.id = which and s.valid_until is null for update;
  if not found then return null; end if;
  if ended.ending_by is not distinct from me then
    update access.secrecy s set ending_by = null where s.domain_id = home and s.id = which;
    return 'kept';
  end if;
  if ended.ending_by is null and exists (
    select from access.ground g
     where g.domain_id = home and g.valid_until is null and g.not_for <> '{}'
       and (g.not_for && access.osl_codes(ended.paragraph) or access.osl_codes(ended.paragraph) = '{}')) then
    update access.secrecy s set ending_by = me where s.domain_id = home and s.id = which;
    return 'asked';
  end if;
  update access.secrecy s set valid_until = greatest(access.today(), s.valid_from) where s.domain_id = home and s.id = which;
  return 'ended';
end $$;

create or replace function access.amend_ground(which uuid, new_paragraph text, new_label_sv text, new_label_en text, new_demands_sv text,
                                               new_demands_en text)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  perform access.require_right('secrecy');
  update access.ground g set valid_until = greatest(access.today(), g.valid_from)
   where g.domain_id = access.domain_id() and g.id = which and g.valid_until is null;
  if not found then return null; end if;
  insert into access.ground (domain_id, code, paragraph, label_sv, label_en, demands_sv, demands_en, needs_consent, needs_detail,
                             below_age, from_kinds, to_kinds, not_for, needs_confirmed, valid_from)
  select g.domain_id, g.code, new_paragraph, new_label_sv, new_label_en, new_demands_sv, new_demands_en, g.needs_consent,
         g.needs_detail, g.below_age, g.from_kinds, g.to_kinds, g.not_for, g.needs_confirmed, access.today()
    from access.ground g where g.domain_id = access.domain_id() and g.id = which
  returning id into made;
  return made;
end $$;

-- Classes of notes that this visit does not see: those whose secrecy is not broken by the ground of any share it comes in by.
create function access.shut_secrecies() returns text[]
  language sql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
  select case when access.claim(9) <> 'one' or access.claim(11) = '*' then '{}' else array(
    select class
      from (values ('health_care', '25:1'), ('social_services', '26:1'), ('student_health', '23:2'), ('pupil_support', '23:2'),
                   ('labour_market', '28:11')) c(class, code)
     where not exists (
       select from access.visits(nullif(access.claim(13), '')::uuid, (
                select m.domain_id from access.membership m where m.id = nullif(access.claim(13), '')::uuid), access.moment()) v
         join access.share s on s.domain_id = v.domain_id and s.id = v.share_id
        where v.domain_id = access.claim(3)::uuid and v.person_id = nullif(access.claim(12), '')::uuid
          and string_to_array(access.claim(11), ',') <@ v.topics
          and not exists (
            select from access.ground g where g.domain_id = s.domain_id and g.id = s.ground_id and c.code = any (g.not_for))))
    end
$$;

-- Who is let in, for those at home: a visitor is told of the share alone.
create or replace function access.let_in_to(person uuid) returns table (
  id uuid, kind text, display_name text, role text, title text, is_team boolean, reason text, given_by text, from_at timestamptz,
  until_at timestamptz)
  language plpgsql stable security definer rows 10 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  own     uuid := nullif(access.claim(13), '')::uuid;
  reasons boolean := access.lets_in(let_in_to.person);
begin
  if access.claim(12) <> '' or access.sees(let_in_to.person, 'identity') is not true then return; end if;
  return query
  select a.id, a.kind, coalesce(t.name, c.display_name), m.role, m.title, a.team_id is not null,
         case when reasons or a.membership_id = own then a.reason end, g.display_name, a.from_at, a.until_at
    from access.assignment a
    left join access.membership m on m.domain_id = a.domain_id and m.id = a.membership_id
    left join access.account c on c.id = m.account_id
    left join access.team t on t.domain_id = a.domain_id and t.id = a.team_id
    left join access.account g on g.id = a.given_by
   where a.domain_id = access.domain_id() and a.person_id in (select k.id from access.kin(let_in_to.person) k) and a.ended_at is null
     and (a.until_at is null or a.until_at > access.moment())
   order by 3, a.from_at;
end $$;

create or replace function access.grounds(person uuid, mine boolean) returns table (
  kind text, membership_id uuid, account_id uuid, display_name text, role text, title text, assignment_id uuid, team_name text,
  unit_id uuid, domain_name text, topics text[], reason text, given_by text, since timestamptz, until timestamptz)
  language plpgsql stable security definer rows 20 set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  home     uuid := access.claim(3)::uuid;
  own      uuid := nullif(access.claim(13), '')::uuid;
  visiting boolean := access.claim(9) = 'one';
  moment   timestamptz := access.moment();
  -- Why somebody was let in can tell more of the young person than the ground itself: for oneself, and for those who let in.
  reasons  boolean;
begin
  if access.sees(grounds.person, 'identity') is not true then return; end if;
  reasons := mine or access.lets_in(grounds.person);
  return query
  with kin as materialized (select k.id, k.protected from access.kin(grounds.person) k),
  blocked as materialized (
    select b.account_id, b.except_ids from access.block b
     where b.domain_id = home and b.ended_at is null and b.person_id in (select k.id from kin k)),
  member as materialized (
    select m.id, m.account_id, a.display_name, m.role, m.title, r.reach
      from access.membership m
      join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
      join access.role r on r.code = m.role and r.reach <> 'none'
     where m.domain_id = home and m.ended_at is null and not visiting and (not mine or m.id = own)
       and (m.sees_protected or not exists (select from kin k where k.protected))
       and not exists (
         select from blocked b
          where b.account_id = m.account_id or (b.account_id is null and m.account_id <> all (b.except_ids)))),
  tie as materialized (select t.kind, t.account_id, t.unit_id, t.since, t.until from access.ties(grounds.person) t),
  assigned as materialized (
    select a.id, a.kind, a.membership_id, a.team_id, a.reason, a.given_by, a.from_at, a.until_at
      from access.assignment a
     where a.domain_id = home and a.person_id in (select k.id from kin k) and a.ended_at is null and a.from_at <= moment
       and (a.until_at is null or a.until_at > moment)),
  held as (
    select 'owner' as kind, m.id as member_id, null::uuid as assignment_id, null::uuid as team_id, null::uuid as unit_id, null::text as reason,
           null::uuid as given_by, t.since::timestamp at time zone 'Europe/Stockholm' as since, null::timestamptz as until
      from tie t join member m on m.account_id = t.account_id where t.kind = 'owner'
    union all
    select a.kind, m.id, a.id, null, null, a.reason, a.given_by, a.from_at, a.until_at
      from assigned a join member m on m.id = a.membership_id
    union all
    select 'team', m.id, a.id, a.team_id, null, a.reason, a.given_by, greatest(a.from_at, t.from_at), a.until_at
      from assigned a
      join access.team_member t on t.domain_id = home and t.team_id = a.team_id and t.ended_at is null and t.from_at <= moment
      join access.team e on e.domain_id = home and e.id = t.team_id and e.ended_at is null
      join member m on m.id = t.membership_id
    union all
    select 'unit', m.id, null, null, t.unit_id, null, null, p.from_at, t.until::timestamp at time zone 'Europe/Stockholm'
      from tie t
      join access.placement p on p.domain_id = home and p.unit_id = t.unit_id and p.ended_at is null and p.from_at <= moment
      join member m on m.id = p.membership_id
     where t.kind = 'unit'
    union all
    select 'role', m.id, null, null, null, null, null, null, null from member m where m.reach = 'domain')
  select h.kind, m.id, m.account_id, m.display_name, m.role, m.title, h.assignment_id, e.name, h.unit_id, null::text, null::text[],
         case when reasons or m.id = own then h.reason end, g.display_name, h.since, h.until
    from held h
    join member m on m.id = h.member_id
    left join access.team e on e.domain_id = home and e.id = h.team_id
    left join access.account g on g.id = h.given_by
  union all
  select 'share', null, null, null, null, null, null, null, null, d.name,
         case when s.accepted then s.topics || s.more_topics else s.topics end, s.purpose, a.display_name, s.from_at, s.until_at
    from access.share s
    join access.domain d on d.id = case when visiting then s.domain_id else s.to_domain_id end
    join access.account a on a.id = s.made_by
   where s.domain_id = home and s.person_id in (select k.id from kin k) and access.lasts(s, moment)
     and case when visiting then s.id in (
           select v.share_id from access.membership m
             cross join lateral access.visits(m.id, m.domain_id, moment) v where m.id = own)
         else not mine and (access.may('share') or access.may('assign')) and not exists (select from blocked b where b.account_id is null) end
   order by 4, 1;
end $$;

-- Blocks across the wall -----------------------------------------------------------------------------------------------

-- Staff of other domains who may look into what is shared of a person, for whoever sets blocks on the person.
create function access.lookers(person uuid) returns table (account_id uuid, display_name text, domain_name text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select distinct a.id, a.display_name, d.name
    from access.share s
    join access.domain d on d.id = s.to_domain_id
    join access.membership m on m.domain_id = s.to_domain_id and m.ended_at is null
    join access.account a on a.id = m.account_id and a.active
   where access.blocks_on(person) and s.domain_id = access.domain_id() and s.person_id in (select k.id from access.kin(person) k)
     and access.lasts(s, access.moment())
     and exists (select from access.visits(m.id, m.domain_id, access.moment(), s.id))
   order by 3, 2, 1
$$;

-- Against one's own staff, and those of domains that the person is shared with.
create or replace function access.set_block(person uuid, against uuid, excepts uuid[], why text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home uuid := access.claim(3)::uuid;
  made uuid;
begin
  perform access.require_right('block');
  if access.blocks_on(set_block.person) is not true then return null; end if;
  if exists (
    select from unnest(array_append(excepts, against)) named
     where named is not null and not exists (
       select from access.membership m
        where m.account_id = named and m.ended_at is null
          and (m.domain_id = home or m.domain_id in (
            select s.to_domain_id from access.share s
             where s.domain_id = home and s.person_id in (select k.id from access.kin(set_block.person) k)
               and access.lasts(s, access.moment()))))) then
    return null;
  end if;
  if against is null and cardinality(excepts) = 0 then return null; end if;
  insert into access.block (domain_id, person_id, account_id, except_ids, reason, set_by, from_at)
  select home, set_block.person, against, case when against is null then excepts else '{}'::uuid[] end, why, access.account_id(), access.moment()
   where not exists (
     select from access.block b
      where b.domain_id = home and b.ended_at is null and b.person_id in (select k.id from access.kin(set_block.person) k)
        and b.account_id is not distinct from against)
  returning id into made;
  return made;
end $$;

-- Jäv on a visit: the block stands in the domain that shares, whose person it is. Null when there is no share that the actor may look into.
create function access.recuse_from_share(which uuid, why text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  made uuid;
begin
  if access.claim(12) <> '' or access.actor_role() = 'machine' then return null; end if;
  insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
  select v.domain_id, v.person_id, access.account_id(), why, access.account_id(), access.moment()
    from access.visits(nullif(access.claim(13), '')::uuid, access.domain_id(), access.moment(), which) v
  returning id into made;
  return made;
end $$;

create or replace function access.make_share(of_person uuid, to_domain uuid, wanted text[], on_ground uuid, detail text, why text,
                                             until timestamptz, by_consent uuid, although_protected text)
  returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  ground access.ground;
  -- What a consent was given for is what the share is for.
  said   text := why;
  made   uuid;
begin
  perform access.require_right('share');
  if access.may_share(of_person) is not true then return null; end if;
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
     and (g.from_kinds is null or (select d.kind from access.domain d where d.id = home) = any (g.from_kinds))
     and (g.to_kinds is null or (select d.kind from access.domain d where d.id = to_domain) = any (g.to_kinds))
     and (g.below_age is null or public.is_below_age(of_person, g.below_age))
     and (g.confirmed_at is not null or not g.needs_confirmed)
     and (g.not_for = '{}' or not exists (
       select from access.secrecies(home) s where s.codes && g.not_for or s.codes = '{}'));
  if not found or (ground.needs_detail and length(coalesce(detail, '')) < 10) then
    raise exception 'no such ground here' using errcode = '22023';
  end if;
  if ground.needs_consent then
    select c.purpose into said from access.consent c
     where c.domain_id = home and c.id = by_consent and c.person_id in (select access.same_person(of_person))
       and c.to_domain_id = to_domain and wanted <@ c.topics and c.withdrawn_at is null and c.until_at >= until;
    if not found then
      raise exception 'no consent to this' using errcode = '22023';
    end if;
  end if;
  insert into access.share (domain_id, person_id, to_domain_id, topics, more_topics, ground_id, ground_detail, purpose, made_by, from_at,
                            until_at, consent_id, protected_reason)
    values (home, of_person, to_domain,
            array(select w from unnest(wanted) w where w in ('identity', 'contact')),
            array(select w from unnest(wanted) w where w not in ('identity', 'contact')),
            on_ground, detail, said, access.account_id(), moment, until,
            case when ground.needs_consent then by_consent end,
            case when access.is_protected(of_person) then although_protected end)
    returning id into made;
  return made;
end $$;

revoke all on function access.may_share(uuid), access.osl_codes(text), access.beyond_general_clause(), access.secrecies(uuid),
  access.share_grounds(), access.end_secrecy(uuid), access.shut_secrecies(), access.lookers(uuid), access.recuse_from_share(uuid, text)
  from public;
grant execute on function access.secrecies(uuid), access.share_grounds(), access.end_secrecy(uuid), access.lookers(uuid),
  access.recuse_from_share(uuid, text) to sedd_web, sedd_jobs;
grant execute on function access.shut_secrecies()
  to sedd_owner, sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation;

-- How many there are is the domain's own: no row on a visit.
grant create on schema access to sedd_reach;
set local role sedd_reach;
create or replace function access.count_register(on_day date) returns table (members bigint, protected bigint, unclear bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select (select count(*) from public.register_period p
           where p.domain_id = access.domain_id() and p.known_until is null
             and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day)),
         (select count(*) from public.person n
           where n.domain_id = access.domain_id() and n.protection <> 'none' and exists (
             select from public.register_period p
              where p.domain_id = n.domain_id and p.person_id = n.id and p.known_until is null
                and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day))),
         (select count(distinct u.person_id) from public.register_unclear u
           where u.domain_id = access.domain_id() and u.known_until is null
             and (u.from_on is null or u.from_on <= on_day) and (u.until_on is null or u.until_on > on_day))
   where access.claim(12) = ''
$$;

set local role sedd_access;
revoke create on schema access from sedd_reach;

set local role sedd_owner;
create policy of_secrecy on note as restrictive for select using (secrecy <> all ((select access.shut_secrecies())::text[]));
