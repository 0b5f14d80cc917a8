-- What is behind the bell is an *alert*: a *notice* is what school and hemkommun tell each other (skollagen 15 kap. 15 §), and one word stands
-- for one thing.

set local role sedd_access;

alter table access.notice rename to alert;

do $$
declare
  named record;
begin
  for named in select conname from pg_constraint where conrelid = 'access.alert'::regclass and conname like 'notice\_%' loop
    execute format('alter table access.alert rename constraint %I to %I', named.conname, 'alert' || substr(named.conname, 7));
  end loop;
end $$;
alter index access.notice_account rename to alert_account;
alter index access.notice_unread rename to alert_unread;

drop function access.notify(uuid, text, text), access.notices(integer), access.read_notices(uuid), access.unread_notices(text);

-- Leaves an alert for a colleague; false when there is no such colleague. Nobody is told of what they did themself.
create function access.leave_alert(for_account uuid, what text, which_object text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into access.alert (domain_id, account_id, code, object, by_account, made_at)
    select m.domain_id, m.account_id, what, which_object, access.account_id(), access.moment()
      from access.membership m join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
     where m.domain_id = access.claim(3)::uuid and m.account_id = for_account and m.ended_at is null
       and access.claim(12) = '' and for_account <> access.account_id()
     limit 1;
  return found;
end $$;

create function access.alerts(most integer) returns table (
  id uuid, code text, object text, by_account uuid, made_at timestamptz, read_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.id, a.code, a.object, a.by_account, a.made_at, a.read_at from access.alert a
   where a.account_id = access.account_id() and a.domain_id = access.claim(3)::uuid and access.claim(12) = ''
   order by a.made_at desc, a.id limit least(most, 200)
$$;

-- One of one's own, or all of them; how many there were. What is older than a quarter of a year is forgotten then.
create function access.read_alerts(which uuid) returns bigint
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  marked bigint;
begin
  if access.claim(12) <> '' then return 0; end if;
  delete from access.alert a
   where a.account_id = access.account_id() and a.domain_id = access.claim(3)::uuid and a.made_at < access.moment() - interval '90 days';
  update access.alert a set read_at = greatest(a.made_at, access.moment())
   where a.account_id = access.account_id() and a.domain_id = access.claim(3)::uuid and a.read_at is null
     and (read_alerts.which is null or a.id = read_alerts.which);
  get diagnostics marked = row_count;
  return marked;
end $$;

-- How many one has not read, by the session's token alone: every page asks, and a transaction would cost more than the answer.
create function access.unread_alerts(token text) returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*) from access.session s
    join access.alert a on a.account_id = s.account_id and a.domain_id = s.domain_id and a.read_at is null
   where s.token_sha = access.sha(token) and s.purpose = 'web' and s.expires_at > now() and s.seen_at > now() - interval '15 minutes'
$$;

revoke all on function access.leave_alert(uuid, text, text), access.alerts(integer), access.read_alerts(uuid),
  access.unread_alerts(text) from public;
grant execute on function access.leave_alert(uuid, text, text) to sedd_web, sedd_jobs;
grant execute on function access.alerts(integer), access.read_alerts(uuid), access.unread_alerts(text) to sedd_web;

set local role sedd_owner;
