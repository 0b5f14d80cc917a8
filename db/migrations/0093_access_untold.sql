-- A young person who has not been told of an access in an emergency is not forgotten with the month: whoever took it is reminded until they have
-- been, or somebody has said why not; and so are those who reviewed it.

set local role sedd_access;

create or replace function access.glasses(own boolean, one uuid)
returns table (id uuid, person_id uuid, outcome text, display_name text, role text, title text, reason text, minutes integer, asked_at timestamptz,
  assignment_id uuid, until_at timestamptz, ended_at timestamptz, due_at timestamptz, verdict text, done text, reviewed_at timestamptz,
  reviewed_by text, stop_reason text, stopped_by text, told_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp rows 20 as $$
#variable_conflict use_column
declare
  me     uuid := nullif(access.claim(13), '')::uuid;
  moment timestamptz := access.moment();
begin
  if access.claim(12) <> '' then return; end if;
  return query
  select g.id, g.person_id, g.outcome, c.display_name, m.role, m.title, g.reason, g.minutes, g.asked_at, g.assignment_id, a.until_at, a.ended_at,
         g.due_at, g.verdict, g.done, g.reviewed_at, r.display_name, g.stop_reason, s.display_name, g.told_at
    from access.glass g
    join access.membership m on m.domain_id = g.domain_id and m.id = g.membership_id
    join access.account c on c.id = m.account_id
    left join access.assignment a on a.domain_id = g.domain_id and a.id = g.assignment_id
    left join access.account r on r.id = g.reviewed_by
    left join access.account s on s.id = g.stopped_by
   where g.domain_id = access.domain_id() and (one is null or g.id = one)
     and (g.reviewed_at is null or one is not null or g.asked_at > moment - interval '90 days'
       or (g.outcome = 'given' and g.told_at is null and g.stop_reason is null))
     and case when own then g.membership_id = me and g.outcome = 'given'
           and (g.asked_at > moment - interval '30 days' or (g.told_at is null and g.stop_reason is null))
         else g.outcome <> 'reached' and access.reviews(g.membership_id, g.person_id, g.outcome) end
   order by g.reviewed_at is not null, g.asked_at desc, g.id
   limit 500;
end $$;
