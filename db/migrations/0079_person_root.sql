-- Whoever belongs to one person: asked on every page of a person (why one sees them, the merged numbers, what lies under them). The index of the
-- merged alone does not serve who asks for all, and a table of persons was read through, three times for each page.
--
-- Not by domain first: while a table is new and nothing is known of it, an index that begins with the domain looks as good to the planner as the
-- key does, and each check of a foreign key would read all persons.

set local role sedd_owner;

create index person_root on person (root_id);
