-- A step of the ladder can be given to a colleague as other days can; and whoever is to come along on a visit to somebody's home is told.

set local role sedd_owner;

do $$
declare
  says text;
begin
  select pg_get_constraintdef(oid) into says from pg_constraint where conrelid = 'task_mark'::regclass and conname = 'task_mark_source_check';
  alter table task_mark drop constraint task_mark_source_check;
  execute 'alter table task_mark add constraint task_mark_source_check ' || replace(says, 'ARRAY[', 'ARRAY[''ladder_step''::text, ');
end $$;

set local role sedd_access;

do $$
declare
  found record;
begin
  select c.conrelid::regclass as target, c.conname, pg_get_constraintdef(c.oid) as def into strict found
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
   where n.nspname = 'access' and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%given_to_you%';
  execute format('alter table %s drop constraint %I', found.target, found.conname);
  execute format('alter table %s add constraint %I %s', found.target, found.conname,
    replace(found.def, '''yours_done''::text', '''yours_done''::text, ''visit_with_you''::text'));
end $$;
