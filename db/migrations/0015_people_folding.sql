-- Folding that no longer hangs on the server: the small form of a letter such as İ is one sign to some and two to others. The
-- letters are listed instead, with those of more languages, so that Yıldız, Şahin and Wójcik are found as well. Names of plain
-- letters, which are most, take the short way. people/folding.ts is its twin.

set local role sedd_owner;

create or replace function fold_name(name text) returns text language sql immutable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select trim(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(
      lower(case when octet_length(name) = length(name) then name else
        translate(name,
          'åäöéüÅÄÖÉÜÀÁÂÃÆÇÈÊËÌÍÎÏÐÑÒÓÔÕØÙÚÛÝÞßàáâãæçèêëìíîïðñòóôõøùúûýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥ'
          'ĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŉŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſȘșȚțƏəẞ',
          'aaoeuaaoeuaaaaaceeeiiiidnooooouuuytsaaaaaceeeiiiidnooooouuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghh'
          'hhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzsssttees')
        end collate "C"),
      'ph', 'f'), 'th', 't'), 'ch', 'k'), 'ck', 'k'), 'c', 'k'), 'q', 'k'), 'w', 'v'), 'z', 's'), 'x', 'ks'),
    '([a-z])\1+', '\1', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;

-- What was folded otherwise is folded anew, and those persons are computed again, which makes the grams they are found by. The
-- wall is lifted for the owner while this is done: it is about every domain.
alter table person_name no force row level security;
alter table scope_touched no force row level security;

with refolded as (
  update person_name set folded = trim(fold_name(given_name) || ' ' || fold_name(family_name))
   where octet_length(given_name || family_name) <> length(given_name || family_name)
     and folded <> trim(fold_name(given_name) || ' ' || fold_name(family_name))
  returning domain_id, person_id)
insert into scope_touched (domain_id, person_id, touched_at)
select distinct domain_id, person_id, now() from refolded
on conflict do nothing;

alter table scope_touched force row level security;
alter table person_name force row level security;
