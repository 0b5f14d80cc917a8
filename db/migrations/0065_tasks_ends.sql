-- Consents, and shares that one has made oneself, end on a day: somebody is to ask anew, or be done.

set local role sedd_access;

-- What of the actor's own ends before an instant, of whom: shares that last, and consents that nobody has withdrawn, while the young
-- person is the actor's to share.
create function access.own_sharing_ends(before timestamptz) returns table (source text, id uuid, person_id uuid, until_at timestamptz)
  language sql stable security definer rows 10 set search_path = pg_catalog, pg_temp as $$
  select e.source, e.id, e.person_id, e.until_at
    from (select 'own_share_ends' as source, s.id, s.person_id, s.until_at
            from access.share s
           where s.domain_id = access.domain_id() and s.made_by = access.account_id() and s.until_at < before
             and access.lasts(s, access.moment())
          union all
          select 'consent_ends', c.id, c.person_id, c.until_at
            from access.consent c
           where c.domain_id = access.domain_id() and c.recorded_by = access.account_id() and c.withdrawn_at is null
             and c.until_at > access.moment() and c.until_at < before) e
   where access.claim(12) = '' and access.may('share') and access.may_share(e.person_id)
$$;
revoke all on function access.own_sharing_ends(timestamptz) from public;
grant execute on function access.own_sharing_ends(timestamptz) to sedd_web, sedd_jobs;

set local role sedd_owner;

alter table task_mark drop constraint task_mark_source_check;
alter table task_mark add constraint task_mark_source_check
  check (source in ('next_contact', 'stale_status', 'decision_ends', 'consent_ends', 'own_share_ends'));
