-- Written by npm run schema. The truth to read; a test compares it with the migrations.

-- Schemas and extensions

schema access owner sedd_access
  grant to sedd_evaluation: USAGE
  grant to sedd_import: USAGE
  grant to sedd_jobs: USAGE
  grant to sedd_owner: USAGE
  grant to sedd_statistics: USAGE
  grant to sedd_web: USAGE
schema public owner of the database
  grant to sedd_access: USAGE
  grant to sedd_backup: USAGE
  grant to sedd_evaluation: USAGE
  grant to sedd_import: USAGE
  grant to sedd_jobs: USAGE
  grant to sedd_owner: CREATE, USAGE
  grant to sedd_statistics: USAGE
  grant to sedd_web: USAGE
extension btree_gist

-- Tables

table access.account
  id uuid default gen_random_uuid() not null
  kind text not null
  sign_in_name text not null
  display_name text not null
  language text default 'sv'::text not null
  active boolean default true not null
  demo_face integer
  created_at timestamp with time zone default now() not null
  constraint account_display_name_check CHECK ((display_name <> ''::text))
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['staff'::text, 'machine'::text])))
  constraint account_language_check CHECK ((language = ANY (ARRAY['sv'::text, 'en'::text])))
  constraint account_sign_in_name_check CHECK ((sign_in_name ~ '^[a-z0-9][a-z0-9._:-]{0,63}$'::text))
  constraint account_pkey PRIMARY KEY (id)
  constraint account_sign_in_name_key UNIQUE (sign_in_name)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.domain
  id uuid default gen_random_uuid() not null
  code text not null
  name text not null
  municipality_code text
  kind text not null
  keeps_register boolean not null
  created_at timestamp with time zone default now() not null
  constraint domain_check CHECK (((NOT keeps_register) OR (municipality_code IS NOT NULL)))
  constraint domain_code_check CHECK ((code ~ '^[A-Za-z0-9ÅÄÖåäö_-]{1,40}$'::text))
  constraint domain_kind_check CHECK ((kind = ANY (ARRAY['school_board'::text, 'social_board'::text, 'school_health'::text, 'region'::text, 'folk_high_school'::text, 'other'::text])))
  constraint domain_municipality_code_check CHECK ((municipality_code ~ '^[0-9]{4}$'::text))
  constraint domain_name_check CHECK ((name <> ''::text))
  constraint domain_pkey PRIMARY KEY (id)
  constraint domain_code_key UNIQUE (code)
  CREATE INDEX domain_municipality ON access.domain USING btree (municipality_code)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access
  grant to sedd_owner on id: REFERENCES

table access.event
  domain_id uuid not null
  id bigint generated always as identity not null
  at timestamp with time zone default clock_timestamp() not null
  actor_id uuid not null
  actor_role text not null
  purpose text not null
  action text not null
  object text
  person_id uuid
  detail jsonb
  constraint event_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text))
  constraint event_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX event_at ON access.event USING btree (domain_id, at)
  CREATE INDEX event_person ON access.event USING btree (domain_id, person_id, id) WHERE (person_id IS NOT NULL)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE DELETE OR UPDATE OR TRUNCATE ON access.event FOR EACH STATEMENT EXECUTE FUNCTION access.deny_rewrite()
  owner sedd_access

table access.key
  id integer not null
  ipad bytea not null
  opad bytea not null
  constraint key_id_check CHECK ((id = 1))
  constraint key_pkey PRIMARY KEY (id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.membership
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  role text not null
  title text
  sees_protected boolean default false not null
  started_at timestamp with time zone default now() not null
  ended_at timestamp with time zone
  constraint membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint membership_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint membership_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX membership_account ON access.membership USING btree (account_id)
  CREATE UNIQUE INDEX membership_one_open ON access.membership USING btree (domain_id, account_id, role) WHERE (ended_at IS NULL)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.session
  token_sha bytea not null
  account_id uuid not null
  domain_id uuid not null
  membership_id uuid
  purpose text not null
  created_at timestamp with time zone default now() not null
  seen_at timestamp with time zone default now() not null
  expires_at timestamp with time zone not null
  constraint session_check CHECK (((membership_id IS NOT NULL) OR (purpose <> 'web'::text)))
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint session_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint session_pkey PRIMARY KEY (token_sha)
  CREATE INDEX session_account ON access.session USING btree (account_id)
  CREATE INDEX session_expiry ON access.session USING btree (expires_at)
  CREATE INDEX session_membership ON access.session USING btree (domain_id, membership_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table public.code
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  list text not null
  code text not null
  label_sv text not null
  label_en text not null
  best_before_days integer
  valid_from date not null
  valid_until date
  confirmed_at timestamp with time zone
  confirmed_by uuid
  constraint code_best_before_days_check CHECK (((best_before_days >= 1) AND (best_before_days <= 3650)))
  constraint code_check CHECK ((valid_until > valid_from))
  constraint code_check1 CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL)))
  constraint code_check2 CHECK (((best_before_days IS NULL) OR (list = 'occupation'::text)))
  constraint code_label_en_check CHECK ((label_en <> ''::text))
  constraint code_label_sv_check CHECK ((label_sv <> ''::text))
  constraint code_list_check CHECK ((list = ANY (ARRAY['occupation'::text, 'entry_reason'::text, 'decision_reason'::text])))
  constraint code_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint code_pkey PRIMARY KEY (domain_id, id)
  constraint code_domain_id_list_code_valid_from_key UNIQUE (domain_id, list, code, valid_from)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: SELECT
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.completion
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  kind text not null
  completed_on date not null
  school_unit_code text
  source text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint completion_check CHECK ((known_until >= known_from))
  constraint completion_kind_check CHECK ((kind = ANY (ARRAY['EXAMENSBEVIS'::text, 'STUDIEBEVIS'::text, 'GYMNASIEBEVIS_ANPASSAD'::text, 'IB_DIPLOM'::text, 'FHSK_BEHÖRIGHET'::text, 'UTLÄNDSK_GYMNASIEEXAMEN'::text, 'GYMNASIEEXAMEN_KOMVUX'::text, 'SLUTBETYG_GR'::text])))
  constraint completion_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX completion_current ON public.completion USING btree (domain_id, person_id, kind) WHERE (known_until IS NULL)
  CREATE INDEX completion_person ON public.completion USING btree (domain_id, person_id) WHERE (known_until IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.completion FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.completion REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.delivery
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  source text not null
  sheet text
  file_name text
  file_sha256 bytea
  file_size bigint
  mapping_id uuid
  complete jsonb
  status text not null
  defect text
  rows_read integer default 0 not null
  rows_refused integer default 0 not null
  warnings integer default 0 not null
  outcome jsonb
  cursor text
  received_at timestamp with time zone not null
  received_by uuid not null
  applied_at timestamp with time zone
  applied_by uuid
  reversed_at timestamp with time zone
  reversed_by uuid
  constraint delivery_check CHECK (((status = 'refused'::text) = (defect IS NOT NULL)))
  constraint delivery_check1 CHECK (((applied_at IS NOT NULL) = (status = ANY (ARRAY['applied'::text, 'reversed'::text]))))
  constraint delivery_check2 CHECK (((reversed_at IS NOT NULL) = (status = 'reversed'::text)))
  constraint delivery_sheet_check CHECK ((sheet = ANY (ARRAY['population'::text, 'enrolments'::text, 'completions'::text])))
  constraint delivery_source_check CHECK ((source = ANY (ARRAY['sheet'::text, 'ss12000'::text])))
  constraint delivery_status_check CHECK ((status = ANY (ARRAY['reading'::text, 'refused'::text, 'previewed'::text, 'applied'::text, 'reversed'::text, 'discarded'::text])))
  constraint delivery_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint delivery_domain_id_mapping_id_fkey FOREIGN KEY (domain_id, mapping_id) REFERENCES import_mapping(domain_id, id)
  constraint delivery_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX delivery_mapping ON public.delivery USING btree (domain_id, mapping_id)
  CREATE INDEX delivery_received ON public.delivery USING btree (domain_id, received_at DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.delivery_completion_row
  domain_id uuid not null
  delivery_id uuid not null
  row_no integer not null
  number text not null
  number_kind text not null
  birth_date date
  latest_birth_date date not null
  kind text not null
  completed_on date not null
  school_unit_code text
  source text
  person_id uuid
  outcome text
  constraint delivery_completion_row_pkey PRIMARY KEY (domain_id, delivery_id, row_no)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, delivery_id ON public.delivery_completion_row FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_delivery AFTER INSERT ON public.delivery_completion_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_delivery()
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.delivery_enrolment_row
  domain_id uuid not null
  delivery_id uuid not null
  row_no integer not null
  number text not null
  number_kind text not null
  birth_date date
  latest_birth_date date not null
  school_unit_code text
  school_unit text
  organiser text
  school_form text not null
  programme_code text
  starts_on date not null
  ends_before date
  interrupted boolean not null
  source text
  person_id uuid
  outcome text
  constraint delivery_enrolment_row_pkey PRIMARY KEY (domain_id, delivery_id, row_no)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, delivery_id ON public.delivery_enrolment_row FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_delivery AFTER INSERT ON public.delivery_enrolment_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_delivery()
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.delivery_guardian_row
  domain_id uuid not null
  id bigint generated always as identity not null
  delivery_id uuid not null
  number text not null
  external_id text
  name text not null
  phone text
  email text
  constraint delivery_guardian_row_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX delivery_guardian_row_delivery ON public.delivery_guardian_row USING btree (domain_id, delivery_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, delivery_id ON public.delivery_guardian_row FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_delivery AFTER INSERT ON public.delivery_guardian_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_delivery()
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.delivery_population_row
  domain_id uuid not null
  delivery_id uuid not null
  row_no integer not null
  number text not null
  number_kind text not null
  birth_date date
  latest_birth_date date not null
  given_name text
  family_name text
  sex text
  street text
  postal_code text
  postal_town text
  municipality text
  resident_from date
  resident_until date
  status text
  protection text
  schooling_completed_on date
  first_registered_on date
  external_id text
  phone text
  email text
  person_id uuid
  outcome text
  constraint delivery_population_row_pkey PRIMARY KEY (domain_id, delivery_id, row_no)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, delivery_id ON public.delivery_population_row FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_delivery AFTER INSERT ON public.delivery_population_row REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_delivery()
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.delivery_problem
  domain_id uuid not null
  id bigint generated always as identity not null
  delivery_id uuid not null
  row_no integer not null
  column_name text not null
  value text not null
  code text not null
  severity text not null
  other_row integer
  constraint delivery_problem_severity_check CHECK ((severity = ANY (ARRAY['refused'::text, 'warning'::text])))
  constraint delivery_problem_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX delivery_problem_row ON public.delivery_problem USING btree (domain_id, delivery_id, row_no)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, delivery_id ON public.delivery_problem FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_delivery AFTER INSERT ON public.delivery_problem REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_delivery()
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.delivery_refused_row
  domain_id uuid not null
  delivery_id uuid not null
  row_no integer not null
  number text not null
  protection text
  constraint delivery_refused_row_protection_check CHECK ((protection = ANY (ARRAY['confidentiality_marking'::text, 'protected_registration'::text])))
  constraint delivery_refused_row_domain_id_delivery_id_fkey FOREIGN KEY (domain_id, delivery_id) REFERENCES delivery(domain_id, id)
  constraint delivery_refused_row_pkey PRIMARY KEY (domain_id, delivery_id, row_no)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.duplicate_suggestion
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  other_id uuid not null
  reasons text[] not null
  score integer not null
  suggested_at timestamp with time zone not null
  delivery_id uuid
  decision text
  decided_at timestamp with time zone
  decided_by uuid
  constraint duplicate_suggestion_check CHECK ((other_id > person_id))
  constraint duplicate_suggestion_check1 CHECK (((decision IS NULL) = (decided_at IS NULL)))
  constraint duplicate_suggestion_decision_check CHECK ((decision = ANY (ARRAY['merged'::text, 'different'::text])))
  constraint duplicate_suggestion_reasons_check CHECK ((cardinality(reasons) > 0))
  constraint duplicate_suggestion_score_check CHECK (((score >= 1) AND (score <= 100)))
  constraint duplicate_suggestion_domain_id_other_id_fkey FOREIGN KEY (domain_id, other_id) REFERENCES person(domain_id, id)
  constraint duplicate_suggestion_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint duplicate_suggestion_pkey PRIMARY KEY (domain_id, id)
  constraint duplicate_suggestion_domain_id_person_id_other_id_key UNIQUE (domain_id, person_id, other_id)
  CREATE INDEX duplicate_suggestion_open ON public.duplicate_suggestion USING btree (domain_id, score DESC) WHERE (decision IS NULL)
  CREATE INDEX duplicate_suggestion_other ON public.duplicate_suggestion USING btree (domain_id, other_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.enrolment
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  school_form text not null
  programme_code text
  introductory boolean default false not null
  school_unit_code text
  school_unit text
  organiser text
  starts_on date not null
  ends_before date
  interrupted boolean default false not null
  source text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint enrolment_check CHECK (((NOT introductory) OR (school_form = 'GY'::text)))
  constraint enrolment_check1 CHECK ((ends_before > starts_on))
  constraint enrolment_check2 CHECK (((NOT interrupted) OR (ends_before IS NOT NULL)))
  constraint enrolment_check3 CHECK ((known_until >= known_from))
  constraint enrolment_school_form_check CHECK ((school_form = ANY (ARRAY['GR'::text, 'GRAN'::text, 'SP'::text, 'SAM'::text, 'GY'::text, 'GYAN'::text, 'KOMVUX_GRUND'::text, 'KOMVUX_GY'::text, 'KOMVUX_ANPASSAD'::text, 'SFI'::text, 'ORIENTERING'::text, 'FHSK'::text, 'IB'::text, 'INTERNATIONELL'::text, 'UTLAND'::text, 'ÖVRIG'::text])))
  constraint enrolment_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX enrolment_current ON public.enrolment USING btree (domain_id, person_id, starts_on, school_form, school_unit_code, school_unit) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX enrolment_person ON public.enrolment USING btree (domain_id, person_id) WHERE (known_until IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.enrolment FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.enrolment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.form_submission
  domain_id uuid not null
  token uuid not null
  account_id uuid not null
  submitted_at timestamp with time zone not null
  constraint form_submission_pkey PRIMARY KEY (domain_id, token)
  CREATE INDEX form_submission_age ON public.form_submission USING btree (submitted_at)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: DELETE, INSERT, SELECT
  grant to sedd_web: DELETE, INSERT, SELECT

table public.import_mapping
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  sheet text not null
  mapping jsonb not null
  updated_at timestamp with time zone not null
  updated_by uuid not null
  constraint import_mapping_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  constraint import_mapping_sheet_check CHECK ((sheet = ANY (ARRAY['population'::text, 'enrolments'::text, 'completions'::text])))
  constraint import_mapping_pkey PRIMARY KEY (domain_id, id)
  constraint import_mapping_domain_id_name_sheet_key UNIQUE (domain_id, name, sheet)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.job
  domain_id uuid not null
  id bigint generated always as identity not null
  name text not null
  payload jsonb not null
  run_at timestamp with time zone not null
  attempts integer default 0 not null
  max_attempts integer default 8 not null
  last_error text
  failed_at timestamp with time zone
  unique_key text
  created_at timestamp with time zone not null
  constraint job_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint job_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX job_due ON public.job USING btree (domain_id, run_at) WHERE (failed_at IS NULL)
  CREATE UNIQUE INDEX job_once ON public.job USING btree (domain_id, unique_key) WHERE ((unique_key IS NOT NULL) AND (failed_at IS NULL))
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.municipality
  code text not null
  name text not null
  county_code text not null
  region text not null
  constraint municipality_code_check CHECK ((code ~ '^[0-9]{4}$'::text))
  constraint municipality_pkey PRIMARY KEY (code)
  row security: forced
  policy loaded_by_owner permissive for all to sedd_owner using (true) check (true)
  policy readable permissive for select to public using (true)
  owner sedd_owner
  grant to sedd_import: SELECT
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT

table public.name_search
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  query text not null
  created_at timestamp with time zone not null
  constraint name_search_query_check CHECK (((length(query) >= 1) AND (length(query) <= 200)))
  constraint name_search_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX name_search_created ON public.name_search USING btree (created_at)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.organisation
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  kind text not null
  organisation_number text
  external_id text
  ended_on date
  constraint organisation_kind_check CHECK ((kind = ANY (ARRAY['municipality'::text, 'region'::text, 'private'::text, 'state'::text, 'folk_high_school'::text, 'other'::text])))
  constraint organisation_name_check CHECK ((name <> ''::text))
  constraint organisation_organisation_number_check CHECK ((organisation_number ~ '^[0-9]{10}$'::text))
  constraint organisation_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint organisation_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX organisation_external ON public.organisation USING btree (domain_id, external_id) WHERE (external_id IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  root_id uuid not null
  sex text
  birth_date date
  latest_birth_date date not null
  protection text default 'none'::text not null
  residency text default 'active'::text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint person_check CHECK ((latest_birth_date >= birth_date))
  constraint person_check1 CHECK ((known_until >= known_from))
  constraint person_protection_check CHECK ((protection = ANY (ARRAY['none'::text, 'confidentiality_marking'::text, 'protected_registration'::text])))
  constraint person_residency_check CHECK ((residency = ANY (ARRAY['active'::text, 'emigrated'::text, 'deceased'::text])))
  constraint person_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
  constraint person_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX person_merged ON public.person USING btree (domain_id, root_id) WHERE (root_id <> id)
  CREATE INDEX person_protected ON public.person USING btree (domain_id) WHERE (protection <> 'none'::text)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy protected_identity restrictive for select to public using (((protection = 'none'::text) OR ( SELECT access.sees_protected() AS sees_protected)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER require_root_of_changed AFTER UPDATE ON public.person REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_root()
  CREATE TRIGGER require_root_of_new AFTER INSERT ON public.person REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_root()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_address
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  street text
  postal_code text
  postal_town text
  source text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_address_check CHECK ((known_until >= known_from))
  constraint person_address_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_address_current ON public.person_address USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX person_address_person ON public.person_address USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_address FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_address REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_contact
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  kind text not null
  value text not null
  digits text
  source text not null
  noted_on date not null
  recorded_by uuid
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_contact_check CHECK ((known_until >= known_from))
  constraint person_contact_digits_check CHECK ((digits ~ '^[0-9]{5,15}$'::text))
  constraint person_contact_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text])))
  constraint person_contact_value_check CHECK ((value <> ''::text))
  constraint person_contact_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_contact_current ON public.person_contact USING btree (domain_id, person_id, kind, value) WHERE (known_until IS NULL)
  CREATE INDEX person_contact_digits ON public.person_contact USING btree (domain_id, digits) WHERE ((known_until IS NULL) AND (digits IS NOT NULL))
  CREATE INDEX person_contact_person ON public.person_contact USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_contact FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_contact REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_external_id
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  system text not null
  external_id text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_external_id_check CHECK ((known_until >= known_from))
  constraint person_external_id_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_external_id_current ON public.person_external_id USING btree (domain_id, system, external_id) WHERE (known_until IS NULL)
  CREATE INDEX person_external_id_person ON public.person_external_id USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_external_id FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_external_id REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_guardian
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  name text not null
  relation text not null
  phone text
  email text
  external_id text
  source text not null
  noted_on date not null
  recorded_by uuid
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_guardian_check CHECK ((known_until >= known_from))
  constraint person_guardian_name_check CHECK ((name <> ''::text))
  constraint person_guardian_relation_check CHECK ((relation = ANY (ARRAY['guardian'::text, 'other_responsible'::text, 'appointed'::text])))
  constraint person_guardian_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint person_guardian_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX person_guardian_person ON public.person_guardian USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_identifier
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  kind text not null
  number text not null
  source text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_identifier_check CHECK ((known_until >= known_from))
  constraint person_identifier_kind_check CHECK ((kind = ANY (ARRAY['personal'::text, 'coordination'::text, 'interim'::text])))
  constraint person_identifier_number_check CHECK ((number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'::text))
  constraint person_identifier_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_identifier_number ON public.person_identifier USING btree (domain_id, number) WHERE (known_until IS NULL)
  CREATE INDEX person_identifier_person ON public.person_identifier USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_identifier FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_identifier REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_merge
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  survivor_id uuid not null
  merged_id uuid not null
  choices jsonb not null
  replaced jsonb not null
  merged_at timestamp with time zone not null
  merged_by uuid not null
  unmerged_at timestamp with time zone
  unmerged_by uuid
  constraint person_merge_check CHECK ((merged_id <> survivor_id))
  constraint person_merge_check1 CHECK (((unmerged_at IS NULL) = (unmerged_by IS NULL)))
  constraint person_merge_domain_id_merged_id_fkey FOREIGN KEY (domain_id, merged_id) REFERENCES person(domain_id, id)
  constraint person_merge_domain_id_survivor_id_fkey FOREIGN KEY (domain_id, survivor_id) REFERENCES person(domain_id, id)
  constraint person_merge_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX person_merge_merged ON public.person_merge USING btree (domain_id, merged_id)
  CREATE UNIQUE INDEX person_merge_open ON public.person_merge USING btree (domain_id, merged_id) WHERE (unmerged_at IS NULL)
  CREATE INDEX person_merge_survivor ON public.person_merge USING btree (domain_id, survivor_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_name
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  given_name text not null
  family_name text not null
  folded text not null
  source text not null
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_name_check CHECK ((known_until >= known_from))
  constraint person_name_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_name_current ON public.person_name USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX person_name_folded ON public.person_name USING btree (domain_id, folded) WHERE (known_until IS NULL)
  CREATE INDEX person_name_person ON public.person_name USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_name FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_name REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_protection
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  kind text not null
  from_on date not null
  until_on date
  source text not null
  recorded_by uuid
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_protection_check1 CHECK ((until_on >= from_on))
  constraint person_protection_check2 CHECK ((known_until >= known_from))
  constraint person_protection_kind_check CHECK ((kind = ANY (ARRAY['confidentiality_marking'::text, 'protected_registration'::text])))
  constraint person_protection_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint person_protection_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_protection_open ON public.person_protection USING btree (domain_id, person_id) WHERE ((known_until IS NULL) AND (until_on IS NULL))
  CREATE INDEX person_protection_person ON public.person_protection USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_residence
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  kind text not null
  municipality_code text not null
  from_on date
  until_on date
  source text not null
  recorded_by uuid
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_residence_check CHECK ((until_on > from_on))
  constraint person_residence_check1 CHECK ((known_until >= known_from))
  constraint person_residence_kind_check CHECK ((kind = ANY (ARRAY['registered'::text, 'manual'::text])))
  constraint person_residence_municipality_code_check CHECK ((municipality_code ~ '^[0-9]{4}$'::text))
  constraint person_residence_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_residence_current ON public.person_residence USING btree (domain_id, person_id, kind, municipality_code, from_on) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX person_residence_person ON public.person_residence USING btree (domain_id, person_id) WHERE (known_until IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_residence FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_residence REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_residency
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  residency text not null
  from_on date not null
  until_on date
  source text not null
  recorded_by uuid
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint person_residency_check1 CHECK ((until_on >= from_on))
  constraint person_residency_check2 CHECK ((known_until >= known_from))
  constraint person_residency_residency_check CHECK ((residency = ANY (ARRAY['emigrated'::text, 'deceased'::text])))
  constraint person_residency_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint person_residency_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX person_residency_open ON public.person_residency USING btree (domain_id, person_id) WHERE ((known_until IS NULL) AND (until_on IS NULL))
  CREATE INDEX person_residency_person ON public.person_residency USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_sex_change
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  delivery_id uuid not null
  sex_before text
  sex_after text not null
  changed_at timestamp with time zone not null
  undone_at timestamp with time zone
  constraint person_sex_change_check CHECK ((undone_at >= changed_at))
  constraint person_sex_change_sex_after_check CHECK ((sex_after = ANY (ARRAY['female'::text, 'male'::text])))
  constraint person_sex_change_sex_before_check CHECK ((sex_before = ANY (ARRAY['female'::text, 'male'::text])))
  constraint person_sex_change_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint person_sex_change_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX person_sex_change_delivery ON public.person_sex_change USING btree (domain_id, delivery_id)
  CREATE INDEX person_sex_change_person ON public.person_sex_change USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.programme
  code text not null
  name text not null
  kind text not null
  constraint programme_kind_check CHECK ((kind = ANY (ARRAY['vocational'::text, 'preparatory'::text, 'introductory'::text, 'adapted'::text, 'other'::text])))
  constraint programme_pkey PRIMARY KEY (code)
  row security: forced
  policy loaded_by_owner permissive for all to sedd_owner using (true) check (true)
  policy readable permissive for select to public using (true)
  owner sedd_owner
  grant to sedd_import: SELECT
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT

table public.register_change
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  kind text not null
  reason text
  on_day date not null
  recorded_at timestamp with time zone not null
  constraint register_change_kind_check CHECK ((kind = ANY (ARRAY['entered'::text, 'left'::text, 'moved_in'::text, 'moved_out'::text, 'soon_upper_age'::text, 'occupation_expired'::text, 'became_unclear'::text])))
  constraint register_change_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX register_change_day ON public.register_change USING btree (domain_id, on_day DESC)
  CREATE UNIQUE INDEX register_change_once ON public.register_change USING btree (domain_id, person_id, kind, on_day)
  CREATE INDEX register_change_recorded ON public.register_change USING btree (domain_id, recorded_at DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.register_change FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.register_change REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.register_occupation
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  occupation text not null
  source text not null
  from_on date not null
  until_on date
  confirmed_on date not null
  best_before_on date not null
  recorded_by uuid not null
  carried_by uuid
  set_aside_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint register_occupation_check CHECK ((until_on >= from_on))
  constraint register_occupation_check1 CHECK ((best_before_on > confirmed_on))
  constraint register_occupation_check2 CHECK ((known_until >= known_from))
  constraint register_occupation_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint register_occupation_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX register_occupation_carried ON public.register_occupation USING btree (domain_id, carried_by) WHERE (carried_by IS NOT NULL)
  CREATE UNIQUE INDEX register_occupation_open ON public.register_occupation USING btree (domain_id, person_id) WHERE ((known_until IS NULL) AND (until_on IS NULL))
  CREATE INDEX register_occupation_person ON public.register_occupation USING btree (domain_id, person_id)
  CREATE INDEX register_occupation_set_aside ON public.register_occupation USING btree (domain_id, set_aside_by) WHERE (set_aside_by IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.register_owner
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  account_id uuid not null
  from_on date not null
  assigned_by uuid not null
  carried_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint register_owner_check CHECK ((known_until >= known_from))
  constraint register_owner_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint register_owner_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX register_owner_account ON public.register_owner USING btree (domain_id, account_id) WHERE (known_until IS NULL)
  CREATE INDEX register_owner_carried ON public.register_owner USING btree (domain_id, carried_by) WHERE (carried_by IS NOT NULL)
  CREATE UNIQUE INDEX register_owner_open ON public.register_owner USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX register_owner_person ON public.register_owner USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.register_parameter
  name text not null
  valid_from date not null
  value text not null
  verified boolean not null
  source text not null
  constraint register_parameter_pkey PRIMARY KEY (name, valid_from)
  row security: forced
  policy loaded_by_owner permissive for all to sedd_owner using (true) check (true)
  policy readable permissive for select to public using (true)
  owner sedd_owner
  grant to sedd_import: SELECT
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT

table public.register_period
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  from_on date
  until_on date
  reason text not null
  sort_name text collate "C" not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint register_period_check CHECK ((until_on > from_on))
  constraint register_period_check1 CHECK ((known_until >= known_from))
  constraint register_period_reason_check CHECK ((reason = ANY (ARRAY['AVBROTT_NATIONELLT'::text, 'AVBROTT_INTRODUKTION'::text, 'STUDIEBEVIS'::text, 'SLUTAT_UTAN_BEVIS'::text, 'ALDRIG_BÖRJAT'::text, 'NY_I_LANDET'::text, 'OKÄND'::text])))
  constraint register_period_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX register_period_current ON public.register_period USING btree (domain_id, person_id, from_on) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX register_period_name ON public.register_period USING btree (domain_id, sort_name, person_id) INCLUDE (from_on, until_on, reason) WHERE (known_until IS NULL)
  CREATE INDEX register_period_person ON public.register_period USING btree (domain_id, person_id) WHERE (known_until IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.register_period FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.register_search
  domain_id uuid not null
  gram text collate "C" not null
  person_id uuid not null
  constraint register_search_pkey PRIMARY KEY (domain_id, gram, person_id)
  CREATE INDEX register_search_person ON public.register_search USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.register_total
  domain_id uuid not null
  on_day date not null
  members integer not null
  protected integer not null
  unclear integer not null
  schools text[] default '{}'::text[] not null
  constraint register_total_pkey PRIMARY KEY (domain_id, on_day)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.register_unclear
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  cause text not null
  from_on date
  until_on date
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint register_unclear_cause_check CHECK ((cause = ANY (ARRAY['FHSK'::text, 'UTLAND'::text, 'ÖVRIG'::text, 'BIRTH_DATE'::text, 'NO_RESIDENCE'::text, 'PROTECTED_RESIDENCE'::text, 'MARKED'::text])))
  constraint register_unclear_check CHECK ((until_on > from_on))
  constraint register_unclear_check1 CHECK ((known_until >= known_from))
  constraint register_unclear_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX register_unclear_current ON public.register_unclear USING btree (domain_id, person_id, cause, from_on) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX register_unclear_person ON public.register_unclear USING btree (domain_id, person_id) WHERE (known_until IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.register_unclear FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.saved_filter
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  shared boolean not null
  name text not null
  version integer not null
  filter jsonb not null
  created_at timestamp with time zone not null
  constraint saved_filter_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  constraint saved_filter_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX saved_filter_name ON public.saved_filter USING btree (domain_id, account_id, name)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.school_unit
  code text not null
  name text not null
  constraint school_unit_code_check CHECK ((code ~ '^[0-9]{8}$'::text))
  constraint school_unit_pkey PRIMARY KEY (code)
  row security: forced
  policy loaded_by_owner permissive for all to sedd_owner using (true) check (true)
  policy readable permissive for select to public using (true)
  owner sedd_owner
  grant to sedd_import: SELECT
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT

table public.schooling
  domain_id uuid not null
  id bigint generated always as identity not null
  person_id uuid not null
  completed_on date
  first_registered_on date
  source text not null
  recorded_by uuid
  delivery_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  closed_by uuid
  constraint schooling_check CHECK ((known_until >= known_from))
  constraint schooling_check1 CHECK (((completed_on IS NOT NULL) OR (first_registered_on IS NOT NULL)))
  constraint schooling_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX schooling_current ON public.schooling USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX schooling_person ON public.schooling USING btree (domain_id, person_id) WHERE (known_until IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.schooling FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.schooling REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.scope_decision
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  outcome text not null
  reason_code text not null
  evidence text not null
  from_on date not null
  until_on date
  decided_by uuid not null
  decided_at timestamp with time zone not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  ended_by uuid
  constraint scope_decision_check CHECK ((until_on > from_on))
  constraint scope_decision_check1 CHECK ((known_until >= known_from))
  constraint scope_decision_evidence_check CHECK ((evidence <> ''::text))
  constraint scope_decision_outcome_check CHECK ((outcome = ANY (ARRAY['in_scope'::text, 'out_of_scope'::text, 'unclear'::text])))
  constraint scope_decision_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint scope_decision_pkey PRIMARY KEY (domain_id, id)
  constraint scope_decision_domain_id_person_id_daterange_excl EXCLUDE USING gist (domain_id WITH =, person_id WITH =, daterange(from_on, until_on) WITH &&) WHERE ((known_until IS NULL))
  CREATE INDEX scope_decision_person ON public.scope_decision USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.scope_touched
  domain_id uuid not null
  person_id uuid not null
  touched_at timestamp with time zone not null
  constraint scope_touched_pkey PRIMARY KEY (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.sedd_migration
  name text not null
  checksum text not null
  applied_at timestamp with time zone default now() not null
  constraint sedd_migration_pkey PRIMARY KEY (name)
  row security: enabled
  owner migrator

table public.unit
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  organisation_id uuid not null
  name text not null
  school_unit_code text
  external_id text
  ended_on date
  constraint unit_name_check CHECK ((name <> ''::text))
  constraint unit_school_unit_code_check CHECK ((school_unit_code ~ '^[0-9]{8}$'::text))
  constraint unit_domain_id_organisation_id_fkey FOREIGN KEY (domain_id, organisation_id) REFERENCES organisation(domain_id, id)
  constraint unit_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX unit_code ON public.unit USING btree (domain_id, school_unit_code) WHERE ((school_unit_code IS NOT NULL) AND (ended_on IS NULL))
  CREATE INDEX unit_organisation ON public.unit USING btree (domain_id, organisation_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.work_progress
  domain_id uuid not null
  id uuid not null
  phase text not null
  done bigint not null
  total bigint
  started_at timestamp with time zone not null
  updated_at timestamp with time zone not null
  constraint work_progress_pkey PRIMARY KEY (domain_id, id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE


-- Views, sequences of their own, and types



-- Functions and procedures

CREATE OR REPLACE FUNCTION access.account_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$ select access.claim(1)::pg_catalog.uuid $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.actor_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$ select access.claim(2) $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.add_account(new_sign_in_name text, new_display_name text, new_face integer)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.account (kind, sign_in_name, display_name, demo_face) values ('staff', new_sign_in_name, new_display_name, new_face)
  returning id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.add_domain(new_code text, new_name text, new_kind text, new_municipality text, new_keeps_register boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made    uuid;
  machine uuid;
begin
  insert into access.domain (code, name, kind, municipality_code, keeps_register)
    values (new_code, new_name, new_kind, new_municipality, new_keeps_register) returning id into made;
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:setup', 'Sedd (setup)')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:setup';
  insert into access.event (domain_id, actor_id, actor_role, purpose, action, object)
    values (made, machine, 'machine', 'setup', 'access.domain_added', made::text);
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.add_membership(for_account uuid, new_role text, new_title text, new_sees_protected boolean)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.membership (domain_id, account_id, role, title, sees_protected)
  values (access.claim(3)::uuid, for_account, new_role, new_title, new_sees_protected)
  returning id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.begin(token text)
 RETURNS TABLE(account_id uuid, sign_in_name text, display_name text, language text, role text, title text, domain_id uuid, domain_code text, domain_name text, municipality_code text, sees_protected boolean, purpose text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  message text;
begin
  select a.id, a.sign_in_name, a.display_name, a.language, coalesce(m.role, 'machine'), m.title, d.id, d.code, d.name,
         d.municipality_code, coalesce(m.sees_protected, true), s.purpose
    into account_id, sign_in_name, display_name, language, role, title, domain_id, domain_code, domain_name,
         municipality_code, sees_protected, purpose
    from access.session s
    join access.account a on a.id = s.account_id and a.active
    join access.domain d on d.id = s.domain_id
    left join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
   where s.token_sha = sha256(convert_to(token, 'UTF8'))
     and s.expires_at > now()
     and (s.membership_id is null or m.id is not null);
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  message := array_to_string(array[account_id::text, role, domain_id::text, case when sees_protected then 't' else 'f' end,
    replace(purpose, '|', ' '), pg_backend_pid()::text, extract(epoch from now())::text], '|');
  perform set_config('sedd.context', message || '|' || encode(access.mac(message), 'hex'), true);
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.claim(which integer)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  context text := coalesce(current_setting('sedd.context', true), '');
  parts   text[];
  made    bytea;
begin
  if context = '' then return null; end if; -- what an ended SET LOCAL leaves behind is '', not null
  parts := string_to_array(context, '|');
  if cardinality(parts) is distinct from 8 then return null; end if;
  -- access.mac() written out: this runs for every policy of every query.
  select sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(parts[1:7], '|'), 'UTF8'))) into made from access.key k where k.id = 1;
  if parts[8] is distinct from encode(made, 'hex') then
    raise exception 'forged context' using errcode = '28000';
  end if;
  if parts[6] is distinct from pg_backend_pid()::text or parts[7] is distinct from extract(epoch from now())::text then
    raise exception 'replayed context' using errcode = '28000';
  end if;
  return parts[which];
end $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.close_session(token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from access.session where token_sha = sha256(convert_to(token, 'UTF8'))
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.colleagues()
 RETURNS TABLE(account_id uuid, sign_in_name text, display_name text, role text, title text, current boolean, sees_protected boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, a.sign_in_name, a.display_name, m.role, m.title, m.ended_at is null and a.active, m.sees_protected
    from access.membership m join access.account a on a.id = m.account_id
   where m.domain_id = access.claim(3)::uuid and a.kind = 'staff'
   order by a.display_name, a.id
$function$
-- owner sedd_access
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.demo_accounts()
 RETURNS TABLE(membership_id uuid, display_name text, face integer, role text, title text, domain_name text, municipality_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.id, a.display_name, a.demo_face, m.role, m.title, d.name, d.municipality_code
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.demo_face is not null
    join access.domain d on d.id = m.domain_id
   where m.ended_at is null
   order by a.demo_face, m.role
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.deny_rewrite()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'the trail is append-only';
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.domain_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$ select access.claim(3)::pg_catalog.uuid $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.domains(of_municipality text)
 RETURNS SETOF access.domain
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.* from access.domain d
   where of_municipality is null or d.municipality_code = of_municipality
   order by d.municipality_code, d.code
$function$
-- owner sedd_access
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.events(of_person uuid, most integer)
 RETURNS TABLE(id bigint, at timestamp with time zone, actor_name text, actor_role text, purpose text, action text, object text, person_id uuid, detail jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.id, e.at, a.display_name, e.actor_role, e.purpose, e.action, e.object, e.person_id, e.detail
    from access.event e left join access.account a on a.id = e.actor_id
   where e.domain_id = access.claim(3)::uuid and (of_person is null or e.person_id = of_person)
   order by e.id desc limit most
$function$
-- owner sedd_access
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.mac(message text)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select sha256(k.opad || sha256(k.ipad || convert_to(message, 'UTF8'))) from access.key k where k.id = 1
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.open_demo_session(for_membership uuid, hours integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  token text := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at)
    select sha256(convert_to(token, 'UTF8')), a.id, m.domain_id, m.id, 'web', now() + make_interval(hours => hours)
      from access.membership m
      join access.account a on a.id = m.account_id and a.active and a.demo_face is not null
     where m.id = for_membership and m.ended_at is null;
  if not found then
    raise exception 'no such demonstration account' using errcode = '28000';
  end if;
  return token;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.open_machine_session(for_domain uuid, for_purpose text, minutes integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  token   text := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
  machine uuid;
begin
  delete from access.session where expires_at < now() - interval '1 day' and account_id in (select id from access.account where kind = 'machine');
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:' || for_purpose, 'Sedd (' || for_purpose || ')')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:' || for_purpose;
  insert into access.session (token_sha, account_id, domain_id, purpose, expires_at)
    select sha256(convert_to(token, 'UTF8')), machine, d.id, for_purpose, now() + make_interval(mins => minutes)
      from access.domain d where d.id = for_domain;
  if not found then
    raise exception 'no such domain' using errcode = '28000';
  end if;
  return token;
end $function$
-- owner sedd_access
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE PROCEDURE access.raise_wall(IN target regclass)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $procedure$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy domain_wall on %s as restrictive using (domain_id = (select access.domain_id()))
                  with check (domain_id = (select access.domain_id()))', target);
  execute format('create policy within_domain on %s using (true) with check (true)', target);
end $procedure$
-- owner sedd_access
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION access.record(action text, object text, person_id uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into access.event (domain_id, actor_id, actor_role, purpose, action, object, person_id, detail)
  values (access.claim(3)::uuid, access.claim(1)::uuid, access.claim(2), access.claim(5), action, object, person_id, detail);
end $function$
-- owner sedd_access
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.rename_domain(new_name text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.domain set name = new_name where id = access.claim(3)::uuid
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.sees_protected()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$ select access.claim(4) operator(pg_catalog.=) 't' $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.set_language(token text, chosen text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.account a set language = chosen from access.session s
   where s.account_id = a.id and s.token_sha = sha256(convert_to(token, 'UTF8')) and s.expires_at > now()
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.sibling_domains()
 RETURNS SETOF access.domain
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.* from access.domain d
    join access.domain own on own.id = access.claim(3)::uuid
   where d.id = own.id or (d.municipality_code is not null and d.municipality_code = own.municipality_code)
   order by d.name, d.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.fold_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
-- owner sedd_owner
-- grant to public: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.gather_register_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  analyze public.register_period, public.register_unclear, public.register_change;
end $function$
-- owner sedd_owner
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.gather_statistics()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  analyze public.person, public.person_identifier, public.person_name, public.person_address, public.person_contact,
          public.person_residence, public.person_protection, public.person_residency, public.person_external_id,
          public.schooling, public.enrolment, public.completion;
end $function$
-- owner sedd_owner
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.refuse_other_owner()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise foreign_key_violation using message = format('a row of %s is not given to another', tg_table_name);
end $function$
-- owner sedd_owner
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.require_delivery()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  if exists (select from (select distinct domain_id, delivery_id from added) a where not exists (
       select from public.delivery d where d.domain_id = a.domain_id and d.id = a.delivery_id)) then
    raise foreign_key_violation using message = format('a row of %s is of no delivery', tg_table_name);
  end if;
  return null;
end $function$
-- owner sedd_owner
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.require_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  if exists (select from added a where not exists (
       select from public.person p where p.domain_id = a.domain_id and p.id = a.person_id)) then
    raise foreign_key_violation using message = format('a row of %s speaks of no person', tg_table_name);
  end if;
  return null;
end $function$
-- owner sedd_owner
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.require_root()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  if exists (select from added a where a.root_id <> a.id and not exists (
       select from public.person p where p.domain_id = a.domain_id and p.id = a.root_id)) then
    raise foreign_key_violation using message = 'a person stands for nobody';
  end if;
  return null;
end $function$
-- owner sedd_owner
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

