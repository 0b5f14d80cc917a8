-- What somebody writes behind a link is kept also where a colleague has filled in the page: beside what stands, over in the moment it is written.
-- And what was answered in mappings has a rule of its own for how long it is kept, as notes have: a form that is done is deleted whole.

set local role sedd_owner;

grant insert (known_until) on support_answer to sedd_jobs;

alter table retention_rule drop constraint retention_rule_record_type_check;
alter table retention_rule add constraint retention_rule_record_type_check
  check (record_type in ('person', 'note', 'mapping', 'old_contact', 'delivery', 'review', 'trail'));
alter table retention_rule drop constraint retention_rule_event_check;
alter table retention_rule add constraint retention_rule_event_check
  check (event in ('left_register', 'turned_twenty', 'written', 'mapped', 'replaced', 'received', 'reviewed', 'recorded'));
alter table retention_rule drop constraint retention_rule_check3;
alter table retention_rule add constraint retention_rule_check3 check (case record_type
    when 'person' then event in ('left_register', 'turned_twenty')
    when 'note' then event in ('written', 'left_register')
    when 'mapping' then event in ('mapped', 'left_register')
    when 'old_contact' then event = 'replaced'
    when 'delivery' then event = 'received'
    when 'review' then event = 'reviewed'
    else event = 'recorded' end);

create or replace function disposal_hold(kind text, source text, subject text) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if kind = 'person' then
    perform from public.person p where p.id = subject::uuid for update;
    perform from public.person p where p.id = any (public.disposal_ids(subject::uuid)) order by p.id for update;
  elsif kind = 'note' then
    perform from public.note n where n.note_id = subject::uuid order by n.id for update;
  elsif kind = 'mapping' then
    perform from public.support_mapping m where m.id = subject::uuid for update;
    perform from public.support_answer a where a.mapping_id = subject::uuid order by a.id for update;
  elsif kind = 'old_contact' then
    execute format('select from public.%I t where t.id = $1 for update',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      using subject::bigint;
  elsif kind = 'delivery' then
    perform from public.delivery d where d.id = subject::uuid for update;
  elsif kind = 'review' then
    perform from public.review_item i where i.id = subject::uuid for update;
  end if;
end $$;

create or replace function disposal_state(kind text, source text, subject text) returns text
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids    uuid[];
  target text;
  part   text;
  said   text := '';
begin
  perform access.require_right('retention');
  if kind = 'person' then
    ids := public.disposal_ids(subject::uuid);
    foreach target in array public.disposal_tables() || 'person'::text loop
      execute format('select coalesce(string_agg(print, '','' order by print), '''')
                        from (select public.row_print(t::text) as print from public.%I t where t.%I = any ($1)) rows',
        target, case target when 'person' then 'id' else 'person_id' end) into part using ids;
      said := said || target || ':' || public.row_print(part) || ';';
    end loop;
  elsif kind = 'note' then
    select coalesce(string_agg(public.row_print(n::text), ',' order by n.id), '') into said from public.note n where n.note_id = subject::uuid;
  elsif kind = 'mapping' then
    select coalesce(string_agg(r.print, ',' order by r.print), '') into said from (
      select public.row_print(m::text) as print from public.support_mapping m where m.id = subject::uuid
      union all
      select public.row_print(a::text) from public.support_answer a where a.mapping_id = subject::uuid) r;
  elsif kind = 'old_contact' then
    execute format('select coalesce(min(public.row_print(t::text)), '''') from public.%I t where t.id = $1',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      into said using subject::bigint;
  elsif kind = 'delivery' then
    select coalesce(min(d.status || d.file_name || coalesce(d.reversed_at::text, '')), '') into said from public.delivery d where d.id = subject::uuid;
  elsif kind = 'review' then
    select coalesce(string_agg(v.id || v.outcome, ',' order by v.id), '') into said from public.review_verdict v where v.item_id = subject::uuid;
  else
    said := subject;
  end if;
  return public.row_print(said);
end $$;

create or replace function dispose_of_other(kind text, source text, subject text) returns bigint
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  gone  bigint := 0;
  total bigint := 0;
begin
  if kind = 'note' then
    delete from public.note n where n.note_id = subject::uuid;
    get diagnostics total = row_count;
  elsif kind = 'mapping' then
    delete from public.support_answer a where a.mapping_id = subject::uuid;
    get diagnostics total = row_count;
    delete from public.support_mapping_link l where l.mapping_id = subject::uuid;
    get diagnostics gone = row_count; total := total + gone;
    delete from public.support_mapping m where m.id = subject::uuid;
    get diagnostics gone = row_count; total := total + gone;
  elsif kind = 'old_contact' then
    execute format('delete from public.%I t where t.id = $1 and t.known_until is not null',
      case source when 'person_address' then 'person_address' when 'person_contact' then 'person_contact' else 'person_guardian' end)
      using subject::bigint;
    get diagnostics total = row_count;
  elsif kind = 'delivery' then
    delete from public.delivery_problem r where r.delivery_id = subject::uuid;
    get diagnostics gone = row_count; total := total + gone;
    delete from public.delivery_refused_row r where r.delivery_id = subject::uuid;
    get diagnostics gone = row_count; total := total + gone;
    update public.delivery d set file_name = null where d.id = subject::uuid;
  elsif kind = 'review' then
    delete from public.review_verdict v where v.item_id = subject::uuid;
    delete from public.review_item i where i.id = subject::uuid;
    get diagnostics total = row_count;
  elsif kind = 'trail' then
    total := trail.erase_private(null, subject::timestamptz, 'gallring');
  end if;
  return total;
end $$;

-- One more day that tasks are read from; whatever else a mark may stand by stays.
do $marks$
declare
  says text;
begin
  select pg_get_constraintdef(c.oid) into says from pg_constraint c where c.conrelid = 'task_mark'::regclass and c.conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute 'alter table task_mark add constraint task_mark_source_check ' || replace(says, 'ARRAY[', 'ARRAY[''mapping_answered''::text, ');
end $marks$;
