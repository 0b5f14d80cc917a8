-- Written by npm run schema. The truth to read; a test compares it with the migrations.

-- Schemas and extensions

schema access owner sedd_access
  grant to sedd_evaluation: USAGE
  grant to sedd_import: USAGE
  grant to sedd_jobs: USAGE
  grant to sedd_owner: USAGE
  grant to sedd_reach: USAGE
  grant to sedd_sign_in: USAGE
  grant to sedd_statistics: USAGE
  grant to sedd_trail: USAGE
  grant to sedd_web: USAGE
schema public owner of the database
  grant to sedd_access: USAGE
  grant to sedd_backup: USAGE
  grant to sedd_evaluation: USAGE
  grant to sedd_import: USAGE
  grant to sedd_jobs: USAGE
  grant to sedd_owner: CREATE, USAGE
  grant to sedd_reach: USAGE
  grant to sedd_sign_in: USAGE
  grant to sedd_statistics: USAGE
  grant to sedd_web: USAGE
schema trail owner sedd_trail
  grant to sedd_access: USAGE
  grant to sedd_import: USAGE
  grant to sedd_jobs: USAGE
  grant to sedd_owner: USAGE
  grant to sedd_sign_in: USAGE
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

table access.alert
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  code text not null
  object text
  by_account uuid not null
  made_at timestamp with time zone not null
  read_at timestamp with time zone
  constraint alert_check CHECK ((read_at >= made_at))
  constraint alert_code_check CHECK ((code = ANY (ARRAY['given_to_you'::text, 'yours_done'::text, 'visit_with_you'::text, 'visit_moved'::text, 'visit_called_off'::text, 'referral_answered'::text, 'approved'::text, 'declined'::text])))
  constraint alert_object_check CHECK ((length(object) <= 60))
  constraint alert_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint alert_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint alert_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX alert_account ON access.alert USING btree (account_id, domain_id, made_at DESC)
  CREATE INDEX alert_unread ON access.alert USING btree (account_id, domain_id) WHERE (read_at IS NULL)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.assignment
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  kind text not null
  membership_id uuid
  team_id uuid
  reason text
  given_by uuid not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone
  ended_at timestamp with time zone
  ended_by uuid
  constraint assignment_check CHECK ((until_at > from_at))
  constraint assignment_check1 CHECK ((ended_at >= from_at))
  constraint assignment_check2 CHECK ((num_nonnulls(membership_id, team_id) = 1))
  constraint assignment_check3 CHECK (((kind <> 'glass'::text) OR ((membership_id IS NOT NULL) AND (length(reason) >= 20) AND (until_at <= (from_at + '04:00:00'::interval)))))
  constraint assignment_check4 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint assignment_kind_check CHECK ((kind = ANY (ARRAY['case'::text, 'glass'::text])))
  constraint assignment_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint assignment_domain_id_team_id_fkey FOREIGN KEY (domain_id, team_id) REFERENCES access.team(domain_id, id)
  constraint assignment_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX assignment_case ON access.assignment USING btree (domain_id, person_id, membership_id) WHERE ((ended_at IS NULL) AND (kind = 'case'::text))
  CREATE UNIQUE INDEX assignment_case_team ON access.assignment USING btree (domain_id, person_id, team_id) WHERE ((ended_at IS NULL) AND (kind = 'case'::text))
  CREATE INDEX assignment_membership ON access.assignment USING btree (domain_id, membership_id)
  CREATE INDEX assignment_person ON access.assignment USING btree (domain_id, person_id)
  CREATE INDEX assignment_team ON access.assignment USING btree (domain_id, team_id)
  row security: forced
  policy for_reach permissive for select to sedd_reach using ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access
  grant to sedd_reach: SELECT

table access.attempt
  secret_sha bytea not null
  way text not null
  purpose text not null
  session_sha bytea
  invitation_id uuid
  browser_sha bytea
  kept jsonb default '{}'::jsonb not null
  made_at timestamp with time zone default now() not null
  expires_at timestamp with time zone not null
  taken_at timestamp with time zone
  constraint attempt_check CHECK (((session_sha IS NULL) = (purpose = ANY (ARRAY['sign_in'::text, 'invitation'::text]))))
  constraint attempt_check1 CHECK (((invitation_id IS NULL) = (purpose <> 'invitation'::text)))
  constraint attempt_check2 CHECK (((way = 'oidc'::text) = (browser_sha IS NOT NULL)))
  constraint attempt_purpose_check CHECK ((purpose = ANY (ARRAY['sign_in'::text, 'confirm'::text, 'add'::text, 'invitation'::text])))
  constraint attempt_way_check CHECK ((way = ANY (ARRAY['passkey'::text, 'oidc'::text])))
  constraint attempt_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES access.invitation(id)
  constraint attempt_pkey PRIMARY KEY (secret_sha)
  CREATE INDEX attempt_expiry ON access.attempt USING btree (expires_at)
  CREATE INDEX attempt_invitation ON access.attempt USING btree (invitation_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.block
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  account_id uuid
  except_ids uuid[] default '{}'::uuid[] not null
  reason text not null
  set_by uuid not null
  from_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint block_check CHECK ((ended_at >= from_at))
  constraint block_check1 CHECK (((account_id IS NULL) OR (except_ids = '{}'::uuid[])))
  constraint block_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint block_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 400)))
  constraint block_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint block_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint block_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES access.account(id)
  constraint block_set_by_fkey FOREIGN KEY (set_by) REFERENCES access.account(id)
  constraint block_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX block_account ON access.block USING btree (account_id)
  CREATE INDEX block_ended_by ON access.block USING btree (ended_by)
  CREATE INDEX block_person ON access.block USING btree (domain_id, person_id)
  CREATE INDEX block_set_by ON access.block USING btree (set_by)
  row security: forced
  policy for_reach permissive for select to sedd_reach using ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access
  grant to sedd_reach: SELECT

table access.calendar_feed
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  membership_id uuid not null
  token_sha bytea not null
  made_at timestamp with time zone not null
  read_at timestamp with time zone
  ended_at timestamp with time zone
  constraint calendar_feed_check CHECK ((ended_at >= made_at))
  constraint calendar_feed_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint calendar_feed_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint calendar_feed_pkey PRIMARY KEY (domain_id, id)
  constraint calendar_feed_token_sha_key UNIQUE (token_sha)
  CREATE INDEX calendar_feed_account ON access.calendar_feed USING btree (account_id)
  CREATE INDEX calendar_feed_membership ON access.calendar_feed USING btree (domain_id, membership_id)
  CREATE UNIQUE INDEX calendar_feed_open ON access.calendar_feed USING btree (domain_id, account_id) WHERE (ended_at IS NULL)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.consent
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  to_domain_id uuid not null
  topics text[] not null
  purpose text not null
  by_person boolean not null
  by_guardian boolean not null
  alone_reason text
  how text not null
  witness text
  document text
  given_on date not null
  until_at timestamp with time zone not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  withdrawn_at timestamp with time zone
  withdrawn_by uuid
  constraint consent_alone_reason_check CHECK (((length(alone_reason) >= 10) AND (length(alone_reason) <= 400)))
  constraint consent_check CHECK ((withdrawn_at >= recorded_at))
  constraint consent_check1 CHECK ((to_domain_id <> domain_id))
  constraint consent_check2 CHECK ((by_person OR by_guardian))
  constraint consent_check3 CHECK (((how <> 'oral'::text) OR (witness IS NOT NULL)))
  constraint consent_check4 CHECK (((how <> 'paper'::text) OR (document IS NOT NULL)))
  constraint consent_check5 CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
  constraint consent_document_check CHECK (((length(document) >= 1) AND (length(document) <= 120)))
  constraint consent_how_check CHECK ((how = ANY (ARRAY['paper'::text, 'oral'::text])))
  constraint consent_purpose_check CHECK (((length(purpose) >= 10) AND (length(purpose) <= 400)))
  constraint consent_topics_check CHECK (((cardinality(topics) > 0) AND (topics <@ '{identity,contact,schooling,register,note,note.health,support}'::text[])))
  constraint consent_witness_check CHECK (((length(witness) >= 3) AND (length(witness) <= 120)))
  constraint consent_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint consent_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES access.account(id)
  constraint consent_to_domain_id_fkey FOREIGN KEY (to_domain_id) REFERENCES access.domain(id)
  constraint consent_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES access.account(id)
  constraint consent_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX consent_person ON access.consent USING btree (domain_id, person_id)
  CREATE INDEX consent_recorded_by ON access.consent USING btree (recorded_by)
  CREATE INDEX consent_to ON access.consent USING btree (to_domain_id)
  CREATE INDEX consent_withdrawn_by ON access.consent USING btree (withdrawn_by)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.digest
  domain_id uuid not null
  account_id uuid not null
  membership_id uuid not null
  at_hour integer not null
  sent_on date
  constraint digest_at_hour_check CHECK (((at_hour >= 5) AND (at_hour <= 20)))
  constraint digest_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint digest_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint digest_pkey PRIMARY KEY (domain_id, account_id)
  CREATE INDEX digest_account ON access.digest USING btree (account_id)
  CREATE INDEX digest_membership ON access.digest USING btree (domain_id, membership_id)
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

table access.extract
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  account_id uuid not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  constraint extract_check CHECK (((until_at > from_at) AND (until_at <= (from_at + '01:00:00'::interval))))
  constraint extract_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint extract_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint extract_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX extract_account ON access."extract" USING btree (account_id)
  CREATE UNIQUE INDEX extract_id ON access."extract" USING btree (id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.glass
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  membership_id uuid not null
  outcome text not null
  person_id uuid
  reason text not null
  minutes integer not null
  asked_at timestamp with time zone not null
  asked_in xid8 default pg_current_xact_id() not null
  answered_at timestamp with time zone
  assignment_id uuid
  due_at timestamp with time zone
  verdict text
  done text
  reviewed_at timestamp with time zone
  reviewed_by uuid
  stop_reason text
  stopped_at timestamp with time zone
  stopped_by uuid
  told_at timestamp with time zone
  told_by uuid
  constraint glass_check CHECK (((person_id IS NULL) = (outcome = 'unknown'::text)))
  constraint glass_check1 CHECK ((answered_at >= asked_at))
  constraint glass_check2 CHECK (((assignment_id IS NULL) OR (outcome = 'given'::text)))
  constraint glass_check3 CHECK (((due_at IS NULL) = (outcome <> 'given'::text)))
  constraint glass_check4 CHECK ((num_nonnulls(verdict, reviewed_at, reviewed_by) = ANY (ARRAY[0, 3])))
  constraint glass_check5 CHECK (((verdict IS DISTINCT FROM 'not_justified'::text) OR (length(done) >= 10)))
  constraint glass_check6 CHECK ((num_nonnulls(stop_reason, stopped_at, stopped_by) = ANY (ARRAY[0, 3])))
  constraint glass_check7 CHECK ((num_nonnulls(told_at, told_by) = ANY (ARRAY[0, 2])))
  constraint glass_done_check CHECK ((length(done) <= 1000))
  constraint glass_minutes_check CHECK (((minutes >= 1) AND (minutes <= 240)))
  constraint glass_outcome_check CHECK ((outcome = ANY (ARRAY['unknown'::text, 'hidden'::text, 'reached'::text, 'given'::text])))
  constraint glass_reason_check CHECK (((length(reason) >= 20) AND (length(reason) <= 1000)))
  constraint glass_stop_reason_check CHECK (((length(stop_reason) >= 10) AND (length(stop_reason) <= 400)))
  constraint glass_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'not_justified'::text])))
  constraint glass_domain_id_assignment_id_fkey FOREIGN KEY (domain_id, assignment_id) REFERENCES access.assignment(domain_id, id)
  constraint glass_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint glass_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint glass_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES access.account(id)
  constraint glass_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES access.account(id)
  constraint glass_told_by_fkey FOREIGN KEY (told_by) REFERENCES access.account(id)
  constraint glass_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX glass_assignment ON access.glass USING btree (domain_id, assignment_id)
  CREATE INDEX glass_due ON access.glass USING btree (due_at) WHERE (reviewed_at IS NULL)
  CREATE INDEX glass_membership ON access.glass USING btree (domain_id, membership_id, asked_at)
  CREATE INDEX glass_person ON access.glass USING btree (domain_id, person_id)
  CREATE INDEX glass_reviewed_by ON access.glass USING btree (reviewed_by)
  CREATE INDEX glass_stopped_by ON access.glass USING btree (stopped_by)
  CREATE INDEX glass_told_by ON access.glass USING btree (told_by)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.ground
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  code text not null
  paragraph text not null
  label_sv text not null
  label_en text not null
  demands_sv text not null
  demands_en text not null
  needs_consent boolean not null
  needs_detail boolean not null
  below_age integer
  to_kinds text[]
  not_for text[] default '{}'::text[] not null
  valid_from date not null
  valid_until date
  confirmed_at timestamp with time zone
  confirmed_by uuid
  from_kinds text[]
  needs_confirmed boolean default false not null
  constraint ground_below_age_check CHECK (((below_age >= 1) AND (below_age <= 30)))
  constraint ground_check CHECK ((valid_until >= valid_from))
  constraint ground_check1 CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL)))
  constraint ground_check2 CHECK ((needs_consent OR needs_detail))
  constraint ground_code_check CHECK ((code ~ '^[a-z_]{3,40}$'::text))
  constraint ground_demands_en_check CHECK (((length(demands_en) >= 1) AND (length(demands_en) <= 600)))
  constraint ground_demands_sv_check CHECK (((length(demands_sv) >= 1) AND (length(demands_sv) <= 600)))
  constraint ground_label_en_check CHECK (((length(label_en) >= 1) AND (length(label_en) <= 200)))
  constraint ground_label_sv_check CHECK (((length(label_sv) >= 1) AND (length(label_sv) <= 200)))
  constraint ground_paragraph_check CHECK (((length(paragraph) >= 3) AND (length(paragraph) <= 120)))
  constraint ground_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES access.account(id)
  constraint ground_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint ground_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX ground_confirmed_by ON access.ground USING btree (confirmed_by)
  CREATE UNIQUE INDEX ground_current ON access.ground USING btree (domain_id, code) WHERE (valid_until IS NULL)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.identity
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  issuer text not null
  subject text not null
  linked_at timestamp with time zone default now() not null
  last_used_at timestamp with time zone
  constraint identity_issuer_check CHECK (((length(issuer) >= 8) AND (length(issuer) <= 400)))
  constraint identity_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
  constraint identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint identity_pkey PRIMARY KEY (id)
  constraint identity_issuer_subject_key UNIQUE (issuer, subject)
  CREATE UNIQUE INDEX identity_account ON access.identity USING btree (account_id, issuer)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.invitation
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  token_sha bytea not null
  made_by uuid not null
  made_at timestamp with time zone default now() not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  by_two boolean default false not null
  constraint invitation_check CHECK ((expires_at <= (made_at + '14 days'::interval)))
  constraint invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint invitation_made_by_fkey FOREIGN KEY (made_by) REFERENCES access.account(id)
  constraint invitation_pkey PRIMARY KEY (id)
  constraint invitation_token_sha_key UNIQUE (token_sha)
  CREATE INDEX invitation_account ON access.invitation USING btree (account_id)
  CREATE INDEX invitation_made_by ON access.invitation USING btree (made_by)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
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
  source text default 'hand'::text not null
  last_used_at timestamp with time zone
  constraint membership_source_check CHECK ((source = ANY (ARRAY['hand'::text, 'scim'::text])))
  constraint membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint membership_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint membership_role_fkey FOREIGN KEY (role) REFERENCES access.role(code)
  constraint membership_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX membership_account ON access.membership USING btree (account_id)
  CREATE UNIQUE INDEX membership_one_open ON access.membership USING btree (domain_id, account_id, role) WHERE (ended_at IS NULL)
  CREATE INDEX membership_role ON access.membership USING btree (role)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.move_parcel
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  move_id uuid not null
  to_domain_id uuid not null
  sent_at timestamp with time zone not null
  moved_on date
  number text
  given_name text
  family_name text
  phone text
  email text
  call_name text
  call_way text
  sender text
  from_code text
  taken_at timestamp with time zone
  opened_at timestamp with time zone
  answered_at timestamp with time zone
  answer text
  reason text
  withdrawn_at timestamp with time zone
  constraint move_parcel_answer_check CHECK ((answer = ANY (ARRAY['received'::text, 'declined'::text])))
  constraint move_parcel_check CHECK ((taken_at >= sent_at))
  constraint move_parcel_check1 CHECK ((opened_at >= sent_at))
  constraint move_parcel_check2 CHECK ((answered_at >= sent_at))
  constraint move_parcel_check3 CHECK ((withdrawn_at >= sent_at))
  constraint move_parcel_check4 CHECK ((to_domain_id <> domain_id))
  constraint move_parcel_check5 CHECK (((answered_at IS NULL) = (answer IS NULL)))
  constraint move_parcel_check6 CHECK (((NOT (answer IS DISTINCT FROM 'declined'::text)) = (reason IS NOT NULL)))
  constraint move_parcel_check7 CHECK (
CASE
    WHEN ((taken_at IS NULL) AND (withdrawn_at IS NULL)) THEN (num_nulls(moved_on, number, call_name, call_way, sender) = 0)
    ELSE (num_nonnulls(moved_on, number, given_name, family_name, phone, email, call_name, call_way, sender, from_code) = 0)
END)
  constraint move_parcel_number_check CHECK ((number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'::text))
  constraint move_parcel_reason_check CHECK ((reason = ANY (ARRAY['not_here'::text, 'wrong_person'::text, 'not_covered'::text])))
  constraint move_parcel_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint move_parcel_to_domain_id_fkey FOREIGN KEY (to_domain_id) REFERENCES access.domain(id)
  constraint move_parcel_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX move_parcel_id ON access.move_parcel USING btree (id)
  CREATE UNIQUE INDEX move_parcel_once ON access.move_parcel USING btree (domain_id, move_id) WHERE (withdrawn_at IS NULL)
  CREATE INDEX move_parcel_to ON access.move_parcel USING btree (to_domain_id, taken_at)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.notice_parcel
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  notice_id uuid not null
  to_domain_id uuid not null
  sent_at timestamp with time zone not null
  kind text
  on_day date
  interrupted boolean
  number text
  given_name text
  family_name text
  school_form text
  programme_code text
  school_unit_code text
  school_unit text
  sender text
  taken_at timestamp with time zone
  opened_at timestamp with time zone
  answered_at timestamp with time zone
  answer text
  withdrawn_at timestamp with time zone
  constraint notice_parcel_answer_check CHECK ((answer = ANY (ARRAY['applied'::text, 'no_effect'::text, 'returned'::text])))
  constraint notice_parcel_check CHECK ((taken_at >= sent_at))
  constraint notice_parcel_check1 CHECK ((opened_at >= sent_at))
  constraint notice_parcel_check2 CHECK ((answered_at >= sent_at))
  constraint notice_parcel_check3 CHECK ((withdrawn_at >= sent_at))
  constraint notice_parcel_check4 CHECK ((to_domain_id <> domain_id))
  constraint notice_parcel_check5 CHECK (((answered_at IS NULL) = (answer IS NULL)))
  constraint notice_parcel_check6 CHECK (
CASE
    WHEN ((taken_at IS NULL) AND (withdrawn_at IS NULL)) THEN (num_nulls(kind, on_day, interrupted, number, school_form, school_unit, sender) = 0)
    ELSE (num_nonnulls(kind, on_day, interrupted, number, given_name, family_name, school_form, programme_code, school_unit_code, school_unit, sender) = 0)
END)
  constraint notice_parcel_kind_check CHECK ((kind = ANY (ARRAY['starts'::text, 'ends'::text, 'absent'::text])))
  constraint notice_parcel_number_check CHECK ((number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'::text))
  constraint notice_parcel_school_form_check CHECK ((school_form = ANY (ARRAY['GY'::text, 'GYAN'::text])))
  constraint notice_parcel_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint notice_parcel_to_domain_id_fkey FOREIGN KEY (to_domain_id) REFERENCES access.domain(id)
  constraint notice_parcel_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX notice_parcel_id ON access.notice_parcel USING btree (id)
  CREATE UNIQUE INDEX notice_parcel_once ON access.notice_parcel USING btree (domain_id, notice_id) WHERE (withdrawn_at IS NULL)
  CREATE INDEX notice_parcel_to ON access.notice_parcel USING btree (to_domain_id, taken_at)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.parked_form
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  domain_id uuid not null
  membership_id uuid not null
  path text not null
  came_from text
  fields text not null
  made_at timestamp with time zone default now() not null
  constraint parked_form_came_from_check CHECK (((came_from ~ '^/'::text) AND (length(came_from) <= 2000)))
  constraint parked_form_fields_check CHECK ((length(fields) <= 600000))
  constraint parked_form_path_check CHECK (((path ~ '^/'::text) AND (length(path) <= 2000)))
  constraint parked_form_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint parked_form_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint parked_form_pkey PRIMARY KEY (id)
  CREATE INDEX parked_form_account ON access.parked_form USING btree (account_id)
  CREATE INDEX parked_form_made ON access.parked_form USING btree (made_at)
  CREATE INDEX parked_form_membership ON access.parked_form USING btree (domain_id, membership_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.passkey
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  credential_id bytea not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null
  backed_up boolean not null
  name text not null
  made_at timestamp with time zone default now() not null
  last_used_at timestamp with time zone
  constraint passkey_counter_check CHECK ((counter >= 0))
  constraint passkey_credential_id_check CHECK (((length(credential_id) >= 16) AND (length(credential_id) <= 1023)))
  constraint passkey_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
  constraint passkey_public_key_check CHECK (((length(public_key) >= 32) AND (length(public_key) <= 4096)))
  constraint passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint passkey_pkey PRIMARY KEY (id)
  constraint passkey_credential_id_key UNIQUE (credential_id)
  CREATE INDEX passkey_account ON access.passkey USING btree (account_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.placement
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  membership_id uuid not null
  unit_id uuid not null
  from_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint placement_check CHECK ((ended_at >= from_at))
  constraint placement_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint placement_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX placement_membership ON access.placement USING btree (domain_id, membership_id)
  CREATE UNIQUE INDEX placement_once ON access.placement USING btree (domain_id, membership_id, unit_id) WHERE (ended_at IS NULL)
  row security: forced
  policy for_reach permissive for select to sedd_reach using ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access
  grant to sedd_reach: SELECT

table access.push_device
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  device_sha bytea not null
  endpoint text not null
  p256dh text not null
  auth text not null
  made_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  told_at timestamp with time zone
  failing_since timestamp with time zone
  constraint push_device_auth_check CHECK ((auth ~ '^[A-Za-z0-9_-]{22}$'::text))
  constraint push_device_check CHECK ((seen_at >= made_at))
  constraint push_device_check1 CHECK ((told_at >= made_at))
  constraint push_device_endpoint_check CHECK (((endpoint ~ '^https://[^/?#@]+/'::text) AND (length(endpoint) <= 1000)))
  constraint push_device_p256dh_check CHECK ((p256dh ~ '^[A-Za-z0-9_-]{87}$'::text))
  constraint push_device_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint push_device_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint push_device_pkey PRIMARY KEY (domain_id, id)
  constraint push_device_domain_id_account_id_endpoint_key UNIQUE (domain_id, account_id, endpoint)
  CREATE INDEX push_device_account ON access.push_device USING btree (account_id)
  CREATE INDEX push_device_device ON access.push_device USING btree (device_sha)
  CREATE INDEX push_device_endpoint ON access.push_device USING btree (endpoint)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.push_hours
  domain_id uuid not null
  account_id uuid not null
  opens text not null
  closes text not null
  days text not null
  constraint push_hours_check CHECK (((closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text) AND (closes > opens)))
  constraint push_hours_days_check CHECK ((days = ANY (ARRAY['workdays'::text, 'all'::text])))
  constraint push_hours_opens_check CHECK ((opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  constraint push_hours_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint push_hours_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint push_hours_pkey PRIMARY KEY (domain_id, account_id)
  CREATE INDEX push_hours_account ON access.push_hours USING btree (account_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.rate
  bucket bytea not null
  taken integer not null
  until_at timestamp with time zone not null
  constraint rate_pkey PRIMARY KEY (bucket)
  CREATE INDEX rate_until ON access.rate USING btree (until_at)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.referral_box
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  way text not null
  is_draft boolean not null
  token_sha bytea
  content bytea
  status_sha bytea
  told jsonb
  made_at timestamp with time zone default now() not null
  expires_at timestamp with time zone not null
  confirmed_at timestamp with time zone
  taken_at timestamp with time zone
  withdrawn_at timestamp with time zone
  carried_at timestamp with time zone
  closed_at timestamp with time zone
  constraint referral_box_content_check CHECK ((length(content) <= 40000))
  constraint referral_box_way_check CHECK ((way = ANY (ARRAY['professional'::text, 'guardian'::text, 'self'::text])))
  constraint referral_box_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint referral_box_pkey PRIMARY KEY (domain_id, id)
  constraint referral_box_status_sha_key UNIQUE (status_sha)
  constraint referral_box_token_sha_key UNIQUE (token_sha)
  CREATE INDEX referral_box_arrived ON access.referral_box USING btree (domain_id, confirmed_at) WHERE ((confirmed_at IS NOT NULL) AND (taken_at IS NULL))
  CREATE INDEX referral_box_expires ON access.referral_box USING btree (expires_at) WHERE (confirmed_at IS NULL)
  CREATE INDEX referral_box_withdrawn ON access.referral_box USING btree (domain_id, withdrawn_at) WHERE ((withdrawn_at IS NOT NULL) AND (carried_at IS NULL))
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.referral_door
  domain_id uuid not null
  is_open boolean not null
  phone text
  decided_by uuid not null
  decided_at timestamp with time zone not null
  constraint referral_door_phone_check CHECK (((length(phone) >= 3) AND (length(phone) <= 40)))
  constraint referral_door_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.account(id)
  constraint referral_door_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint referral_door_pkey PRIMARY KEY (domain_id)
  CREATE INDEX referral_door_decided_by ON access.referral_door USING btree (decided_by)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.referral_parcel
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  referral_id uuid not null
  sent_by uuid not null
  asked_by uuid
  share_id uuid not null
  to_domain_id uuid not null
  sent_at timestamp with time zone not null
  reasons text[]
  taken_at timestamp with time zone
  begun_at timestamp with time zone
  answered_at timestamp with time zone
  answer text
  reason text
  told_at timestamp with time zone
  withdrawn_at timestamp with time zone
  carried_at timestamp with time zone
  constraint referral_parcel_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'passed_on'::text])))
  constraint referral_parcel_check CHECK ((taken_at >= sent_at))
  constraint referral_parcel_check1 CHECK ((begun_at >= sent_at))
  constraint referral_parcel_check2 CHECK ((answered_at >= sent_at))
  constraint referral_parcel_check3 CHECK ((withdrawn_at >= sent_at))
  constraint referral_parcel_check4 CHECK ((to_domain_id <> domain_id))
  constraint referral_parcel_check5 CHECK (((answered_at IS NULL) = (answer IS NULL)))
  constraint referral_parcel_check6 CHECK (((reason IS NULL) OR (answer = 'declined'::text)))
  constraint referral_parcel_check7 CHECK (((withdrawn_at IS NULL) OR (answered_at IS NULL)))
  constraint referral_parcel_check8 CHECK (((reasons IS NOT NULL) = ((taken_at IS NULL) AND (withdrawn_at IS NULL))))
  constraint referral_parcel_reason_check CHECK ((reason = ANY (ARRAY['not_our_task'::text, 'not_resident'::text, 'too_little_known'::text, 'twice'::text, 'too_old'::text])))
  constraint referral_parcel_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES access.account(id)
  constraint referral_parcel_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint referral_parcel_domain_id_share_id_fkey FOREIGN KEY (domain_id, share_id) REFERENCES access.share(domain_id, id) ON DELETE CASCADE
  constraint referral_parcel_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES access.account(id)
  constraint referral_parcel_to_domain_id_fkey FOREIGN KEY (to_domain_id) REFERENCES access.domain(id)
  constraint referral_parcel_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX referral_parcel_answer ON access.referral_parcel USING btree (domain_id) WHERE ((answered_at IS NOT NULL) AND (told_at IS NULL))
  CREATE INDEX referral_parcel_asked_by ON access.referral_parcel USING btree (asked_by)
  CREATE INDEX referral_parcel_back ON access.referral_parcel USING btree (to_domain_id) WHERE ((withdrawn_at IS NOT NULL) AND (taken_at IS NOT NULL) AND (carried_at IS NULL))
  CREATE UNIQUE INDEX referral_parcel_id ON access.referral_parcel USING btree (id)
  CREATE UNIQUE INDEX referral_parcel_once ON access.referral_parcel USING btree (domain_id, referral_id) WHERE (withdrawn_at IS NULL)
  CREATE INDEX referral_parcel_sent_by ON access.referral_parcel USING btree (sent_by)
  CREATE INDEX referral_parcel_share ON access.referral_parcel USING btree (domain_id, share_id)
  CREATE INDEX referral_parcel_to ON access.referral_parcel USING btree (to_domain_id, taken_at)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.role
  code text not null
  reach text not null
  topics text[] not null
  rights text[] not null
  constraint role_reach_check CHECK ((reach = ANY (ARRAY['domain'::text, 'assigned'::text, 'none'::text])))
  constraint role_pkey PRIMARY KEY (code)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.scim_role
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  role text not null
  constraint scim_role_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  constraint scim_role_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint scim_role_role_fkey FOREIGN KEY (role) REFERENCES access.role(code)
  constraint scim_role_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX scim_role_name ON access.scim_role USING btree (domain_id, lower(name))
  CREATE INDEX scim_role_role ON access.scim_role USING btree (role)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.scim_token
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  token_sha bytea not null
  membership_id uuid not null
  made_by uuid not null
  made_at timestamp with time zone default now() not null
  until_at timestamp with time zone not null
  used_at timestamp with time zone
  revoked_at timestamp with time zone
  revoked_by uuid
  constraint scim_token_check CHECK (((until_at > made_at) AND (until_at <= (made_at + '2 years'::interval))))
  constraint scim_token_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
  constraint scim_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  constraint scim_token_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint scim_token_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint scim_token_made_by_fkey FOREIGN KEY (made_by) REFERENCES access.account(id)
  constraint scim_token_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES access.account(id)
  constraint scim_token_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX scim_token_made_by ON access.scim_token USING btree (made_by)
  CREATE INDEX scim_token_membership ON access.scim_token USING btree (domain_id, membership_id)
  CREATE INDEX scim_token_revoked_by ON access.scim_token USING btree (revoked_by)
  CREATE UNIQUE INDEX scim_token_sha ON access.scim_token USING btree (token_sha)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.secrecy
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  paragraph text not null
  strength text not null
  label_sv text not null
  label_en text not null
  valid_from date not null
  valid_until date
  confirmed_at timestamp with time zone
  confirmed_by uuid
  ending_by uuid
  constraint secrecy_check CHECK ((valid_until >= valid_from))
  constraint secrecy_check1 CHECK (((confirmed_at IS NULL) = (confirmed_by IS NULL)))
  constraint secrecy_label_en_check CHECK (((length(label_en) >= 1) AND (length(label_en) <= 200)))
  constraint secrecy_label_sv_check CHECK (((length(label_sv) >= 1) AND (length(label_sv) <= 200)))
  constraint secrecy_paragraph_check CHECK (((length(paragraph) >= 3) AND (length(paragraph) <= 60)))
  constraint secrecy_strength_check CHECK ((strength = ANY (ARRAY['straight'::text, 'reversed'::text, 'absolute'::text])))
  constraint secrecy_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES access.account(id)
  constraint secrecy_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint secrecy_ending_by_fkey FOREIGN KEY (ending_by) REFERENCES access.account(id)
  constraint secrecy_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX secrecy_confirmed_by ON access.secrecy USING btree (confirmed_by)
  CREATE INDEX secrecy_ending_by ON access.secrecy USING btree (ending_by)
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
  id uuid default gen_random_uuid() not null
  method text default 'machine'::text not null
  assurance smallint default 1 not null
  strong_at timestamp with time zone
  device text
  constraint session_assurance_check CHECK ((assurance = ANY (ARRAY[1, 2])))
  constraint session_check CHECK (((membership_id IS NOT NULL) OR (purpose <> 'web'::text)))
  constraint session_device_check CHECK ((length(device) <= 60))
  constraint session_method_check CHECK ((method = ANY (ARRAY['machine'::text, 'demo'::text, 'passkey'::text, 'oidc'::text, 'invitation'::text])))
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint session_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint session_pkey PRIMARY KEY (token_sha)
  CREATE INDEX session_account ON access.session USING btree (account_id)
  CREATE INDEX session_expiry ON access.session USING btree (expires_at)
  CREATE UNIQUE INDEX session_id ON access.session USING btree (id)
  CREATE INDEX session_membership ON access.session USING btree (domain_id, membership_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.share
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  to_domain_id uuid not null
  topics text[] not null
  more_topics text[] default '{}'::text[] not null
  ground_detail text
  purpose text not null
  made_by uuid not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  answered_at timestamp with time zone
  answered_by uuid
  accepted boolean
  revoked_at timestamp with time zone
  revoked_by uuid
  ground_id uuid not null
  consent_id uuid
  protected_reason text
  answer text
  ended_at timestamp with time zone
  ended_by uuid
  constraint share_answer_check CHECK (((length(answer) >= 3) AND (length(answer) <= 400)))
  constraint share_check CHECK ((until_at > from_at))
  constraint share_check1 CHECK ((to_domain_id <> domain_id))
  constraint share_check2 CHECK ((num_nonnulls(answered_at, answered_by, accepted) = ANY (ARRAY[0, 3])))
  constraint share_check3 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
  constraint share_check4 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint share_check5 CHECK (((accepted IS DISTINCT FROM false) OR (answer IS NOT NULL)))
  constraint share_ground_detail_check CHECK (((length(ground_detail) >= 3) AND (length(ground_detail) <= 400)))
  constraint share_more_topics_check CHECK ((more_topics <@ '{identity,contact,schooling,register,note,note.health,support}'::text[]))
  constraint share_protected_reason_check CHECK (((length(protected_reason) >= 10) AND (length(protected_reason) <= 400)))
  constraint share_purpose_check CHECK (((length(purpose) >= 10) AND (length(purpose) <= 400)))
  constraint share_topics_check CHECK (((cardinality(topics) > 0) AND (topics <@ '{identity,contact,schooling,register,note,note.health,support}'::text[])))
  constraint share_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES access.account(id)
  constraint share_domain_id_consent_id_fkey FOREIGN KEY (domain_id, consent_id) REFERENCES access.consent(domain_id, id)
  constraint share_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint share_domain_id_ground_id_fkey FOREIGN KEY (domain_id, ground_id) REFERENCES access.ground(domain_id, id)
  constraint share_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES access.account(id)
  constraint share_made_by_fkey FOREIGN KEY (made_by) REFERENCES access.account(id)
  constraint share_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES access.account(id)
  constraint share_to_domain_id_fkey FOREIGN KEY (to_domain_id) REFERENCES access.domain(id)
  constraint share_pkey PRIMARY KEY (domain_id, id)
  constraint share_receiver UNIQUE (domain_id, id, to_domain_id)
  CREATE INDEX share_answered_by ON access.share USING btree (answered_by)
  CREATE INDEX share_consent ON access.share USING btree (domain_id, consent_id)
  CREATE INDEX share_ended_by ON access.share USING btree (ended_by)
  CREATE INDEX share_ground ON access.share USING btree (domain_id, ground_id)
  CREATE UNIQUE INDEX share_id ON access.share USING btree (id)
  CREATE INDEX share_made_by ON access.share USING btree (made_by)
  CREATE INDEX share_person ON access.share USING btree (domain_id, person_id)
  CREATE INDEX share_revoked_by ON access.share USING btree (revoked_by)
  CREATE INDEX share_to ON access.share USING btree (to_domain_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.share_visitor
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  share_id uuid not null
  to_domain_id uuid not null
  membership_id uuid
  team_id uuid
  given_by uuid not null
  from_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint share_visitor_check CHECK ((ended_at >= from_at))
  constraint share_visitor_check1 CHECK ((num_nonnulls(membership_id, team_id) = 1))
  constraint share_visitor_check2 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint share_visitor_domain_id_share_id_to_domain_id_fkey FOREIGN KEY (domain_id, share_id, to_domain_id) REFERENCES access.share(domain_id, id, to_domain_id)
  constraint share_visitor_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES access.account(id)
  constraint share_visitor_given_by_fkey FOREIGN KEY (given_by) REFERENCES access.account(id)
  constraint share_visitor_to_domain_id_membership_id_fkey FOREIGN KEY (to_domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint share_visitor_to_domain_id_team_id_fkey FOREIGN KEY (to_domain_id, team_id) REFERENCES access.team(domain_id, id)
  constraint share_visitor_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX share_visitor_ended_by ON access.share_visitor USING btree (ended_by)
  CREATE INDEX share_visitor_given_by ON access.share_visitor USING btree (given_by)
  CREATE INDEX share_visitor_membership ON access.share_visitor USING btree (to_domain_id, membership_id)
  CREATE UNIQUE INDEX share_visitor_once ON access.share_visitor USING btree (domain_id, share_id, membership_id, team_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL)
  CREATE INDEX share_visitor_share ON access.share_visitor USING btree (domain_id, share_id, to_domain_id)
  CREATE INDEX share_visitor_team ON access.share_visitor USING btree (to_domain_id, team_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.staff
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  user_name text not null
  external_id text
  display_name text not null
  given_name text
  family_name text
  title text
  email text
  phone text
  source text not null
  made_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  version integer default 1 not null
  left_at timestamp with time zone
  removed_at timestamp with time zone
  given_roles text[] default '{}'::text[] not null
  constraint staff_check CHECK (((removed_at IS NULL) OR (left_at IS NOT NULL)))
  constraint staff_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200)))
  constraint staff_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254)))
  constraint staff_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200)))
  constraint staff_family_name_check CHECK ((length(family_name) <= 100))
  constraint staff_given_name_check CHECK ((length(given_name) <= 100))
  constraint staff_phone_check CHECK (((length(phone) >= 1) AND (length(phone) <= 40)))
  constraint staff_source_check CHECK ((source = ANY (ARRAY['hand'::text, 'file'::text, 'scim'::text])))
  constraint staff_title_check CHECK ((length(title) <= 120))
  constraint staff_user_name_check CHECK (((length(user_name) >= 1) AND (length(user_name) <= 200)))
  constraint staff_account_id_fkey FOREIGN KEY (account_id) REFERENCES access.account(id)
  constraint staff_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint staff_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX staff_account ON access.staff USING btree (domain_id, account_id)
  CREATE INDEX staff_external ON access.staff USING btree (domain_id, external_id)
  CREATE INDEX staff_of_account ON access.staff USING btree (account_id)
  CREATE UNIQUE INDEX staff_user_name ON access.staff USING btree (domain_id, lower(user_name))
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.staff_change
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  staff_id uuid not null
  role text not null
  title text
  sees_protected boolean not null
  replaces_id uuid
  raises_id uuid
  asked_by uuid not null
  asked_at timestamp with time zone not null
  decided_by uuid
  decided_at timestamp with time zone
  approved boolean
  kind text default 'role'::text not null
  team_id uuid
  member_id uuid
  email text
  constraint staff_change_check CHECK ((num_nonnulls(decided_by, decided_at, approved) = ANY (ARRAY[0, 3])))
  constraint staff_change_check1 CHECK (((replaces_id IS NULL) OR (raises_id IS NULL)))
  constraint staff_change_check2 CHECK (((kind = 'sight'::text) = (raises_id IS NOT NULL)))
  constraint staff_change_check3 CHECK (((kind = 'team'::text) = (team_id IS NOT NULL)))
  constraint staff_change_check4 CHECK (((team_id IS NULL) = (member_id IS NULL)))
  constraint staff_change_check5 CHECK (((email IS NULL) OR (kind = 'invitation'::text)))
  constraint staff_change_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254)))
  constraint staff_change_kind_check CHECK ((kind = ANY (ARRAY['role'::text, 'sight'::text, 'invitation'::text, 'team'::text])))
  constraint staff_change_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES access.account(id)
  constraint staff_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES access.account(id)
  constraint staff_change_domain_id_member_id_fkey FOREIGN KEY (domain_id, member_id) REFERENCES access.membership(domain_id, id)
  constraint staff_change_domain_id_raises_id_fkey FOREIGN KEY (domain_id, raises_id) REFERENCES access.membership(domain_id, id)
  constraint staff_change_domain_id_replaces_id_fkey FOREIGN KEY (domain_id, replaces_id) REFERENCES access.membership(domain_id, id)
  constraint staff_change_domain_id_staff_id_fkey FOREIGN KEY (domain_id, staff_id) REFERENCES access.staff(domain_id, id)
  constraint staff_change_domain_id_team_id_fkey FOREIGN KEY (domain_id, team_id) REFERENCES access.team(domain_id, id)
  constraint staff_change_role_fkey FOREIGN KEY (role) REFERENCES access.role(code)
  constraint staff_change_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX staff_change_asked_by ON access.staff_change USING btree (asked_by)
  CREATE INDEX staff_change_decided_by ON access.staff_change USING btree (decided_by)
  CREATE INDEX staff_change_member ON access.staff_change USING btree (domain_id, member_id)
  CREATE UNIQUE INDEX staff_change_once ON access.staff_change USING btree (domain_id, staff_id, role, kind, team_id) NULLS NOT DISTINCT WHERE (decided_at IS NULL)
  CREATE INDEX staff_change_raises ON access.staff_change USING btree (domain_id, raises_id)
  CREATE INDEX staff_change_replaces ON access.staff_change USING btree (domain_id, replaces_id)
  CREATE INDEX staff_change_role ON access.staff_change USING btree (role)
  CREATE INDEX staff_change_staff ON access.staff_change USING btree (domain_id, staff_id)
  CREATE INDEX staff_change_team ON access.staff_change USING btree (domain_id, team_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.team
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
  external_id text
  changed_at timestamp with time zone
  version integer default 1 not null
  constraint team_check CHECK ((ended_at >= made_at))
  constraint team_external_id_check CHECK (((length(external_id) >= 1) AND (length(external_id) <= 200)))
  constraint team_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  constraint team_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint team_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX team_name ON access.team USING btree (domain_id, name) WHERE (ended_at IS NULL)
  row security: forced
  policy for_reach permissive for select to sedd_reach using ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access
  grant to sedd_reach: SELECT

table access.team_listed
  domain_id uuid not null
  team_id uuid not null
  staff_id uuid not null
  constraint team_listed_domain_id_staff_id_fkey FOREIGN KEY (domain_id, staff_id) REFERENCES access.staff(domain_id, id)
  constraint team_listed_domain_id_team_id_fkey FOREIGN KEY (domain_id, team_id) REFERENCES access.team(domain_id, id)
  constraint team_listed_pkey PRIMARY KEY (domain_id, team_id, staff_id)
  CREATE INDEX team_listed_staff ON access.team_listed USING btree (domain_id, staff_id)
  row security: forced
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access

table access.team_member
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  team_id uuid not null
  membership_id uuid not null
  from_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint team_member_check CHECK ((ended_at >= from_at))
  constraint team_member_domain_id_membership_id_fkey FOREIGN KEY (domain_id, membership_id) REFERENCES access.membership(domain_id, id)
  constraint team_member_domain_id_team_id_fkey FOREIGN KEY (domain_id, team_id) REFERENCES access.team(domain_id, id)
  constraint team_member_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX team_member_membership ON access.team_member USING btree (domain_id, membership_id)
  CREATE UNIQUE INDEX team_member_once ON access.team_member USING btree (domain_id, team_id, membership_id) WHERE (ended_at IS NULL)
  CREATE INDEX team_member_team ON access.team_member USING btree (domain_id, team_id)
  row security: forced
  policy for_reach permissive for select to sedd_reach using ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy owner_only permissive for all to sedd_access using (true) check (true)
  owner sedd_access
  grant to sedd_reach: SELECT

table public.approval
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  kind text not null
  object text
  detail jsonb default '{}'::jsonb not null
  reason text not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  until_at timestamp with time zone not null
  constraint approval_check CHECK (((until_at > asked_at) AND (until_at <= (asked_at + '31 days'::interval))))
  constraint approval_kind_check CHECK ((kind ~ '^[a-z_]+\.[a-z_]+$'::text))
  constraint approval_reason_check CHECK (((length(reason) >= 10) AND (length(reason) <= 400)))
  constraint approval_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint approval_pkey PRIMARY KEY (domain_id, id)
  constraint approval_domain_id_id_asked_by_key UNIQUE (domain_id, id, asked_by)
  CREATE INDEX approval_asked ON public.approval USING btree (domain_id, asked_at DESC)
  row security: forced
  policy asked permissive for insert to public check ((asked_by = ( SELECT access.account_id() AS account_id)))
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy of_budgets permissive for select to sedd_owner using ((kind = 'notes.budget'::text))
  policy own_or_reviewed permissive for select to public using (((asked_by = ( SELECT access.account_id() AS account_id)) OR ( SELECT access.may('review'::text) AS may) OR (( SELECT access.actor_role() AS actor_role) = 'machine'::text)))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.approval_answer
  domain_id uuid not null
  approval_id uuid not null
  asked_by uuid not null
  approved boolean not null
  comment text
  answered_by uuid not null
  answered_at timestamp with time zone not null
  constraint approval_answer_check CHECK ((answered_by <> asked_by))
  constraint approval_answer_comment_check CHECK (((length(comment) >= 1) AND (length(comment) <= 400)))
  constraint approval_answer_domain_id_approval_id_asked_by_fkey FOREIGN KEY (domain_id, approval_id, asked_by) REFERENCES approval(domain_id, id, asked_by)
  constraint approval_answer_pkey PRIMARY KEY (domain_id, approval_id)
  constraint approval_answer_domain_id_approval_id_approved_key UNIQUE (domain_id, approval_id, approved)
  CREATE INDEX approval_answer_asked ON public.approval_answer USING btree (domain_id, approval_id, asked_by)
  row security: forced
  policy answered permissive for insert to public check (((answered_by = ( SELECT access.account_id() AS account_id)) AND ( SELECT access.may('review'::text) AS may) AND (approval_id IN ( SELECT a.id
   FROM approval a
  WHERE (a.until_at > ( SELECT access.moment() AS moment))))))
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy of_seen permissive for select to public using ((approval_id IN ( SELECT a.id
   FROM approval a)))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.approval_use
  domain_id uuid not null
  approval_id uuid not null
  approved boolean default true not null
  used_by uuid not null
  used_at timestamp with time zone not null
  constraint approval_use_approved_check CHECK (approved)
  constraint approval_use_domain_id_approval_id_approved_fkey FOREIGN KEY (domain_id, approval_id, approved) REFERENCES approval_answer(domain_id, approval_id, approved)
  constraint approval_use_pkey PRIMARY KEY (domain_id, approval_id)
  CREATE INDEX approval_use_answer ON public.approval_use USING btree (domain_id, approval_id, approved)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy of_seen permissive for select to public using ((approval_id IN ( SELECT a.id
   FROM approval a)))
  policy used permissive for insert to public check (((used_by = ( SELECT access.account_id() AS account_id)) AND (approval_id IN ( SELECT a.id
   FROM approval a
  WHERE ((a.until_at > ( SELECT access.moment() AS moment)) AND ((a.asked_by = ( SELECT access.account_id() AS account_id)) OR (( SELECT access.actor_role() AS actor_role) = 'machine'::text)))))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.checkin
  domain_id uuid not null
  id uuid not null
  person_id uuid not null
  plan_id uuid not null
  link_sha text not null
  sent_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  mood integer
  wants_contact boolean
  answered_at timestamp with time zone
  contact_id uuid
  constraint checkin_check CHECK ((num_nonnulls(wants_contact, answered_at, contact_id) = ANY (ARRAY[0, 3])))
  constraint checkin_check1 CHECK (((answered_at IS NULL) OR (mood IS NOT NULL) OR wants_contact))
  constraint checkin_mood_check CHECK (((mood >= 1) AND (mood <= 5)))
  constraint checkin_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint checkin_pkey PRIMARY KEY (domain_id, id)
  constraint checkin_domain_id_link_sha_key UNIQUE (domain_id, link_sha)
  CREATE INDEX checkin_answered ON public.checkin USING btree (domain_id, answered_at DESC) WHERE (answered_at IS NOT NULL)
  CREATE INDEX checkin_person ON public.checkin USING btree (domain_id, person_id, sent_at DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT
  grant to sedd_jobs on answered_at: UPDATE
  grant to sedd_jobs on contact_id: UPDATE
  grant to sedd_jobs on mood: UPDATE
  grant to sedd_jobs on wants_contact: UPDATE

table public.checkin_plan
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  template_code text not null
  every_weeks integer not null
  next_on date not null
  until_on date not null
  set_by uuid not null
  ended_as text
  ended_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint checkin_plan_check CHECK ((known_until >= known_from))
  constraint checkin_plan_check1 CHECK ((num_nonnulls(ended_as, ended_by, known_until) = ANY (ARRAY[0, 3])))
  constraint checkin_plan_ended_as_check CHECK ((ended_as ~ '^[a-z_]{2,40}$'::text))
  constraint checkin_plan_every_weeks_check CHECK (((every_weeks >= 1) AND (every_weeks <= 12)))
  constraint checkin_plan_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint checkin_plan_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX checkin_plan_due ON public.checkin_plan USING btree (domain_id, next_on) WHERE (known_until IS NULL)
  CREATE UNIQUE INDEX checkin_plan_open ON public.checkin_plan USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX checkin_plan_person ON public.checkin_plan USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((ended_by IS NULL) OR (ended_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on ended_as: UPDATE
  grant to sedd_jobs on ended_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_jobs on next_on: UPDATE
  grant to sedd_web on ended_as: UPDATE
  grant to sedd_web on ended_by: UPDATE
  grant to sedd_web on known_until: UPDATE

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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('schooling'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('schooling'::text) AS reach))))) check ((( SELECT access.reaches_all('schooling'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('schooling'::text) AS reach)))))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_extract permissive for select to public using ((( SELECT access.is_extract() AS is_extract) AND ((person_id IN ( SELECT access.reach('identity'::text) AS reach)) OR (number IN ( SELECT i.number
   FROM person_identifier i)))))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_extract permissive for select to public using ((( SELECT access.is_extract() AS is_extract) AND ((person_id IN ( SELECT access.reach('identity'::text) AS reach)) OR (number IN ( SELECT i.number
   FROM person_identifier i)))))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_extract permissive for select to public using ((( SELECT access.is_extract() AS is_extract) AND (number IN ( SELECT i.number
   FROM person_identifier i))))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_extract permissive for select to public using ((( SELECT access.is_extract() AS is_extract) AND ((person_id IN ( SELECT access.reach('identity'::text) AS reach)) OR (number IN ( SELECT i.number
   FROM person_identifier i)))))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_extract permissive for select to public using ((( SELECT access.is_extract() AS is_extract) AND ((delivery_id, row_no) IN ( SELECT r.delivery_id,
    r.row_no
   FROM delivery_refused_row r
UNION ALL
 SELECT r.delivery_id,
    r.row_no
   FROM delivery_population_row r
UNION ALL
 SELECT r.delivery_id,
    r.row_no
   FROM delivery_enrolment_row r
UNION ALL
 SELECT r.delivery_id,
    r.row_no
   FROM delivery_completion_row r))))
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
  policy by_importers permissive for all to public using (( SELECT access.may('imports'::text) AS may)) check (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_extract permissive for select to public using ((( SELECT access.is_extract() AS is_extract) AND (number IN ( SELECT i.number
   FROM person_identifier i))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))) AND (NOT (other_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))) AND (NOT (other_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('merge'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('merge'::text) AS reach)) AND (other_id IN ( SELECT access.reach('merge'::text) AS reach))))) check ((( SELECT access.reaches_all('merge'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('merge'::text) AS reach)) AND (other_id IN ( SELECT access.reach('merge'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.employer
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  organisation_number text
  sector text not null
  municipality_code text not null
  street text
  postal_code text
  postal_town text
  added_by uuid not null
  added_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  closed_on date
  constraint employer_name_check CHECK (((length(name) >= 2) AND (length(name) <= 120)))
  constraint employer_organisation_number_check CHECK ((organisation_number ~ '^\d{10}$'::text))
  constraint employer_sector_check CHECK ((sector ~ '^[a-z_]{2,40}$'::text))
  constraint employer_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX employer_number ON public.employer USING btree (domain_id, organisation_number, lower(name)) WHERE (organisation_number IS NOT NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((added_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on changed_at: UPDATE
  grant to sedd_web on closed_on: UPDATE
  grant to sedd_web on municipality_code: UPDATE
  grant to sedd_web on name: UPDATE
  grant to sedd_web on organisation_number: UPDATE
  grant to sedd_web on postal_code: UPDATE
  grant to sedd_web on postal_town: UPDATE
  grant to sedd_web on sector: UPDATE
  grant to sedd_web on street: UPDATE

table public.employer_supervisor
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  employer_id uuid not null
  name text not null
  phone text
  email text
  added_by uuid not null
  added_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  ended_on date
  no_texts_at timestamp with time zone
  constraint employer_supervisor_check CHECK (((ended_on IS NULL) OR (num_nonnulls(phone, email) = 0)))
  constraint employer_supervisor_name_check CHECK (((length(name) >= 2) AND (length(name) <= 120)))
  constraint employer_supervisor_phone_check CHECK ((phone ~ '^[1-9]\d{6,14}$'::text))
  constraint employer_supervisor_domain_id_employer_id_fkey FOREIGN KEY (domain_id, employer_id) REFERENCES employer(domain_id, id)
  constraint employer_supervisor_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX employer_supervisor_employer ON public.employer_supervisor USING btree (domain_id, employer_id)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((added_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on no_texts_at: UPDATE
  grant to sedd_web on changed_at: UPDATE
  grant to sedd_web on email: UPDATE
  grant to sedd_web on ended_on: UPDATE
  grant to sedd_web on name: UPDATE
  grant to sedd_web on no_texts_at: UPDATE
  grant to sedd_web on phone: UPDATE

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
  CREATE INDEX enrolment_unit ON public.enrolment USING btree (domain_id, school_unit_code) INCLUDE (person_id, starts_on, ends_before) WHERE ((known_until IS NULL) AND (school_unit_code IS NOT NULL))
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('schooling'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('schooling'::text) AS reach))))) check ((( SELECT access.reaches_all('schooling'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('schooling'::text) AS reach)))))
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.enrolment FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.enrolment REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on ends_before: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on person_id: SELECT
  grant to sedd_reach on school_unit_code: SELECT
  grant to sedd_reach on starts_on: SELECT

table public.export_taken
  domain_id uuid not null
  id bigint generated always as identity not null
  account_id uuid not null
  rows integer not null
  taken_at timestamp with time zone not null
  constraint export_taken_rows_check CHECK ((rows >= 0))
  constraint export_taken_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint export_taken_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX export_taken_account ON public.export_taken USING btree (domain_id, account_id, taken_at)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.form_submission
  domain_id uuid not null
  token uuid not null
  account_id uuid not null
  submitted_at timestamp with time zone not null
  constraint form_submission_pkey PRIMARY KEY (domain_id, token)
  CREATE INDEX form_submission_age ON public.form_submission USING btree (submitted_at)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  owner sedd_owner
  grant to sedd_jobs: DELETE, INSERT, SELECT
  grant to sedd_web: DELETE, INSERT, SELECT

table public.holiday
  day date not null
  name text not null
  kind text not null
  constraint holiday_kind_check CHECK ((kind = ANY (ARRAY['public'::text, 'bank'::text, 'optional'::text])))
  constraint holiday_name_check CHECK ((name <> ''::text))
  constraint holiday_pkey PRIMARY KEY (day, name)
  row security: forced
  policy loaded_by_owner permissive for all to sedd_owner using (true) check (true)
  policy readable permissive for select to public using (true)
  owner sedd_owner
  grant to sedd_import: SELECT
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT

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
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
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
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.letter
  domain_id uuid not null
  id uuid not null
  person_id uuid not null
  contact_id uuid not null
  whose text not null
  template_code text not null
  template_version integer not null
  language text not null
  forwarded boolean not null
  made_on date not null
  made_by uuid not null
  made_at timestamp with time zone not null
  constraint letter_whose_check CHECK ((whose = ANY (ARRAY['self'::text, 'guardian'::text])))
  constraint letter_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint letter_pkey PRIMARY KEY (domain_id, id)
  constraint letter_domain_id_person_id_template_code_whose_made_on_key UNIQUE (domain_id, person_id, template_code, whose, made_on)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT

table public.message
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  direction text not null
  channel text not null
  whose text not null
  address text not null
  subject text
  body text not null
  parts integer not null
  template_code text
  template_version integer
  language text not null
  dedup_key text
  copy integer default 0 not null
  state text not null
  reason text
  due_at timestamp with time zone not null
  attempts integer default 0 not null
  queued_by uuid not null
  queued_at timestamp with time zone not null
  handing_at timestamp with time zone
  handed_at timestamp with time zone
  ended_at timestamp with time zone
  settled_by uuid
  gateway text
  gateway_id text
  contact_id uuid
  until_at timestamp with time zone
  constraint message_address_check CHECK (((length(address) >= 3) AND (length(address) <= 254)))
  constraint message_attempts_check CHECK ((attempts >= 0))
  constraint message_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000)))
  constraint message_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text])))
  constraint message_check CHECK (((direction = 'in'::text) = (state = 'received'::text)))
  constraint message_check1 CHECK (((template_code IS NULL) = (template_version IS NULL)))
  constraint message_check2 CHECK (((state <> 'handing'::text) OR (handing_at IS NOT NULL)))
  constraint message_copy_check CHECK ((copy >= 0))
  constraint message_dedup_key_check CHECK (((length(dedup_key) >= 1) AND (length(dedup_key) <= 120)))
  constraint message_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text])))
  constraint message_gateway_id_check CHECK (((length(gateway_id) >= 1) AND (length(gateway_id) <= 200)))
  constraint message_parts_check CHECK (((parts >= 1) AND (parts <= 60)))
  constraint message_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'handing'::text, 'handed'::text, 'delivered'::text, 'failed'::text, 'withdrawn'::text, 'uncertain'::text, 'received'::text])))
  constraint message_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 120)))
  constraint message_whose_check CHECK ((whose = ANY (ARRAY['self'::text, 'guardian'::text])))
  constraint message_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint message_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX message_address ON public.message USING btree (domain_id, address, queued_at DESC)
  CREATE UNIQUE INDEX message_at_gateway ON public.message USING btree (domain_id, gateway, direction, gateway_id) WHERE (gateway_id IS NOT NULL)
  CREATE INDEX message_contact ON public.message USING btree (domain_id, contact_id) WHERE (contact_id IS NOT NULL)
  CREATE INDEX message_due ON public.message USING btree (domain_id, due_at, id) WHERE (state = 'queued'::text)
  CREATE INDEX message_latest ON public.message USING btree (domain_id, queued_at DESC)
  CREATE UNIQUE INDEX message_once ON public.message USING btree (domain_id, dedup_key, copy) WHERE (dedup_key IS NOT NULL)
  CREATE INDEX message_open ON public.message USING btree (domain_id, state, queued_at) WHERE (state = ANY (ARRAY['handing'::text, 'uncertain'::text, 'failed'::text]))
  CREATE INDEX message_person ON public.message USING btree (domain_id, person_id, queued_at DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy handed_to_nobody_protected restrictive for update to public using (true) check (((state <> 'handing'::text) OR (EXISTS ( SELECT
   FROM (person p
     JOIN person r ON ((r.id = p.root_id)))
  WHERE ((p.id = message.person_id) AND (p.protection = 'none'::text) AND (r.protection = 'none'::text))))))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((queued_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  policy to_nobody_protected restrictive for insert to public check (((direction <> 'out'::text) OR (EXISTS ( SELECT
   FROM (person p
     JOIN person r ON ((r.id = p.root_id)))
  WHERE ((p.id = message.person_id) AND (p.protection = 'none'::text) AND (r.protection = 'none'::text))))))
  owner sedd_owner
  grant to sedd_jobs: INSERT
  grant to sedd_web: INSERT
  grant to sedd_jobs on address: SELECT
  grant to sedd_jobs on attempts: SELECT, UPDATE
  grant to sedd_jobs on channel: SELECT
  grant to sedd_jobs on contact_id: SELECT, UPDATE
  grant to sedd_jobs on copy: SELECT
  grant to sedd_jobs on dedup_key: SELECT
  grant to sedd_jobs on direction: SELECT
  grant to sedd_jobs on domain_id: SELECT
  grant to sedd_jobs on due_at: SELECT, UPDATE
  grant to sedd_jobs on ended_at: SELECT, UPDATE
  grant to sedd_jobs on gateway: SELECT, UPDATE
  grant to sedd_jobs on gateway_id: SELECT, UPDATE
  grant to sedd_jobs on handed_at: SELECT, UPDATE
  grant to sedd_jobs on handing_at: SELECT, UPDATE
  grant to sedd_jobs on id: SELECT
  grant to sedd_jobs on language: SELECT
  grant to sedd_jobs on parts: SELECT
  grant to sedd_jobs on person_id: SELECT
  grant to sedd_jobs on queued_at: SELECT
  grant to sedd_jobs on queued_by: SELECT
  grant to sedd_jobs on reason: SELECT, UPDATE
  grant to sedd_jobs on settled_by: SELECT
  grant to sedd_jobs on state: SELECT, UPDATE
  grant to sedd_jobs on template_code: SELECT
  grant to sedd_jobs on template_version: SELECT
  grant to sedd_jobs on until_at: SELECT
  grant to sedd_jobs on whose: SELECT
  grant to sedd_web on address: SELECT
  grant to sedd_web on attempts: SELECT, UPDATE
  grant to sedd_web on channel: SELECT
  grant to sedd_web on contact_id: SELECT
  grant to sedd_web on copy: SELECT
  grant to sedd_web on dedup_key: SELECT
  grant to sedd_web on direction: SELECT
  grant to sedd_web on domain_id: SELECT
  grant to sedd_web on due_at: SELECT, UPDATE
  grant to sedd_web on ended_at: SELECT, UPDATE
  grant to sedd_web on gateway: SELECT
  grant to sedd_web on gateway_id: SELECT
  grant to sedd_web on handed_at: SELECT
  grant to sedd_web on handing_at: SELECT
  grant to sedd_web on id: SELECT
  grant to sedd_web on language: SELECT
  grant to sedd_web on parts: SELECT
  grant to sedd_web on person_id: SELECT
  grant to sedd_web on queued_at: SELECT
  grant to sedd_web on queued_by: SELECT
  grant to sedd_web on reason: SELECT, UPDATE
  grant to sedd_web on settled_by: SELECT, UPDATE
  grant to sedd_web on state: SELECT, UPDATE
  grant to sedd_web on template_code: SELECT
  grant to sedd_web on template_version: SELECT
  grant to sedd_web on until_at: SELECT
  grant to sedd_web on whose: SELECT

table public.message_language
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  whose text not null
  language text not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint message_language_check CHECK ((known_until >= known_from))
  constraint message_language_check1 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint message_language_language_check CHECK ((language ~ '^[a-z]{2,3}(-[a-z]{2,8})?$'::text))
  constraint message_language_whose_check CHECK ((whose = ANY (ARRAY['self'::text, 'guardian'::text])))
  constraint message_language_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint message_language_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX message_language_open ON public.message_language USING btree (domain_id, person_id, whose) WHERE (known_until IS NULL)
  CREATE INDEX message_language_person ON public.message_language USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.message_setting
  domain_id uuid not null
  office text not null
  phone text
  email text
  address text
  sender text not null
  opens text not null
  closes text not null
  weekends boolean not null
  on_holidays boolean not null
  decided_by uuid not null
  decided_at timestamp with time zone not null
  helpline text
  constraint message_setting_address_check CHECK (((length(address) >= 5) AND (length(address) <= 120)))
  constraint message_setting_check CHECK (((closes ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text) AND (closes > opens)))
  constraint message_setting_email_check CHECK (((length(email) >= 5) AND (length(email) <= 254)))
  constraint message_setting_helpline_check CHECK (((length(helpline) >= 5) AND (length(helpline) <= 200)))
  constraint message_setting_office_check CHECK (((length(office) >= 2) AND (length(office) <= 60)))
  constraint message_setting_opens_check CHECK ((opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  constraint message_setting_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 30)))
  constraint message_setting_sender_check CHECK (((sender ~ '^[A-Za-z0-9 ]{1,11}$'::text) OR (sender ~ '^[+]?[0-9]{5,15}$'::text)))
  constraint message_setting_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint message_setting_pkey PRIMARY KEY (domain_id)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_administrators restrictive for insert to public check (( SELECT access.may('accounts'::text) AS may))
  policy changed_by_administrators restrictive for update to public using (( SELECT access.may('accounts'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.message_stop
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  kind text not null
  channel text not null
  whose text not null
  address text
  how text not null
  reason text
  set_by uuid not null
  lifted_by uuid
  lifted_reason text
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint message_stop_address_check CHECK (((length(address) >= 3) AND (length(address) <= 254)))
  constraint message_stop_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text])))
  constraint message_stop_check CHECK ((known_until >= known_from))
  constraint message_stop_check1 CHECK ((num_nonnulls(lifted_by, lifted_reason, known_until) = ANY (ARRAY[0, 3])))
  constraint message_stop_check2 CHECK (((kind = 'opted_out'::text) OR (address IS NOT NULL)))
  constraint message_stop_check3 CHECK (((how = 'by_hand'::text) = (reason IS NOT NULL)))
  constraint message_stop_how_check CHECK ((how = ANY (ARRAY['reply'::text, 'receipt'::text, 'by_hand'::text])))
  constraint message_stop_kind_check CHECK ((kind = ANY (ARRAY['opted_out'::text, 'wrong_number'::text])))
  constraint message_stop_lifted_reason_check CHECK (((length(lifted_reason) >= 3) AND (length(lifted_reason) <= 400)))
  constraint message_stop_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 400)))
  constraint message_stop_whose_check CHECK ((whose = ANY (ARRAY['self'::text, 'guardian'::text])))
  constraint message_stop_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint message_stop_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX message_stop_open ON public.message_stop USING btree (domain_id, person_id, kind, channel, whose, address) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX message_stop_person ON public.message_stop USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((lifted_by IS NULL) OR (lifted_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on lifted_by: UPDATE
  grant to sedd_web on lifted_reason: UPDATE

table public.message_template
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  code text not null
  channel text not null
  language text not null
  version integer not null
  subject text
  wording text not null
  made_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint message_template_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text, 'letter'::text])))
  constraint message_template_check CHECK ((known_until >= known_from))
  constraint message_template_check1 CHECK (((channel = 'sms'::text) = (subject IS NULL)))
  constraint message_template_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
  constraint message_template_language_check CHECK ((language ~ '^[a-z]{2,3}(-[a-z]{2,8})?$'::text))
  constraint message_template_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 120)))
  constraint message_template_version_check CHECK ((version >= 1))
  constraint message_template_wording_check CHECK (((length(wording) >= 1) AND (length(wording) <= 4000)))
  constraint message_template_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint message_template_pkey PRIMARY KEY (domain_id, id)
  constraint message_template_domain_id_code_channel_language_version_key UNIQUE (domain_id, code, channel, language, version)
  CREATE UNIQUE INDEX message_template_current ON public.message_template USING btree (domain_id, code, channel, language) WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on known_until: UPDATE

table public.message_unmatched
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  channel text not null
  address text
  body text
  gateway text not null
  gateway_id text not null
  received_at timestamp with time zone not null
  closed_as text
  closed_by uuid
  closed_at timestamp with time zone
  constraint message_unmatched_address_check CHECK (((length(address) >= 3) AND (length(address) <= 254)))
  constraint message_unmatched_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000)))
  constraint message_unmatched_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text])))
  constraint message_unmatched_check CHECK ((num_nonnulls(closed_as, closed_by, closed_at) = ANY (ARRAY[0, 3])))
  constraint message_unmatched_check1 CHECK ((((closed_as IS NULL) = (address IS NOT NULL)) AND ((closed_as IS NULL) = (body IS NOT NULL))))
  constraint message_unmatched_closed_as_check CHECK ((closed_as = ANY (ARRAY['tied'::text, 'not_ours'::text])))
  constraint message_unmatched_gateway_id_check CHECK (((length(gateway_id) >= 1) AND (length(gateway_id) <= 200)))
  constraint message_unmatched_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint message_unmatched_pkey PRIMARY KEY (domain_id, id)
  constraint message_unmatched_domain_id_gateway_gateway_id_key UNIQUE (domain_id, gateway, gateway_id)
  row security: forced
  policy by_those_who_assign permissive for all to public using (( SELECT access.may('assign'::text) AS may)) check (( SELECT access.may('assign'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT
  grant to sedd_web on address: UPDATE
  grant to sedd_web on body: UPDATE
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_at: UPDATE
  grant to sedd_web on closed_by: UPDATE

table public.move_in
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  subject_id uuid not null
  person_id uuid
  number text
  given_name text
  family_name text
  moved_on date not null
  municipality_code text
  clarity text not null
  phone text
  email text
  call_name text
  call_way text
  sender text
  parcel_id uuid
  told_at timestamp with time zone
  came_at timestamp with time zone not null
  due_on date not null
  state text generated always as (
CASE
    WHEN (withdrawn_at IS NOT NULL) THEN 'withdrawn'::text
    WHEN (settled_as IS NOT NULL) THEN settled_as
    WHEN (parcel_id IS NOT NULL) THEN 'to_receive'::text
    ELSE 'awaited'::text
END) stored not null
  opened_at timestamp with time zone
  opened_by uuid
  settled_as text
  settled_at timestamp with time zone
  settled_by uuid
  reason text
  received_how text
  received_on date
  withdrawn_at timestamp with time zone
  constraint move_in_call_name_check CHECK (((length(call_name) >= 1) AND (length(call_name) <= 120)))
  constraint move_in_call_way_check CHECK (((length(call_way) >= 1) AND (length(call_way) <= 120)))
  constraint move_in_check CHECK ((subject_id = COALESCE(person_id, id)))
  constraint move_in_check1 CHECK (((person_id IS NULL) OR (num_nonnulls(number, given_name, family_name) = 0)))
  constraint move_in_check2 CHECK (((person_id IS NOT NULL) OR (settled_as IS NOT NULL) OR (withdrawn_at IS NOT NULL) OR (number IS NOT NULL)))
  constraint move_in_check3 CHECK ((num_nonnulls(parcel_id, told_at) = ANY (ARRAY[0, 2])))
  constraint move_in_check4 CHECK (((opened_at IS NULL) = (opened_by IS NULL)))
  constraint move_in_check5 CHECK ((num_nonnulls(settled_as, settled_at, settled_by) = ANY (ARRAY[0, 3])))
  constraint move_in_check6 CHECK (((settled_as = ANY (ARRAY['declined'::text, 'not_needed'::text])) = (reason IS NOT NULL)))
  constraint move_in_check7 CHECK (((NOT (settled_as IS DISTINCT FROM 'received'::text)) = (received_how IS NOT NULL)))
  constraint move_in_check8 CHECK (((received_how IS NULL) = (received_on IS NULL)))
  constraint move_in_clarity_check CHECK ((clarity = ANY (ARRAY['clear'::text, 'gap'::text, 'overlap'::text])))
  constraint move_in_email_check CHECK (((length(email) >= 1) AND (length(email) <= 200)))
  constraint move_in_family_name_check CHECK (((length(family_name) >= 1) AND (length(family_name) <= 120)))
  constraint move_in_given_name_check CHECK (((length(given_name) >= 1) AND (length(given_name) <= 120)))
  constraint move_in_municipality_code_check CHECK ((municipality_code ~ '^[0-9]{4}$'::text))
  constraint move_in_number_check CHECK ((number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'::text))
  constraint move_in_phone_check CHECK (((length(phone) >= 1) AND (length(phone) <= 40)))
  constraint move_in_reason_check CHECK ((reason = ANY (ARRAY['not_here'::text, 'wrong_person'::text, 'not_covered'::text, 'done_otherwise'::text, 'reversed'::text])))
  constraint move_in_received_how_check CHECK ((received_how = ANY (ARRAY['sedd'::text, 'letter'::text, 'phone'::text, 'meeting'::text])))
  constraint move_in_sender_check CHECK (((length(sender) >= 1) AND (length(sender) <= 200)))
  constraint move_in_settled_as_check CHECK ((settled_as = ANY (ARRAY['received'::text, 'declined'::text, 'not_needed'::text])))
  constraint move_in_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint move_in_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX move_in_once ON public.move_in USING btree (domain_id, person_id, moved_on) WHERE ((parcel_id IS NULL) AND (person_id IS NOT NULL))
  CREATE UNIQUE INDEX move_in_parcel ON public.move_in USING btree (domain_id, parcel_id) WHERE (parcel_id IS NOT NULL)
  CREATE INDEX move_in_person ON public.move_in USING btree (domain_id, person_id)
  CREATE INDEX move_in_state ON public.move_in USING btree (domain_id, state, due_on, id)
  CREATE INDEX move_in_subject ON public.move_in USING btree (domain_id, subject_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (subject_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (subject_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (subject_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (subject_id IN ( SELECT access.reach('register'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT
  grant to sedd_jobs on call_name: UPDATE
  grant to sedd_jobs on call_way: UPDATE
  grant to sedd_jobs on clarity: UPDATE
  grant to sedd_jobs on due_on: UPDATE
  grant to sedd_jobs on email: UPDATE
  grant to sedd_jobs on family_name: UPDATE
  grant to sedd_jobs on given_name: UPDATE
  grant to sedd_jobs on municipality_code: UPDATE
  grant to sedd_jobs on number: UPDATE
  grant to sedd_jobs on parcel_id: UPDATE
  grant to sedd_jobs on person_id: UPDATE
  grant to sedd_jobs on phone: UPDATE
  grant to sedd_jobs on reason: UPDATE
  grant to sedd_jobs on sender: UPDATE
  grant to sedd_jobs on settled_as: UPDATE
  grant to sedd_jobs on settled_at: UPDATE
  grant to sedd_jobs on settled_by: UPDATE
  grant to sedd_jobs on subject_id: UPDATE
  grant to sedd_jobs on told_at: UPDATE
  grant to sedd_jobs on withdrawn_at: UPDATE
  grant to sedd_web on call_name: UPDATE
  grant to sedd_web on call_way: UPDATE
  grant to sedd_web on email: UPDATE
  grant to sedd_web on family_name: UPDATE
  grant to sedd_web on given_name: UPDATE
  grant to sedd_web on number: UPDATE
  grant to sedd_web on opened_at: UPDATE
  grant to sedd_web on opened_by: UPDATE
  grant to sedd_web on person_id: UPDATE
  grant to sedd_web on phone: UPDATE
  grant to sedd_web on reason: UPDATE
  grant to sedd_web on received_how: UPDATE
  grant to sedd_web on received_on: UPDATE
  grant to sedd_web on settled_as: UPDATE
  grant to sedd_web on settled_at: UPDATE
  grant to sedd_web on settled_by: UPDATE
  grant to sedd_web on subject_id: UPDATE

table public.move_out
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  left_on date not null
  moved_on date
  municipality_code text
  clarity text not null
  said_by uuid
  due_on date not null
  made_by uuid not null
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
  state text generated always as (
CASE
    WHEN (not_needed_at IS NOT NULL) THEN 'not_needed'::text
    WHEN (lapsed_at IS NOT NULL) THEN 'lapsed'::text
    WHEN (answer = 'received'::text) THEN 'received'::text
    WHEN (answer = 'declined'::text) THEN 'declined'::text
    WHEN (sent_at IS NOT NULL) THEN 'sent'::text
    ELSE 'to_hand_over'::text
END) stored not null
  phone text
  email text
  call_name text
  call_way text
  ground text
  ground_detail text
  sent_at timestamp with time zone
  sent_by uuid
  sent_how text
  sent_on date
  parcel_id uuid
  taken_at timestamp with time zone
  opened_at timestamp with time zone
  received_by text
  answered_at timestamp with time zone
  answer text
  reason text
  not_needed_at timestamp with time zone
  not_needed_by uuid
  not_needed_why text
  lapsed_at timestamp with time zone
  constraint move_out_answer_check CHECK ((answer = ANY (ARRAY['received'::text, 'declined'::text])))
  constraint move_out_call_name_check CHECK (((length(call_name) >= 1) AND (length(call_name) <= 120)))
  constraint move_out_call_way_check CHECK (((length(call_way) >= 1) AND (length(call_way) <= 120)))
  constraint move_out_check CHECK ((moved_on >= left_on))
  constraint move_out_check1 CHECK ((sent_at >= made_at))
  constraint move_out_check10 CHECK (((sent_at IS NOT NULL) OR (num_nonnulls(taken_at, opened_at, answered_at, lapsed_at) = 0)))
  constraint move_out_check2 CHECK ((num_nonnulls(moved_on, municipality_code) = ANY (ARRAY[0, 2])))
  constraint move_out_check3 CHECK ((num_nonnulls(sent_at, sent_by, sent_how, sent_on) = ANY (ARRAY[0, 4])))
  constraint move_out_check4 CHECK (((sent_at IS NULL) OR (num_nulls(ground, municipality_code) = 0)))
  constraint move_out_check5 CHECK (((parcel_id IS NOT NULL) = (NOT (sent_how IS DISTINCT FROM 'sedd'::text))))
  constraint move_out_check6 CHECK (((received_by IS NULL) OR (sent_how IS DISTINCT FROM 'sedd'::text)))
  constraint move_out_check7 CHECK (((answered_at IS NULL) = (answer IS NULL)))
  constraint move_out_check8 CHECK (((NOT (answer IS DISTINCT FROM 'declined'::text)) = (reason IS NOT NULL)))
  constraint move_out_check9 CHECK ((num_nonnulls(not_needed_at, not_needed_by, not_needed_why) = ANY (ARRAY[0, 3])))
  constraint move_out_clarity_check CHECK ((clarity = ANY (ARRAY['clear'::text, 'gap'::text, 'overlap'::text])))
  constraint move_out_email_check CHECK (((length(email) >= 1) AND (length(email) <= 200)))
  constraint move_out_ground_check CHECK ((ground = ANY (ARRAY['harm_test'::text, 'consent'::text, 'own_activity'::text, 'general_clause'::text])))
  constraint move_out_ground_detail_check CHECK (((length(ground_detail) >= 10) AND (length(ground_detail) <= 400)))
  constraint move_out_municipality_code_check CHECK ((municipality_code ~ '^[0-9]{4}$'::text))
  constraint move_out_not_needed_why_check CHECK ((not_needed_why = ANY (ARRAY['done_otherwise'::text, 'not_ours'::text, 'wrong'::text, 'reversed'::text])))
  constraint move_out_phone_check CHECK (((length(phone) >= 1) AND (length(phone) <= 40)))
  constraint move_out_reason_check CHECK ((reason = ANY (ARRAY['not_here'::text, 'wrong_person'::text, 'not_covered'::text])))
  constraint move_out_received_by_check CHECK (((length(received_by) >= 2) AND (length(received_by) <= 120)))
  constraint move_out_sent_how_check CHECK ((sent_how = ANY (ARRAY['sedd'::text, 'letter'::text, 'phone'::text, 'meeting'::text])))
  constraint move_out_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint move_out_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX move_out_once ON public.move_out USING btree (domain_id, person_id, left_on)
  CREATE INDEX move_out_state ON public.move_out USING btree (domain_id, state, due_on, id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT
  grant to sedd_jobs on answer: UPDATE
  grant to sedd_jobs on answered_at: UPDATE
  grant to sedd_jobs on call_name: UPDATE
  grant to sedd_jobs on call_way: UPDATE
  grant to sedd_jobs on clarity: UPDATE
  grant to sedd_jobs on due_on: UPDATE
  grant to sedd_jobs on email: UPDATE
  grant to sedd_jobs on ended_at: UPDATE
  grant to sedd_jobs on ground: UPDATE
  grant to sedd_jobs on ground_detail: UPDATE
  grant to sedd_jobs on lapsed_at: UPDATE
  grant to sedd_jobs on moved_on: UPDATE
  grant to sedd_jobs on municipality_code: UPDATE
  grant to sedd_jobs on not_needed_at: UPDATE
  grant to sedd_jobs on not_needed_by: UPDATE
  grant to sedd_jobs on not_needed_why: UPDATE
  grant to sedd_jobs on opened_at: UPDATE
  grant to sedd_jobs on parcel_id: UPDATE
  grant to sedd_jobs on phone: UPDATE
  grant to sedd_jobs on reason: UPDATE
  grant to sedd_jobs on received_by: UPDATE
  grant to sedd_jobs on said_by: UPDATE
  grant to sedd_jobs on sent_at: UPDATE
  grant to sedd_jobs on sent_by: UPDATE
  grant to sedd_jobs on sent_how: UPDATE
  grant to sedd_jobs on sent_on: UPDATE
  grant to sedd_jobs on taken_at: UPDATE
  grant to sedd_reach on answer: SELECT
  grant to sedd_reach on call_name: SELECT
  grant to sedd_reach on call_way: SELECT
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on email: SELECT
  grant to sedd_reach on ground: SELECT
  grant to sedd_reach on ground_detail: SELECT
  grant to sedd_reach on id: SELECT
  grant to sedd_reach on moved_on: SELECT
  grant to sedd_reach on municipality_code: SELECT
  grant to sedd_reach on not_needed_at: SELECT
  grant to sedd_reach on person_id: SELECT
  grant to sedd_reach on phone: SELECT
  grant to sedd_reach on sent_at: SELECT
  grant to sedd_web on answer: UPDATE
  grant to sedd_web on answered_at: UPDATE
  grant to sedd_web on call_name: UPDATE
  grant to sedd_web on call_way: UPDATE
  grant to sedd_web on email: UPDATE
  grant to sedd_web on ground: UPDATE
  grant to sedd_web on ground_detail: UPDATE
  grant to sedd_web on moved_on: UPDATE
  grant to sedd_web on municipality_code: UPDATE
  grant to sedd_web on not_needed_at: UPDATE
  grant to sedd_web on not_needed_by: UPDATE
  grant to sedd_web on not_needed_why: UPDATE
  grant to sedd_web on opened_at: UPDATE
  grant to sedd_web on parcel_id: UPDATE
  grant to sedd_web on phone: UPDATE
  grant to sedd_web on reason: UPDATE
  grant to sedd_web on received_by: UPDATE
  grant to sedd_web on said_by: UPDATE
  grant to sedd_web on sent_at: UPDATE
  grant to sedd_web on sent_by: UPDATE
  grant to sedd_web on sent_how: UPDATE
  grant to sedd_web on sent_on: UPDATE
  grant to sedd_web on taken_at: UPDATE

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
  grant to sedd_access on code: SELECT
  grant to sedd_access on county_code: SELECT

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
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  policy swept permissive for delete to public using ((( SELECT access.actor_role() AS actor_role) = 'machine'::text))
  policy swept_seen permissive for select to public using ((( SELECT access.actor_role() AS actor_role) = 'machine'::text))
  owner sedd_owner
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.note
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  note_id uuid not null
  person_id uuid not null
  topic text not null
  secrecy text not null
  happened_on date not null
  body text not null
  letters integer generated always as (length(body)) stored not null
  written_by uuid not null
  written_at timestamp with time zone not null
  recorded_by uuid not null
  struck_at timestamp with time zone
  struck_by uuid
  struck_reason text
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint note_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000)))
  constraint note_check CHECK ((known_until >= known_from))
  constraint note_check1 CHECK (((id <> note_id) OR ((written_by = recorded_by) AND (written_at = known_from))))
  constraint note_check2 CHECK ((num_nonnulls(struck_at, struck_by, struck_reason) = ANY (ARRAY[0, 3])))
  constraint note_secrecy_check CHECK ((secrecy = ANY (ARRAY['student_health'::text, 'pupil_support'::text, 'health_care'::text, 'social_services'::text, 'labour_market'::text, 'other'::text])))
  constraint note_struck_reason_check CHECK (((length(struck_reason) >= 3) AND (length(struck_reason) <= 400)))
  constraint note_topic_check CHECK ((topic = ANY (ARRAY['support'::text, 'school'::text, 'health'::text, 'social'::text])))
  constraint note_domain_id_note_id_person_id_written_by_fkey FOREIGN KEY (domain_id, note_id, person_id, written_by) REFERENCES note(domain_id, id, person_id, written_by)
  constraint note_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint note_pkey PRIMARY KEY (domain_id, id)
  constraint note_domain_id_id_person_id_written_by_key UNIQUE (domain_id, id, person_id, written_by)
  CREATE UNIQUE INDEX note_current ON public.note USING btree (domain_id, note_id) WHERE (known_until IS NULL)
  CREATE INDEX note_person ON public.note USING btree (domain_id, person_id, happened_on DESC, written_at DESC)
  CREATE INDEX note_wordings ON public.note USING btree (domain_id, note_id, person_id, written_by)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using (((known_until IS NULL) AND (struck_at IS NULL))) check (((struck_by IS NULL) OR (struck_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((( SELECT access.actor_role() AS actor_role) = 'machine'::text) OR ((person_id IN ( SELECT access.reach('note'::text) AS reach)) AND ((topic = ANY (( SELECT access.note_topics() AS note_topics)::text[])) OR ((( SELECT access.account_id() AS account_id) = written_by) OR (( SELECT access.account_id() AS account_id) = recorded_by)))))) check (((( SELECT access.actor_role() AS actor_role) = 'machine'::text) OR ((person_id IN ( SELECT access.reach('note'::text) AS reach)) AND ((topic = ANY (( SELECT access.note_topics() AS note_topics)::text[])) OR ((( SELECT access.account_id() AS account_id) = written_by) OR (( SELECT access.account_id() AS account_id) = recorded_by))))))
  policy of_secrecy restrictive for select to public using ((secrecy <> ALL (( SELECT access.shut_secrecies() AS shut_secrecies)::text[])))
  owner sedd_owner
  grant to sedd_jobs on domain_id: SELECT
  grant to sedd_jobs on happened_on: SELECT
  grant to sedd_jobs on id: SELECT
  grant to sedd_jobs on known_from: SELECT
  grant to sedd_jobs on known_until: SELECT
  grant to sedd_jobs on letters: SELECT
  grant to sedd_jobs on note_id: SELECT
  grant to sedd_jobs on person_id: SELECT
  grant to sedd_jobs on recorded_by: SELECT
  grant to sedd_jobs on secrecy: SELECT
  grant to sedd_jobs on struck_at: SELECT
  grant to sedd_jobs on struck_by: SELECT
  grant to sedd_jobs on struck_reason: SELECT
  grant to sedd_jobs on topic: SELECT
  grant to sedd_jobs on written_at: SELECT
  grant to sedd_jobs on written_by: SELECT
  grant to sedd_web on body: INSERT
  grant to sedd_web on domain_id: INSERT, SELECT
  grant to sedd_web on happened_on: INSERT, SELECT
  grant to sedd_web on id: INSERT, SELECT
  grant to sedd_web on known_from: INSERT, SELECT
  grant to sedd_web on known_until: SELECT, UPDATE
  grant to sedd_web on letters: SELECT
  grant to sedd_web on note_id: INSERT, SELECT
  grant to sedd_web on person_id: INSERT, SELECT
  grant to sedd_web on recorded_by: INSERT, SELECT
  grant to sedd_web on secrecy: INSERT, SELECT
  grant to sedd_web on struck_at: SELECT, UPDATE
  grant to sedd_web on struck_by: SELECT, UPDATE
  grant to sedd_web on struck_reason: SELECT, UPDATE
  grant to sedd_web on topic: INSERT, SELECT
  grant to sedd_web on written_at: INSERT, SELECT
  grant to sedd_web on written_by: INSERT, SELECT

table public.note_setting
  domain_id uuid not null
  secrecy text
  most_short integer not null
  most_day integer not null
  decided_by uuid not null
  decided_at timestamp with time zone not null
  approval_id uuid
  constraint note_setting_check CHECK (((most_day >= most_short) AND (most_day <= 5000)))
  constraint note_setting_most_short_check CHECK (((most_short >= 20) AND (most_short <= 1000)))
  constraint note_setting_secrecy_check CHECK ((secrecy = ANY (ARRAY['student_health'::text, 'pupil_support'::text, 'health_care'::text, 'social_services'::text, 'labour_market'::text, 'other'::text])))
  constraint note_setting_domain_id_approval_id_fkey FOREIGN KEY (domain_id, approval_id) REFERENCES approval_use(domain_id, approval_id)
  constraint note_setting_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint note_setting_pkey PRIMARY KEY (domain_id)
  CREATE INDEX note_setting_approval ON public.note_setting USING btree (domain_id, approval_id)
  row security: forced
  policy agreed_by_two restrictive for insert to public check (note_budget_agreed(approval_id, most_short, most_day))
  policy by_administrators restrictive for insert to public check (( SELECT access.may('accounts'::text) AS may))
  policy changed_by_administrators restrictive for update to public using (( SELECT access.may('accounts'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy raised_by_two restrictive for update to public using (true) check (note_budget_agreed(approval_id, most_short, most_day))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.notice_in
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  subject_id uuid not null
  person_id uuid
  number text
  given_name text
  family_name text
  kind text not null
  on_day date not null
  interrupted boolean default false not null
  school_form text not null
  programme_code text
  school_unit_code text
  school_unit text not null
  sender text not null
  parcel_id uuid
  told_at timestamp with time zone not null
  came_at timestamp with time zone not null
  entered_by uuid not null
  state text generated always as (COALESCE(settled_as, 'new'::text)) stored not null
  due_on date not null
  opened_at timestamp with time zone
  opened_by uuid
  settled_as text
  settled_at timestamp with time zone
  settled_by uuid
  reason text
  effect text
  effect_on date
  opened_version bigint
  closed_version bigint
  withdrawn_at timestamp with time zone
  constraint notice_in_check CHECK (((NOT interrupted) OR (kind = 'ends'::text)))
  constraint notice_in_check1 CHECK ((subject_id = COALESCE(person_id, id)))
  constraint notice_in_check2 CHECK (((person_id IS NULL) OR (num_nonnulls(number, given_name, family_name) = 0)))
  constraint notice_in_check3 CHECK (((person_id IS NOT NULL) OR (settled_as IS NOT NULL) OR (number IS NOT NULL)))
  constraint notice_in_check4 CHECK (((opened_at IS NULL) = (opened_by IS NULL)))
  constraint notice_in_check5 CHECK ((num_nonnulls(settled_as, settled_at, settled_by) = ANY (ARRAY[0, 3])))
  constraint notice_in_check6 CHECK (((NOT (settled_as IS DISTINCT FROM 'applied'::text)) = (effect IS NOT NULL)))
  constraint notice_in_check7 CHECK (((settled_as = ANY (ARRAY['no_effect'::text, 'returned'::text])) = (reason IS NOT NULL)))
  constraint notice_in_check8 CHECK (((opened_version IS NULL) OR (NOT (settled_as IS DISTINCT FROM 'applied'::text))))
  constraint notice_in_effect_check CHECK ((effect = ANY (ARRAY['entered'::text, 'left'::text, 'none'::text])))
  constraint notice_in_family_name_check CHECK (((length(family_name) >= 1) AND (length(family_name) <= 120)))
  constraint notice_in_given_name_check CHECK (((length(given_name) >= 1) AND (length(given_name) <= 120)))
  constraint notice_in_kind_check CHECK ((kind = ANY (ARRAY['starts'::text, 'ends'::text, 'absent'::text])))
  constraint notice_in_number_check CHECK ((number ~ '^[0-9]{8}[0-9A-Z][0-9]{3}$'::text))
  constraint notice_in_programme_code_check CHECK (((length(programme_code) >= 1) AND (length(programme_code) <= 20)))
  constraint notice_in_reason_check CHECK ((reason = ANY (ARRAY['known_already'::text, 'newer_known'::text, 'no_such_studies'::text, 'absence'::text, 'not_ours'::text, 'wrong_municipality'::text, 'withdrawn'::text])))
  constraint notice_in_school_form_check CHECK ((school_form = ANY (ARRAY['GY'::text, 'GYAN'::text])))
  constraint notice_in_school_unit_check CHECK (((length(school_unit) >= 1) AND (length(school_unit) <= 200)))
  constraint notice_in_school_unit_code_check CHECK ((school_unit_code ~ '^[0-9]{8}$'::text))
  constraint notice_in_sender_check CHECK (((length(sender) >= 1) AND (length(sender) <= 200)))
  constraint notice_in_settled_as_check CHECK ((settled_as = ANY (ARRAY['applied'::text, 'no_effect'::text, 'returned'::text])))
  constraint notice_in_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint notice_in_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX notice_in_parcel ON public.notice_in USING btree (domain_id, parcel_id) WHERE (parcel_id IS NOT NULL)
  CREATE INDEX notice_in_person ON public.notice_in USING btree (domain_id, person_id)
  CREATE INDEX notice_in_state ON public.notice_in USING btree (domain_id, state, due_on, id)
  CREATE INDEX notice_in_subject ON public.notice_in USING btree (domain_id, subject_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (subject_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (subject_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (subject_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (subject_id IN ( SELECT access.reach('register'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on family_name: UPDATE
  grant to sedd_jobs on given_name: UPDATE
  grant to sedd_jobs on number: UPDATE
  grant to sedd_jobs on person_id: UPDATE
  grant to sedd_jobs on reason: UPDATE
  grant to sedd_jobs on settled_as: UPDATE
  grant to sedd_jobs on settled_at: UPDATE
  grant to sedd_jobs on settled_by: UPDATE
  grant to sedd_jobs on subject_id: UPDATE
  grant to sedd_jobs on withdrawn_at: UPDATE
  grant to sedd_web on closed_version: UPDATE
  grant to sedd_web on effect: UPDATE
  grant to sedd_web on effect_on: UPDATE
  grant to sedd_web on family_name: UPDATE
  grant to sedd_web on given_name: UPDATE
  grant to sedd_web on number: UPDATE
  grant to sedd_web on opened_at: UPDATE
  grant to sedd_web on opened_by: UPDATE
  grant to sedd_web on opened_version: UPDATE
  grant to sedd_web on person_id: UPDATE
  grant to sedd_web on reason: UPDATE
  grant to sedd_web on settled_as: UPDATE
  grant to sedd_web on settled_at: UPDATE
  grant to sedd_web on settled_by: UPDATE
  grant to sedd_web on subject_id: UPDATE

table public.notice_out
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  kind text not null
  on_day date not null
  interrupted boolean default false not null
  school_form text not null
  programme_code text
  school_unit_code text
  school_unit text not null
  municipality_code text not null
  absence_percent integer
  state text generated always as (
CASE
    WHEN (not_needed_at IS NOT NULL) THEN 'not_needed'::text
    WHEN (failed_at IS NOT NULL) THEN 'failed'::text
    WHEN (received_at IS NOT NULL) THEN 'received'::text
    WHEN (sent_at IS NOT NULL) THEN 'sent'::text
    ELSE 'to_send'::text
END) stored not null
  due_on date not null
  made_by uuid not null
  made_at timestamp with time zone not null
  sent_at timestamp with time zone
  sent_by uuid
  sent_how text
  sent_on date
  parcel_id uuid
  taken_at timestamp with time zone
  received_at timestamp with time zone
  answered_at timestamp with time zone
  answer text
  failed_at timestamp with time zone
  failed_why text
  not_needed_at timestamp with time zone
  not_needed_by uuid
  not_needed_why text
  lapsed_at timestamp with time zone
  constraint notice_out_absence_percent_check CHECK (((absence_percent >= 1) AND (absence_percent <= 100)))
  constraint notice_out_answer_check CHECK ((answer = ANY (ARRAY['applied'::text, 'no_effect'::text, 'returned'::text])))
  constraint notice_out_check CHECK (((NOT interrupted) OR (kind = 'ends'::text)))
  constraint notice_out_check1 CHECK ((sent_at >= made_at))
  constraint notice_out_check2 CHECK (((kind = 'absent'::text) = (absence_percent IS NOT NULL)))
  constraint notice_out_check3 CHECK ((num_nonnulls(sent_at, sent_by, sent_how, sent_on) = ANY (ARRAY[0, 4])))
  constraint notice_out_check4 CHECK (((parcel_id IS NOT NULL) = (NOT (sent_how IS DISTINCT FROM 'sedd'::text))))
  constraint notice_out_check5 CHECK (((failed_at IS NULL) = (failed_why IS NULL)))
  constraint notice_out_check6 CHECK ((num_nonnulls(not_needed_at, not_needed_by, not_needed_why) = ANY (ARRAY[0, 3])))
  constraint notice_out_check7 CHECK (((sent_at IS NOT NULL) OR (num_nonnulls(received_at, answered_at, failed_at, lapsed_at) = 0)))
  constraint notice_out_failed_why_check CHECK ((failed_why = ANY (ARRAY['returned'::text, 'came_back'::text])))
  constraint notice_out_kind_check CHECK ((kind = ANY (ARRAY['starts'::text, 'ends'::text, 'absent'::text])))
  constraint notice_out_municipality_code_check CHECK ((municipality_code ~ '^[0-9]{4}$'::text))
  constraint notice_out_not_needed_why_check CHECK ((not_needed_why = ANY (ARRAY['told_otherwise'::text, 'not_theirs'::text, 'wrong'::text, 'reversed'::text])))
  constraint notice_out_school_form_check CHECK ((school_form = ANY (ARRAY['GY'::text, 'GYAN'::text])))
  constraint notice_out_school_unit_check CHECK (((length(school_unit) >= 1) AND (length(school_unit) <= 200)))
  constraint notice_out_sent_how_check CHECK ((sent_how = ANY (ARRAY['sedd'::text, 'letter'::text, 'file'::text, 'phone'::text, 'portal'::text])))
  constraint notice_out_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint notice_out_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX notice_out_once ON public.notice_out USING btree (domain_id, person_id, kind, on_day, school_form, COALESCE(school_unit_code, lower(school_unit)), municipality_code)
  CREATE INDEX notice_out_person ON public.notice_out USING btree (domain_id, person_id)
  CREATE INDEX notice_out_state ON public.notice_out USING btree (domain_id, state, due_on, id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on answer: UPDATE
  grant to sedd_jobs on answered_at: UPDATE
  grant to sedd_jobs on failed_at: UPDATE
  grant to sedd_jobs on failed_why: UPDATE
  grant to sedd_jobs on lapsed_at: UPDATE
  grant to sedd_jobs on not_needed_at: UPDATE
  grant to sedd_jobs on not_needed_by: UPDATE
  grant to sedd_jobs on not_needed_why: UPDATE
  grant to sedd_jobs on parcel_id: UPDATE
  grant to sedd_jobs on received_at: UPDATE
  grant to sedd_jobs on sent_at: UPDATE
  grant to sedd_jobs on sent_by: UPDATE
  grant to sedd_jobs on sent_how: UPDATE
  grant to sedd_jobs on sent_on: UPDATE
  grant to sedd_jobs on taken_at: UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on id: SELECT
  grant to sedd_reach on interrupted: SELECT
  grant to sedd_reach on kind: SELECT
  grant to sedd_reach on municipality_code: SELECT
  grant to sedd_reach on not_needed_at: SELECT
  grant to sedd_reach on on_day: SELECT
  grant to sedd_reach on person_id: SELECT
  grant to sedd_reach on programme_code: SELECT
  grant to sedd_reach on school_form: SELECT
  grant to sedd_reach on school_unit: SELECT
  grant to sedd_reach on school_unit_code: SELECT
  grant to sedd_reach on sent_at: SELECT
  grant to sedd_web on failed_at: UPDATE
  grant to sedd_web on failed_why: UPDATE
  grant to sedd_web on not_needed_at: UPDATE
  grant to sedd_web on not_needed_by: UPDATE
  grant to sedd_web on not_needed_why: UPDATE
  grant to sedd_web on parcel_id: UPDATE
  grant to sedd_web on received_at: UPDATE
  grant to sedd_web on sent_at: UPDATE
  grant to sedd_web on sent_by: UPDATE
  grant to sedd_web on sent_how: UPDATE
  grant to sedd_web on sent_on: UPDATE

table public.notice_setting
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  target_days integer not null
  handle_days integer not null
  absence_percent integer not null
  organisation_ids uuid[] default '{}'::uuid[] not null
  decided_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  handover_days integer not null
  constraint notice_setting_absence_percent_check CHECK (((absence_percent >= 1) AND (absence_percent <= 100)))
  constraint notice_setting_check CHECK ((known_until >= known_from))
  constraint notice_setting_handle_days_check CHECK (((handle_days >= 1) AND (handle_days <= 60)))
  constraint notice_setting_handover_days_check CHECK (((handover_days >= 1) AND (handover_days <= 60)))
  constraint notice_setting_target_days_check CHECK (((target_days >= 1) AND (target_days <= 60)))
  constraint notice_setting_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint notice_setting_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX notice_setting_current ON public.notice_setting USING btree (domain_id) WHERE (known_until IS NULL)
  row security: forced
  policy by_notifiers permissive for all to public using (( SELECT access.may('notify'::text) AS may)) check (( SELECT access.may('notify'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on known_until: UPDATE

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

table public.outreach_contact
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  contact_id uuid not null
  person_id uuid not null
  group_id uuid
  channel text not null
  through text not null
  direction text not null
  outcome text not null
  achieved boolean generated always as ((outcome = ANY (ARRAY['talked'::text, 'answered'::text, 'booked'::text, 'wants_support'::text, 'declined'::text]))) stored not null
  happened_at timestamp with time zone not null
  minutes integer
  done_by uuid not null
  with_by uuid
  note_id uuid
  recorded_by uuid not null
  struck_at timestamp with time zone
  struck_by uuid
  struck_reason text
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint outreach_contact_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'call'::text, 'letter'::text, 'email'::text, 'social'::text, 'home_visit'::text, 'walk'::text, 'fika'::text, 'meeting'::text])))
  constraint outreach_contact_check CHECK ((with_by <> done_by))
  constraint outreach_contact_check1 CHECK ((known_until >= known_from))
  constraint outreach_contact_check2 CHECK (((direction = 'out'::text) OR (outcome = ANY (ARRAY['talked'::text, 'answered'::text, 'booked'::text, 'wants_support'::text, 'declined'::text]))))
  constraint outreach_contact_check3 CHECK ((happened_at <= (known_from + '00:01:00'::interval)))
  constraint outreach_contact_check4 CHECK ((num_nonnulls(struck_at, struck_by, struck_reason) = ANY (ARRAY[0, 3])))
  constraint outreach_contact_direction_check CHECK ((direction = ANY (ARRAY['out'::text, 'in'::text])))
  constraint outreach_contact_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600)))
  constraint outreach_contact_outcome_check CHECK ((outcome = ANY (ARRAY['talked'::text, 'answered'::text, 'booked'::text, 'wants_support'::text, 'declined'::text, 'sent'::text, 'no_answer'::text, 'voicemail'::text, 'wrong_number'::text, 'not_home'::text, 'missed'::text, 'cancelled'::text, 'returned'::text])))
  constraint outreach_contact_struck_reason_check CHECK ((struck_reason = ANY (ARRAY['wrong_person'::text, 'never_happened'::text, 'twice'::text, 'other'::text])))
  constraint outreach_contact_through_check CHECK ((through = ANY (ARRAY['self'::text, 'guardian'::text, 'school'::text, 'other'::text])))
  constraint outreach_contact_domain_id_contact_id_person_id_fkey FOREIGN KEY (domain_id, contact_id, person_id) REFERENCES outreach_contact(domain_id, id, person_id)
  constraint outreach_contact_domain_id_note_id_fkey FOREIGN KEY (domain_id, note_id) REFERENCES note(domain_id, id) ON DELETE SET NULL (note_id)
  constraint outreach_contact_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint outreach_contact_pkey PRIMARY KEY (domain_id, id)
  constraint outreach_contact_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE UNIQUE INDEX outreach_contact_current ON public.outreach_contact USING btree (domain_id, contact_id) WHERE (known_until IS NULL)
  CREATE INDEX outreach_contact_group ON public.outreach_contact USING btree (domain_id, group_id) WHERE (group_id IS NOT NULL)
  CREATE INDEX outreach_contact_note ON public.outreach_contact USING btree (domain_id, note_id) WHERE (note_id IS NOT NULL)
  CREATE INDEX outreach_contact_person ON public.outreach_contact USING btree (domain_id, person_id, happened_at DESC)
  CREATE INDEX outreach_contact_wordings ON public.outreach_contact USING btree (domain_id, contact_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using (((known_until IS NULL) AND (struck_at IS NULL))) check (((struck_by IS NULL) OR (struck_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on struck_at: UPDATE
  grant to sedd_web on struck_by: UPDATE
  grant to sedd_web on struck_reason: UPDATE

table public.outreach_next
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  on_day date not null
  channel text
  set_by uuid not null
  closed_as text
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  taken_up boolean default false not null
  constraint outreach_next_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'call'::text, 'letter'::text, 'email'::text, 'social'::text, 'home_visit'::text, 'walk'::text, 'fika'::text, 'meeting'::text])))
  constraint outreach_next_check CHECK ((known_until >= known_from))
  constraint outreach_next_check1 CHECK ((num_nonnulls(closed_as, closed_by, known_until) = ANY (ARRAY[0, 3])))
  constraint outreach_next_closed_as_check CHECK ((closed_as = ANY (ARRAY['done'::text, 'replaced'::text, 'removed'::text])))
  constraint outreach_next_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint outreach_next_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX outreach_next_day ON public.outreach_next USING btree (domain_id, on_day, person_id) WHERE (known_until IS NULL)
  CREATE UNIQUE INDEX outreach_next_open ON public.outreach_next USING btree (domain_id, person_id, taken_up) WHERE (known_until IS NULL)
  CREATE INDEX outreach_next_person ON public.outreach_next USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_as: UPDATE
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.outreach_protocol
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  version integer not null
  set_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  moved_runs integer
  constraint outreach_protocol_check CHECK ((known_until >= known_from))
  constraint outreach_protocol_moved_runs_check CHECK ((moved_runs >= 0))
  constraint outreach_protocol_version_check CHECK ((version >= 1))
  constraint outreach_protocol_pkey PRIMARY KEY (domain_id, id)
  constraint outreach_protocol_domain_id_version_key UNIQUE (domain_id, version)
  CREATE UNIQUE INDEX outreach_protocol_current ON public.outreach_protocol USING btree (domain_id) WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_those_who_set_up restrictive for insert to public check ((( SELECT access.may('imports'::text) AS may) AND (set_by = ( SELECT access.account_id() AS account_id))))
  policy closed_by_those_who_set_up restrictive for update to public using (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_jobs on moved_runs: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.outreach_protocol_step
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  protocol_id uuid not null
  code text not null
  place integer not null
  channel text not null
  through text not null
  wait_days integer not null
  deadline_days integer not null
  role text not null
  template_code text
  only_if text
  constraint outreach_protocol_step_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'call'::text, 'letter'::text, 'email'::text, 'social'::text, 'home_visit'::text])))
  constraint outreach_protocol_step_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  constraint outreach_protocol_step_deadline_days_check CHECK (((deadline_days >= 0) AND (deadline_days <= 60)))
  constraint outreach_protocol_step_guardian CHECK (((through = 'self'::text) OR (channel = ANY (ARRAY['sms'::text, 'call'::text, 'email'::text, 'letter'::text]))))
  constraint outreach_protocol_step_only_if_check CHECK ((only_if = ANY (ARRAY['under_18'::text, 'adult'::text, 'protected'::text, 'not_protected'::text])))
  constraint outreach_protocol_step_place_check CHECK (((place >= 1) AND (place <= 20)))
  constraint outreach_protocol_step_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'leader'::text])))
  constraint outreach_protocol_step_template_code_check CHECK ((template_code ~ '^[a-z][a-z0-9_]{0,39}$'::text))
  constraint outreach_protocol_step_through_check CHECK ((through = ANY (ARRAY['self'::text, 'guardian'::text])))
  constraint outreach_protocol_step_wait_days_check CHECK (((wait_days >= 0) AND (wait_days <= 60)))
  constraint outreach_protocol_step_domain_id_protocol_id_fkey FOREIGN KEY (domain_id, protocol_id) REFERENCES outreach_protocol(domain_id, id)
  constraint outreach_protocol_step_pkey PRIMARY KEY (domain_id, id)
  constraint outreach_protocol_step_domain_id_protocol_id_code_key UNIQUE (domain_id, protocol_id, code)
  constraint outreach_protocol_step_domain_id_protocol_id_place_key UNIQUE (domain_id, protocol_id, place)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_those_who_set_up restrictive for insert to public check (( SELECT access.may('imports'::text) AS may))
  policy changed_by_those_who_set_up restrictive for update to public using (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.outreach_rest
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  kind text not null
  reason text not null
  from_on date not null
  until_on date not null
  set_by uuid not null
  closed_as text
  closed_on date
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint outreach_rest_check CHECK ((until_on > from_on))
  constraint outreach_rest_check1 CHECK (((closed_on >= from_on) AND (closed_on <= until_on)))
  constraint outreach_rest_check2 CHECK ((known_until >= known_from))
  constraint outreach_rest_check3 CHECK ((num_nonnulls(closed_as, closed_on, closed_by, known_until) = ANY (ARRAY[0, 4])))
  constraint outreach_rest_check4 CHECK (
CASE kind
    WHEN 'pause'::text THEN (reason = ANY (ARRAY['asked_to_wait'::text, 'away'::text, 'other_has_contact'::text, 'other'::text]))
    ELSE (reason = ANY (ARRAY['declined'::text, 'other_has_contact'::text, 'safety'::text, 'other'::text]))
END)
  constraint outreach_rest_closed_as_check CHECK ((closed_as = ANY (ARRAY['ended'::text, 'replaced'::text])))
  constraint outreach_rest_kind_check CHECK ((kind = ANY (ARRAY['pause'::text, 'exempt'::text])))
  constraint outreach_rest_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint outreach_rest_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX outreach_rest_person ON public.outreach_rest USING btree (domain_id, person_id, until_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on closed_on: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.outreach_run
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  protocol_id uuid not null
  started_as text not null
  started_on date not null
  set_by uuid not null
  closed_as text
  stop_reason text
  closed_on date
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint outreach_run_check CHECK ((known_until >= known_from))
  constraint outreach_run_check1 CHECK ((num_nonnulls(closed_as, closed_on, closed_by, known_until) = ANY (ARRAY[0, 4])))
  constraint outreach_run_check2 CHECK (((stop_reason IS NOT NULL) = (NOT (closed_as IS DISTINCT FROM 'by_hand'::text))))
  constraint outreach_run_closed_as_check CHECK ((closed_as = ANY (ARRAY['reached'::text, 'left'::text, 'finished'::text, 'by_hand'::text, 'merged'::text])))
  constraint outreach_run_started_as_check CHECK ((started_as = ANY (ARRAY['entered'::text, 'referral'::text, 'by_hand'::text])))
  constraint outreach_run_stop_reason_check CHECK ((stop_reason = ANY (ARRAY['other_has_contact'::text, 'agreed'::text, 'started_wrongly'::text, 'other'::text])))
  constraint outreach_run_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint outreach_run_domain_id_protocol_id_fkey FOREIGN KEY (domain_id, protocol_id) REFERENCES outreach_protocol(domain_id, id)
  constraint outreach_run_pkey PRIMARY KEY (domain_id, id)
  constraint outreach_run_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE UNIQUE INDEX outreach_run_open ON public.outreach_run USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX outreach_run_person ON public.outreach_run USING btree (domain_id, person_id, started_on DESC)
  CREATE INDEX outreach_run_protocol ON public.outreach_run USING btree (domain_id, protocol_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_as: UPDATE
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on closed_on: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_jobs on protocol_id: UPDATE
  grant to sedd_jobs on stop_reason: UPDATE
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on closed_on: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on protocol_id: UPDATE
  grant to sedd_web on stop_reason: UPDATE

table public.outreach_step
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  run_id uuid not null
  code text not null
  channel text not null
  through text not null
  role text not null
  template_code text
  due_from date not null
  deadline_on date not null
  set_by uuid not null
  closed_as text
  reason text
  closed_on date
  closed_by uuid
  contact_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint outreach_step_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'call'::text, 'letter'::text, 'email'::text, 'social'::text, 'home_visit'::text])))
  constraint outreach_step_check CHECK ((deadline_on >= due_from))
  constraint outreach_step_check2 CHECK (((contact_id IS NULL) OR (NOT (closed_as IS DISTINCT FROM 'done'::text))))
  constraint outreach_step_check3 CHECK ((known_until >= known_from))
  constraint outreach_step_check4 CHECK ((num_nonnulls(closed_as, closed_on, closed_by, known_until) = ANY (ARRAY[0, 4])))
  constraint outreach_step_check5 CHECK (((closed_as IS NULL) OR (closed_as = 'done'::text) OR (reason IS NOT NULL)))
  constraint outreach_step_closed_as_check CHECK ((closed_as = ANY (ARRAY['done'::text, 'skipped'::text, 'left_out'::text, 'withdrawn'::text])))
  constraint outreach_step_reason CHECK (
CASE closed_as
    WHEN 'skipped'::text THEN (reason = ANY (ARRAY['done_otherwise'::text, 'not_possible'::text, 'not_suitable'::text, 'other'::text]))
    WHEN 'left_out'::text THEN (reason = ANY (ARRAY['protected'::text, 'not_protected'::text, 'of_age'::text, 'under_age'::text, 'no_phone'::text, 'no_mobile'::text, 'no_email'::text, 'no_address'::text, 'opted_out'::text, 'wrong_number'::text]))
    WHEN 'withdrawn'::text THEN (reason = ANY (ARRAY['stopped'::text, 'rested'::text, 'protocol_changed'::text, 'not_sent'::text]))
    ELSE (reason IS NULL)
END)
  constraint outreach_step_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'leader'::text])))
  constraint outreach_step_through_check CHECK ((through = ANY (ARRAY['self'::text, 'guardian'::text])))
  constraint outreach_step_domain_id_contact_id_fkey FOREIGN KEY (domain_id, contact_id) REFERENCES outreach_contact(domain_id, id)
  constraint outreach_step_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint outreach_step_domain_id_run_id_person_id_fkey FOREIGN KEY (domain_id, run_id, person_id) REFERENCES outreach_run(domain_id, id, person_id)
  constraint outreach_step_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX outreach_step_contact ON public.outreach_step USING btree (domain_id, contact_id) WHERE (contact_id IS NOT NULL)
  CREATE INDEX outreach_step_due ON public.outreach_step USING btree (domain_id, due_from, person_id) WHERE (known_until IS NULL)
  CREATE UNIQUE INDEX outreach_step_once ON public.outreach_step USING btree (domain_id, run_id, code) WHERE (closed_as IS DISTINCT FROM 'withdrawn'::text)
  CREATE UNIQUE INDEX outreach_step_open ON public.outreach_step USING btree (domain_id, run_id) WHERE (known_until IS NULL)
  CREATE INDEX outreach_step_person ON public.outreach_step USING btree (domain_id, person_id)
  CREATE INDEX outreach_step_run ON public.outreach_step USING btree (domain_id, run_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using (((known_until IS NULL) OR (EXISTS ( SELECT
   FROM message m
  WHERE ((m.domain_id = outreach_step.domain_id) AND (m.dedup_key = ('step:'::text || (outreach_step.id)::text)) AND (m.state = ANY (ARRAY['failed'::text, 'withdrawn'::text])) AND (m.contact_id IS NULL)))))) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_as: UPDATE
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on closed_on: UPDATE
  grant to sedd_jobs on contact_id: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_jobs on reason: UPDATE
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on closed_on: UPDATE
  grant to sedd_web on contact_id: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on reason: UPDATE

table public.outreach_visit
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  step_id uuid
  visit_at timestamp with time zone not null
  first_by uuid not null
  second_by uuid not null
  announced text not null
  safety text[] not null
  note_id uuid
  set_by uuid not null
  closed_as text
  closed_on date
  closed_by uuid
  contact_id uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  lettings uuid[] default '{}'::uuid[] not null
  constraint outreach_visit_announced_check CHECK ((announced = ANY (ARRAY['letter'::text, 'sms'::text, 'call'::text, 'other'::text, 'not'::text])))
  constraint outreach_visit_check CHECK ((second_by <> first_by))
  constraint outreach_visit_check1 CHECK (((contact_id IS NULL) OR (NOT (closed_as IS DISTINCT FROM 'done'::text))))
  constraint outreach_visit_check2 CHECK ((known_until >= known_from))
  constraint outreach_visit_check3 CHECK ((num_nonnulls(closed_as, closed_on, closed_by, known_until) = ANY (ARRAY[0, 4])))
  constraint outreach_visit_closed_as_check CHECK ((closed_as = ANY (ARRAY['done'::text, 'cancelled'::text, 'moved'::text])))
  constraint outreach_visit_safety_check CHECK ((safety <@ '{call_in,stay_outside,meet_elsewhere,animals,earlier_threat,other_persons}'::text[]))
  constraint outreach_visit_domain_id_contact_id_fkey FOREIGN KEY (domain_id, contact_id) REFERENCES outreach_contact(domain_id, id)
  constraint outreach_visit_domain_id_note_id_fkey FOREIGN KEY (domain_id, note_id) REFERENCES note(domain_id, id) ON DELETE SET NULL (note_id)
  constraint outreach_visit_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint outreach_visit_domain_id_step_id_fkey FOREIGN KEY (domain_id, step_id) REFERENCES outreach_step(domain_id, id)
  constraint outreach_visit_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX outreach_visit_contact ON public.outreach_visit USING btree (domain_id, contact_id) WHERE (contact_id IS NOT NULL)
  CREATE INDEX outreach_visit_note ON public.outreach_visit USING btree (domain_id, note_id) WHERE (note_id IS NOT NULL)
  CREATE UNIQUE INDEX outreach_visit_open ON public.outreach_visit USING btree (domain_id, person_id) WHERE (known_until IS NULL)
  CREATE INDEX outreach_visit_person ON public.outreach_visit USING btree (domain_id, person_id, visit_at DESC)
  CREATE INDEX outreach_visit_step ON public.outreach_visit USING btree (domain_id, step_id) WHERE (step_id IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_as: UPDATE
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on closed_on: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on lettings: SELECT
  grant to sedd_reach on person_id: SELECT
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on closed_on: UPDATE
  grant to sedd_web on contact_id: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.outreach_workload
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid
  week_hours numeric not null
  youth_hours numeric not null
  set_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint outreach_workload_check CHECK ((known_until >= known_from))
  constraint outreach_workload_week_hours_check CHECK (((week_hours > (0)::numeric) AND (week_hours <= (60)::numeric)))
  constraint outreach_workload_youth_hours_check CHECK (((youth_hours > (0)::numeric) AND (youth_hours <= (20)::numeric)))
  constraint outreach_workload_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX outreach_workload_current ON public.outreach_workload USING btree (domain_id, account_id) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_those_who_share_out restrictive for insert to public check ((( SELECT access.may('assign'::text) AS may) AND (set_by = ( SELECT access.account_id() AS account_id))))
  policy closed_by_those_who_share_out restrictive for update to public using (( SELECT access.may('assign'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on known_until: UPDATE

table public.own_reminder
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  words text not null
  on_day date not null
  at_time text
  given_to uuid
  moved_why text
  made_at timestamp with time zone not null
  done_at timestamp with time zone
  done_by uuid
  constraint own_reminder_at_time_check CHECK ((at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  constraint own_reminder_check CHECK ((given_to <> account_id))
  constraint own_reminder_check1 CHECK ((done_at >= made_at))
  constraint own_reminder_check2 CHECK ((num_nonnulls(done_at, done_by) = ANY (ARRAY[0, 2])))
  constraint own_reminder_moved_why_check CHECK ((moved_why = ANY (ARRAY['not_today'::text, 'waiting_answer'::text, 'young_away'::text, 'colleague_away'::text, 'agreed'::text])))
  constraint own_reminder_words_check CHECK (((length(words) >= 1) AND (length(words) <= 120)))
  constraint own_reminder_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX own_reminder_account ON public.own_reminder USING btree (domain_id, account_id, on_day)
  CREATE INDEX own_reminder_given ON public.own_reminder USING btree (domain_id, given_to, on_day) WHERE (given_to IS NOT NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy given permissive for all to public using ((given_to = ( SELECT access.account_id() AS account_id))) check ((given_to = ( SELECT access.account_id() AS account_id)))
  policy in_ones_own_name restrictive for insert to public check ((account_id = ( SELECT access.account_id() AS account_id)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: DELETE, INSERT, SELECT
  grant to sedd_web on at_time: UPDATE
  grant to sedd_web on done_at: UPDATE
  grant to sedd_web on done_by: UPDATE
  grant to sedd_web on given_to: UPDATE
  grant to sedd_web on moved_why: UPDATE
  grant to sedd_web on on_day: UPDATE

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
  CREATE INDEX person_merged_id ON public.person USING btree (domain_id, id) INCLUDE (root_id) WHERE (root_id <> id)
  CREATE INDEX person_protected ON public.person USING btree (domain_id) WHERE (protection <> 'none'::text)
  CREATE INDEX person_root ON public.person USING btree (root_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (id IN ( SELECT access.reach('identity'::text) AS reach)))))
  CREATE TRIGGER require_root_of_changed AFTER UPDATE ON public.person REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_root()
  CREATE TRIGGER require_root_of_new AFTER INSERT ON public.person REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_root()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on id: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on protection: SELECT
  grant to sedd_reach on root_id: SELECT

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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('contact'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('contact'::text) AS reach))))) check ((( SELECT access.reaches_all('contact'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('contact'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('contact'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('contact'::text) AS reach))))) check ((( SELECT access.reaches_all('contact'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('contact'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('contact'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('contact'::text) AS reach))))) check ((( SELECT access.reaches_all('contact'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('contact'::text) AS reach)))))
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
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
  policy numbers_for_reach permissive for select to sedd_reach using (true)
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_identifier FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_identifier REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on id: SELECT
  grant to sedd_reach on kind: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on number: SELECT
  grant to sedd_reach on person_id: SELECT

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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (survivor_id IN ( SELECT access.hidden() AS hidden))) AND (NOT (merged_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (survivor_id IN ( SELECT access.hidden() AS hidden))) AND (NOT (merged_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (survivor_id IN ( SELECT access.reach('identity'::text) AS reach)) AND (merged_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (survivor_id IN ( SELECT access.reach('identity'::text) AS reach)) AND (merged_id IN ( SELECT access.reach('identity'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy names_for_reach permissive for select to sedd_reach using (true)
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.person_name FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  CREATE TRIGGER require_person AFTER INSERT ON public.person_name REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION require_person()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on family_name: SELECT
  grant to sedd_reach on given_name: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on person_id: SELECT

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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.person_task
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  task_id uuid not null
  person_id uuid not null
  kind text not null
  on_day date not null
  at_time text
  assigned_to uuid not null
  moved_why text
  set_by uuid not null
  closed_as text
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint person_task_at_time_check CHECK ((at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  constraint person_task_check CHECK ((known_until >= known_from))
  constraint person_task_check1 CHECK ((num_nonnulls(closed_as, closed_by, known_until) = ANY (ARRAY[0, 3])))
  constraint person_task_closed_as_check CHECK ((closed_as = ANY (ARRAY['done'::text, 'removed'::text, 'replaced'::text])))
  constraint person_task_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'message'::text, 'meet'::text, 'guardian'::text, 'school'::text, 'partner'::text, 'documents'::text, 'follow_up'::text, 'other'::text])))
  constraint person_task_moved_why_check CHECK ((moved_why = ANY (ARRAY['not_today'::text, 'waiting_answer'::text, 'young_away'::text, 'colleague_away'::text, 'agreed'::text])))
  constraint person_task_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint person_task_domain_id_task_id_person_id_fkey FOREIGN KEY (domain_id, task_id, person_id) REFERENCES person_task(domain_id, id, person_id)
  constraint person_task_pkey PRIMARY KEY (domain_id, id)
  constraint person_task_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX person_task_assigned ON public.person_task USING btree (domain_id, assigned_to, on_day) WHERE (known_until IS NULL)
  CREATE INDEX person_task_day ON public.person_task USING btree (domain_id, on_day) WHERE (known_until IS NULL)
  CREATE INDEX person_task_done ON public.person_task USING btree (domain_id, closed_by, known_until) WHERE (closed_as = 'done'::text)
  CREATE UNIQUE INDEX person_task_open ON public.person_task USING btree (domain_id, task_id) WHERE (known_until IS NULL)
  CREATE INDEX person_task_person ON public.person_task USING btree (domain_id, person_id, known_from DESC)
  CREATE INDEX person_task_wordings ON public.person_task USING btree (domain_id, task_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

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

table public.progress_ask
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  link_sha text
  sent_at timestamp with time zone
  expires_at timestamp with time zone
  answered_at timestamp with time zone
  ended_as text
  constraint progress_ask_check CHECK ((num_nonnulls(link_sha, sent_at, expires_at) = ANY (ARRAY[0, 3])))
  constraint progress_ask_check1 CHECK (((answered_at IS NULL) OR (sent_at IS NOT NULL)))
  constraint progress_ask_ended_as_check CHECK ((ended_as ~ '^[a-z_]{2,40}$'::text))
  constraint progress_ask_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint progress_ask_pkey PRIMARY KEY (domain_id, id)
  constraint progress_ask_domain_id_link_sha_key UNIQUE (domain_id, link_sha)
  CREATE INDEX progress_ask_case ON public.progress_ask USING btree (domain_id, case_id, person_id)
  CREATE INDEX progress_ask_due ON public.progress_ask USING btree (domain_id, asked_at) WHERE ((sent_at IS NULL) AND (ended_as IS NULL))
  CREATE INDEX progress_ask_person ON public.progress_ask USING btree (domain_id, person_id, asked_at DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((asked_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on answered_at: UPDATE
  grant to sedd_jobs on ended_as: UPDATE
  grant to sedd_jobs on expires_at: UPDATE
  grant to sedd_jobs on link_sha: UPDATE
  grant to sedd_jobs on sent_at: UPDATE

table public.progress_ladder
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  steps jsonb not null
  set_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  team_id uuid
  scale_id uuid
  constraint progress_ladder_check CHECK ((known_until >= known_from))
  constraint progress_ladder_steps_check CHECK (((jsonb_typeof(steps) = 'array'::text) AND ((jsonb_array_length(steps) >= 3) AND (jsonb_array_length(steps) <= 11))))
  constraint progress_ladder_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX progress_ladder_current ON public.progress_ladder USING btree (domain_id, team_id) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_those_who_set_up restrictive for insert to public check ((( SELECT access.may('imports'::text) AS may) AND (set_by = ( SELECT access.account_id() AS account_id))))
  policy closed_by_those_who_set_up restrictive for update to public using (( SELECT access.may('imports'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.progress_reading
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  reading_id uuid not null
  case_id uuid not null
  person_id uuid not null
  measure text not null
  voice text not null
  value integer not null
  ladder_id uuid
  on_day date not null
  evidence text not null
  note_id uuid
  recorded_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint progress_reading_check CHECK (((ladder_id IS NULL) OR (measure = 'ladder'::text)))
  constraint progress_reading_check1 CHECK ((known_until >= known_from))
  constraint progress_reading_check2 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint progress_reading_evidence_check CHECK ((evidence ~ '^[a-z_]{2,40}$'::text))
  constraint progress_reading_measure_check CHECK ((measure = ANY (ARRAY['ladder'::text, 'studies'::text, 'work'::text, 'health'::text, 'everyday'::text, 'social'::text])))
  constraint progress_reading_value_check CHECK (((value >= 0) AND (value <= 10)))
  constraint progress_reading_voice_check CHECK ((voice = ANY (ARRAY['youth'::text, 'coach'::text])))
  constraint progress_reading_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint progress_reading_domain_id_ladder_id_fkey FOREIGN KEY (domain_id, ladder_id) REFERENCES progress_ladder(domain_id, id)
  constraint progress_reading_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX progress_reading_case ON public.progress_reading USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX progress_reading_current ON public.progress_reading USING btree (domain_id, reading_id) WHERE (known_until IS NULL)
  CREATE INDEX progress_reading_ladder ON public.progress_reading USING btree (domain_id, ladder_id) WHERE (ladder_id IS NOT NULL)
  CREATE INDEX progress_reading_latest ON public.progress_reading USING btree (domain_id, person_id, measure, voice, on_day DESC, known_from DESC) WHERE (known_until IS NULL)
  CREATE INDEX progress_reading_person ON public.progress_reading USING btree (domain_id, person_id, on_day DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.referral
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  referral_id uuid not null
  person_id uuid
  origin text not null
  sent_by uuid
  arrival_id uuid
  reasons text[] not null
  team_id uuid
  stage text not null
  reason text
  to_domain_id uuid
  target_on date
  received_at timestamp with time zone not null
  body text
  told jsonb
  letters integer generated always as (COALESCE(length(body), 0)) stored not null
  recorded_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  share_id uuid
  constraint referral_body_check CHECK (((length(body) >= 1) AND (length(body) <= 8000)))
  constraint referral_check CHECK ((known_until >= known_from))
  constraint referral_check1 CHECK (((id = referral_id) OR ((body IS NULL) AND (told IS NULL))))
  constraint referral_check2 CHECK (((sent_by IS NOT NULL) OR (arrival_id IS NOT NULL)))
  constraint referral_check3 CHECK (((reason IS NOT NULL) OR (stage <> ALL (ARRAY['declined'::text, 'passed_on'::text, 'withdrawn'::text, 'ended'::text]))))
  constraint referral_origin_check CHECK ((origin = ANY (ARRAY['inside'::text, 'domain'::text, 'professional'::text, 'guardian'::text, 'self'::text])))
  constraint referral_reason_check CHECK ((reason = ANY (ARRAY['not_our_task'::text, 'other_support'::text, 'not_resident'::text, 'declined_offer'::text, 'no_answer'::text, 'too_little_known'::text, 'twice'::text, 'other_team_fits'::text, 'no_room'::text, 'other_domain_fits'::text, 'no_longer_needed'::text, 'wrong_person'::text, 'changed_mind'::text, 'goal_reached'::text, 'moved'::text, 'ended_by_youth'::text, 'too_old'::text])))
  constraint referral_reasons_check CHECK ((((cardinality(reasons) >= 1) AND (cardinality(reasons) <= 5)) AND (reasons <@ '{absence,dropped_out,no_occupation,school_change,guidance,work,isolated,wellbeing,other}'::text[])))
  constraint referral_stage_check CHECK ((stage = ANY (ARRAY['received'::text, 'triage'::text, 'offered'::text, 'waiting'::text, 'accepted'::text, 'declined'::text, 'passed_on'::text, 'withdrawn'::text, 'ended'::text])))
  constraint referral_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint referral_domain_id_referral_id_fkey FOREIGN KEY (domain_id, referral_id) REFERENCES referral(domain_id, id)
  constraint referral_to_domain_id_fkey FOREIGN KEY (to_domain_id) REFERENCES access.domain(id)
  constraint referral_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX referral_arrival ON public.referral USING btree (domain_id, arrival_id) WHERE (id = referral_id)
  CREATE UNIQUE INDEX referral_current ON public.referral USING btree (domain_id, referral_id) WHERE (known_until IS NULL)
  CREATE INDEX referral_inbox ON public.referral USING btree (domain_id, stage, target_on) WHERE (known_until IS NULL)
  CREATE INDEX referral_person ON public.referral USING btree (domain_id, person_id)
  CREATE INDEX referral_sender ON public.referral USING btree (domain_id, sent_by) WHERE (known_until IS NULL)
  CREATE INDEX referral_stages ON public.referral USING btree (domain_id, referral_id, known_from)
  CREATE INDEX referral_to_domain ON public.referral USING btree (to_domain_id) WHERE (to_domain_id IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((person_id IS NULL) OR (NOT ( SELECT access.hides() AS hides)) OR (NOT (person_id IN ( SELECT access.hidden() AS hidden))))) check (((person_id IS NULL) OR (NOT ( SELECT access.hides() AS hides)) OR (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using (((known_until IS NULL) OR (person_id IS NULL))) check (true)
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.may('triage'::text) AS may) OR (( SELECT access.at_home() AS at_home) AND (sent_by = ( SELECT access.account_id() AS account_id))) OR (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))) check ((( SELECT access.may('triage'::text) AS may) OR (sent_by = ( SELECT access.account_id() AS account_id)) OR (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))
  owner sedd_owner
  grant to sedd_jobs on arrival_id: INSERT, SELECT
  grant to sedd_jobs on body: INSERT
  grant to sedd_jobs on domain_id: INSERT, SELECT
  grant to sedd_jobs on id: INSERT, SELECT
  grant to sedd_jobs on known_from: INSERT, SELECT
  grant to sedd_jobs on known_until: SELECT, UPDATE
  grant to sedd_jobs on letters: SELECT
  grant to sedd_jobs on origin: INSERT, SELECT
  grant to sedd_jobs on person_id: INSERT, SELECT, UPDATE
  grant to sedd_jobs on reason: INSERT, SELECT
  grant to sedd_jobs on reasons: INSERT, SELECT
  grant to sedd_jobs on received_at: INSERT, SELECT
  grant to sedd_jobs on recorded_by: INSERT, SELECT
  grant to sedd_jobs on referral_id: INSERT, SELECT
  grant to sedd_jobs on sent_by: INSERT, SELECT
  grant to sedd_jobs on share_id: INSERT, SELECT
  grant to sedd_jobs on stage: INSERT, SELECT
  grant to sedd_jobs on target_on: INSERT, SELECT
  grant to sedd_jobs on team_id: INSERT, SELECT
  grant to sedd_jobs on to_domain_id: INSERT, SELECT
  grant to sedd_jobs on told: INSERT
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on stage: SELECT
  grant to sedd_reach on team_id: SELECT
  grant to sedd_web on arrival_id: INSERT, SELECT
  grant to sedd_web on body: INSERT
  grant to sedd_web on domain_id: INSERT, SELECT
  grant to sedd_web on id: INSERT, SELECT
  grant to sedd_web on known_from: INSERT, SELECT
  grant to sedd_web on known_until: SELECT, UPDATE
  grant to sedd_web on letters: SELECT
  grant to sedd_web on origin: INSERT, SELECT
  grant to sedd_web on person_id: INSERT, SELECT, UPDATE
  grant to sedd_web on reason: INSERT, SELECT
  grant to sedd_web on reasons: INSERT, SELECT
  grant to sedd_web on received_at: INSERT, SELECT
  grant to sedd_web on recorded_by: INSERT, SELECT
  grant to sedd_web on referral_id: INSERT, SELECT
  grant to sedd_web on sent_by: INSERT, SELECT
  grant to sedd_web on share_id: INSERT, SELECT
  grant to sedd_web on stage: INSERT, SELECT
  grant to sedd_web on target_on: INSERT, SELECT
  grant to sedd_web on team_id: INSERT, SELECT
  grant to sedd_web on to_domain_id: INSERT, SELECT
  grant to sedd_web on told: INSERT

table public.referral_capacity
  domain_id uuid not null
  team_id uuid not null
  places integer not null
  decided_by uuid not null
  decided_at timestamp with time zone not null
  constraint referral_capacity_places_check CHECK (((places >= 0) AND (places <= 1000)))
  constraint referral_capacity_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint referral_capacity_pkey PRIMARY KEY (domain_id, team_id)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_triage restrictive for insert to public check (( SELECT access.may('triage'::text) AS may))
  policy changed_by_triage restrictive for update to public using (( SELECT access.may('triage'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT, UPDATE

table public.referral_setting
  domain_id uuid not null
  received_days integer not null
  triage_days integer not null
  offered_days integer not null
  waiting_days integer not null
  untied_days integer not null
  decided_by uuid not null
  decided_at timestamp with time zone not null
  constraint referral_setting_offered_days_check CHECK (((offered_days >= 1) AND (offered_days <= 120)))
  constraint referral_setting_received_days_check CHECK (((received_days >= 1) AND (received_days <= 60)))
  constraint referral_setting_triage_days_check CHECK (((triage_days >= 1) AND (triage_days <= 120)))
  constraint referral_setting_untied_days_check CHECK (((untied_days >= 1) AND (untied_days <= 730)))
  constraint referral_setting_waiting_days_check CHECK (((waiting_days >= 1) AND (waiting_days <= 400)))
  constraint referral_setting_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint referral_setting_pkey PRIMARY KEY (domain_id)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_triage restrictive for insert to public check (( SELECT access.may('triage'::text) AS may))
  policy changed_by_triage restrictive for update to public using (( SELECT access.may('triage'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT, UPDATE

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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
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
  constraint register_occupation_source_check CHECK ((length(source) <= 120))
  constraint register_occupation_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint register_occupation_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX register_occupation_carried ON public.register_occupation USING btree (domain_id, carried_by) WHERE (carried_by IS NOT NULL)
  CREATE UNIQUE INDEX register_occupation_open ON public.register_occupation USING btree (domain_id, person_id) WHERE ((known_until IS NULL) AND (until_on IS NULL))
  CREATE INDEX register_occupation_person ON public.register_occupation USING btree (domain_id, person_id)
  CREATE INDEX register_occupation_set_aside ON public.register_occupation USING btree (domain_id, set_aside_by) WHERE (set_aside_by IS NOT NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
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
  policy by_assigners restrictive for insert to public check (( SELECT access.may('assign'::text) AS may))
  policy changed_by_assigners restrictive for update to public using ((( SELECT access.may('assign'::text) AS may) OR (CURRENT_USER = 'sedd_owner'::name)))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on account_id: SELECT
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on from_on: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on person_id: SELECT

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
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.register_period FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on from_on: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on person_id: SELECT
  grant to sedd_reach on until_on: SELECT

table public.register_search
  domain_id uuid not null
  gram text collate "C" not null
  person_id uuid not null
  constraint register_search_pkey PRIMARY KEY (domain_id, gram, person_id)
  CREATE INDEX register_search_person ON public.register_search USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach))))) check ((( SELECT access.reaches_all('identity'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('identity'::text) AS reach)))))
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
  constraint register_total_protected CHECK (((protected = 0) OR (protected >= 5)))
  constraint register_total_pkey PRIMARY KEY (domain_id, on_day)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
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
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
  CREATE TRIGGER refuse_other_owner BEFORE UPDATE OF domain_id, person_id ON public.register_unclear FOR EACH ROW EXECUTE FUNCTION refuse_other_owner()
  owner sedd_owner
  grant to sedd_import: INSERT, SELECT, UPDATE
  grant to sedd_jobs: INSERT, SELECT, UPDATE
  grant to sedd_web: INSERT, SELECT, UPDATE
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on from_on: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_reach on person_id: SELECT
  grant to sedd_reach on until_on: SELECT

table public.retention_item
  domain_id uuid not null
  id bigint generated always as identity not null
  run_id uuid not null
  record_type text not null
  source text
  subject text
  event_on date not null
  due_on date not null
  state text not null
  hindrance text
  outcome text
  constraint retention_item_check CHECK (((subject IS NOT NULL) OR (outcome = 'deleted'::text)))
  constraint retention_item_outcome_check CHECK ((outcome = ANY (ARRAY['deleted'::text, 'left_out'::text])))
  constraint retention_item_domain_id_run_id_fkey FOREIGN KEY (domain_id, run_id) REFERENCES retention_run(domain_id, id)
  constraint retention_item_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX retention_item_run ON public.retention_item USING btree (domain_id, run_id, id)
  row security: forced
  policy by_responsible permissive for all to public using (( SELECT access.may('retention'::text) AS may)) check (( SELECT access.may('retention'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy seen_by_reviewers permissive for select to public using (( SELECT access.may('review'::text) AS may))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_jobs on domain_id: INSERT
  grant to sedd_jobs on due_on: INSERT
  grant to sedd_jobs on event_on: INSERT
  grant to sedd_jobs on hindrance: INSERT
  grant to sedd_jobs on record_type: INSERT
  grant to sedd_jobs on run_id: INSERT
  grant to sedd_jobs on source: INSERT
  grant to sedd_jobs on state: INSERT
  grant to sedd_jobs on subject: INSERT
  grant to sedd_web on domain_id: SELECT
  grant to sedd_web on due_on: SELECT
  grant to sedd_web on event_on: SELECT
  grant to sedd_web on hindrance: SELECT
  grant to sedd_web on id: SELECT
  grant to sedd_web on outcome: SELECT
  grant to sedd_web on record_type: SELECT
  grant to sedd_web on run_id: SELECT

table public.retention_rule
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  record_type text not null
  event text not null
  amount integer not null
  unit text not null
  erases_trail boolean default false not null
  decision text not null
  set_by uuid not null
  set_at timestamp with time zone not null
  ended_by uuid
  ended_at timestamp with time zone
  constraint retention_rule_amount_check CHECK (((amount >= 0) AND (amount <= 1200)))
  constraint retention_rule_check CHECK ((ended_at >= set_at))
  constraint retention_rule_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint retention_rule_check2 CHECK (((NOT erases_trail) OR (record_type = 'person'::text)))
  constraint retention_rule_check3 CHECK (
CASE record_type
    WHEN 'person'::text THEN (event = ANY (ARRAY['left_register'::text, 'turned_twenty'::text]))
    WHEN 'note'::text THEN (event = ANY (ARRAY['written'::text, 'left_register'::text]))
    WHEN 'mapping'::text THEN (event = ANY (ARRAY['mapped'::text, 'left_register'::text]))
    WHEN 'old_contact'::text THEN (event = 'replaced'::text)
    WHEN 'delivery'::text THEN (event = 'received'::text)
    WHEN 'review'::text THEN (event = 'reviewed'::text)
    ELSE (event = 'recorded'::text)
END)
  constraint retention_rule_decision_check CHECK (((length(decision) >= 3) AND (length(decision) <= 120)))
  constraint retention_rule_event_check CHECK ((event = ANY (ARRAY['left_register'::text, 'turned_twenty'::text, 'written'::text, 'mapped'::text, 'replaced'::text, 'received'::text, 'reviewed'::text, 'recorded'::text])))
  constraint retention_rule_record_type_check CHECK ((record_type = ANY (ARRAY['person'::text, 'note'::text, 'mapping'::text, 'old_contact'::text, 'delivery'::text, 'review'::text, 'trail'::text])))
  constraint retention_rule_unit_check CHECK ((unit = ANY (ARRAY['days'::text, 'months'::text, 'years'::text])))
  constraint retention_rule_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint retention_rule_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX retention_rule_current ON public.retention_rule USING btree (domain_id, record_type) WHERE (ended_at IS NULL)
  row security: forced
  policy by_responsible permissive for all to public using (( SELECT access.may('retention'::text) AS may)) check (( SELECT access.may('retention'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy seen_by_reviewers permissive for select to public using (( SELECT access.may('review'::text) AS may))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT
  grant to sedd_web on amount: INSERT
  grant to sedd_web on decision: INSERT
  grant to sedd_web on domain_id: INSERT
  grant to sedd_web on ended_at: UPDATE
  grant to sedd_web on ended_by: UPDATE
  grant to sedd_web on erases_trail: INSERT
  grant to sedd_web on event: INSERT
  grant to sedd_web on record_type: INSERT
  grant to sedd_web on set_at: INSERT
  grant to sedd_web on set_by: INSERT
  grant to sedd_web on unit: INSERT

table public.retention_run
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  listed_at timestamp with time zone
  fingerprint text
  rules jsonb
  ordered_by uuid
  ordered_at timestamp with time zone
  approval_id uuid
  done_at timestamp with time zone
  constraint retention_run_check CHECK (((listed_at IS NULL) = (fingerprint IS NULL)))
  constraint retention_run_check1 CHECK ((num_nonnulls(ordered_by, ordered_at, approval_id) = ANY (ARRAY[0, 3])))
  constraint retention_run_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text))
  constraint retention_run_domain_id_approval_id_fkey FOREIGN KEY (domain_id, approval_id) REFERENCES approval(domain_id, id)
  constraint retention_run_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint retention_run_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX retention_run_approval ON public.retention_run USING btree (domain_id, approval_id)
  CREATE INDEX retention_run_asked ON public.retention_run USING btree (domain_id, asked_at DESC)
  row security: forced
  policy by_responsible permissive for all to public using (( SELECT access.may('retention'::text) AS may)) check (( SELECT access.may('retention'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy seen_by_reviewers permissive for select to public using (( SELECT access.may('review'::text) AS may))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT
  grant to sedd_jobs on done_at: UPDATE
  grant to sedd_jobs on fingerprint: UPDATE
  grant to sedd_jobs on listed_at: UPDATE
  grant to sedd_jobs on rules: UPDATE
  grant to sedd_web on approval_id: UPDATE
  grant to sedd_web on asked_at: INSERT
  grant to sedd_web on asked_by: INSERT
  grant to sedd_web on domain_id: INSERT
  grant to sedd_web on ordered_at: UPDATE
  grant to sedd_web on ordered_by: UPDATE

table public.review_home
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  street text not null
  postal_code text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint review_home_postal_code_check CHECK ((postal_code ~ '^\d{5}$'::text))
  constraint review_home_street_check CHECK (((length(street) >= 2) AND (length(street) <= 120)))
  constraint review_home_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint review_home_pkey PRIMARY KEY (domain_id, id)
  constraint review_home_domain_id_account_id_key UNIQUE (domain_id, account_id)
  row security: forced
  policy by_reviewers permissive for all to public using (( SELECT access.may('log'::text) AS may)) check (( SELECT access.may('log'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.review_item
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  week_on date not null
  actor_id uuid not null
  person_id uuid
  reasons text[] not null
  readings integer not null
  first_at timestamp with time zone not null
  last_at timestamp with time zone not null
  due_at timestamp with time zone not null
  constraint review_item_readings_check CHECK ((readings > 0))
  constraint review_item_reasons_check CHECK (((cardinality(reasons) > 0) AND (reasons <@ '{glass,protected,same_name,guardian,same_address,overrun,random}'::text[])))
  constraint review_item_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint review_item_domain_id_week_on_fkey FOREIGN KEY (domain_id, week_on) REFERENCES review_week(domain_id, week_on)
  constraint review_item_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX review_item_once ON public.review_item USING btree (domain_id, week_on, actor_id, person_id) NULLS NOT DISTINCT
  CREATE INDEX review_item_person ON public.review_item USING btree (domain_id, person_id)
  CREATE INDEX review_item_week ON public.review_item USING btree (domain_id, week_on)
  row security: forced
  policy by_reviewers permissive for all to public using (( SELECT access.may('log'::text) AS may)) check (( SELECT access.may('log'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy not_shut_out restrictive for all to public using (((person_id IS NULL) OR (NOT (person_id IN ( SELECT access.kept_from() AS kept_from)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT

table public.review_verdict
  domain_id uuid not null
  id bigint generated always as identity not null
  item_id uuid not null
  outcome text not null
  comment text
  reviewed_by uuid not null
  reviewed_at timestamp with time zone not null
  constraint review_verdict_check CHECK (((outcome = 'fine'::text) OR (comment IS NOT NULL)))
  constraint review_verdict_comment_check CHECK (((length(comment) >= 1) AND (length(comment) <= 1000)))
  constraint review_verdict_outcome_check CHECK ((outcome = ANY (ARRAY['fine'::text, 'ask'::text, 'breach'::text])))
  constraint review_verdict_domain_id_item_id_fkey FOREIGN KEY (domain_id, item_id) REFERENCES review_item(domain_id, id)
  constraint review_verdict_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX review_verdict_item ON public.review_verdict USING btree (domain_id, item_id, id)
  row security: forced
  policy by_reviewers permissive for all to public using (( SELECT access.may('log'::text) AS may)) check (( SELECT access.may('log'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy not_ones_own restrictive for insert to public check (((reviewed_by = ( SELECT access.account_id() AS account_id)) AND (item_id IN ( SELECT i.id
   FROM review_item i
  WHERE (i.actor_id <> ( SELECT access.account_id() AS account_id))))))
  policy of_seen_item restrictive for all to public using ((item_id IN ( SELECT i.id
   FROM review_item i)))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT

table public.review_week
  domain_id uuid not null
  week_on date not null
  seed uuid default gen_random_uuid() not null
  readings integer not null
  built_at timestamp with time zone not null
  constraint review_week_readings_check CHECK ((readings >= 0))
  constraint review_week_week_on_check CHECK ((EXTRACT(isodow FROM week_on) = (1)::numeric))
  constraint review_week_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint review_week_pkey PRIMARY KEY (domain_id, week_on)
  row security: forced
  policy by_reviewers permissive for all to public using (( SELECT access.may('log'::text) AS may)) check (( SELECT access.may('log'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT
  grant to sedd_jobs on built_at: UPDATE
  grant to sedd_jobs on readings: UPDATE

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
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  policy own_or_shared permissive for select to public using (((account_id = ( SELECT access.account_id() AS account_id)) OR shared))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('schooling'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('schooling'::text) AS reach))))) check ((( SELECT access.reaches_all('schooling'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('schooling'::text) AS reach)))))
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
  constraint scope_decision_evidence_check1 CHECK ((length(evidence) <= 1000))
  constraint scope_decision_outcome_check CHECK ((outcome = ANY (ARRAY['in_scope'::text, 'out_of_scope'::text, 'unclear'::text])))
  constraint scope_decision_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint scope_decision_pkey PRIMARY KEY (domain_id, id)
  constraint scope_decision_domain_id_person_id_daterange_excl EXCLUDE USING gist (domain_id WITH =, person_id WITH =, daterange(from_on, until_on) WITH &&) WHERE ((known_until IS NULL))
  CREATE INDEX scope_decision_person ON public.scope_decision USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
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
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach))))) check ((( SELECT access.reaches_all('register'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('register'::text) AS reach)))))
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

table public.study_grade
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  school_subject text not null
  grade text not null
  source text not null
  graded_on date not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint study_grade_check CHECK ((known_until >= known_from))
  constraint study_grade_check1 CHECK (((school_subject = 'EN_EXEMPT'::text) = (grade = 'exempt'::text)))
  constraint study_grade_check2 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint study_grade_grade_check CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text, 'E'::text, 'F'::text, '-'::text, 'P'::text, 'exempt'::text])))
  constraint study_grade_school_subject_check CHECK ((school_subject ~ '^[A-Z0-9_]{2,12}$'::text))
  constraint study_grade_source_check CHECK ((source = ANY (ARRAY['catalogue'::text, 'school'::text, 'pupil'::text, 'board'::text])))
  constraint study_grade_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint study_grade_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX study_grade_now ON public.study_grade USING btree (domain_id, person_id, school_subject) WHERE (known_until IS NULL)
  CREATE INDEX study_grade_person ON public.study_grade USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.study_plan
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  goal text not null
  adjustments text[] not null
  extra text[] not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint study_plan_check CHECK ((known_until >= known_from))
  constraint study_plan_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint study_plan_goal_check CHECK ((goal = ANY (ARRAY['vocational'::text, 'preparatory'::text, 'imv'::text, 'diploma'::text, 'courses'::text])))
  constraint study_plan_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint study_plan_pkey PRIMARY KEY (domain_id, id)
  constraint study_plan_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX study_plan_case ON public.study_plan USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX study_plan_now ON public.study_plan USING btree (domain_id, case_id) WHERE (known_until IS NULL)
  CREATE INDEX study_plan_person ON public.study_plan USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.study_plan_part
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  plan_id uuid not null
  person_id uuid not null
  place integer not null
  year integer not null
  term text not null
  course text not null
  state text not null
  constraint study_plan_part_course_check CHECK (((length(course) >= 1) AND (length(course) <= 120)))
  constraint study_plan_part_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'ongoing'::text, 'passed'::text, 'not_passed'::text])))
  constraint study_plan_part_term_check CHECK ((term = ANY (ARRAY['spring'::text, 'autumn'::text])))
  constraint study_plan_part_year_check CHECK (((year >= 2000) AND (year <= 9999)))
  constraint study_plan_part_domain_id_plan_id_person_id_fkey FOREIGN KEY (domain_id, plan_id, person_id) REFERENCES study_plan(domain_id, id, person_id)
  constraint study_plan_part_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX study_plan_part_person ON public.study_plan_part USING btree (domain_id, person_id)
  CREATE INDEX study_plan_part_plan ON public.study_plan_part USING btree (domain_id, plan_id, person_id, place)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT

table public.support_activity
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  activity_id uuid not null
  case_id uuid not null
  person_id uuid not null
  kind text not null
  name text not null
  about text
  place text
  hours integer
  goal_id uuid
  step_id uuid
  group_id uuid
  factors text[] not null
  starts_on date not null
  ends_on date
  state text not null
  ended_on date
  reason text
  reason_words text
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  organiser text
  leads_to text
  tasks text
  weekdays text
  sessions integer
  constraint support_activity_about_check CHECK (((length(about) >= 1) AND (length(about) <= 120)))
  constraint support_activity_check CHECK ((ends_on >= starts_on))
  constraint support_activity_check1 CHECK (((ended_on >= starts_on) OR (state = 'cancelled'::text)))
  constraint support_activity_check2 CHECK ((known_until >= known_from))
  constraint support_activity_check3 CHECK (((kind = 'group'::text) = (group_id IS NOT NULL)))
  constraint support_activity_check4 CHECK (((state = ANY (ARRAY['done'::text, 'interrupted'::text, 'cancelled'::text])) = (ended_on IS NOT NULL)))
  constraint support_activity_check5 CHECK (((state <> ALL (ARRAY['interrupted'::text, 'cancelled'::text])) OR (reason IS NOT NULL)))
  constraint support_activity_check6 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_activity_factors_check CHECK ((factors <@ '{individual,follow_up,approach,flexibility,collaboration}'::text[]))
  constraint support_activity_hours_check CHECK (((hours >= 1) AND (hours <= 60)))
  constraint support_activity_kind_check CHECK ((kind = ANY (ARRAY['guidance_talk'::text, 'coaching'::text, 'study_support'::text, 'two_teachers'::text, 'psychoeducation'::text, 'practice'::text, 'apprenticeship'::text, 'preparatory_track'::text, 'vocational_course'::text, 'summer_job'::text, 'health'::text, 'network'::text, 'group'::text])))
  constraint support_activity_leads_to_check CHECK (((length(leads_to) >= 1) AND (length(leads_to) <= 120)))
  constraint support_activity_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  constraint support_activity_organiser_check CHECK (((length(organiser) >= 1) AND (length(organiser) <= 120)))
  constraint support_activity_place_check CHECK (((length(place) >= 1) AND (length(place) <= 120)))
  constraint support_activity_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint support_activity_reason_words_check CHECK (((length(reason_words) >= 1) AND (length(reason_words) <= 500)))
  constraint support_activity_sessions_check CHECK (((sessions >= 1) AND (sessions <= 99)))
  constraint support_activity_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'under_way'::text, 'done'::text, 'interrupted'::text, 'cancelled'::text])))
  constraint support_activity_tasks_check CHECK (((length(tasks) >= 1) AND (length(tasks) <= 300)))
  constraint support_activity_weekdays_check CHECK (((length(weekdays) >= 1) AND (length(weekdays) <= 120)))
  constraint support_activity_domain_id_activity_id_person_id_fkey FOREIGN KEY (domain_id, activity_id, person_id) REFERENCES support_activity(domain_id, id, person_id)
  constraint support_activity_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_activity_domain_id_goal_id_person_id_fkey FOREIGN KEY (domain_id, goal_id, person_id) REFERENCES support_goal(domain_id, id, person_id)
  constraint support_activity_domain_id_group_id_fkey FOREIGN KEY (domain_id, group_id) REFERENCES support_group(domain_id, id)
  constraint support_activity_domain_id_step_id_person_id_fkey FOREIGN KEY (domain_id, step_id, person_id) REFERENCES support_step(domain_id, id, person_id)
  constraint support_activity_pkey PRIMARY KEY (domain_id, id)
  constraint support_activity_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_activity_case ON public.support_activity USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_activity_goal ON public.support_activity USING btree (domain_id, goal_id, person_id)
  CREATE INDEX support_activity_group ON public.support_activity USING btree (domain_id, group_id)
  CREATE INDEX support_activity_member ON public.support_activity USING btree (domain_id, group_id) WHERE ((known_until IS NULL) AND (group_id IS NOT NULL) AND (state = ANY (ARRAY['planned'::text, 'under_way'::text])))
  CREATE UNIQUE INDEX support_activity_open ON public.support_activity USING btree (domain_id, activity_id) WHERE (known_until IS NULL)
  CREATE INDEX support_activity_person ON public.support_activity USING btree (domain_id, person_id, known_from)
  CREATE INDEX support_activity_step ON public.support_activity USING btree (domain_id, step_id, person_id)
  CREATE INDEX support_activity_wordings ON public.support_activity USING btree (domain_id, activity_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_agreement
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  plan_id uuid not null
  person_id uuid not null
  who text not null
  way text not null
  answer text not null
  witness_id uuid
  on_day date not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint support_agreement_answer_check CHECK ((answer = ANY (ARRAY['agreed'::text, 'wants_change'::text])))
  constraint support_agreement_check CHECK (((way = 'oral'::text) = (witness_id IS NOT NULL)))
  constraint support_agreement_way_check CHECK ((way = ANY (ARRAY['paper'::text, 'oral'::text, 'link'::text])))
  constraint support_agreement_who_check CHECK ((who = ANY (ARRAY['youth'::text, 'guardian'::text])))
  constraint support_agreement_domain_id_plan_id_person_id_fkey FOREIGN KEY (domain_id, plan_id, person_id) REFERENCES support_plan(domain_id, id, person_id)
  constraint support_agreement_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_agreement_person ON public.support_agreement USING btree (domain_id, person_id, recorded_at DESC)
  CREATE INDEX support_agreement_plan ON public.support_agreement USING btree (domain_id, plan_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.support_answer
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  mapping_id uuid not null
  person_id uuid not null
  place text not null
  topic text not null
  secrecy text not null
  body text not null
  answered integer not null
  written_by uuid not null
  recorded_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_answer_answered_check CHECK ((answered >= 0))
  constraint support_answer_body_check CHECK (((length(body) >= 2) AND (length(body) <= 200000)))
  constraint support_answer_check CHECK ((known_until >= known_from))
  constraint support_answer_place_check CHECK ((place ~ '^[a-z][a-z0-9_]{0,39}([.][0-9]{1,2})?(#[0-9]{1,2})?$'::text))
  constraint support_answer_secrecy_check CHECK ((secrecy = ANY (ARRAY['student_health'::text, 'pupil_support'::text, 'health_care'::text, 'social_services'::text, 'labour_market'::text, 'other'::text])))
  constraint support_answer_topic_check CHECK ((topic = ANY (ARRAY['support'::text, 'school'::text, 'health'::text, 'social'::text])))
  constraint support_answer_domain_id_mapping_id_person_id_fkey FOREIGN KEY (domain_id, mapping_id, person_id) REFERENCES support_mapping(domain_id, id, person_id)
  constraint support_answer_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint support_answer_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_answer_current ON public.support_answer USING btree (domain_id, mapping_id, place) WHERE (known_until IS NULL)
  CREATE INDEX support_answer_mapping ON public.support_answer USING btree (domain_id, mapping_id, person_id)
  CREATE INDEX support_answer_person ON public.support_answer USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (true)
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((( SELECT access.actor_role() AS actor_role) = 'machine'::text) OR ((person_id IN ( SELECT access.reach('note'::text) AS reach)) AND ((topic = ANY (( SELECT access.note_topics() AS note_topics)::text[])) OR ((( SELECT access.account_id() AS account_id) = written_by) OR (( SELECT access.account_id() AS account_id) = recorded_by)))))) check (((( SELECT access.actor_role() AS actor_role) = 'machine'::text) OR ((person_id IN ( SELECT access.reach('note'::text) AS reach)) AND ((topic = ANY (( SELECT access.note_topics() AS note_topics)::text[])) OR ((( SELECT access.account_id() AS account_id) = written_by) OR (( SELECT access.account_id() AS account_id) = recorded_by))))))
  policy of_secrecy restrictive for select to public using ((secrecy <> ALL (( SELECT access.shut_secrecies() AS shut_secrecies)::text[])))
  owner sedd_owner
  grant to sedd_jobs on answered: INSERT, SELECT
  grant to sedd_jobs on body: INSERT
  grant to sedd_jobs on domain_id: INSERT, SELECT
  grant to sedd_jobs on id: INSERT, SELECT
  grant to sedd_jobs on known_from: INSERT, SELECT
  grant to sedd_jobs on known_until: INSERT, SELECT, UPDATE
  grant to sedd_jobs on mapping_id: INSERT, SELECT
  grant to sedd_jobs on person_id: INSERT, SELECT
  grant to sedd_jobs on place: INSERT, SELECT
  grant to sedd_jobs on recorded_by: INSERT, SELECT
  grant to sedd_jobs on secrecy: INSERT, SELECT
  grant to sedd_jobs on topic: INSERT, SELECT
  grant to sedd_jobs on written_by: INSERT, SELECT
  grant to sedd_web on answered: INSERT, SELECT
  grant to sedd_web on body: INSERT
  grant to sedd_web on domain_id: INSERT, SELECT
  grant to sedd_web on id: INSERT, SELECT
  grant to sedd_web on known_from: INSERT, SELECT
  grant to sedd_web on known_until: SELECT, UPDATE
  grant to sedd_web on mapping_id: INSERT, SELECT
  grant to sedd_web on person_id: INSERT, SELECT
  grant to sedd_web on place: INSERT, SELECT
  grant to sedd_web on recorded_by: INSERT, SELECT
  grant to sedd_web on secrecy: INSERT, SELECT
  grant to sedd_web on topic: INSERT, SELECT
  grant to sedd_web on written_by: INSERT, SELECT

table public.support_appointment
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  activity_id uuid
  on_day date not null
  at_time text not null
  minutes integer not null
  way text not null
  account_id uuid not null
  reminds boolean not null
  reminded_as text
  reminded_at timestamp with time zone
  replaces_id uuid
  outcome text
  reason_kind text
  cancelled_by text
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  corrects_id uuid
  constraint support_appointment_at_time_check CHECK ((at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text))
  constraint support_appointment_cancelled_by_check CHECK ((cancelled_by = ANY (ARRAY['youth'::text, 'guardian'::text, 'us'::text, 'other'::text])))
  constraint support_appointment_check CHECK ((known_until >= known_from))
  constraint support_appointment_check1 CHECK ((num_nonnulls(outcome, closed_by, known_until) = ANY (ARRAY[0, 3])))
  constraint support_appointment_check2 CHECK ((num_nonnulls(reminded_as, reminded_at) = ANY (ARRAY[0, 2])))
  constraint support_appointment_check3 CHECK (((NOT (outcome IS DISTINCT FROM 'no_show'::text)) = (reason_kind IS NOT NULL)))
  constraint support_appointment_check4 CHECK (((outcome IS DISTINCT FROM 'cancelled'::text) OR (cancelled_by IS NOT NULL)))
  constraint support_appointment_check5 CHECK (((corrects_id IS NULL) OR (outcome IS NOT NULL)))
  constraint support_appointment_minutes_check CHECK (((minutes >= 5) AND (minutes <= 720)))
  constraint support_appointment_outcome_check CHECK ((outcome = ANY (ARRAY['came'::text, 'late'::text, 'no_show'::text, 'cancelled'::text, 'moved'::text])))
  constraint support_appointment_reason_kind_check CHECK ((reason_kind = ANY (ARRAY['acceptable'::text, 'unacceptable'::text, 'logistics'::text])))
  constraint support_appointment_reminded_as_check CHECK ((reminded_as ~ '^[a-z_]{2,40}$'::text))
  constraint support_appointment_way_check CHECK ((way = ANY (ARRAY['here'::text, 'home'::text, 'school'::text, 'workplace'::text, 'walk'::text, 'phone'::text, 'video'::text])))
  constraint support_appointment_corrected FOREIGN KEY (domain_id, corrects_id, person_id) REFERENCES support_appointment(domain_id, id, person_id)
  constraint support_appointment_domain_id_activity_id_person_id_fkey FOREIGN KEY (domain_id, activity_id, person_id) REFERENCES support_activity(domain_id, id, person_id)
  constraint support_appointment_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_appointment_domain_id_replaces_id_person_id_fkey FOREIGN KEY (domain_id, replaces_id, person_id) REFERENCES support_appointment(domain_id, id, person_id)
  constraint support_appointment_pkey PRIMARY KEY (domain_id, id)
  constraint support_appointment_corrects UNIQUE (domain_id, corrects_id, person_id)
  constraint support_appointment_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  constraint support_appointment_domain_id_replaces_id_person_id_key UNIQUE (domain_id, replaces_id, person_id)
  CREATE INDEX support_appointment_account ON public.support_appointment USING btree (domain_id, account_id, on_day) WHERE (known_until IS NULL)
  CREATE INDEX support_appointment_activity ON public.support_appointment USING btree (domain_id, activity_id, person_id)
  CREATE INDEX support_appointment_case ON public.support_appointment USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_appointment_coming ON public.support_appointment USING btree (domain_id, person_id, on_day) WHERE (known_until IS NULL)
  CREATE INDEX support_appointment_day ON public.support_appointment USING btree (domain_id, on_day) WHERE (known_until IS NULL)
  CREATE INDEX support_appointment_past ON public.support_appointment USING btree (domain_id, person_id, on_day DESC, at_time DESC, id) WHERE (known_until IS NOT NULL)
  CREATE INDEX support_appointment_person ON public.support_appointment USING btree (domain_id, person_id, on_day DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on reminded_as: UPDATE
  grant to sedd_jobs on reminded_at: UPDATE
  grant to sedd_web on cancelled_by: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on outcome: UPDATE
  grant to sedd_web on reason_kind: UPDATE

table public.support_attendance
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  session_id uuid not null
  activity_id uuid not null
  person_id uuid not null
  came text not null
  reason_kind text
  set_by uuid not null
  known_from timestamp with time zone not null
  closed_by uuid
  known_until timestamp with time zone
  constraint support_attendance_came_check CHECK ((came = ANY (ARRAY['came'::text, 'late'::text, 'no_show'::text])))
  constraint support_attendance_check CHECK (((came = 'no_show'::text) OR (reason_kind IS NULL)))
  constraint support_attendance_check1 CHECK ((known_until >= known_from))
  constraint support_attendance_check2 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_attendance_reason_kind_check CHECK ((reason_kind = ANY (ARRAY['acceptable'::text, 'unacceptable'::text, 'logistics'::text])))
  constraint support_attendance_domain_id_activity_id_person_id_fkey FOREIGN KEY (domain_id, activity_id, person_id) REFERENCES support_activity(domain_id, id, person_id)
  constraint support_attendance_domain_id_session_id_fkey FOREIGN KEY (domain_id, session_id) REFERENCES support_session(domain_id, id)
  constraint support_attendance_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_attendance_activity ON public.support_attendance USING btree (domain_id, activity_id, person_id)
  CREATE UNIQUE INDEX support_attendance_now ON public.support_attendance USING btree (domain_id, session_id, activity_id) WHERE (known_until IS NULL)
  CREATE INDEX support_attendance_person ON public.support_attendance USING btree (domain_id, person_id)
  CREATE INDEX support_attendance_session ON public.support_attendance USING btree (domain_id, session_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_attendee
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  meeting_id uuid not null
  person_id uuid not null
  who text not null
  account_id uuid
  member_id uuid
  came boolean
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_attendee_check CHECK ((known_until >= known_from))
  constraint support_attendee_check1 CHECK ((((who = 'owner'::text) = (account_id IS NOT NULL)) AND ((who = 'member'::text) = (member_id IS NOT NULL))))
  constraint support_attendee_check2 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_attendee_who_check CHECK ((who = ANY (ARRAY['youth'::text, 'owner'::text, 'member'::text])))
  constraint support_attendee_domain_id_meeting_id_person_id_fkey FOREIGN KEY (domain_id, meeting_id, person_id) REFERENCES support_meeting(domain_id, id, person_id)
  constraint support_attendee_domain_id_member_id_fkey FOREIGN KEY (domain_id, member_id) REFERENCES support_member(domain_id, id)
  constraint support_attendee_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_attendee_meeting ON public.support_attendee USING btree (domain_id, meeting_id, person_id)
  CREATE INDEX support_attendee_member ON public.support_attendee USING btree (domain_id, member_id) WHERE (member_id IS NOT NULL)
  CREATE UNIQUE INDEX support_attendee_now ON public.support_attendee USING btree (domain_id, meeting_id, who, account_id, member_id) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX support_attendee_person ON public.support_attendee USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_case
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  made_by uuid not null
  made_at timestamp with time zone not null
  constraint support_case_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint support_case_pkey PRIMARY KEY (domain_id, id)
  constraint support_case_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  constraint support_case_domain_id_person_id_key UNIQUE (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT

table public.support_closing
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  period_id uuid not null
  person_id uuid not null
  kind text not null
  stood_id uuid not null
  left_id uuid not null
  made_by uuid not null
  made_at timestamp with time zone not null
  constraint support_closing_kind_check CHECK ((kind = ANY (ARRAY['activity'::text, 'programme'::text, 'review'::text, 'meeting'::text, 'follow_up'::text])))
  constraint support_closing_domain_id_period_id_person_id_fkey FOREIGN KEY (domain_id, period_id, person_id) REFERENCES support_period(domain_id, id, person_id)
  constraint support_closing_pkey PRIMARY KEY (domain_id, id)
  constraint support_closing_domain_id_period_id_stood_id_key UNIQUE (domain_id, period_id, stood_id)
  CREATE INDEX support_closing_period ON public.support_closing USING btree (domain_id, period_id, person_id)
  CREATE INDEX support_closing_person ON public.support_closing USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT

table public.support_exit
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  exit_id uuid not null
  period_id uuid not null
  case_id uuid not null
  person_id uuid not null
  exited_on date not null
  outcome text not null
  kind text not null
  place text
  next_step text not null
  next_on date
  backed_by text not null
  recorded_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_exit_backed_by_check CHECK ((backed_by ~ '^[a-z_]{2,40}$'::text))
  constraint support_exit_check CHECK ((known_until >= known_from))
  constraint support_exit_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_exit_kind_check CHECK ((kind ~ '^[a-z_]{2,40}$'::text))
  constraint support_exit_next_step_check CHECK ((next_step ~ '^[a-z_]{2,40}$'::text))
  constraint support_exit_outcome_check CHECK ((outcome = ANY (ARRAY['studies'::text, 'work'::text, 'other_authority'::text, 'in_support'::text, 'interrupted'::text])))
  constraint support_exit_place_check CHECK (((length(place) >= 1) AND (length(place) <= 120)))
  constraint support_exit_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_exit_domain_id_period_id_person_id_fkey FOREIGN KEY (domain_id, period_id, person_id) REFERENCES support_period(domain_id, id, person_id)
  constraint support_exit_pkey PRIMARY KEY (domain_id, id)
  constraint support_exit_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_exit_case ON public.support_exit USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX support_exit_current ON public.support_exit USING btree (domain_id, period_id) WHERE (known_until IS NULL)
  CREATE INDEX support_exit_period ON public.support_exit USING btree (domain_id, period_id, person_id)
  CREATE INDEX support_exit_person ON public.support_exit USING btree (domain_id, person_id, exited_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_filter
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  shared boolean not null
  team_id uuid
  name text not null
  version integer not null
  filter jsonb not null
  made_at timestamp with time zone not null
  constraint support_filter_check CHECK (((team_id IS NULL) OR shared))
  constraint support_filter_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
  constraint support_filter_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_filter_name ON public.support_filter USING btree (domain_id, account_id, lower(name))
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy led permissive for delete to public using ((shared AND ((team_id IS NULL) OR (team_id IN ( SELECT t.id
   FROM access.own_teams() t(id, name)))) AND ( SELECT access.may('triage'::text) AS may)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  policy own_or_shared permissive for select to public using (((account_id = ( SELECT access.account_id() AS account_id)) OR (shared AND ((team_id IS NULL) OR (team_id IN ( SELECT t.id
   FROM access.own_teams() t(id, name)))))))
  owner sedd_owner
  grant to sedd_web: DELETE, INSERT, SELECT

table public.support_flow_step
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  period_id uuid not null
  person_id uuid not null
  step text not null
  on_day date
  done_on date
  done_by uuid
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_flow_step_check CHECK ((known_until >= known_from))
  constraint support_flow_step_check1 CHECK ((num_nonnulls(on_day, done_on) > 0))
  constraint support_flow_step_check2 CHECK (((done_on IS NULL) = (done_by IS NULL)))
  constraint support_flow_step_check3 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_flow_step_step_check CHECK ((step = ANY (ARRAY['start.studies'::text, 'start.needs'::text, 'start.health'::text, 'start.team'::text, 'start.expectations'::text, 'gradual.visit'::text, 'gradual.first_day'::text, 'gradual.some_hours'::text, 'gradual.half'::text, 'gradual.full'::text, 'closing.talk'::text, 'closing.next_step'::text, 'closing.receiver'::text, 'closing.papers'::text, 'closing.follow_up'::text])))
  constraint support_flow_step_domain_id_period_id_person_id_fkey FOREIGN KEY (domain_id, period_id, person_id) REFERENCES support_period(domain_id, id, person_id)
  constraint support_flow_step_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_flow_step_day ON public.support_flow_step USING btree (domain_id, on_day, person_id) WHERE ((known_until IS NULL) AND (done_on IS NULL))
  CREATE UNIQUE INDEX support_flow_step_now ON public.support_flow_step USING btree (domain_id, period_id, step) WHERE (known_until IS NULL)
  CREATE INDEX support_flow_step_period ON public.support_flow_step USING btree (domain_id, period_id, person_id)
  CREATE INDEX support_flow_step_person ON public.support_flow_step USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_follow_up
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  exit_id uuid not null
  case_id uuid not null
  person_id uuid not null
  wave text not null
  due_on date not null
  made_by uuid not null
  made_at timestamp with time zone not null
  link_sha text
  sent_at timestamp with time zone
  expires_at timestamp with time zone
  unsent text
  answer text
  how text
  closed_as text
  closed_at timestamp with time zone
  called_on date
  constraint support_follow_up_answer_check CHECK ((answer ~ '^[a-z_]{2,40}$'::text))
  constraint support_follow_up_check CHECK ((num_nonnulls(link_sha, sent_at, expires_at) = ANY (ARRAY[0, 3])))
  constraint support_follow_up_check1 CHECK ((num_nonnulls(answer, how) = ANY (ARRAY[0, 2])))
  constraint support_follow_up_check2 CHECK (((answer IS NOT NULL) = (NOT (closed_as IS DISTINCT FROM 'answered'::text))))
  constraint support_follow_up_check3 CHECK ((num_nonnulls(closed_as, closed_at) = ANY (ARRAY[0, 2])))
  constraint support_follow_up_closed_as_check CHECK ((closed_as = ANY (ARRAY['answered'::text, 'not_reached'::text, 'called_off'::text, 'backdated'::text])))
  constraint support_follow_up_how_check CHECK ((how = ANY (ARRAY['link'::text, 'call'::text, 'same'::text])))
  constraint support_follow_up_unsent_check CHECK ((unsent ~ '^[a-z_]{2,40}$'::text))
  constraint support_follow_up_wave_check CHECK ((wave = ANY (ARRAY['w4'::text, 'm1'::text, 'm3'::text, 'm6'::text, 'm12'::text, 'm18'::text])))
  constraint support_follow_up_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_follow_up_domain_id_exit_id_person_id_fkey FOREIGN KEY (domain_id, exit_id, person_id) REFERENCES support_exit(domain_id, id, person_id)
  constraint support_follow_up_pkey PRIMARY KEY (domain_id, id)
  constraint support_follow_up_domain_id_exit_id_wave_key UNIQUE (domain_id, exit_id, wave)
  constraint support_follow_up_domain_id_link_sha_key UNIQUE (domain_id, link_sha)
  CREATE INDEX support_follow_up_case ON public.support_follow_up USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_follow_up_due ON public.support_follow_up USING btree (domain_id, due_on) WHERE (closed_as IS NULL)
  CREATE INDEX support_follow_up_exit ON public.support_follow_up USING btree (domain_id, exit_id, person_id)
  CREATE INDEX support_follow_up_person ON public.support_follow_up USING btree (domain_id, person_id, due_on)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on answer: UPDATE
  grant to sedd_jobs on closed_as: UPDATE
  grant to sedd_jobs on closed_at: UPDATE
  grant to sedd_jobs on due_on: UPDATE
  grant to sedd_jobs on expires_at: UPDATE
  grant to sedd_jobs on how: UPDATE
  grant to sedd_jobs on link_sha: UPDATE
  grant to sedd_jobs on sent_at: UPDATE
  grant to sedd_jobs on unsent: UPDATE
  grant to sedd_web on answer: UPDATE
  grant to sedd_web on called_on: UPDATE
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_at: UPDATE
  grant to sedd_web on due_on: UPDATE
  grant to sedd_web on how: UPDATE

table public.support_form
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  code text not null
  version integer not null
  definition jsonb not null
  published_by uuid not null
  published_at timestamp with time zone not null
  retired_by uuid
  retired_at timestamp with time zone
  constraint support_form_check CHECK (((retired_by IS NULL) = (retired_at IS NULL)))
  constraint support_form_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
  constraint support_form_definition_check CHECK ((jsonb_typeof(definition) = 'object'::text))
  constraint support_form_version_check CHECK ((version >= 1))
  constraint support_form_pkey PRIMARY KEY (domain_id, id)
  constraint support_form_domain_id_code_version_key UNIQUE (domain_id, code, version)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((published_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on retired_at: UPDATE
  grant to sedd_web on retired_by: UPDATE

table public.support_form_draft
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  code text not null
  definition jsonb not null
  revision integer default 1 not null
  changed_by uuid not null
  changed_at timestamp with time zone not null
  closed_as text
  constraint support_form_draft_closed_as_check CHECK ((closed_as = ANY (ARRAY['published'::text, 'discarded'::text])))
  constraint support_form_draft_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
  constraint support_form_draft_definition_check CHECK ((jsonb_typeof(definition) = 'object'::text))
  constraint support_form_draft_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_form_draft_open ON public.support_form_draft USING btree (domain_id, code) WHERE (closed_as IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((changed_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on changed_at: UPDATE
  grant to sedd_web on changed_by: UPDATE
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on definition: UPDATE
  grant to sedd_web on revision: UPDATE

table public.support_goal
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  goal_id uuid not null
  case_id uuid not null
  person_id uuid not null
  words text not null
  matters text
  strengths text
  starts_on date not null
  ends_on date
  state text not null
  ended_on date
  attainment text
  reason text
  reason_words text
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_goal_attainment_check CHECK ((attainment = ANY (ARRAY['fully'::text, 'partly'::text, 'not_met'::text])))
  constraint support_goal_check CHECK ((ends_on >= starts_on))
  constraint support_goal_check2 CHECK ((known_until >= known_from))
  constraint support_goal_check3 CHECK (((state = 'ended'::text) = (attainment IS NOT NULL)))
  constraint support_goal_check4 CHECK (((state = 'open'::text) = (ended_on IS NULL)))
  constraint support_goal_check5 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_goal_ended CHECK (((ended_on >= starts_on) OR (state = 'archived'::text) OR (attainment = 'not_met'::text)))
  constraint support_goal_matters_check CHECK (((length(matters) >= 1) AND (length(matters) <= 1000)))
  constraint support_goal_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint support_goal_reason_words_check CHECK (((length(reason_words) >= 1) AND (length(reason_words) <= 500)))
  constraint support_goal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'ended'::text, 'archived'::text])))
  constraint support_goal_strengths_check CHECK (((length(strengths) >= 1) AND (length(strengths) <= 1000)))
  constraint support_goal_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
  constraint support_goal_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_goal_domain_id_goal_id_person_id_fkey FOREIGN KEY (domain_id, goal_id, person_id) REFERENCES support_goal(domain_id, id, person_id)
  constraint support_goal_pkey PRIMARY KEY (domain_id, id)
  constraint support_goal_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_goal_case ON public.support_goal USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX support_goal_open ON public.support_goal USING btree (domain_id, goal_id) WHERE (known_until IS NULL)
  CREATE INDEX support_goal_person ON public.support_goal USING btree (domain_id, person_id, known_from)
  CREATE INDEX support_goal_wordings ON public.support_goal USING btree (domain_id, goal_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_group
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  group_id uuid not null
  name text not null
  place text
  capacity integer not null
  starts_on date not null
  ends_on date
  state text not null
  reason text
  factors text[] not null
  account_id uuid not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_group_capacity_check CHECK (((capacity >= 1) AND (capacity <= 500)))
  constraint support_group_check CHECK ((ends_on >= starts_on))
  constraint support_group_check1 CHECK ((known_until >= known_from))
  constraint support_group_check2 CHECK (((state = 'cancelled'::text) = (reason IS NOT NULL)))
  constraint support_group_check3 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_group_factors_check CHECK ((factors <@ '{individual,follow_up,approach,flexibility,collaboration}'::text[]))
  constraint support_group_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  constraint support_group_place_check CHECK (((length(place) >= 1) AND (length(place) <= 120)))
  constraint support_group_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint support_group_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'under_way'::text, 'done'::text, 'cancelled'::text])))
  constraint support_group_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint support_group_domain_id_group_id_fkey FOREIGN KEY (domain_id, group_id) REFERENCES support_group(domain_id, id)
  constraint support_group_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_group_open ON public.support_group USING btree (domain_id, group_id) WHERE (known_until IS NULL)
  CREATE INDEX support_group_wordings ON public.support_group USING btree (domain_id, group_id)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_label
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  account_id uuid not null
  shared boolean not null
  name text not null
  colour text not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  team_id uuid
  constraint support_label_check CHECK ((known_until >= known_from))
  constraint support_label_check1 CHECK (((team_id IS NULL) OR shared))
  constraint support_label_colour_check CHECK ((colour = ANY (ARRAY['green'::text, 'blue'::text, 'violet'::text, 'amber'::text, 'red'::text, 'grey'::text])))
  constraint support_label_name_check CHECK (((length(name) >= 1) AND (length(name) <= 30)))
  constraint support_label_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_label_name ON public.support_label USING btree (domain_id, account_id, lower(name)) WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy led permissive for update to public using ((shared AND ((team_id IS NULL) OR (team_id IN ( SELECT t.id
   FROM access.own_teams() t(id, name)))) AND ( SELECT access.may('triage'::text) AS may))) check ((shared AND ( SELECT access.may('triage'::text) AS may)))
  policy own permissive for all to public using ((account_id = ( SELECT access.account_id() AS account_id))) check ((account_id = ( SELECT access.account_id() AS account_id)))
  policy own_or_shared permissive for select to public using (((account_id = ( SELECT access.account_id() AS account_id)) OR (shared AND ((team_id IS NULL) OR (team_id IN ( SELECT t.id
   FROM access.own_teams() t(id, name)))))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on known_until: UPDATE

table public.support_mapping
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  form_code text not null
  form_version integer not null
  form_id uuid
  began_on date not null
  begun_by uuid not null
  ended_as text
  ended_on date
  ended_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_mapping_check CHECK ((known_until >= known_from))
  constraint support_mapping_check1 CHECK ((num_nonnulls(ended_as, ended_on, ended_by, known_until) = ANY (ARRAY[0, 4])))
  constraint support_mapping_ended_as_check CHECK ((ended_as = ANY (ARRAY['completed'::text, 'withdrawn'::text])))
  constraint support_mapping_form_code_check CHECK ((form_code ~ '^[a-z][a-z0-9_]{1,39}$'::text))
  constraint support_mapping_domain_id_form_id_fkey FOREIGN KEY (domain_id, form_id) REFERENCES support_form(domain_id, id)
  constraint support_mapping_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint support_mapping_pkey PRIMARY KEY (domain_id, id)
  constraint support_mapping_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_mapping_form ON public.support_mapping USING btree (domain_id, form_id) WHERE (form_id IS NOT NULL)
  CREATE INDEX support_mapping_person ON public.support_mapping USING btree (domain_id, person_id, began_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((begun_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((ended_by IS NULL) OR (ended_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on ended_as: UPDATE
  grant to sedd_jobs on ended_by: UPDATE
  grant to sedd_jobs on ended_on: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on ended_as: UPDATE
  grant to sedd_web on ended_by: UPDATE
  grant to sedd_web on ended_on: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_mapping_link
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  mapping_id uuid not null
  person_id uuid not null
  link_sha text not null
  sent_by uuid not null
  expires_at timestamp with time zone not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_mapping_link_check CHECK ((known_until >= known_from))
  constraint support_mapping_link_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_mapping_link_domain_id_mapping_id_person_id_fkey FOREIGN KEY (domain_id, mapping_id, person_id) REFERENCES support_mapping(domain_id, id, person_id)
  constraint support_mapping_link_pkey PRIMARY KEY (domain_id, id)
  constraint support_mapping_link_domain_id_link_sha_key UNIQUE (domain_id, link_sha)
  CREATE INDEX support_mapping_link_mapping ON public.support_mapping_link USING btree (domain_id, mapping_id, person_id)
  CREATE UNIQUE INDEX support_mapping_link_open ON public.support_mapping_link USING btree (domain_id, mapping_id) WHERE (known_until IS NULL)
  CREATE INDEX support_mapping_link_person ON public.support_mapping_link USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((sent_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_mark
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  label_id uuid not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_mark_check CHECK ((known_until >= known_from))
  constraint support_mark_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_mark_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_mark_domain_id_label_id_fkey FOREIGN KEY (domain_id, label_id) REFERENCES support_label(domain_id, id)
  constraint support_mark_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_mark_case ON public.support_mark USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_mark_label ON public.support_mark USING btree (domain_id, label_id)
  CREATE UNIQUE INDEX support_mark_open ON public.support_mark USING btree (domain_id, case_id, label_id) WHERE (known_until IS NULL)
  CREATE INDEX support_mark_person ON public.support_mark USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_meeting
  domain_id uuid not null
  id uuid not null
  meeting_id uuid not null
  case_id uuid not null
  person_id uuid not null
  kind text not null
  on_day date not null
  at_time text
  place text
  agenda text
  next_on date
  state text not null
  note_id uuid
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  planned_from uuid
  constraint support_meeting_agenda_check CHECK (((length(agenda) >= 1) AND (length(agenda) <= 2000)))
  constraint support_meeting_at_time_check CHECK ((at_time ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
  constraint support_meeting_check CHECK ((known_until >= known_from))
  constraint support_meeting_check1 CHECK (((next_on IS NULL) OR (next_on > on_day)))
  constraint support_meeting_check2 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_meeting_kind_check CHECK ((kind = ANY (ARRAY['start'::text, 'joint'::text, 'follow_up'::text, 'closing'::text, 'other'::text])))
  constraint support_meeting_place_check CHECK (((length(place) >= 2) AND (length(place) <= 80)))
  constraint support_meeting_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))
  constraint support_meeting_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_meeting_domain_id_meeting_id_person_id_fkey FOREIGN KEY (domain_id, meeting_id, person_id) REFERENCES support_meeting(domain_id, id, person_id)
  constraint support_meeting_domain_id_note_id_fkey FOREIGN KEY (domain_id, note_id) REFERENCES note(domain_id, id) ON DELETE SET NULL (note_id)
  constraint support_meeting_domain_id_planned_from_person_id_fkey FOREIGN KEY (domain_id, planned_from, person_id) REFERENCES support_meeting(domain_id, id, person_id)
  constraint support_meeting_pkey PRIMARY KEY (domain_id, id)
  constraint support_meeting_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_meeting_case ON public.support_meeting USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_meeting_day ON public.support_meeting USING btree (domain_id, on_day, person_id) WHERE ((known_until IS NULL) AND (state = 'planned'::text))
  CREATE INDEX support_meeting_note ON public.support_meeting USING btree (domain_id, note_id) WHERE (note_id IS NOT NULL)
  CREATE UNIQUE INDEX support_meeting_now ON public.support_meeting USING btree (domain_id, meeting_id) WHERE (known_until IS NULL)
  CREATE INDEX support_meeting_person ON public.support_meeting USING btree (domain_id, person_id, on_day DESC)
  CREATE INDEX support_meeting_planned_from ON public.support_meeting USING btree (domain_id, planned_from, person_id) WHERE (planned_from IS NOT NULL)
  CREATE INDEX support_meeting_wordings ON public.support_meeting USING btree (domain_id, meeting_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_meeting_item
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  meeting_id uuid not null
  person_id uuid not null
  kind text not null
  what text not null
  account_id uuid
  who text
  due_on date
  done_on date
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_meeting_item_check CHECK ((known_until >= known_from))
  constraint support_meeting_item_check1 CHECK ((num_nonnulls(account_id, who) =
CASE kind
    WHEN 'action'::text THEN 1
    ELSE 0
END))
  constraint support_meeting_item_check2 CHECK (((kind = 'action'::text) OR (num_nonnulls(due_on, done_on) = 0)))
  constraint support_meeting_item_check3 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_meeting_item_kind_check CHECK ((kind = ANY (ARRAY['decision'::text, 'action'::text])))
  constraint support_meeting_item_what_check CHECK (((length(what) >= 2) AND (length(what) <= 300)))
  constraint support_meeting_item_who_check CHECK ((who = ANY (ARRAY['youth'::text, 'guardian'::text, 'school'::text, 'other_agency'::text])))
  constraint support_meeting_item_domain_id_meeting_id_person_id_fkey FOREIGN KEY (domain_id, meeting_id, person_id) REFERENCES support_meeting(domain_id, id, person_id)
  constraint support_meeting_item_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_meeting_item_account ON public.support_meeting_item USING btree (domain_id, account_id, due_on) WHERE ((known_until IS NULL) AND (done_on IS NULL))
  CREATE INDEX support_meeting_item_meeting ON public.support_meeting_item USING btree (domain_id, meeting_id, person_id)
  CREATE INDEX support_meeting_item_person ON public.support_meeting_item USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_member
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  role text not null
  account_id uuid
  name text
  organisation text
  phone text
  email text
  from_on date not null
  until_on date
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_member_check CHECK ((until_on >= from_on))
  constraint support_member_check1 CHECK ((known_until >= known_from))
  constraint support_member_check2 CHECK ((num_nonnulls(account_id, name) = 1))
  constraint support_member_check3 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_member_email_check CHECK (((length(email) >= 5) AND (length(email) <= 120)))
  constraint support_member_name_check CHECK (((length(name) >= 2) AND (length(name) <= 80)))
  constraint support_member_organisation_check CHECK (((length(organisation) >= 2) AND (length(organisation) <= 80)))
  constraint support_member_phone_check CHECK (((length(phone) >= 5) AND (length(phone) <= 30)))
  constraint support_member_role_check CHECK ((role = ANY (ARRAY['coach'::text, 'mentor'::text, 'mentor_teacher'::text, 'mentor_assistant'::text, 'school_host'::text, 'pupil_coordinator'::text, 'counsellor'::text, 'welfare_counsellor'::text, 'special_educator'::text, 'guardian'::text, 'social_services'::text, 'health_care'::text, 'agency'::text, 'employer'::text, 'other'::text])))
  constraint support_member_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_member_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_member_account ON public.support_member USING btree (domain_id, account_id) WHERE (known_until IS NULL)
  CREATE INDEX support_member_case ON public.support_member USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_member_person ON public.support_member USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_method_session
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  note_id uuid not null
  topic text not null
  secrecy text not null
  method text not null
  held_on date not null
  importance integer
  confidence integer
  standing integer
  written_by uuid not null
  recorded_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_method_session_check CHECK ((known_until >= known_from))
  constraint support_method_session_check1 CHECK ((written_by = recorded_by))
  constraint support_method_session_confidence_check CHECK (((confidence >= 0) AND (confidence <= 10)))
  constraint support_method_session_importance_check CHECK (((importance >= 0) AND (importance <= 10)))
  constraint support_method_session_method_check CHECK ((method ~ '^[a-z_0-9]{2,40}$'::text))
  constraint support_method_session_secrecy_check CHECK ((secrecy = ANY (ARRAY['student_health'::text, 'pupil_support'::text, 'health_care'::text, 'social_services'::text, 'labour_market'::text, 'other'::text])))
  constraint support_method_session_standing_check CHECK (((standing >= 0) AND (standing <= 10)))
  constraint support_method_session_topic_check CHECK ((topic = ANY (ARRAY['support'::text, 'school'::text, 'health'::text, 'social'::text])))
  constraint support_method_session_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint support_method_session_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_method_session_method ON public.support_method_session USING btree (domain_id, held_on, method)
  CREATE INDEX support_method_session_person ON public.support_method_session USING btree (domain_id, person_id, held_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((recorded_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (true)
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((( SELECT access.actor_role() AS actor_role) = 'machine'::text) OR ((person_id IN ( SELECT access.reach('note'::text) AS reach)) AND ((topic = ANY (( SELECT access.note_topics() AS note_topics)::text[])) OR ((( SELECT access.account_id() AS account_id) = written_by) OR (( SELECT access.account_id() AS account_id) = recorded_by)))))) check (((( SELECT access.actor_role() AS actor_role) = 'machine'::text) OR ((person_id IN ( SELECT access.reach('note'::text) AS reach)) AND ((topic = ANY (( SELECT access.note_topics() AS note_topics)::text[])) OR ((( SELECT access.account_id() AS account_id) = written_by) OR (( SELECT access.account_id() AS account_id) = recorded_by))))))
  policy of_secrecy restrictive for select to public using ((secrecy <> ALL (( SELECT access.shut_secrecies() AS shut_secrecies)::text[])))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT

table public.support_owner
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  account_id uuid not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  assignment_id uuid
  constraint support_owner_check CHECK ((known_until >= known_from))
  constraint support_owner_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_owner_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_owner_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_owner_account ON public.support_owner USING btree (domain_id, account_id) INCLUDE (person_id, case_id) WHERE (known_until IS NULL)
  CREATE INDEX support_owner_assignment ON public.support_owner USING btree (domain_id, assignment_id) WHERE (assignment_id IS NOT NULL)
  CREATE INDEX support_owner_case ON public.support_owner USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX support_owner_now ON public.support_owner USING btree (domain_id, case_id) WHERE (known_until IS NULL)
  CREATE INDEX support_owner_person ON public.support_owner USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy for_reach permissive for select to sedd_reach using (true)
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_reach on assignment_id: SELECT
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on known_until: SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_participation
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  programme_id uuid not null
  from_on date not null
  until_on date
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_participation_check CHECK ((until_on > from_on))
  constraint support_participation_check1 CHECK ((known_until >= known_from))
  constraint support_participation_check2 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_participation_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_participation_domain_id_programme_id_fkey FOREIGN KEY (domain_id, programme_id) REFERENCES support_programme(domain_id, id)
  constraint support_participation_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_participation_case ON public.support_participation USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_participation_of_programme ON public.support_participation USING btree (domain_id, programme_id)
  CREATE UNIQUE INDEX support_participation_open ON public.support_participation USING btree (domain_id, case_id, programme_id) WHERE ((known_until IS NULL) AND (until_on IS NULL))
  CREATE INDEX support_participation_person ON public.support_participation USING btree (domain_id, person_id)
  CREATE INDEX support_participation_programme ON public.support_participation USING btree (domain_id, programme_id) INCLUDE (case_id) WHERE (known_until IS NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_period
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  setting text not null
  origin text not null
  opened_on date not null
  opened_by uuid not null
  closed_on date
  close_reason text
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  reopen_reason text
  constraint support_period_check CHECK ((closed_on >= opened_on))
  constraint support_period_check1 CHECK ((known_until >= known_from))
  constraint support_period_check2 CHECK ((num_nonnulls(closed_on, close_reason, closed_by, known_until) = ANY (ARRAY[0, 4])))
  constraint support_period_close_reason_check CHECK ((close_reason ~ '^[a-z_]{2,40}$'::text))
  constraint support_period_origin_check CHECK ((origin = ANY (ARRAY['register'::text, 'referral'::text, 'school'::text, 'self'::text, 'guardian'::text, 'moved'::text, 'other'::text])))
  constraint support_period_reopen_reason_check CHECK ((reopen_reason = ANY (ARRAY['wants_back'::text, 'interrupted_again'::text, 'new_need'::text, 'closed_by_mistake'::text, 'other'::text])))
  constraint support_period_setting_check CHECK ((setting = ANY (ARRAY['in_school'::text, 'outside_school'::text])))
  constraint support_period_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_period_pkey PRIMARY KEY (domain_id, id)
  constraint support_period_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_period_case ON public.support_period USING btree (domain_id, case_id, person_id, opened_on DESC)
  CREATE UNIQUE INDEX support_period_open ON public.support_period USING btree (domain_id, case_id) WHERE (known_until IS NULL)
  CREATE INDEX support_period_person ON public.support_period USING btree (domain_id, person_id, opened_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((opened_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on close_reason: UPDATE
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on closed_on: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on close_reason: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on closed_on: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_plan
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  version integer not null
  words text
  starts_on date not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_plan_check CHECK ((known_until >= known_from))
  constraint support_plan_check1 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_plan_version_check CHECK ((version >= 1))
  constraint support_plan_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)))
  constraint support_plan_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_plan_pkey PRIMARY KEY (domain_id, id)
  constraint support_plan_domain_id_case_id_version_key UNIQUE (domain_id, case_id, version)
  constraint support_plan_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_plan_case ON public.support_plan USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX support_plan_open ON public.support_plan USING btree (domain_id, case_id) WHERE (known_until IS NULL)
  CREATE INDEX support_plan_person ON public.support_plan USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_plan_link
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  plan_id uuid not null
  person_id uuid not null
  link_sha text not null
  sent_by uuid not null
  sent_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  opened_at timestamp with time zone
  answer text
  answered_at timestamp with time zone
  who text not null
  constraint support_plan_link_answer_check CHECK ((answer = ANY (ARRAY['agreed'::text, 'wants_change'::text])))
  constraint support_plan_link_check CHECK ((num_nonnulls(answer, answered_at) = ANY (ARRAY[0, 2])))
  constraint support_plan_link_who_check CHECK ((who = ANY (ARRAY['youth'::text, 'guardian'::text])))
  constraint support_plan_link_domain_id_plan_id_person_id_fkey FOREIGN KEY (domain_id, plan_id, person_id) REFERENCES support_plan(domain_id, id, person_id)
  constraint support_plan_link_pkey PRIMARY KEY (domain_id, id)
  constraint support_plan_link_domain_id_link_sha_key UNIQUE (domain_id, link_sha)
  CREATE INDEX support_plan_link_person ON public.support_plan_link USING btree (domain_id, person_id, sent_at DESC)
  CREATE INDEX support_plan_link_plan ON public.support_plan_link USING btree (domain_id, plan_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((sent_by = ( SELECT access.account_id() AS account_id)))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on answer: UPDATE
  grant to sedd_jobs on answered_at: UPDATE
  grant to sedd_jobs on opened_at: UPDATE

table public.support_programme
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  name text not null
  set_by uuid not null
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_programme_check CHECK ((known_until >= known_from))
  constraint support_programme_name_check CHECK (((length(name) >= 2) AND (length(name) <= 80)))
  constraint support_programme_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_programme_name ON public.support_programme USING btree (domain_id, lower(name)) WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_triage restrictive for insert to public check ((( SELECT access.may('triage'::text) AS may) AND (set_by = ( SELECT access.account_id() AS account_id))))
  policy changed_by_triage restrictive for update to public using (( SELECT access.may('triage'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on known_until: UPDATE

table public.support_qualification
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  activity_id uuid
  kind text not null
  name text not null
  level text
  got_on date not null
  valid_until date
  evidence text not null
  set_by uuid not null
  closed_as text
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_qualification_check CHECK ((valid_until >= got_on))
  constraint support_qualification_check1 CHECK ((known_until >= known_from))
  constraint support_qualification_check2 CHECK ((num_nonnulls(closed_as, closed_by, known_until) = ANY (ARRAY[0, 3])))
  constraint support_qualification_closed_as_check CHECK ((closed_as = ANY (ARRAY['mistaken'::text, 'renewed'::text, 'withdrawn'::text])))
  constraint support_qualification_evidence_check CHECK ((evidence = ANY (ARRAY['seen'::text, 'told_by_provider'::text, 'told_by_youth'::text])))
  constraint support_qualification_kind_check CHECK ((kind = ANY (ARRAY['forklift'::text, 'hot_work'::text, 'hlr'::text, 'driving_licence'::text, 'food_hygiene'::text, 'construction'::text, 'lift'::text, 'other'::text])))
  constraint support_qualification_level_check CHECK (((length(level) >= 1) AND (length(level) <= 60)))
  constraint support_qualification_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
  constraint support_qualification_domain_id_activity_id_person_id_fkey FOREIGN KEY (domain_id, activity_id, person_id) REFERENCES support_activity(domain_id, id, person_id)
  constraint support_qualification_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_qualification_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_qualification_activity ON public.support_qualification USING btree (domain_id, activity_id, person_id)
  CREATE INDEX support_qualification_case ON public.support_qualification USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_qualification_person ON public.support_qualification USING btree (domain_id, person_id, got_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_as: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_review
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  due_on date not null
  outcome text
  held_on date
  present text[]
  changed text
  reason text
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_review_changed_check CHECK (((length(changed) >= 1) AND (length(changed) <= 1000)))
  constraint support_review_check CHECK ((known_until >= known_from))
  constraint support_review_check1 CHECK ((num_nonnulls(outcome, closed_by, known_until) = ANY (ARRAY[0, 3])))
  constraint support_review_check2 CHECK (((outcome IS DISTINCT FROM 'held'::text) OR (num_nonnulls(held_on, present) = 2)))
  constraint support_review_check3 CHECK (((outcome IS DISTINCT FROM 'exempt'::text) OR (reason IS NOT NULL)))
  constraint support_review_outcome_check CHECK ((outcome = ANY (ARRAY['held'::text, 'exempt'::text, 'replaced'::text])))
  constraint support_review_present_check CHECK ((present <@ '{youth,guardian,school,social_services,health_care,other}'::text[]))
  constraint support_review_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint support_review_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint support_review_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_review_case ON public.support_review USING btree (domain_id, case_id, person_id)
  CREATE INDEX support_review_due ON public.support_review USING btree (domain_id, due_on) WHERE (known_until IS NULL)
  CREATE UNIQUE INDEX support_review_open ON public.support_review USING btree (domain_id, case_id) WHERE (known_until IS NULL)
  CREATE INDEX support_review_person ON public.support_review USING btree (domain_id, person_id, due_on DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on changed: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on held_on: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on outcome: UPDATE
  grant to sedd_web on present: UPDATE
  grant to sedd_web on reason: UPDATE

table public.support_review_rule
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  first_weeks integer not null
  early_weeks integer not null
  early_until integer not null
  later_weeks integer not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_review_rule_check CHECK ((known_until >= known_from))
  constraint support_review_rule_check1 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_review_rule_early_until_check CHECK (((early_until >= 1) AND (early_until <= 104)))
  constraint support_review_rule_early_weeks_check CHECK (((early_weeks >= 1) AND (early_weeks <= 26)))
  constraint support_review_rule_first_weeks_check CHECK (((first_weeks >= 1) AND (first_weeks <= 12)))
  constraint support_review_rule_later_weeks_check CHECK (((later_weeks >= 1) AND (later_weeks <= 26)))
  constraint support_review_rule_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint support_review_rule_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_review_rule_now ON public.support_review_rule USING btree (domain_id) WHERE (known_until IS NULL)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy by_assign restrictive for insert to public check (( SELECT access.may('assign'::text) AS may))
  policy changed_by_assign restrictive for update to public using (( SELECT access.may('assign'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_seat
  domain_id uuid not null
  activity_id uuid not null
  group_id uuid not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_seat_check CHECK ((known_until >= known_from))
  constraint support_seat_check1 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_seat_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint support_seat_domain_id_group_id_fkey FOREIGN KEY (domain_id, group_id) REFERENCES support_group(domain_id, id)
  constraint support_seat_pkey PRIMARY KEY (domain_id, activity_id)
  CREATE INDEX support_seat_group ON public.support_seat USING btree (domain_id, group_id, known_until)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_session
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  group_id uuid not null
  on_day date not null
  minutes integer not null
  made_by uuid not null
  made_at timestamp with time zone not null
  constraint support_session_minutes_check CHECK (((minutes >= 5) AND (minutes <= 720)))
  constraint support_session_domain_id_fkey FOREIGN KEY (domain_id) REFERENCES access.domain(id)
  constraint support_session_domain_id_group_id_fkey FOREIGN KEY (domain_id, group_id) REFERENCES support_group(domain_id, id)
  constraint support_session_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX support_session_group ON public.support_session USING btree (domain_id, group_id, on_day DESC)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_web: INSERT, SELECT

table public.support_setting
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  period_id uuid not null
  person_id uuid not null
  setting text not null
  from_on date not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_setting_check CHECK ((known_until >= known_from))
  constraint support_setting_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint support_setting_setting_check CHECK ((setting = ANY (ARRAY['in_school'::text, 'outside_school'::text])))
  constraint support_setting_domain_id_period_id_person_id_fkey FOREIGN KEY (domain_id, period_id, person_id) REFERENCES support_period(domain_id, id, person_id)
  constraint support_setting_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX support_setting_day ON public.support_setting USING btree (domain_id, period_id, from_on) WHERE (known_until IS NULL)
  CREATE INDEX support_setting_period ON public.support_setting USING btree (domain_id, period_id, person_id)
  CREATE INDEX support_setting_person ON public.support_setting USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.support_step
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  step_id uuid not null
  goal_id uuid not null
  person_id uuid not null
  words text not null
  responsible text not null
  account_id uuid
  actor text
  actor_words text
  starts_on date not null
  due_on date
  state text not null
  ended_on date
  reason text
  reason_words text
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint support_step_actor_check CHECK ((actor = ANY (ARRAY['employment_service'::text, 'social_services'::text, 'health_care'::text, 'school'::text, 'adult_education'::text, 'folk_high_school'::text, 'employer'::text, 'guardian'::text, 'association'::text, 'insurance_agency'::text, 'other'::text])))
  constraint support_step_actor_words_check CHECK (((length(actor_words) >= 1) AND (length(actor_words) <= 120)))
  constraint support_step_check CHECK ((due_on >= starts_on))
  constraint support_step_check2 CHECK ((known_until >= known_from))
  constraint support_step_check3 CHECK (((responsible = 'other'::text) = (actor IS NOT NULL)))
  constraint support_step_check4 CHECK (((responsible = 'municipality'::text) OR (account_id IS NULL)))
  constraint support_step_check5 CHECK (((responsible = 'other'::text) OR (actor_words IS NULL)))
  constraint support_step_check6 CHECK (((state = ANY (ARRAY['done'::text, 'not_needed'::text])) = (ended_on IS NOT NULL)))
  constraint support_step_check7 CHECK (((state <> 'not_needed'::text) OR (reason IS NOT NULL)))
  constraint support_step_check8 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint support_step_ended CHECK (((ended_on >= starts_on) OR (state = 'not_needed'::text)))
  constraint support_step_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint support_step_reason_words_check CHECK (((length(reason_words) >= 1) AND (length(reason_words) <= 500)))
  constraint support_step_responsible_check CHECK ((responsible = ANY (ARRAY['youth'::text, 'municipality'::text, 'other'::text])))
  constraint support_step_state_check CHECK ((state = ANY (ARRAY['not_started'::text, 'going_on'::text, 'done'::text, 'not_needed'::text])))
  constraint support_step_words_check CHECK (((length(words) >= 1) AND (length(words) <= 300)))
  constraint support_step_domain_id_goal_id_person_id_fkey FOREIGN KEY (domain_id, goal_id, person_id) REFERENCES support_goal(domain_id, id, person_id)
  constraint support_step_domain_id_step_id_person_id_fkey FOREIGN KEY (domain_id, step_id, person_id) REFERENCES support_step(domain_id, id, person_id)
  constraint support_step_pkey PRIMARY KEY (domain_id, id)
  constraint support_step_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX support_step_due ON public.support_step USING btree (domain_id, due_on) WHERE ((known_until IS NULL) AND (responsible = 'municipality'::text) AND (state = ANY (ARRAY['not_started'::text, 'going_on'::text])) AND (due_on IS NOT NULL))
  CREATE INDEX support_step_goal ON public.support_step USING btree (domain_id, goal_id, person_id)
  CREATE UNIQUE INDEX support_step_open ON public.support_step USING btree (domain_id, step_id) WHERE (known_until IS NULL)
  CREATE INDEX support_step_person ON public.support_step USING btree (domain_id, person_id, known_from)
  CREATE INDEX support_step_wordings ON public.support_step USING btree (domain_id, step_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.task_mark
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  source text not null
  due_on date not null
  until_on date
  why text
  assigned_to uuid
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  subject text
  constraint task_mark_check CHECK ((known_until >= known_from))
  constraint task_mark_check1 CHECK ((num_nonnulls(until_on, why) = ANY (ARRAY[0, 2])))
  constraint task_mark_check2 CHECK ((num_nonnulls(closed_by, known_until) = ANY (ARRAY[0, 2])))
  constraint task_mark_source_check CHECK ((source = ANY (ARRAY['ladder_step'::text, 'mapping_answered'::text, 'follow_up'::text, 'reading_due'::text, 'next_contact'::text, 'plan_step'::text, 'group_over'::text, 'work_step'::text, 'placement_ends'::text, 'week_answer'::text, 'appointment'::text, 'plan_review'::text, 'stale_status'::text, 'decision_ends'::text, 'consent_ends'::text, 'own_share_ends'::text, 'meeting'::text, 'meeting_action'::text])))
  constraint task_mark_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 40)))
  constraint task_mark_why_check CHECK ((why = ANY (ARRAY['not_today'::text, 'waiting_answer'::text, 'young_away'::text, 'colleague_away'::text, 'agreed'::text])))
  constraint task_mark_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint task_mark_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX task_mark_assigned ON public.task_mark USING btree (domain_id, assigned_to) WHERE ((known_until IS NULL) AND (assigned_to IS NOT NULL))
  CREATE UNIQUE INDEX task_mark_open ON public.task_mark USING btree (domain_id, person_id, source, due_on, subject) NULLS NOT DISTINCT WHERE (known_until IS NULL)
  CREATE INDEX task_mark_person ON public.task_mark USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach))))) check ((( SELECT access.reaches_all('outreach'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('outreach'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.tombstone
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  run_id uuid not null
  record_type text not null
  rows bigint not null
  deleted_on date not null
  constraint tombstone_domain_id_run_id_fkey FOREIGN KEY (domain_id, run_id) REFERENCES retention_run(domain_id, id)
  constraint tombstone_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX tombstone_run ON public.tombstone USING btree (domain_id, run_id)
  row security: forced
  policy by_responsible permissive for all to public using (( SELECT access.may('retention'::text) AS may)) check (( SELECT access.may('retention'::text) AS may))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy seen_by_reviewers permissive for select to public using (( SELECT access.may('review'::text) AS may))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: SELECT

table public.transition_arrival
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  starts_on date not null
  said text not null
  on_day date not null
  said_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint transition_arrival_check CHECK ((known_until >= known_from))
  constraint transition_arrival_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint transition_arrival_said_check CHECK ((said = ANY (ARRAY['arrived'::text, 'not_arrived'::text, 'elsewhere'::text])))
  constraint transition_arrival_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint transition_arrival_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX transition_arrival_current ON public.transition_arrival USING btree (domain_id, person_id, starts_on) WHERE (known_until IS NULL)
  CREATE INDEX transition_arrival_person ON public.transition_arrival USING btree (domain_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((said_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.transition_handover
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  kind text not null
  receiver text not null
  place text not null
  needs text[] default '{}'::text[] not null
  note_id uuid
  consent text not null
  on_day date not null
  made_by uuid not null
  ended_as text
  ended_on date
  ended_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  handover_id uuid default gen_random_uuid() not null
  to_account uuid
  assignment_id uuid
  constraint transition_handover_check CHECK ((ended_on >= on_day))
  constraint transition_handover_check1 CHECK ((known_until >= known_from))
  constraint transition_handover_check2 CHECK ((num_nonnulls(ended_as, ended_on, ended_by, known_until) = ANY (ARRAY[0, 4])))
  constraint transition_handover_consent_check CHECK ((consent = ANY (ARRAY['given'::text, 'not_needed'::text, 'shared'::text, 'refused'::text])))
  constraint transition_handover_ended_as_check CHECK ((ended_as = ANY (ARRAY['received'::text, 'declined'::text, 'withdrawn'::text])))
  constraint transition_handover_kind_check CHECK ((kind = ANY (ARRAY['school'::text, 'organisation'::text, 'ageing_out'::text])))
  constraint transition_handover_place_check CHECK (((length(place) >= 1) AND (length(place) <= 120)))
  constraint transition_handover_receiver_check CHECK ((receiver ~ '^[a-z_]{2,40}$'::text))
  constraint transition_handover_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint transition_handover_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX transition_handover_answers ON public.transition_handover USING btree (domain_id, handover_id, known_from)
  CREATE UNIQUE INDEX transition_handover_current ON public.transition_handover USING btree (domain_id, handover_id) WHERE (known_until IS NULL)
  CREATE INDEX transition_handover_open ON public.transition_handover USING btree (domain_id, on_day) WHERE (known_until IS NULL)
  CREATE INDEX transition_handover_person ON public.transition_handover USING btree (domain_id, person_id, on_day DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((ended_by IS NULL) OR (ended_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on ended_as: UPDATE
  grant to sedd_jobs on ended_by: UPDATE
  grant to sedd_jobs on ended_on: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on ended_as: UPDATE
  grant to sedd_web on ended_by: UPDATE
  grant to sedd_web on ended_on: UPDATE
  grant to sedd_web on known_until: UPDATE

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
  grant to sedd_access on domain_id: SELECT
  grant to sedd_access on ended_on: SELECT
  grant to sedd_access on id: SELECT
  grant to sedd_access on name: SELECT
  grant to sedd_access on school_unit_code: SELECT
  grant to sedd_reach on domain_id: SELECT
  grant to sedd_reach on id: SELECT
  grant to sedd_reach on school_unit_code: SELECT

table public.week_attendance
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  person_id uuid not null
  on_day date not null
  half text not null
  what text not null
  mark text not null
  source text not null
  placement_id uuid
  question_id uuid
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint week_attendance_check CHECK ((known_until >= known_from))
  constraint week_attendance_check1 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint week_attendance_half_check CHECK ((half = ANY (ARRAY['morning'::text, 'afternoon'::text])))
  constraint week_attendance_mark_check CHECK ((mark = ANY (ARRAY['came'::text, 'late'::text, 'told'::text, 'away'::text])))
  constraint week_attendance_source_check CHECK ((source = ANY (ARRAY['staff'::text, 'school'::text, 'supervisor'::text])))
  constraint week_attendance_what_check CHECK ((what = ANY (ARRAY['school'::text, 'placement'::text, 'activity'::text, 'home'::text])))
  constraint week_attendance_domain_id_person_id_fkey FOREIGN KEY (domain_id, person_id) REFERENCES person(domain_id, id)
  constraint week_attendance_domain_id_placement_id_person_id_fkey FOREIGN KEY (domain_id, placement_id, person_id) REFERENCES work_placement(domain_id, id, person_id)
  constraint week_attendance_domain_id_question_id_person_id_fkey FOREIGN KEY (domain_id, question_id, person_id) REFERENCES week_question(domain_id, id, person_id)
  constraint week_attendance_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX week_attendance_away ON public.week_attendance USING btree (domain_id, on_day) WHERE ((known_until IS NULL) AND (mark = 'away'::text) AND (source = 'supervisor'::text))
  CREATE UNIQUE INDEX week_attendance_half ON public.week_attendance USING btree (domain_id, person_id, on_day, half) WHERE (known_until IS NULL)
  CREATE INDEX week_attendance_person ON public.week_attendance USING btree (domain_id, person_id, on_day DESC)
  CREATE INDEX week_attendance_placement ON public.week_attendance USING btree (domain_id, placement_id, person_id)
  CREATE INDEX week_attendance_question ON public.week_attendance USING btree (domain_id, question_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_jobs on closed_by: UPDATE
  grant to sedd_jobs on known_until: UPDATE
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.week_plan
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  from_on date not null
  mornings text[] not null
  afternoons text[] not null
  reason text not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  constraint week_plan_check CHECK ((known_until >= known_from))
  constraint week_plan_check1 CHECK (((cardinality(mornings) = 7) AND (cardinality(afternoons) = 7)))
  constraint week_plan_check2 CHECK (((mornings || afternoons) <@ '{school,placement,activity,home,free}'::text[]))
  constraint week_plan_check3 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint week_plan_reason_check CHECK ((reason ~ '^[a-z_]{2,40}$'::text))
  constraint week_plan_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint week_plan_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX week_plan_case ON public.week_plan USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX week_plan_from ON public.week_plan USING btree (domain_id, person_id, from_on) WHERE (known_until IS NULL)
  CREATE INDEX week_plan_person ON public.week_plan USING btree (domain_id, person_id, known_from DESC)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table public.week_question
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  placement_id uuid not null
  person_id uuid not null
  supervisor_id uuid
  from_on date not null
  last_on date not null
  link_sha text
  state text not null
  due_at timestamp with time zone not null
  attempts integer default 0 not null
  queued_at timestamp with time zone not null
  handed_at timestamp with time zone
  expires_at timestamp with time zone not null
  answered_at timestamp with time zone
  constraint week_question_check CHECK ((last_on >= from_on))
  constraint week_question_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'handing'::text, 'handed'::text, 'failed'::text, 'uncertain'::text, 'withdrawn'::text])))
  constraint week_question_domain_id_placement_id_person_id_fkey FOREIGN KEY (domain_id, placement_id, person_id) REFERENCES work_placement(domain_id, id, person_id)
  constraint week_question_domain_id_supervisor_id_fkey FOREIGN KEY (domain_id, supervisor_id) REFERENCES employer_supervisor(domain_id, id)
  constraint week_question_pkey PRIMARY KEY (domain_id, id)
  constraint week_question_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  constraint week_question_domain_id_placement_id_last_on_key UNIQUE (domain_id, placement_id, last_on)
  CREATE INDEX week_question_due ON public.week_question USING btree (domain_id, due_at) WHERE (state = ANY (ARRAY['queued'::text, 'handing'::text]))
  CREATE INDEX week_question_link ON public.week_question USING btree (domain_id, link_sha)
  CREATE INDEX week_question_person ON public.week_question USING btree (domain_id, person_id, last_on DESC)
  CREATE INDEX week_question_placement ON public.week_question USING btree (domain_id, placement_id, person_id)
  CREATE INDEX week_question_supervisor ON public.week_question USING btree (domain_id, supervisor_id)
  CREATE INDEX week_question_unanswered ON public.week_question USING btree (domain_id, last_on) WHERE (answered_at IS NULL)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: INSERT, SELECT
  grant to sedd_web: SELECT
  grant to sedd_jobs on answered_at: UPDATE
  grant to sedd_jobs on attempts: UPDATE
  grant to sedd_jobs on due_at: UPDATE
  grant to sedd_jobs on handed_at: UPDATE
  grant to sedd_jobs on link_sha: UPDATE
  grant to sedd_jobs on state: UPDATE

table public.work_offer
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  employer_id uuid not null
  kind text not null
  title text not null
  places integer not null
  from_on date not null
  last_on date
  open_to text not null
  demands text
  added_by uuid not null
  added_at timestamp with time zone not null
  closed_on date
  constraint work_offer_check1 CHECK ((last_on >= from_on))
  constraint work_offer_demands_check CHECK ((length(demands) <= 1000))
  constraint work_offer_kind_check CHECK ((kind = ANY (ARRAY['practice'::text, 'apprenticeship'::text, 'summer_job'::text])))
  constraint work_offer_open_to_check CHECK ((open_to = ANY (ARRAY['everybody'::text, 'sixteen'::text, 'eighteen'::text, 'upper_secondary'::text, 'apprentices'::text])))
  constraint work_offer_places_check CHECK (((places >= 1) AND (places <= 99)))
  constraint work_offer_title_check CHECK (((length(title) >= 2) AND (length(title) <= 120)))
  constraint work_offer_domain_id_employer_id_fkey FOREIGN KEY (domain_id, employer_id) REFERENCES employer(domain_id, id)
  constraint work_offer_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX work_offer_employer ON public.work_offer USING btree (domain_id, employer_id)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((added_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_on: UPDATE

table public.work_placement
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  case_id uuid not null
  person_id uuid not null
  offer_id uuid
  employer_id uuid
  kind text not null
  workplace text not null
  title text not null
  sector text not null
  made_by uuid not null
  known_from timestamp with time zone not null
  ended_on date
  outcome text
  end_reason text
  ended_by uuid
  known_until timestamp with time zone
  seat_id uuid
  corrects_id uuid
  constraint work_placement_check CHECK ((known_until >= known_from))
  constraint work_placement_check1 CHECK ((num_nonnulls(ended_on, outcome, end_reason, ended_by, known_until) = ANY (ARRAY[0, 5])))
  constraint work_placement_end_reason_check CHECK ((end_reason ~ '^[a-z_]{2,40}$'::text))
  constraint work_placement_kind_check CHECK ((kind = ANY (ARRAY['practice'::text, 'apprenticeship'::text, 'summer_job'::text])))
  constraint work_placement_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'interrupted'::text, 'hired'::text])))
  constraint work_placement_sector_check CHECK ((sector ~ '^[a-z_]{2,40}$'::text))
  constraint work_placement_domain_id_case_id_person_id_fkey FOREIGN KEY (domain_id, case_id, person_id) REFERENCES support_case(domain_id, id, person_id)
  constraint work_placement_domain_id_corrects_id_fkey FOREIGN KEY (domain_id, corrects_id) REFERENCES work_placement(domain_id, id)
  constraint work_placement_domain_id_employer_id_fkey FOREIGN KEY (domain_id, employer_id) REFERENCES employer(domain_id, id)
  constraint work_placement_domain_id_offer_id_fkey FOREIGN KEY (domain_id, offer_id) REFERENCES work_offer(domain_id, id)
  constraint work_placement_domain_id_seat_id_fkey FOREIGN KEY (domain_id, seat_id) REFERENCES work_seat(domain_id, id)
  constraint work_placement_pkey PRIMARY KEY (domain_id, id)
  constraint work_placement_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX work_placement_case ON public.work_placement USING btree (domain_id, case_id, person_id)
  CREATE UNIQUE INDEX work_placement_corrects ON public.work_placement USING btree (domain_id, corrects_id)
  CREATE INDEX work_placement_employer ON public.work_placement USING btree (domain_id, employer_id)
  CREATE INDEX work_placement_offer ON public.work_placement USING btree (domain_id, offer_id) INCLUDE (known_until)
  CREATE INDEX work_placement_person ON public.work_placement USING btree (domain_id, person_id, known_from DESC)
  CREATE INDEX work_placement_seat ON public.work_placement USING btree (domain_id, seat_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((made_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((ended_by IS NULL) OR (ended_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on end_reason: UPDATE
  grant to sedd_web on ended_by: UPDATE
  grant to sedd_web on ended_on: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on outcome: UPDATE

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
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_import: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_jobs: DELETE, INSERT, SELECT, UPDATE
  grant to sedd_web: DELETE, INSERT, SELECT, UPDATE

table public.work_seat
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  offer_id uuid not null
  from_on date not null
  last_on date not null
  taken_by uuid not null
  taken_at timestamp with time zone not null
  constraint work_seat_check CHECK ((last_on >= (from_on - 1)))
  constraint work_seat_domain_id_offer_id_fkey FOREIGN KEY (domain_id, offer_id) REFERENCES work_offer(domain_id, id)
  constraint work_seat_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX work_seat_offer ON public.work_seat USING btree (domain_id, offer_id, last_on)
  row security: forced
  policy at_home restrictive for all to public using (( SELECT access.at_home() AS at_home))
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy in_ones_own_name restrictive for insert to public check ((taken_by = ( SELECT access.account_id() AS account_id)))
  policy within_domain permissive for all to public using (true) check (true)
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on from_on: UPDATE
  grant to sedd_web on last_on: UPDATE

table public.work_step
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  placement_id uuid not null
  person_id uuid not null
  kind text not null
  terms_id uuid
  planned_on date not null
  with_whom text not null
  account_id uuid not null
  set_by uuid not null
  known_from timestamp with time zone not null
  done_on date
  outcome text
  note_id uuid
  closed_by uuid
  known_until timestamp with time zone
  corrects_id uuid
  constraint work_step_check CHECK ((known_until >= known_from))
  constraint work_step_check1 CHECK ((num_nonnulls(done_on, outcome, closed_by, known_until) = ANY (ARRAY[0, 4])))
  constraint work_step_check2 CHECK (((kind <> 'signed'::text) OR (terms_id IS NOT NULL)))
  constraint work_step_kind_check CHECK ((kind = ANY (ARRAY['accompany'::text, 'visit'::text, 'call'::text, 'signed'::text])))
  constraint work_step_outcome_check CHECK ((outcome = ANY (ARRAY['well'::text, 'adjust'::text, 'worry'::text, 'not_held'::text])))
  constraint work_step_with_whom_check CHECK ((with_whom = ANY (ARRAY['youth'::text, 'workplace'::text, 'both'::text])))
  constraint work_step_domain_id_corrects_id_fkey FOREIGN KEY (domain_id, corrects_id) REFERENCES work_step(domain_id, id)
  constraint work_step_domain_id_placement_id_person_id_fkey FOREIGN KEY (domain_id, placement_id, person_id) REFERENCES work_placement(domain_id, id, person_id)
  constraint work_step_domain_id_terms_id_person_id_fkey FOREIGN KEY (domain_id, terms_id, person_id) REFERENCES work_terms(domain_id, id, person_id)
  constraint work_step_pkey PRIMARY KEY (domain_id, id)
  CREATE UNIQUE INDEX work_step_corrects ON public.work_step USING btree (domain_id, corrects_id)
  CREATE INDEX work_step_due ON public.work_step USING btree (domain_id, account_id, planned_on) WHERE (known_until IS NULL)
  CREATE INDEX work_step_person ON public.work_step USING btree (domain_id, person_id)
  CREATE INDEX work_step_placement ON public.work_step USING btree (domain_id, placement_id, person_id)
  CREATE INDEX work_step_terms ON public.work_step USING btree (domain_id, terms_id, person_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on done_on: UPDATE
  grant to sedd_web on known_until: UPDATE
  grant to sedd_web on note_id: UPDATE
  grant to sedd_web on outcome: UPDATE

table public.work_terms
  domain_id uuid not null
  id uuid default gen_random_uuid() not null
  placement_id uuid not null
  person_id uuid not null
  supervisor_id uuid
  from_on date not null
  last_on date not null
  days text[] not null
  begins text not null
  ends text not null
  tasks text not null
  insurance text not null
  risk_seen_on date
  asks text not null
  set_by uuid not null
  closed_by uuid
  known_from timestamp with time zone not null
  known_until timestamp with time zone
  holds_from date
  break_minutes integer default 0 not null
  constraint work_terms_asks_check CHECK ((asks = ANY (ARRAY['never'::text, 'weekly'::text, 'daily'::text])))
  constraint work_terms_begins_check CHECK ((begins ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
  constraint work_terms_break_minutes_check CHECK (((break_minutes >= 0) AND (break_minutes <= 240)))
  constraint work_terms_check CHECK ((last_on >= from_on))
  constraint work_terms_check1 CHECK ((known_until >= known_from))
  constraint work_terms_check2 CHECK (((closed_by IS NULL) = (known_until IS NULL)))
  constraint work_terms_ends_check CHECK ((ends ~ '^([01]\d|2[0-3]):[0-5]\d$'::text))
  constraint work_terms_insurance_check CHECK ((insurance = ANY (ARRAY['unknown'::text, 'school'::text, 'municipality'::text, 'employer'::text, 'agency'::text])))
  constraint work_terms_tasks_check CHECK ((length(tasks) <= 2000))
  constraint work_terms_domain_id_placement_id_person_id_fkey FOREIGN KEY (domain_id, placement_id, person_id) REFERENCES work_placement(domain_id, id, person_id)
  constraint work_terms_domain_id_supervisor_id_fkey FOREIGN KEY (domain_id, supervisor_id) REFERENCES employer_supervisor(domain_id, id)
  constraint work_terms_pkey PRIMARY KEY (domain_id, id)
  constraint work_terms_domain_id_id_person_id_key UNIQUE (domain_id, id, person_id)
  CREATE INDEX work_terms_asked ON public.work_terms USING btree (domain_id, placement_id) WHERE ((known_until IS NULL) AND (asks <> 'never'::text))
  CREATE INDEX work_terms_last ON public.work_terms USING btree (domain_id, last_on) WHERE (known_until IS NULL)
  CREATE UNIQUE INDEX work_terms_now ON public.work_terms USING btree (domain_id, placement_id) WHERE (known_until IS NULL)
  CREATE INDEX work_terms_person ON public.work_terms USING btree (domain_id, person_id)
  CREATE INDEX work_terms_placement ON public.work_terms USING btree (domain_id, placement_id, person_id)
  CREATE INDEX work_terms_supervisor ON public.work_terms USING btree (domain_id, supervisor_id)
  row security: forced
  policy domain_wall restrictive for all to public using ((domain_id = ( SELECT access.domain_id() AS domain_id))) check ((domain_id = ( SELECT access.domain_id() AS domain_id)))
  policy hidden restrictive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden)))))) check (((NOT ( SELECT access.hides() AS hides)) OR (true AND (NOT (person_id IN ( SELECT access.hidden() AS hidden))))))
  policy in_ones_own_name restrictive for insert to public check ((set_by = ( SELECT access.account_id() AS account_id)))
  policy kept_as_written restrictive for update to public using ((known_until IS NULL)) check (((closed_by IS NULL) OR (closed_by = ( SELECT access.account_id() AS account_id))))
  policy need_to_know permissive for all to sedd_evaluation, sedd_import, sedd_jobs, sedd_owner, sedd_statistics, sedd_web using ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach))))) check ((( SELECT access.reaches_all('support'::text) AS reaches_all) OR (true AND (person_id IN ( SELECT access.reach('support'::text) AS reach)))))
  owner sedd_owner
  grant to sedd_jobs: SELECT
  grant to sedd_web: INSERT, SELECT
  grant to sedd_web on closed_by: UPDATE
  grant to sedd_web on known_until: UPDATE

table trail.batch
  n bigint not null
  first_id bigint not null
  last_id bigint not null
  events integer not null
  settled xid8 not null
  sealed_at timestamp with time zone not null
  root bytea not null
  prev bytea not null
  head bytea not null
  constraint batch_events_check CHECK ((events > 0))
  constraint batch_n_check CHECK ((n > 0))
  constraint batch_pkey PRIMARY KEY (n)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE DELETE OR UPDATE ON trail.batch FOR EACH ROW EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON trail.batch FOR EACH STATEMENT EXECUTE FUNCTION trail.deny_rewrite()
  owner sedd_trail

table trail.event
  domain_id uuid not null
  id bigint generated always as identity not null
  at timestamp with time zone default clock_timestamp() not null
  xid xid8 default pg_current_xact_id() not null
  actor_id uuid not null
  actor_domain_id uuid not null
  actor_role text not null
  actor_title text
  purpose text not null
  action text not null
  commitment bytea not null
  constraint event_action_check CHECK ((action ~ '^[a-z_]+\.[a-z_]+$'::text))
  constraint event_commitment_check CHECK ((length(commitment) = 32))
  constraint event_pkey PRIMARY KEY (domain_id, id)
  CREATE INDEX event_actor ON trail.event USING btree (domain_id, actor_id, id)
  CREATE INDEX event_at ON trail.event USING btree (domain_id, at)
  CREATE INDEX event_read ON trail.event USING btree (actor_id, at) WHERE (action ~~ '%.read'::text)
  CREATE INDEX event_xid ON trail.event USING btree (xid)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE DELETE OR UPDATE ON trail.event FOR EACH ROW EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON trail.event FOR EACH STATEMENT EXECUTE FUNCTION trail.deny_rewrite()
  owner sedd_trail

table trail.event_private
  domain_id uuid not null
  event_id bigint not null
  person_id uuid
  object text
  detail jsonb
  salt bytea not null
  constraint event_private_pkey PRIMARY KEY (domain_id, event_id)
  CREATE INDEX event_private_person ON trail.event_private USING btree (domain_id, person_id, event_id) WHERE (person_id IS NOT NULL)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE UPDATE ON trail.event_private FOR EACH ROW EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON trail.event_private FOR EACH STATEMENT EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER only_erased AFTER DELETE ON trail.event_private REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION trail.require_erasure()
  owner sedd_trail

table trail.handover
  witness text not null
  batch bigint default 0 not null
  handed_at timestamp with time zone
  due_at timestamp with time zone not null
  constraint handover_witness_check CHECK ((witness = ANY (ARRAY['file'::text, 'url'::text, 'mail'::text])))
  constraint handover_pkey PRIMARY KEY (witness)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  owner sedd_trail

table trail.leaf
  batch bigint not null
  place integer not null
  domain_id uuid not null
  event_id bigint not null
  constraint leaf_pkey PRIMARY KEY (batch, place)
  CREATE UNIQUE INDEX leaf_event ON trail.leaf USING btree (domain_id, event_id)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE DELETE OR UPDATE ON trail.leaf FOR EACH ROW EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON trail.leaf FOR EACH STATEMENT EXECUTE FUNCTION trail.deny_rewrite()
  owner sedd_trail

table trail.signature
  batch bigint not null
  fingerprint text not null
  signature bytea not null
  signed_at timestamp with time zone not null
  constraint signature_pkey PRIMARY KEY (batch)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE DELETE OR UPDATE ON trail.signature FOR EACH ROW EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON trail.signature FOR EACH STATEMENT EXECUTE FUNCTION trail.deny_rewrite()
  owner sedd_trail

table trail.signing_key
  fingerprint text not null
  public_key bytea not null
  constraint signing_key_fingerprint_check CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text))
  constraint signing_key_pkey PRIMARY KEY (fingerprint)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  CREATE TRIGGER no_rewrite BEFORE DELETE OR UPDATE ON trail.signing_key FOR EACH ROW EXECUTE FUNCTION trail.deny_rewrite()
  CREATE TRIGGER no_truncate BEFORE TRUNCATE ON trail.signing_key FOR EACH STATEMENT EXECUTE FUNCTION trail.deny_rewrite()
  owner sedd_trail

table trail.ticket_kind
  kind text not null
  constraint ticket_kind_kind_check CHECK ((kind ~ '^[a-z_]{2,30}$'::text))
  constraint ticket_kind_pkey PRIMARY KEY (kind)
  row security: forced
  policy owner_only permissive for all to sedd_trail using (true) check (true)
  owner sedd_trail


-- Views, sequences of their own, and types



-- Functions and procedures

CREATE OR REPLACE FUNCTION access.accept_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamp with time zone, device text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'invitation');
  holder uuid := access.use_invitation(used.invitation_id);
begin
  insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now())
    on conflict (issuer, subject) do nothing;
  if not found then
    raise exception 'the identity is another’s' using errcode = '28000';
  end if;
  return access.make_session(holder, 'oidc', level, case when shown_at is not null then least(shown_at, now()) end, device);
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.accept_with_passkey(secret text, credential bytea, new_public_key bytea, new_counter bigint, new_transports text[], is_backed_up boolean, new_name text, device text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used   access.attempt := access.use_attempt(secret, 'passkey', 'invitation');
  holder uuid := access.use_invitation(used.invitation_id);
begin
  if access.put_passkey(holder, credential, new_public_key, new_counter, new_transports, is_backed_up, new_name) is null then
    raise exception 'the passkey is another’s' using errcode = '28000';
  end if;
  return access.make_session(holder, 'passkey', 2, now(), device);
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

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
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.account_takes_two(of_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from access.staff s where s.domain_id = access.domain_id() and s.account_id = of_account) and (
      exists (select from access.membership m
                  where m.domain_id = access.domain_id() and m.account_id = of_account and m.ended_at is null
                    and access.takes_two(m.role, m.sees_protected))
      or access.is_in_use(of_account)
      or access.owns_cases(of_account)
      or exists (select from access.membership m join access.assignment a on a.domain_id = m.domain_id and a.membership_id = m.id
                  where m.account_id = of_account and m.ended_at is null and a.ended_at is null
                    and (a.until_at is null or a.until_at > access.moment()))
      or exists (select from access.membership m join access.share_visitor v on v.to_domain_id = m.domain_id and v.membership_id = m.id
                  where m.account_id = of_account and m.ended_at is null and v.ended_at is null)
      or exists (select from access.membership m join access.team_member t on t.domain_id = m.domain_id and t.membership_id = m.id
                  where m.account_id = of_account and m.ended_at is null and t.ended_at is null and access.team_sees(t.team_id)))
$function$
-- owner sedd_access

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
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
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

CREATE OR REPLACE FUNCTION access.add_consent(of_person uuid, to_domain uuid, to_topics text[], why text, from_person boolean, from_guardian boolean, one_is_enough text, given_how text, seen_by text, on_paper text, on_day date, until timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  perform access.require_right('share');
  if access.may_share(of_person) is not true then return null; end if;
  -- Who comes of age speaks for themself from that day.
  if not from_person and until > coalesce(public.below_age_until(of_person, 18), '-infinity') then
    raise exception 'a guardian alone says yes only until they are 18' using errcode = '22023';
  end if;
  insert into access.consent (domain_id, person_id, to_domain_id, topics, purpose, by_person, by_guardian, alone_reason, how, witness,
                              document, given_on, until_at, recorded_by, recorded_at)
    values (access.domain_id(), of_person, to_domain, to_topics, why, from_person, from_guardian, one_is_enough, given_how, seen_by,
            on_paper, on_day, until, access.account_id(), access.moment())
    returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

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
  perform access.seed_sharing(made, new_kind);
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'machine:setup', 'Sedd (setup)')
    on conflict (sign_in_name) do nothing;
  select id into machine from access.account where sign_in_name = 'machine:setup';
  perform trail.record_as(made, machine, 'machine', 'setup', 'access.domain_added', made::text, null);
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.add_membership(for_account uuid, new_role text, new_title text, new_sees_protected boolean)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  insert into access.staff (domain_id, account_id, user_name, display_name, source, made_at, changed_at)
    select access.domain_id(), a.id, a.sign_in_name, a.display_name, 'hand', access.moment(), access.moment()
      from access.account a where a.id = for_account and a.kind = 'staff'
    on conflict (domain_id, account_id) do nothing;
  return access.open_membership(for_account, new_role, new_title, new_sees_protected, 'hand', null);
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.add_passkey(secret text, token text, credential bytea, new_public_key bytea, new_counter bigint, new_transports text[], is_backed_up boolean, new_name text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used access.attempt := access.use_attempt(secret, 'passkey', 'add');
  own  access.session := access.live_session(token);
begin
  if access.is_fresh() is not true or own.account_id is distinct from access.account_id()
     or used.session_sha is distinct from own.token_sha then
    raise exception 'not by this session' using errcode = '28000';
  end if;
  return access.put_passkey(own.account_id, credential, new_public_key, new_counter, new_transports, is_backed_up, new_name);
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.add_push_device(device_secret text, at_endpoint text, with_key text, with_auth text, most integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.claim(3)::uuid;
  me     uuid := access.account_id();
  device bytea := access.sha(device_secret);
begin
  if access.claim(12) <> '' then return null; end if;
  delete from access.push_device d where (d.endpoint = at_endpoint or d.device_sha = device) and d.account_id <> me;
  delete from access.push_device d
   where d.domain_id = home and d.account_id = me and d.device_sha = device and d.endpoint <> at_endpoint;
  if (select count(*) from access.push_device d where d.domain_id = home and d.account_id = me and d.endpoint <> at_endpoint) >= most then
    return 'too_many';
  end if;
  -- The same browser in another domain of one's own has a new address there too.
  update access.push_device d set endpoint = at_endpoint, p256dh = with_key, auth = with_auth, failing_since = null
   where d.account_id = me and d.device_sha = device and d.domain_id <> home;
  insert into access.push_device (domain_id, account_id, device_sha, endpoint, p256dh, auth, made_at, seen_at)
    values (home, me, device, at_endpoint, with_key, with_auth, access.moment(), access.moment())
    on conflict (domain_id, account_id, endpoint) do update
      set device_sha = excluded.device_sha, p256dh = excluded.p256dh, auth = excluded.auth, failing_since = null;
  return 'added';
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.add_scim_token(new_name text, new_sha bytea, days integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made    uuid := gen_random_uuid();
  machine uuid;
  member  uuid;
begin
  perform access.require_administrator();
  insert into access.account (kind, sign_in_name, display_name) values ('machine', 'scim:' || made, 'SCIM (' || new_name || ')')
    returning id into machine;
  insert into access.membership (domain_id, account_id, role) values (access.domain_id(), machine, 'provisioner') returning id into member;
  insert into access.scim_token (domain_id, id, name, token_sha, membership_id, made_by, until_at)
    values (access.domain_id(), made, new_name, new_sha, member, access.account_id(), now() + make_interval(days => days));
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.add_secrecy(new_paragraph text, new_strength text, new_label_sv text, new_label_en text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  perform access.require_right('secrecy');
  if access.osl_codes(new_paragraph) = '{}' then return null; end if;
  insert into access.secrecy (domain_id, paragraph, strength, label_sv, label_en, valid_from)
    values (access.domain_id(), new_paragraph, new_strength, new_label_sv, new_label_en, access.today()) returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.add_staff(new_user_name text, new_display_name text, new_email text, new_phone text, new_source text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  select access.insert_staff(new_user_name, new_display_name, null, null, null, new_email, new_phone, new_source);
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.add_team_member(target uuid, member uuid)
 RETURNS TABLE(member_id uuid, change_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  joins access.membership;
  team  uuid;
begin
  perform access.require_administrator();
  select * into joins from access.membership_to_change(member);
  select t.id into team from access.team t where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null for update;
  if joins.id is null or team is null or exists (
    select from access.team_member m
     where m.domain_id = joins.domain_id and m.team_id = team and m.membership_id = joins.id and m.ended_at is null) then return; end if;
  if access.team_sees(team) and access.actor_role() <> 'machine' then
    change_id := access.ask_for_team(team, joins);
  else
    insert into access.team_member (domain_id, team_id, membership_id, from_at)
      values (joins.domain_id, team, joins.id, access.moment()) returning id into member_id;
  end if;
  if num_nonnulls(member_id, change_id) = 1 then return next; end if;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.alerts(most integer)
 RETURNS TABLE(id uuid, code text, object text, by_account uuid, made_at timestamp with time zone, read_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, a.code, a.object, a.by_account, a.made_at, a.read_at from access.alert a
   where a.account_id = access.account_id() and a.domain_id = access.claim(3)::uuid and access.claim(12) = ''
   order by a.made_at desc, a.id limit least(most, 200)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.amend_ground(which uuid, new_paragraph text, new_label_sv text, new_label_en text, new_demands_sv text, new_demands_en text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.answer_move(parcel uuid, said text, why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  answered integer;
begin
  perform access.require_right('notify');
  update access.move_parcel p
     set opened_at = coalesce(p.opened_at, greatest(access.moment(), p.sent_at)),
         answered_at = case said when 'opened' then p.answered_at else greatest(access.moment(), p.sent_at) end,
         answer = case said when 'opened' then p.answer else said end,
         reason = case said when 'opened' then p.reason when 'declined' then why end
   where p.id = parcel and p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null;
  get diagnostics answered = row_count;
  return answered = 1;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.answer_notice(parcel uuid, said text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  answered integer;
begin
  perform access.require_right('notify');
  update access.notice_parcel p
     set opened_at = coalesce(p.opened_at, greatest(access.moment(), p.sent_at)),
         answered_at = case said when 'opened' then p.answered_at when 'again' then null else greatest(access.moment(), p.sent_at) end,
         answer = case said when 'opened' then p.answer when 'again' then null else said end
   where p.id = parcel and p.to_domain_id = access.domain_id() and p.taken_at is not null;
  get diagnostics answered = row_count;
  return answered = 1;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.answer_referral(parcel uuid, said text, why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('triage');
  update access.referral_parcel p
     set begun_at = coalesce(p.begun_at, greatest(access.moment(), p.sent_at)),
         answered_at = case when said = 'begun' then p.answered_at else greatest(access.moment(), p.sent_at) end,
         answer = case when said = 'begun' then p.answer else said end,
         reason = case when said = 'declined' then why end
   where p.id = parcel and p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null
     and p.answered_at is null and access.claim(12) = '';
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.answer_share(which uuid, accepts boolean, why text, memberships uuid[], teams uuid[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
     and exists (select from access.visits(nullif(access.claim(13), '')::uuid, access.domain_id(), moment, which));
  if not found then return false; end if;
  if accepts then
    insert into access.share_visitor (domain_id, share_id, to_domain_id, membership_id, team_id, given_by, from_at)
      select s.domain_id, s.id, s.to_domain_id, l.membership_id, l.team_id, access.account_id(), moment
        from access.share s
        join access.lettable() l on l.membership_id = any (memberships) or l.team_id = any (teams)
       where s.id = which and s.to_domain_id = access.domain_id();
  end if;
  return true;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.answered_referrals()
 RETURNS TABLE(referral_id uuid, asked_by uuid, sent_by uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself tells of answers' using errcode = '42501';
  end if;
  return query
    update access.referral_parcel p set told_at = access.moment()
     where p.domain_id = access.domain_id() and p.answered_at is not null and p.told_at is null
    returning p.referral_id, p.asked_by, p.sent_by;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.apply_provisioning(target uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  who    access.staff;
  wanted text[];
  each   record;
begin
  select s.* into who from access.staff s where s.domain_id = home and s.id = target for update;
  if who.id is null or who.left_at is not null then return; end if;
  select coalesce(array_agg(distinct r.role), '{}') into wanted
    from access.scim_role r
   where r.domain_id = home and not access.takes_two(r.role, false)
     and (lower(r.name) in (select lower(g) from unnest(who.given_roles) g)
          or lower(r.name) in (select lower(t.name) from access.team_listed l join access.team t on t.domain_id = l.domain_id and t.id = l.team_id
                                where l.domain_id = home and l.staff_id = who.id and t.ended_at is null));
  for each in select m.id from access.membership m
               where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.source = 'scim' and m.role <> all (wanted) loop
    perform access.close_membership(each.id);
  end loop;
  perform access.open_membership(who.account_id, w.role, who.title, false, 'scim', null)
     from unnest(wanted) w (role)
    where not exists (select from access.membership m
                       where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.role = w.role)
      -- One who comes back to cases of their own waits for somebody here.
      and not (access.owns_cases(who.account_id)
               and exists (select from access.membership m where m.domain_id = home and m.account_id = who.account_id)
               and not exists (select from access.membership m where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null));
  update access.membership m set title = who.title
   where m.domain_id = home and m.account_id = who.account_id and m.ended_at is null and m.source = 'scim' and m.title is distinct from who.title;
  for each in select l.team_id, m as joins
                from access.team_listed l
                join access.team t on t.domain_id = l.domain_id and t.id = l.team_id and t.ended_at is null
                join access.membership m on m.domain_id = home and m.account_id = who.account_id and m.ended_at is null
               where l.domain_id = home and l.staff_id = who.id
                 and not exists (select from access.team_member tm
                                  where tm.domain_id = home and tm.team_id = l.team_id and tm.membership_id = m.id and tm.ended_at is null) loop
    if not access.team_sees(each.team_id) then
      insert into access.team_member (domain_id, team_id, membership_id, from_at)
        values (home, each.team_id, (each.joins).id, access.moment())
        on conflict do nothing;
    elsif not exists (select from access.staff_change c
                       where c.domain_id = home and c.team_id = each.team_id and c.member_id = (each.joins).id and not c.approved
                         and c.decided_at > access.moment() - interval '14 days') then
      perform access.ask_for_team(each.team_id, each.joins);
    end if;
  end loop;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.ask_for_invitation(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, email, asked_by, asked_at)
    select s.domain_id, s.id, m.role, m.title, m.sees_protected, 'invitation', s.email, access.account_id(), access.moment()
      from access.staff_to_change(target) s
      join access.membership m on m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null
     where access.account_takes_two(s.account_id)
       and not exists (select from access.membership e
                        where e.account_id = s.account_id and e.domain_id <> s.domain_id and e.ended_at is null)
     order by access.takes_two(m.role, m.sees_protected) desc, m.started_at, m.id limit 1
    returning id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.ask_for_sight(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, raises_id, asked_by, asked_at)
    select c.domain_id, s.id, c.role, c.title, true, 'sight', c.id, access.account_id(), access.moment()
      from access.membership_to_change(target) c join access.staff s on s.domain_id = c.domain_id and s.account_id = c.account_id
     where not c.sees_protected
    returning id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.ask_for_team(team uuid, joins access.membership)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, kind, team_id, member_id, asked_by, asked_at)
    select s.domain_id, s.id, joins.role, joins.title, joins.sees_protected, 'team', team, joins.id, access.account_id(), access.moment()
      from access.staff s where s.domain_id = joins.domain_id and s.account_id = joins.account_id
    on conflict do nothing returning id
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.ask_glass(number text, why text, minutes integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.claim(3)::uuid;
  own    uuid := nullif(access.claim(13), '')::uuid;
  moment timestamptz := access.moment();
  holder uuid;
  found_as text;
  made   uuid;
begin
  perform access.require_right('glass');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  -- Two at once are counted one after the other.
  perform from access.membership m where m.domain_id = home and m.id = own for no key update;
  if (select count(*) from access.glass g where g.domain_id = home and g.membership_id = own and g.asked_at > moment - interval '24 hours') >= 5 then
    return null;
  end if;
  holder := access.holder_of(ask_glass.number);
  found_as := case
    when holder is null then 'unknown'
    when access.hides() and holder in (select access.hidden()) then 'hidden'
    when holder in (select access.reach('note')) then 'reached'
    else 'given' end;
  insert into access.glass (domain_id, membership_id, outcome, person_id, reason, minutes, asked_at, due_at)
  values (home, own, found_as, holder, why, ask_glass.minutes, moment, case when found_as = 'given' then moment + interval '72 hours' end)
  returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.at_home()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$
  select access.claim(12) operator(pg_catalog.=) '' $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.begin(token text, at timestamp with time zone, visit uuid DEFAULT NULL::uuid)
 RETURNS TABLE(account_id uuid, sign_in_name text, display_name text, language text, role text, title text, domain_id uuid, domain_code text, domain_name text, municipality_code text, sees_protected boolean, purpose text, membership_id uuid, reach text, assurance integer, session_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  topics  text[];
  person  uuid;
  hides   boolean;
  message text;
begin
  select a.id, a.sign_in_name, a.display_name, a.language, coalesce(m.role, 'machine'), m.title, d.id, d.code, d.name,
         d.municipality_code, coalesce(m.sees_protected, true), s.purpose, m.id, r.reach, r.topics, s.id,
         case when m.id is null then 3
              when s.assurance = 2 and s.strong_at > now() - interval '5 minutes' then 3
              else s.assurance end
    into account_id, sign_in_name, display_name, language, role, title, domain_id, domain_code, domain_name,
         municipality_code, sees_protected, purpose, membership_id, reach, topics, session_id, assurance
    from access.session s
    join access.account a on a.id = s.account_id and a.active
    join access.domain d on d.id = s.domain_id
    left join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
    join access.role r on r.code = coalesce(m.role, 'machine')
   where s.token_sha = sha256(convert_to(token, 'UTF8'))
     and s.expires_at > now()
     and (s.membership_id is null or m.id is not null)
     and (s.purpose <> 'web' or s.seen_at > now() - interval '15 minutes');
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  if visit is not null then
    if current_setting('transaction_read_only') <> 'on' then
      raise exception 'a visit only reads' using errcode = '28000';
    end if;
    select v.domain_id, v.person_id, v.topics, v.sees_protected, d.code, d.name, d.municipality_code
      into domain_id, person, topics, sees_protected, domain_code, domain_name, municipality_code
      from access.visited(visit, begin.membership_id, begin.account_id, begin.domain_id, begin.at) v join access.domain d on d.id = v.domain_id;
    if not found then
      raise exception 'no visit' using errcode = '28000';
    end if;
    reach := 'one';
    purpose := 'visit';
    hides := not sees_protected;
  else
    hides := not sees_protected or (role <> 'machine' and exists (
      select from access.block b
       where b.domain_id = begin.domain_id and b.ended_at is null
         and (b.account_id = begin.account_id or (b.account_id is null and begin.account_id <> all (b.except_ids)))));
  end if;
  message := array_to_string(array[account_id::text, role, domain_id::text, case when sees_protected then 't' else 'f' end,
    replace(purpose, '|', ' '), pg_backend_pid()::text, extract(epoch from now())::text, extract(epoch from at)::text, reach,
    assurance::text, array_to_string(topics, ','), coalesce(person::text, ''), coalesce(membership_id::text, ''),
    case when hides then 't' else 'f' end], '|');
  perform set_config('sedd.context', message || '|' || encode(access.mac(message), 'hex'), true);
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.beyond_general_clause()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select '{24:2a,24:8,25:1,25:2,25:3,25:4,25:5,25:6,25:7,25:8,26:1,26:1a,26:2,26:3,26:4,26:5,26:6,29:1,29:2,31:1,31:2,31:12,33:2,33:4a,36:3,40:2,40:5}'::text[]
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.blocked(s access.share, account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from access.block b
     where b.domain_id = s.domain_id and b.person_id = s.person_id and b.ended_at is null
       and (b.account_id = account or (b.account_id is null and account <> all (b.except_ids))))
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.blocks(of_person uuid)
 RETURNS TABLE(id uuid, person_id uuid, display_name text, excepted text[], reason text, set_by text, from_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if access.may('block') is not true then return; end if;
  return query
  select b.id, b.person_id, c.display_name,
         array(select e.display_name from access.account e where e.id = any (b.except_ids) order by e.display_name),
         b.reason, s.display_name, b.from_at
    from access.block b
    left join access.account c on c.id = b.account_id
    join access.account s on s.id = b.set_by
   where b.domain_id = access.domain_id() and b.ended_at is null and b.account_id is distinct from access.account_id()
     and (of_person is null or b.person_id in (select k.id from access.kin(of_person) k))
     and access.blocks_on(b.person_id)
   order by b.from_at desc, b.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.blocks_on(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.may('block') and not access.shut_out(person)
     and case when access.claim(9) = 'none' then exists (select from access.kin(person)) else access.sees(person, 'identity') end
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.change_staff(target uuid, new_user_name text, new_display_name text, new_email text, new_phone text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null then return; end if;
  if lower(new_user_name) <> lower(who.user_name) and access.account_takes_two(who.account_id) and access.actor_role() <> 'machine' then
    raise exception 'the name is fixed while the role takes two' using errcode = '42501';
  end if;
  update access.staff s
     set user_name = new_user_name, display_name = new_display_name, email = new_email, phone = new_phone,
         changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  perform access.name_account(who.account_id, new_display_name);
  return next who.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
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
  if cardinality(parts) is distinct from 15 then return null; end if;
  -- access.mac() written out: this runs for every policy of every query.
  select sha256(k.opad || sha256(k.ipad || convert_to(array_to_string(parts[1:14], '|'), 'UTF8'))) into made from access.key k where k.id = 1;
  if parts[15] is distinct from encode(made, 'hex') then
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
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.close_arrival(arrival uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('triage');
  update access.referral_box b set closed_at = access.moment()
   where b.domain_id = access.domain_id() and b.id = arrival and b.closed_at is null;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.close_membership(of_membership uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  actor  uuid := access.account_id();
begin
  perform access.drop_sessions(of_membership);
  update access.assignment a set ended_at = greatest(moment, a.from_at), ended_by = actor
   where a.domain_id = home and a.membership_id = of_membership and a.ended_at is null;
  update access.share_visitor v set ended_at = greatest(moment, v.from_at), ended_by = actor
   where v.to_domain_id = home and v.membership_id = of_membership and v.ended_at is null;
  update access.team_member t set ended_at = greatest(moment, t.from_at)
   where t.domain_id = home and t.membership_id = of_membership and t.ended_at is null;
  update access.staff_change c set decided_by = actor, decided_at = moment, approved = false
   where c.domain_id = home and c.decided_at is null and of_membership in (c.member_id, c.raises_id, c.replaces_id);
  update access.membership m set ended_at = moment where m.domain_id = home and m.id = of_membership and m.ended_at is null;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.close_session(token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.session set expires_at = least(expires_at, now()) where token_sha = access.sha(token)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.close_staff(who access.staff)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  delete from access.push_device d where d.domain_id = who.domain_id and d.account_id = who.account_id;
  delete from access.push_hours h where h.domain_id = who.domain_id and h.account_id = who.account_id;
  update access.session x set expires_at = least(x.expires_at, now())
   where x.domain_id = who.domain_id and x.account_id = who.account_id;
  perform access.close_membership(m.id) from access.membership m
    where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at is null;
  update access.staff s set left_at = access.moment(), changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = false
   where c.domain_id = who.domain_id and c.staff_id = who.id and c.decided_at is null;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.colleagues()
 RETURNS TABLE(account_id uuid, sign_in_name text, display_name text, role text, title text, current boolean, sees_protected boolean, membership_id uuid, team_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, s.user_name, s.display_name, m.role, m.title, m.ended_at is null and a.active, m.sees_protected, m.id,
         array(select t.team_id from access.team_member t where t.domain_id = m.domain_id and t.membership_id = m.id and t.ended_at is null)
    from access.membership m
    join access.account a on a.id = m.account_id
    join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id
   where m.domain_id = access.claim(3)::uuid and access.claim(12) = '' and a.kind = 'staff'
   order by s.display_name, a.id
$function$
-- owner sedd_access
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.confirm_demo(token text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  own access.session := access.live_session(token);
begin
  if own.method is distinct from 'demo' then
    raise exception 'not a demonstration' using errcode = '28000';
  end if;
  return access.strengthen(own.token_sha, 'demo', now());
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.confirm_ground(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('secrecy');
  update access.ground g set confirmed_at = access.moment(), confirmed_by = access.account_id()
   where g.domain_id = access.domain_id() and g.id = which and g.confirmed_at is null and g.valid_until is null;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.confirm_referral(token text, status_token text, words jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update access.referral_box b
     set confirmed_at = now(), told = words, status_sha = access.sha(status_token), token_sha = null, content = null
   where b.token_sha = access.sha(confirm_referral.token) and not b.is_draft and b.confirmed_at is null and b.expires_at > now()
     and not exists (select from access.referral_box o where o.status_sha = access.sha(status_token));
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.confirm_secrecy(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('secrecy');
  update access.secrecy s set confirmed_at = access.moment(), confirmed_by = access.account_id()
   where s.domain_id = access.domain_id() and s.id = which and s.confirmed_at is null and s.valid_until is null;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.confirm_with_oidc(secret text, token text, by_issuer text, by_subject text, shown_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used access.attempt := access.use_attempt(secret, 'oidc', 'confirm');
  own  access.session := access.live_session(token);
begin
  if used.session_sha is distinct from own.token_sha or shown_at < used.made_at - interval '1 minute' or shown_at is null
     or not exists (
       select from access.identity d where d.issuer = by_issuer and d.subject = by_subject and d.account_id = own.account_id) then
    raise exception 'not shown anew' using errcode = '28000';
  end if;
  return access.strengthen(own.token_sha, 'oidc', least(shown_at, now()));
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.confirm_with_passkey(secret text, token text, credential bytea, new_counter bigint)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used access.attempt := access.use_attempt(secret, 'passkey', 'confirm');
  own  access.session := access.live_session(token);
begin
  if used.session_sha is distinct from own.token_sha or access.use_passkey(credential, new_counter) is distinct from own.account_id then
    raise exception 'another’s passkey' using errcode = '28000';
  end if;
  return access.strengthen(own.token_sha, 'passkey', now());
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.consents_of(person uuid)
 RETURNS TABLE(id uuid, to_domain_id uuid, to_name text, topics text[], purpose text, by_person boolean, by_guardian boolean, alone_reason text, how text, witness text, document text, given_on date, until_at timestamp with time zone, recorded_by text, withdrawn_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select c.id, c.to_domain_id, d.name, c.topics, c.purpose, c.by_person, c.by_guardian, c.alone_reason, c.how, c.witness, c.document,
         c.given_on, c.until_at, a.display_name, c.withdrawn_at
    from access.consent c
    join access.domain d on d.id = c.to_domain_id
    join access.account a on a.id = c.recorded_by
   where c.domain_id = access.domain_id() and access.claim(12) = '' and c.person_id in (select access.same_person(person))
     and access.sees(person, 'identity')
   order by c.given_on desc, c.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.count_referrals()
 RETURNS TABLE(team_id uuid, taken bigint, waiting bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select r.team_id, count(*) filter (where r.stage = 'accepted'), count(*) filter (where r.stage in ('offered', 'waiting'))
    from public.referral r
   where access.may('triage') and r.domain_id = access.domain_id() and r.known_until is null and r.stage in ('accepted', 'offered', 'waiting')
   group by r.team_id
$function$
-- owner sedd_reach
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.count_register(on_day date)
 RETURNS TABLE(members bigint, protected bigint, unclear bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select (select count(*) from public.register_period p
           where p.domain_id = access.domain_id() and p.known_until is null
             and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day)),
         (select case when count(*) < 5 then 0 else count(*) end from public.person n
           where n.domain_id = access.domain_id() and n.protection <> 'none' and exists (
             select from public.register_period p
              where p.domain_id = n.domain_id and p.person_id = n.id and p.known_until is null
                and (p.from_on is null or p.from_on <= on_day) and (p.until_on is null or p.until_on > on_day))),
         (select count(distinct u.person_id) from public.register_unclear u
           where u.domain_id = access.domain_id() and u.known_until is null
             and (u.from_on is null or u.from_on <= on_day) and (u.until_on is null or u.until_on > on_day))
   where access.claim(12) = ''
$function$
-- owner sedd_reach
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.deactivate_staff(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null or who.left_at is not null then return; end if;
  perform access.close_staff(who);
  return next who.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.decide_staff_change(target uuid, agreed boolean)
 RETURNS TABLE(staff_id uuid, membership_id uuid, kind text, role text, sees_protected boolean, invitation text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  asked access.staff_change;
  who   access.staff;
begin
  if (access.may('accounts') or access.may('log')) is not true or access.is_fresh() is not true then
    raise exception 'only an administrator or a data protection officer decides' using errcode = '42501';
  end if;
  select c.* into asked from access.staff_change c
   where c.domain_id = access.domain_id() and c.id = target and c.decided_at is null for update;
  if asked.id is null then return; end if;
  select * into who from access.staff_to_change(asked.staff_id);
  if who.id is null or access.is_asking(asked, access.account_id()) then
    raise exception 'another person decides' using errcode = '42501';
  end if;
  if agreed and (who.left_at is not null or asked.asked_at < access.moment() - interval '14 days') then
    raise exception 'too late to agree' using errcode = '42501';
  end if;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = agreed
   where c.domain_id = asked.domain_id and c.id = asked.id;
  staff_id := who.id;
  kind := asked.kind;
  role := asked.role;
  sees_protected := asked.sees_protected;
  if agreed and asked.kind = 'sight' then
    update access.membership m set sees_protected = true
     where m.domain_id = asked.domain_id and m.id = asked.raises_id and m.account_id = who.account_id and m.ended_at is null
     returning m.id into membership_id;
  elsif agreed and asked.kind = 'invitation' then
    invitation := access.make_invitation(who.account_id, 72, true);
  elsif agreed and asked.kind = 'team' then
    insert into access.team_member (domain_id, team_id, membership_id, from_at)
      select m.domain_id, asked.team_id, m.id, access.moment() from access.membership m
       where m.domain_id = asked.domain_id and m.id = asked.member_id and m.account_id = who.account_id and m.ended_at is null
      on conflict do nothing;
    membership_id := asked.member_id;
  elsif agreed then
    membership_id := access.open_membership(who.account_id, asked.role, asked.title, asked.sees_protected, 'hand', asked.replaces_id);
  end if;
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.deciders(about uuid)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.display_name from access.deciding(about) d
   where (access.may('accounts') or access.may('log')) and d.account_id <> access.account_id()
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.deciding(about uuid)
 RETURNS TABLE(account_id uuid, display_name text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.account_id, s.display_name from access.staff s
   where s.domain_id = access.domain_id() and s.left_at is null and s.account_id is distinct from about
     and exists (select from access.membership m join access.role x on x.code = m.role
                   join access.account k on k.id = m.account_id and k.active and k.kind = 'staff'
                  where m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null and x.rights && '{accounts,log}')
   order by s.display_name, s.id
$function$
-- owner sedd_access

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

CREATE OR REPLACE FUNCTION access.digests()
 RETURNS TABLE(account_id uuid, at_hour integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.account_id, d.at_hour from access.digest d where d.domain_id = access.claim(3)::uuid and access.actor_role() = 'machine'
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.directory()
 RETURNS TABLE(domain_name text, own boolean, display_name text, role text, title text, email text, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.name, d.id = home.id, s.display_name, m.role, m.title, s.email, s.phone
    from access.domain home
    left join public.municipality h on h.code = home.municipality_code
    join access.domain d on true
    left join public.municipality p on p.code = d.municipality_code
    join access.membership m on m.domain_id = d.id and m.ended_at is null
    join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id and s.left_at is null
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
   where home.id = access.domain_id() and access.claim(12) = ''
     and (d.id = home.id
          or (m.role in ('project_leader', 'main_project_leader', 'regional_leader')
              and (h.county_code is null or p.county_code is null or p.county_code = h.county_code)))
   order by d.id <> home.id, d.name, s.display_name, m.role, s.id
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.dispose_of(ids uuid[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home  uuid := access.domain_id();
  total bigint := 0;
  gone  bigint;
begin
  perform access.require_right('retention');
  delete from access.glass g where g.domain_id = home and g.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.assignment a where a.domain_id = home and a.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.block b where b.domain_id = home and b.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.share_visitor v where v.domain_id = home and v.share_id in (
    select s.id from access.share s where s.domain_id = home and s.person_id = any (ids));
  get diagnostics gone = row_count; total := total + gone;
  delete from access.share s where s.domain_id = home and s.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.consent c where c.domain_id = home and c.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from access.extract e where e.domain_id = home and e.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  return total;
end $function$
-- owner sedd_access
-- grant to sedd_owner: EXECUTE

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
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.domain_kind()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.kind from access.domain d where d.id = access.domain_id()
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
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

CREATE OR REPLACE FUNCTION access.draft_key()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(access.mac('draft|' || access.account_id()), 'base64')
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.drop_parked_form(which uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with dropped as (
    delete from access.parked_form p
     where p.id = which and p.account_id = access.account_id() and p.membership_id::text = access.claim(13) returning p.id)
  select exists (select from dropped)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.drop_sessions(of_membership uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.session set expires_at = least(expires_at, now())
   where domain_id = access.domain_id() and membership_id = of_membership
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.end_calendar_feed()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update access.calendar_feed f set ended_at = greatest(f.made_at, access.moment())
   where f.domain_id = access.claim(3)::uuid and f.account_id = access.account_id() and f.ended_at is null and access.claim(12) = '';
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_let_in(which uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.claim(3)::uuid;
  person uuid;
begin
  if access.claim(12) <> '' then return null; end if;
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = home and a.id = which and a.ended_at is null and (a.until_at is null or a.until_at > access.moment())
     and (a.membership_id = nullif(access.claim(13), '')::uuid or access.lets_in(a.person_id)
          or (a.kind = 'glass' and access.reviews(a.membership_id, a.person_id, 'given')))
  returning a.person_id into person;
  return person;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_let_in_with_case(which uuid[])
 RETURNS TABLE(person_id uuid, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if access.claim(12) <> '' then return; end if;
  return query
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = access.claim(3)::uuid and a.id in (select access.over_with_case(which)) and a.kind = 'case' and a.ended_at is null
     and (a.until_at is null or a.until_at > access.moment()) and a.person_id not in (select access.hidden())
  returning a.person_id, a.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_let_in_with_visit(which uuid[])
 RETURNS TABLE(person_id uuid, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  if access.claim(12) <> '' then return; end if;
  return query
  update access.assignment a set ended_at = greatest(access.moment(), a.from_at), ended_by = access.account_id()
   where a.domain_id = access.claim(3)::uuid and (a.id, a.person_id) in (select v.assignment_id, v.person_id from access.over_with_visit(which) v)
     and a.kind = 'case' and a.ended_at is null and (a.until_at is null or a.until_at > access.moment())
     and a.person_id not in (select access.hidden())
  returning a.person_id, a.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_membership(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  select c.id from access.membership_to_change(target) c cross join lateral (select access.close_membership(c.id)) done;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_secrecy(which uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_sessions(which uuid)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from access.push_device d where d.account_id = access.account_id() and which is null;
  with ended as (
    update access.session s set expires_at = now()
     where s.account_id = access.account_id() and s.purpose = 'web' and s.expires_at > now() and (which is null or s.id = which)
    returning s.id)
  select count(*) from ended
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_share(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.manages(which) is not true then return false; end if;
  update access.share s set ended_at = access.moment(), ended_by = access.account_id()
   where s.id = which and s.to_domain_id = access.domain_id() and s.ended_at is null and s.revoked_at is null;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_staff_sessions(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null then return; end if;
  delete from access.push_device d where d.account_id = who.account_id;
  update access.session s set expires_at = now()
   where s.account_id = who.account_id and s.purpose = 'web' and s.expires_at > now();
  return next who.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_team(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = access.domain_id() and m.team_id = target and m.ended_at is null;
  update access.staff_change c set decided_by = access.account_id(), decided_at = access.moment(), approved = false
   where c.domain_id = access.domain_id() and c.team_id = target and c.decided_at is null;
  return query
  update access.team t set ended_at = access.moment()
   where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null returning t.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_team_member(target uuid, member uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  update access.team_member m set ended_at = access.moment() from access.membership_to_change(member) c
   where m.domain_id = c.domain_id and m.team_id = target and m.membership_id = c.id and m.ended_at is null returning m.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.end_visitor(of_share uuid, which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.manages(of_share) is not true then return false; end if;
  update access.share_visitor v set ended_at = access.moment(), ended_by = access.account_id()
   where v.share_id = of_share and v.id = which and v.to_domain_id = access.domain_id() and v.ended_at is null;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.extract_person(which uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select e.person_id from access.extract e
   where e.id = which and e.domain_id = access.claim(3)::uuid and e.account_id = access.account_id()
     and e.from_at <= access.moment() and e.until_at > access.moment()
     and not access.withheld(e.person_id)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.extracted()
 RETURNS TABLE(source text, entry jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  target name;
begin
  if access.is_extract() is not true then return; end if;
  for target in
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'access'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
     where c.relkind = 'r' order by c.relname
  loop
    return query execute format(
      'select %L::text, to_jsonb(t) from access.%I t
        where t.domain_id = access.domain_id() and t.person_id in (select access.reach(''identity''))', target, target);
  end loop;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.find_person(number text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  found uuid;
begin
  if access.may('log') is not true and access.may('extract') is not true then
    raise exception 'the role does not carry the right to the log' using errcode = '42501';
  end if;
  select p.root_id into found
    from public.person_identifier i
    join public.person p on p.domain_id = i.domain_id and p.id = i.person_id
   where i.domain_id = access.domain_id() and i.number = find_person.number
   order by i.known_until desc nulls first, i.id desc limit 1;
  return case when access.withheld(found) then null else found end;
end $function$
-- owner sedd_reach
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.forget_push_device(device_secret text, but_token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from access.push_device d
   where d.device_sha = access.sha(device_secret)
     and not exists (select from access.session s where s.token_sha = access.sha(but_token) and s.account_id = d.account_id)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.give_back(bucket text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.rate r set taken = greatest(0, r.taken - 1) where r.bucket = access.mac('rate|' || give_back.bucket)
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.glass_overdue(at timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*) from access.glass g where g.outcome = 'given' and g.reviewed_at is null and g.due_at < at
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.glasses(own boolean, one uuid)
 RETURNS TABLE(id uuid, person_id uuid, outcome text, display_name text, role text, title text, reason text, minutes integer, asked_at timestamp with time zone, assignment_id uuid, until_at timestamp with time zone, ended_at timestamp with time zone, due_at timestamp with time zone, verdict text, done text, reviewed_at timestamp with time zone, reviewed_by text, stop_reason text, stopped_by text, told_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.grant_membership(target uuid, new_role text, new_title text, new_sees_protected boolean, replaced uuid)
 RETURNS TABLE(membership_id uuid, change_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null or who.left_at is not null or new_role in ('machine', 'provisioner') then return; end if;
  if replaced is not null and not exists (
    select from access.membership m
     where m.domain_id = who.domain_id and m.id = replaced and m.account_id = who.account_id and m.ended_at is null) then return; end if;
  if access.takes_two(new_role, new_sees_protected) and access.actor_role() <> 'machine' then
    insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, replaces_id, asked_by, asked_at)
      values (who.domain_id, who.id, new_role, new_title, new_sees_protected, replaced, access.account_id(), access.moment())
      returning id into change_id;
  else
    membership_id := access.open_membership(who.account_id, new_role, new_title, new_sees_protected, 'hand', replaced);
  end if;
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.grounds(person uuid, mine boolean)
 RETURNS TABLE(kind text, membership_id uuid, account_id uuid, display_name text, role text, title text, assignment_id uuid, team_name text, unit_id uuid, domain_name text, topics text[], reason text, given_by text, since timestamp with time zone, until timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.has_push(for_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from access.push_device d
    where d.domain_id = access.claim(3)::uuid and d.account_id = for_account and access.claim(12) = '')
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.hidden()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 60
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  ids     uuid[] := access.kept('hidden');
  account uuid;
  claims  text[];
  home    uuid;
  chosen  uuid[] := '{}';
begin
  if ids is not null then
    return query select unnest(ids);
    return;
  end if;
  account := access.claim(1)::uuid;
  claims := string_to_array(current_setting('sedd.context', true), '|');
  home := claims[3]::uuid;
  if account is null or access.hides() is not true then return; end if;
  if claims[4] <> 't' then
    chosen := array(select p.root_id from public.person p where p.domain_id = home and p.protection <> 'none');
  end if;
  if claims[2] <> 'machine' then
    chosen := chosen || array(
      select p.root_id from access.block b join public.person p on p.domain_id = home and p.id = b.person_id
       where b.domain_id = home and b.ended_at is null
         and (b.account_id = account or (b.account_id is null and account <> all (b.except_ids))));
  end if;
  if cardinality(chosen) = 0 then return; end if;
  return query
  select unnest(chosen)
  union
  select p.id from public.person p where p.domain_id = home and p.root_id = any (chosen) and p.root_id <> p.id;
end $function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.hides()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$
  select access.claim(14) operator(pg_catalog.=) 't' or access.claim(9) operator(pg_catalog.=) 'one' $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.hold_still()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('retention');
  lock table access.assignment, access.block, access.consent, access.extract, access.glass, access.share, access.share_visitor
    in share row exclusive mode;
end $function$
-- owner sedd_access
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION access.holder_of(wanted text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.root_id
    from public.person_identifier i
    join public.person p on p.domain_id = i.domain_id and p.id = i.person_id
    join public.person r on r.domain_id = p.domain_id and r.id = p.root_id and r.known_until is null
   where i.domain_id = access.domain_id() and i.number = wanted
   order by i.known_until desc nulls first, i.id desc limit 1
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.identity_for_review(person uuid)
 RETURNS TABLE(given_name text, family_name text, number text, protected boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home uuid := access.domain_id();
  root uuid;
  veil boolean;
begin
  perform access.require_right('log');
  select p.root_id into root from public.person p where p.domain_id = home and p.id = identity_for_review.person;
  if root is null or access.shut_out(root) then return; end if;
  veil := exists (select from public.person p where p.domain_id = home and p.root_id = root and p.protection <> 'none');
  if veil and access.sees_protected() is not true then
    return query select null::text, null::text, null::text, true;
    return;
  end if;
  return query
  select (select n.given_name from public.person_name n where n.domain_id = home and n.person_id = root and n.known_until is null),
         (select n.family_name from public.person_name n where n.domain_id = home and n.person_id = root and n.known_until is null),
         (select i.number from public.person_identifier i
           where i.domain_id = home and i.known_until is null
             and i.person_id in (select p.id from public.person p where p.domain_id = home and p.root_id = root)
           order by length(i.number) desc, i.id desc limit 1),
         veil;
end $function$
-- owner sedd_reach
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.insert_staff(new_user_name text, new_display_name text, new_given_name text, new_family_name text, new_title text, new_email text, new_phone text, new_source text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  readable text := regexp_replace(translate(lower(split_part(new_user_name, '@', 1)), 'åäöéü', 'aaoeu'), '[^a-z0-9]+', '.', 'g');
  made     uuid;
begin
  if exists (select from access.staff s where s.domain_id = access.domain_id() and lower(s.user_name) = lower(new_user_name)) then
    return;
  end if;
  insert into access.account (kind, sign_in_name, display_name)
    values ('staff', 'u' || left(trim(both '.' from readable), 40) || '.' || left(replace(gen_random_uuid()::text, '-', ''), 8), new_display_name)
    returning id into made;
  return query
  insert into access.staff (domain_id, account_id, user_name, display_name, given_name, family_name, title, email, phone, source, made_at, changed_at)
    values (access.domain_id(), made, new_user_name, new_display_name, new_given_name, new_family_name, new_title, new_email,
            new_phone, new_source, access.moment(), access.moment())
    returning id;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.invite(for_account uuid, hours integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  if access.account_takes_two(for_account) and access.actor_role() <> 'machine' then
    raise exception 'another person must agree' using errcode = '42501';
  end if;
  return access.make_invitation(for_account, hours, access.actor_role() = 'machine');
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.invited(invitation text)
 RETURNS TABLE(account_id uuid, display_name text, domain_name text, expires_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, a.display_name, d.name, i.expires_at
    from access.invitation i join access.account a on a.id = i.account_id and a.active
    join access.membership m on m.account_id = a.id and m.ended_at is null join access.domain d on d.id = m.domain_id
   where i.token_sha = access.sha(invitation) and i.used_at is null and i.expires_at > now()
     and (i.by_two or not access.is_in_use(i.account_id))
   order by m.started_at limit 1
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.is_asking(change access.staff_change, account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select change.asked_by = account or ((change.kind = 'team' or access.takes_two(change.role, change.sees_protected)) and exists (
    select from access.scim_token t join access.membership m on m.domain_id = t.domain_id and m.id = t.membership_id
     where t.domain_id = change.domain_id and m.account_id = change.asked_by and t.made_by = account))
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.is_extract()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.claim(9) = 'one' and '*' = any (string_to_array(access.claim(11), ','))
$function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.is_fresh()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select access.claim(10) = '3' $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.is_in_use(of_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from access.membership m where m.account_id = of_account and m.last_used_at is not null)
      or exists (select from access.session s where s.account_id = of_account)
      or exists (select from access.passkey p where p.account_id = of_account)
      or exists (select from access.identity d where d.account_id = of_account)
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.is_protected(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from public.person p
                  where p.domain_id = access.domain_id() and p.id in (select access.same_person(person)) and p.protection <> 'none')
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.is_strong()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ select access.claim(10) in ('2', '3') $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.keep(list text, ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  told text := array_to_string(ids, ',');
begin
  -- Thousands take as long to read back as to find.
  if cardinality(ids) > 5000 then return; end if;
  perform set_config('sedd.kept_' || list,
    told || encode(access.mac(list || '|' || current_setting('sedd.context') || '|' || told), 'hex'), true);
end $function$
-- owner sedd_access
-- grant to sedd_reach: EXECUTE

CREATE OR REPLACE FUNCTION access.keep_reach(only_one uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  same   uuid[];
  near   uuid[];
  placed text[];
begin
  if access.claim(9) is distinct from 'assigned' or current_setting('transaction_read_only') <> 'on'
     or current_setting('transaction_isolation') <> 'repeatable read' then
    return;
  end if;
  if only_one is not null then same := array(select access.same_person(only_one)); end if;
  near := array(select w from access.within(false) w where only_one is null or w = any (same));
  perform access.keep('near', near);
  placed := access.units_of(access.domain_id(), nullif(access.claim(13), '')::uuid, access.moment());
  perform access.keep('wide', case when placed = '{}' then near
    else array(select w from access.within(true) w where only_one is null or w = any (same)) end);
  if access.hides() then perform access.keep('hidden', array(select access.hidden())); end if;
end $function$
-- owner sedd_reach
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.keep_referral(slug text, old_token text, new_token text, status_token text, by_way text, as_draft boolean, sealed bytea, hours integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  asked uuid;
begin
  select d.id into asked from access.domain d join access.referral_door o on o.domain_id = d.id where d.code = slug and o.is_open;
  if asked is null then return 'closed'; end if;
  if exists (select from access.referral_box b where b.status_sha = access.sha(status_token)) then return 'confirmed'; end if;
  delete from access.referral_box b where b.token_sha = access.sha(old_token) and b.is_draft and b.confirmed_at is null;
  insert into access.referral_box as b (domain_id, way, is_draft, token_sha, content, expires_at)
    values (asked, by_way, as_draft, access.sha(new_token), sealed, now() + make_interval(hours => least(greatest(hours, 1), 336)))
    on conflict (token_sha) do update
      set content = excluded.content, way = excluded.way, is_draft = excluded.is_draft, expires_at = excluded.expires_at
      where b.confirmed_at is null;
  return 'kept';
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.kept(list text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  value   text := current_setting('sedd.kept_' || list, true);
  context text := current_setting('sedd.context', true);
  told    text := left(value, -64);
  parts   text[];
  made    bytea;
begin
  if value is null or value = '' then return null; end if;
  if current_setting('transaction_read_only') <> 'on' or current_setting('transaction_isolation') <> 'repeatable read' then
    return null;
  end if;
  -- access.mac() written out, as in access.claim(): this runs for every policy of every query.
  select sha256(k.opad || sha256(k.ipad || convert_to(list || '|' || context || '|' || told, 'UTF8'))) into made
    from access.key k where k.id = 1;
  if right(value, 64) is distinct from encode(made, 'hex') then return null; end if;
  parts := string_to_array(context, '|');
  if parts[6] is distinct from pg_backend_pid()::text or parts[7] is distinct from extract(epoch from now())::text then return null; end if;
  return string_to_array(told, ',')::uuid[];
end $function$
-- owner sedd_access
-- grant to sedd_reach: EXECUTE

CREATE OR REPLACE FUNCTION access.kept_from()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  account uuid := access.account_id();
  home    uuid := access.domain_id();
begin
  if account is null or access.actor_role() = 'machine' then return; end if;
  return query
  select k.id
    from access.block b
    join public.person p on p.domain_id = home and p.id = b.person_id
    join public.person k on k.domain_id = home and k.root_id = p.root_id
   where b.domain_id = home and b.ended_at is null
     and (b.account_id = account or (b.account_id is null and account <> all (b.except_ids)));
end $function$
-- owner sedd_reach
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.kept_referral(token text)
 RETURNS TABLE(slug text, name text, phone text, way text, is_draft boolean, sealed bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.code, d.name, o.phone, b.way, b.is_draft, b.content
    from access.referral_box b join access.domain d on d.id = b.domain_id join access.referral_door o on o.domain_id = d.id and o.is_open
   where b.token_sha = access.sha(kept_referral.token) and b.confirmed_at is null and b.expires_at > now()
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.kin(person uuid)
 RETURNS TABLE(id uuid, protected boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.id, p.protection <> 'none' from public.person p
   where p.domain_id = access.domain_id() and p.root_id = (
     select o.root_id from public.person o where o.domain_id = access.domain_id() and o.id = kin.person)
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.lasts(s access.share, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select s.from_at <= at and s.until_at > at and s.accepted is distinct from false and s.revoked_at is null and s.ended_at is null
     and (s.consent_id is null or exists (
       select from access.consent c
        where c.domain_id = s.domain_id and c.id = s.consent_id and c.withdrawn_at is null and c.until_at > at))
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.leave_alert(for_account uuid, what text, which_object text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  insert into access.alert (domain_id, account_id, code, object, by_account, made_at)
    select m.domain_id, m.account_id, what, which_object, access.account_id(), access.moment()
      from access.membership m join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
     where m.domain_id = access.claim(3)::uuid and m.account_id = for_account and m.ended_at is null
       and access.claim(12) = '' and for_account <> access.account_id()
     limit 1;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.let_in(person uuid, to_membership uuid, to_team uuid, why text, until timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.claim(3)::uuid;
  moment timestamptz := access.moment();
  made   uuid;
begin
  if not exists (
    select from access.may_be_let_in(let_in.person) c where c.membership_id = to_membership or c.team_id = to_team) then
    return null;
  end if;
  -- One that has run out is over; it only never was said.
  update access.assignment a set ended_at = a.until_at, ended_by = access.account_id()
   where a.domain_id = home and a.person_id = let_in.person and a.kind = 'case' and a.ended_at is null and a.until_at <= moment;
  insert into access.assignment (domain_id, person_id, kind, membership_id, team_id, reason, given_by, from_at, until_at)
  values (home, let_in.person, 'case', to_membership, to_team, why, access.account_id(), moment, let_in.until)
  on conflict do nothing returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.let_in_many(persons uuid[], to_membership uuid, why text)
 RETURNS TABLE(person_id uuid, id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  home    uuid := access.claim(3)::uuid;
  moment  timestamptz := access.moment();
  cleared boolean;
  fit     uuid[];
begin
  if access.claim(12) <> '' or access.claim(9) <> 'domain' or access.may('assign') is not true
    or access.reaches_all('identity') is not true then
    return;
  end if;
  select m.sees_protected into cleared
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
    join access.role r on r.code = m.role and r.reach = 'assigned'
   where m.domain_id = home and m.id = to_membership and m.ended_at is null and m.account_id <> access.account_id();
  if cleared is null then return; end if;
  fit := array(
    select p.id from unnest(persons) p (id)
     cross join lateral (select count(*) as many, bool_or(k.protected) as protected from access.kin(p.id) k) k
     where k.many > 0 and (cleared or not k.protected) and p.id not in (select access.hidden()));
  update access.assignment a set ended_at = a.until_at, ended_by = access.account_id()
   where a.domain_id = home and a.person_id = any (fit) and a.kind = 'case' and a.ended_at is null and a.until_at <= moment;
  return query
  insert into access.assignment (domain_id, person_id, kind, membership_id, reason, given_by, from_at)
  select home, p.id, 'case', to_membership, why, access.account_id(), moment from unnest(fit) p (id)
  on conflict do nothing returning person_id, id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.let_in_to(person uuid)
 RETURNS TABLE(id uuid, kind text, display_name text, role text, title text, is_team boolean, reason text, given_by text, from_at timestamp with time zone, until_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.let_visit(which uuid, membership uuid, team uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.lets_in(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.claim(12) = '' and access.sees(person, 'identity')
     and case when access.actor_role() = 'machine' then true
         when access.may('assign') then exists (select from access.grounds(person, true) g where g.kind <> 'glass')
         else exists (select from access.grounds(person, true) g where g.kind = 'owner') end
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.lettable()
 RETURNS TABLE(membership_id uuid, team_id uuid, account_id uuid, name text, role text, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.lift_block(which uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  person uuid;
begin
  perform access.require_right('block');
  update access.block b set ended_at = greatest(access.moment(), b.from_at), ended_by = access.account_id()
   where b.domain_id = access.claim(3)::uuid and b.id = which and b.ended_at is null
     and b.account_id is distinct from access.account_id() and access.blocks_on(b.person_id)
  returning b.person_id into person;
  return person;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.live_session(token text)
 RETURNS access.session
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.* from access.session s join access.account a on a.id = s.account_id and a.active
    join access.membership m on m.domain_id = s.domain_id and m.id = s.membership_id and m.ended_at is null
   where s.token_sha = access.sha(token) and s.purpose = 'web' and s.expires_at > now()
     and s.seen_at > now() - interval '15 minutes'
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.lock_scim_group(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('provision');
  return query
  select t.id from access.team t where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null for update;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.lock_scim_user(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('provision');
  return query
  select s.id from access.staff s
   where s.domain_id = access.domain_id() and s.id = target and s.removed_at is null for update;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.lookers(person uuid)
 RETURNS TABLE(account_id uuid, display_name text, domain_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select distinct a.id, a.display_name, d.name
    from access.share s
    join access.domain d on d.id = s.to_domain_id
    join access.membership m on m.domain_id = s.to_domain_id and m.ended_at is null
    join access.account a on a.id = m.account_id and a.active
   where access.blocks_on(person) and s.domain_id = access.domain_id() and s.person_id in (select k.id from access.kin(person) k)
     and access.lasts(s, access.moment())
     and exists (select from access.visits(m.id, m.domain_id, access.moment(), s.id))
   order by 3, 2, 1
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.lower_sight(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  update access.membership m set sees_protected = false from access.membership_to_change(target) c
   where m.domain_id = c.domain_id and m.id = c.id returning m.id;
end $function$
-- owner sedd_access
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

CREATE OR REPLACE FUNCTION access.make_calendar_feed()
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  secret text := access.secret();
  own    uuid := nullif(access.claim(13), '')::uuid;
begin
  if own is null or access.claim(12) <> '' then return null; end if;
  update access.calendar_feed f set ended_at = greatest(f.made_at, access.moment())
   where f.domain_id = access.claim(3)::uuid and f.account_id = access.account_id() and f.ended_at is null;
  insert into access.calendar_feed (domain_id, account_id, membership_id, token_sha, made_at)
    values (access.claim(3)::uuid, access.account_id(), own, access.sha(secret), access.moment());
  return secret;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.make_invitation(for_account uuid, hours integer, by_two boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  token text := access.secret();
begin
  perform from access.account a
    where a.id = for_account and a.kind = 'staff' and a.active and a.id <> access.account_id()
      and exists (select from access.membership m where m.account_id = a.id and m.domain_id = access.domain_id() and m.ended_at is null)
      and (access.actor_role() = 'machine' or not exists (
        select from access.membership m where m.account_id = a.id and m.domain_id <> access.domain_id() and m.ended_at is null))
    for update;
  if not found then return null; end if;
  update access.invitation i set expires_at = least(i.expires_at, now()) where i.account_id = for_account and i.used_at is null;
  insert into access.invitation (account_id, token_sha, made_by, expires_at, by_two)
    values (for_account, access.sha(token), access.account_id(), now() + make_interval(hours => least(hours, 336)), make_invitation.by_two);
  return token;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.make_session(for_account uuid, by_method text, level integer, shown_at timestamp with time zone, on_device text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  token text := access.secret();
  used  uuid;
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance, strong_at, device)
    select access.sha(token), a.id, m.domain_id, m.id, 'web', now() + interval '10 hours', by_method, level,
           case when level = 2 then shown_at end, on_device
      from access.account a join access.membership m on m.account_id = a.id and m.ended_at is null
     where a.id = for_account and a.active and a.kind = 'staff'
     order by m.last_used_at desc nulls last, m.started_at, m.id limit 1
    returning membership_id into used;
  if used is null then
    raise exception 'no account to sign in to' using errcode = '28000';
  end if;
  update access.membership set last_used_at = now() where id = used;
  return token;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.make_share(of_person uuid, to_domain uuid, wanted text[], on_ground uuid, detail text, why text, until timestamp with time zone, by_consent uuid, although_protected text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
     and (g.below_age is null or until <= public.below_age_until(of_person, g.below_age))
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
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.make_team(new_name text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  perform access.require_administrator();
  insert into access.team (domain_id, name, made_at) values (access.domain_id(), new_name, access.moment()) returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.manages(which uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select from access.shares_to_us(which) s
     where s.accepted and s.lasts and (access.may('assign') or (access.may('share') and s.may_open)))
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.map_scim_role(new_name text, new_role text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  perform access.require_administrator();
  if access.takes_two(new_role, false) or new_role in ('machine', 'provisioner') then return; end if;
  insert into access.scim_role (domain_id, name, role) values (access.domain_id(), new_name, new_role)
    on conflict (domain_id, lower(name)) do update set role = excluded.role returning id into made;
  perform access.apply_provisioning(s.id) from access.staff s where s.domain_id = access.domain_id() and s.left_at is null;
  return next made;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.may(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.claim(12) = '' and exists (select from access.role r where r.code = access.claim(2) and wanted = any (r.rights))
$function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.may_be_let_in(person uuid)
 RETURNS TABLE(membership_id uuid, team_id uuid, display_name text, role text, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.id, null::uuid, a.display_name, m.role, m.title
    from access.membership m
    join access.account a on a.id = m.account_id and a.active and a.kind = 'staff'
    join access.role r on r.code = m.role and r.reach = 'assigned'
   where access.lets_in(person) and m.domain_id = access.domain_id() and m.ended_at is null and m.account_id <> access.account_id()
     and (m.sees_protected or not exists (select from access.kin(person) k where k.protected))
  union all
  select null, t.id, t.name, null, null
    from access.team t
   where access.lets_in(person) and t.domain_id = access.domain_id() and t.ended_at is null
     and (not exists (select from access.team_member o join access.membership m on m.domain_id = o.domain_id and m.id = o.membership_id
                       where o.domain_id = t.domain_id and o.team_id = t.id and o.ended_at is null
                         and m.account_id = access.account_id() and m.ended_at is null)
          or exists (select from access.grounds(person, true) g where g.kind = 'owner'))
   order by 3
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.may_share(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from access.shareable(person) s where s.topic = 'identity')
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.membership_to_change(target uuid)
 RETURNS SETOF access.membership
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return query
  select m.* from access.membership m join access.staff s on s.domain_id = m.domain_id and s.account_id = m.account_id
   where m.domain_id = access.domain_id() and m.id = target and m.ended_at is null and m.account_id <> access.account_id()
     for update of m;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.moment()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$
  select pg_catalog.to_timestamp(access.claim(8)::pg_catalog.float8) $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.move_receipts()
 RETURNS TABLE(parcel_id uuid, taken_at timestamp with time zone, opened_at timestamp with time zone, answered_at timestamp with time zone, answer text, reason text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.id, p.taken_at, p.opened_at, p.answered_at, p.answer, p.reason from access.move_parcel p
     where p.domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.move_to_send(move uuid)
 RETURNS TABLE(person_id uuid, moved_on date, municipality_code text, number text, given_name text, family_name text, phone text, email text, call_name text, call_way text, ground text, ground_detail text)
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select o.person_id, o.moved_on, o.municipality_code, i.number, a.given_name, a.family_name, o.phone, o.email, o.call_name, o.call_way,
         o.ground, o.ground_detail
    from public.move_out o
    join public.person p on p.domain_id = o.domain_id and p.id = o.person_id
   cross join lateral (
     select i.number from public.person_identifier i
      where i.domain_id = o.domain_id and i.known_until is null and i.person_id in (select access.same_person(o.person_id))
      order by array_position(array['personal', 'coordination', 'interim'], i.kind), i.number limit 1) i
    left join public.person_name a on a.domain_id = o.domain_id and a.person_id = p.root_id and a.known_until is null
   where o.domain_id = access.domain_id() and o.id = move and (o.sent_at is null or o.answer = 'declined') and o.not_needed_at is null
     and access.sees(o.person_id, 'register') and access.sees(o.person_id, 'contact') and not access.is_protected(o.person_id)
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.name_account(of_account uuid, new_name text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.account a set display_name = new_name
   where a.id = of_account and a.display_name <> new_name
     and not exists (select from access.staff s where s.account_id = a.id and s.domain_id <> access.domain_id())
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.names_in_extract(ids uuid[])
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.account_id, a.display_name from access.membership m join access.account a on a.id = m.account_id
   where access.is_extract() and m.domain_id = access.domain_id() and m.account_id = any (ids)
  union
  select m.id, a.display_name from access.membership m join access.account a on a.id = m.account_id
   where access.is_extract() and m.domain_id = access.domain_id() and m.id = any (ids)
  union
  select t.id, t.name from access.team t where access.is_extract() and t.domain_id = access.domain_id() and t.id = any (ids)
  union
  select d.id, d.name from access.domain d
   where access.is_extract() and d.id = any (ids) and (d.id = access.domain_id() or d.id in (
     select s.to_domain_id from access.share s where s.domain_id = access.domain_id()
     union select c.to_domain_id from access.consent c where c.domain_id = access.domain_id()))
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.names_of(accounts uuid[])
 RETURNS TABLE(id uuid, display_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, a.display_name from access.account a where a.id = any (accounts)
$function$
-- owner sedd_access
-- grant to sedd_trail: EXECUTE

CREATE OR REPLACE FUNCTION access.note_push(to_device uuid, outcome text, told_of timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home uuid := access.claim(3)::uuid;
begin
  if access.actor_role() <> 'machine' then return false; end if;
  delete from access.push_device d
   where d.domain_id = home and d.id = to_device
     and (outcome = 'gone' or outcome <> 'taken' and d.failing_since < access.moment() - interval '7 days');
  update access.push_device d
     set seen_at = case when outcome = 'taken' then greatest(d.seen_at, told_of) else d.seen_at end,
         told_at = case when outcome = 'taken' then greatest(d.made_at, access.moment()) else d.told_at end,
         failing_since = case when outcome <> 'taken' then coalesce(d.failing_since, access.moment()) end
   where d.domain_id = home and d.id = to_device;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.note_topics()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  opened text[] := string_to_array(access.claim(11), ',');
begin
  if access.claim(9) <> 'one' then
    return array(select substr(t, 6) from unnest(opened) t where t like 'note.%');
  end if;
  if '*' = any (opened) then return '{support,school,health,social}'; end if;
  return array(select unnest('{support,school,social}'::text[]) where 'note' = any (opened)
               union all select 'health' where 'note.health' = any (opened));
end $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.notice_receipts()
 RETURNS TABLE(notice_id uuid, taken_at timestamp with time zone, opened_at timestamp with time zone, answered_at timestamp with time zone, answer text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.notice_id, p.taken_at, p.opened_at, p.answered_at, p.answer from access.notice_parcel p
     where p.domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is null;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.notice_to_send(notice uuid)
 RETURNS TABLE(kind text, on_day date, interrupted boolean, number text, given_name text, family_name text, school_form text, programme_code text, school_unit_code text, school_unit text, municipality_code text)
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select n.kind, n.on_day, n.interrupted, i.number, a.given_name, a.family_name, n.school_form, n.programme_code, n.school_unit_code,
         n.school_unit, n.municipality_code
    from public.notice_out n
    join public.person p on p.domain_id = n.domain_id and p.id = n.person_id
   cross join lateral (
     select i.number from public.person_identifier i
      where i.domain_id = n.domain_id and i.known_until is null and i.person_id in (select access.same_person(n.person_id))
      order by array_position(array['personal', 'coordination', 'interim'], i.kind), i.number limit 1) i
    left join public.person_name a on a.domain_id = n.domain_id and a.person_id = p.root_id and a.known_until is null
   where n.domain_id = access.domain_id() and n.id = notice and n.sent_at is null and n.not_needed_at is null
     and access.sees(n.person_id, 'register') and not access.is_protected(n.person_id)
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.open_attempt(by_way text, for_purpose text, token text, invitation text, browser text, kept jsonb)
 RETURNS TABLE(secret text, account_id uuid, sign_in_name text, display_name text, credentials bytea[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  of_session    bytea;
  of_invitation uuid;
begin
  delete from access.attempt a where a.expires_at < now();
  if for_purpose in ('confirm', 'add') then
    select s.token_sha, s.account_id into of_session, account_id from access.live_session(token) s;
  elsif for_purpose = 'invitation' then
    select i.id, i.account_id into of_invitation, account_id
      from access.invitation i join access.account a on a.id = i.account_id and a.active
     where i.token_sha = access.sha(invitation) and i.used_at is null and i.expires_at > now();
  end if;
  if for_purpose <> 'sign_in' and account_id is null then
    raise exception 'nobody to try for' using errcode = '28000';
  end if;
  select a.sign_in_name, a.display_name into sign_in_name, display_name from access.account a where a.id = open_attempt.account_id;
  credentials := array(select p.credential_id from access.passkey p where p.account_id = open_attempt.account_id);
  secret := access.secret();
  insert into access.attempt (secret_sha, way, purpose, session_sha, invitation_id, browser_sha, kept, expires_at)
    values (access.sha(secret), by_way, for_purpose, of_session, of_invitation, access.sha(browser), open_attempt.kept,
            now() + case by_way when 'oidc' then interval '10 minutes' else interval '5 minutes' end);
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.open_calendar(secret text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  opened text := access.secret();
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance)
    select access.sha(opened), f.account_id, f.domain_id, f.membership_id, 'calendar', now() + interval '2 minutes', 'machine', 1
      from access.calendar_feed f
      join access.account a on a.id = f.account_id and a.active
      join access.membership m on m.domain_id = f.domain_id and m.id = f.membership_id and m.ended_at is null
     where f.token_sha = access.sha(secret) and f.ended_at is null;
  if not found then return null; end if;
  update access.calendar_feed f set read_at = now() where f.token_sha = access.sha(secret);
  return opened;
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.open_demo_session(for_membership uuid, hours integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  token text := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
begin
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance, strong_at)
    select sha256(convert_to(token, 'UTF8')), a.id, m.domain_id, m.id, 'web', now() + make_interval(hours => hours), 'demo', 2, now()
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

CREATE OR REPLACE FUNCTION access.open_digest(for_account uuid, on_day date)
 RETURNS TABLE(token text, email text, language text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  opened text := access.secret();
begin
  if access.actor_role() <> 'machine' then return; end if;
  update access.digest d set sent_on = open_digest.on_day
   where d.domain_id = access.claim(3)::uuid and d.account_id = open_digest.for_account
     and (d.sent_on is null or d.sent_on < open_digest.on_day);
  if not found then return; end if;
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at, method, assurance)
    select access.sha(opened), d.account_id, d.domain_id, d.membership_id, 'digest', now() + interval '10 minutes', 'machine', 1
      from access.digest d
      join access.account a on a.id = d.account_id and a.active and a.kind = 'staff'
      join access.membership m on m.domain_id = d.domain_id and m.id = d.membership_id and m.ended_at is null
      join access.staff s on s.domain_id = d.domain_id and s.account_id = d.account_id and s.left_at is null and s.email is not null
     where d.domain_id = access.claim(3)::uuid and d.account_id = open_digest.for_account;
  if not found then return; end if;
  return query
  select opened, s.email, a.language from access.staff s join access.account a on a.id = s.account_id
   where s.domain_id = access.claim(3)::uuid and s.account_id = open_digest.for_account;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.open_extract(person uuid, minutes integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home uuid := access.claim(3)::uuid;
  made uuid;
begin
  perform access.require_right('extract');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  if not exists (select from access.person_ids(open_extract.person))
     or access.withheld(open_extract.person) then
    return null;
  end if;
  insert into access.extract (domain_id, person_id, account_id, from_at, until_at)
    values (home, open_extract.person, access.account_id(), access.moment(), access.moment() + make_interval(mins => minutes))
    returning id into made;
  return made;
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

CREATE OR REPLACE FUNCTION access.open_matters(person uuid)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  ids    uuid[];
begin
  perform access.require_right('retention');
  select array_agg(p.id) into ids from access.person_ids(person) p;
  return array(
    select 'share' where exists (
      select from access.share s where s.domain_id = home and s.person_id = any (ids) and s.revoked_at is null and s.ended_at is null
         and s.accepted is distinct from false and s.until_at > moment)
    union all
    select 'assignment' where exists (
      select from access.assignment a where a.domain_id = home and a.person_id = any (ids) and a.ended_at is null
         and (a.until_at is null or a.until_at > moment))
    union all
    select 'glass' where exists (
      select from access.glass g where g.domain_id = home and g.person_id = any (ids) and g.outcome = 'given' and g.reviewed_at is null)
    union all
    select 'extract' where exists (
      select from access.extract e where e.domain_id = home and e.person_id = any (ids) and e.until_at > moment));
end $function$
-- owner sedd_access
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION access.open_membership(for_account uuid, new_role text, new_title text, new_sees_protected boolean, new_source text, replaced uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
  made   uuid;
begin
  if replaced is not null then
    perform from access.membership m
      where m.domain_id = home and m.id = replaced and m.account_id = for_account and m.ended_at is null for update;
    if not found then
      raise exception 'nothing to take the place of' using errcode = '42501';
    end if;
  end if;
  insert into access.membership (domain_id, account_id, role, title, sees_protected, started_at, source)
    values (home, for_account, new_role, new_title, new_sees_protected, moment, new_source) returning id into made;
  insert into access.placement (domain_id, membership_id, unit_id, from_at)
    select home, made, p.unit_id, moment from access.placement p
     where p.domain_id = home and p.membership_id = replaced and p.ended_at is null;
  insert into access.team_member (domain_id, team_id, membership_id, from_at)
    select home, t.team_id, made, moment from access.team_member t
     where t.domain_id = home and t.membership_id = replaced and t.ended_at is null;
  if replaced is not null then perform access.close_membership(replaced); end if;
  return made;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.open_pushes(for_account uuid)
 RETURNS TABLE(id uuid, endpoint text, p256dh text, auth text, told_at timestamp with time zone, newest timestamp with time zone, unread bigint, language text, opens text, closes text, days text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.id, d.endpoint, d.p256dh, d.auth, d.told_at, n.newest, n.unread, a.language, h.opens, h.closes, h.days
    from access.push_device d
    join access.account a on a.id = d.account_id and a.active and a.kind = 'staff'
    left join access.push_hours h on h.domain_id = d.domain_id and h.account_id = d.account_id
   cross join lateral (
     select count(*) as unread, max(x.made_at) as newest from access.alert x
      where x.account_id = d.account_id and x.domain_id = d.domain_id and x.read_at is null) n
   where d.domain_id = access.claim(3)::uuid and d.account_id = for_account and access.actor_role() = 'machine'
     and n.newest > d.seen_at
     and exists (select from access.membership m where m.domain_id = d.domain_id and m.account_id = d.account_id and m.ended_at is null)
   order by d.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.open_scim_session(bearer text)
 RETURNS TABLE(token text, token_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  found_token access.scim_token;
  holder      uuid;
begin
  select t.* into found_token from access.scim_token t
   where t.token_sha = sha256(convert_to(bearer, 'UTF8')) and t.revoked_at is null and t.until_at > now();
  if found_token.id is null then return; end if;
  select m.account_id into holder from access.membership m
   where m.domain_id = found_token.domain_id and m.id = found_token.membership_id and m.ended_at is null;
  if holder is null then return; end if;
  delete from access.session s where s.account_id = holder and s.expires_at < now();
  update access.scim_token t set used_at = now()
   where t.domain_id = found_token.domain_id and t.id = found_token.id and (t.used_at is null or t.used_at < now() - interval '1 minute');
  token := encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex');
  token_id := found_token.id;
  insert into access.session (token_sha, account_id, domain_id, membership_id, purpose, expires_at)
    values (sha256(convert_to(token, 'UTF8')), holder, found_token.domain_id, found_token.membership_id, 'scim', now() + interval '1 minute');
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.opens_move(person uuid, receiver uuid, named text, detail text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select case when named = 'harm_test'
    then exists (select from access.secrecies(access.domain_id()) s where s.strength = 'straight' and s.codes <> '{21:3}')
    else exists (
      select from access.ground g
       where g.domain_id = access.domain_id() and g.code = named and g.valid_from <= access.today()
         and (g.valid_until is null or g.valid_until > access.today())
         and (g.confirmed_at is not null or not g.needs_confirmed)
         and (g.from_kinds is null or (select d.kind from access.domain d where d.id = g.domain_id) = any (g.from_kinds))
         and (g.to_kinds is null or (select d.kind from access.domain d where d.id = receiver) = any (g.to_kinds))
         and (g.not_for = '{}' or not exists (
           select from access.secrecies(g.domain_id) s where s.codes && g.not_for or s.codes = '{}'))
         and (g.needs_consent or length(coalesce(detail, '')) >= 10)
         and (not g.needs_consent or exists (
           select from access.consent c
            where c.domain_id = g.domain_id and c.person_id in (select access.same_person(person)) and c.to_domain_id = receiver
              and c.topics @> '{identity,contact}' and c.withdrawn_at is null and c.until_at > access.moment()))) end
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.osl_codes(paragraph text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select array(
    select distinct c.m[1] || ':' || case when i.m[3] is null then i.m[1] || coalesce(i.m[2], '') else n::text end
      from regexp_matches(translate(lower(paragraph), '–—', '--'),
             '(?<!\d)(\d{1,2})\s*(?:kap[a-z]*\.?|:)\s*§*\s*((?:\d+(?!\d|\s*(?:kap|:))(?:\s*[a-z](?![a-z]))?\s*(?:(?:§+|,|-|och|samt|and)\s*)*)+)',
             'g') c(m)
     cross join lateral regexp_matches(c.m[2], '(\d+)(?!\d)(?:\s*([a-z])(?![a-z]))?(?:\s*§*\s*-\s*(\d+)(?!\d))?', 'g') i(m)
     cross join lateral generate_series(i.m[1]::integer, least(coalesce(i.m[3], i.m[1])::integer, i.m[1]::integer + 99)) n
     order by 1)
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.over_with_case(which uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select o.assignment_id from public.support_owner o
   where o.domain_id = access.domain_id() and o.assignment_id = any (which)
   group by o.assignment_id having bool_and(o.known_until is not null)
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.over_with_visit(which uuid[])
 RETURNS TABLE(assignment_id uuid, person_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select l.id, v.person_id
    from public.outreach_visit v
   cross join lateral unnest(v.lettings) l (id)
   where v.domain_id = access.domain_id() and v.lettings && which and l.id = any (which)
   group by l.id, v.person_id having bool_and(v.known_until is not null)
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.own_calendar_feed()
 RETURNS TABLE(made_at timestamp with time zone, read_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select f.made_at, f.read_at from access.calendar_feed f
   where f.domain_id = access.claim(3)::uuid and f.account_id = access.account_id() and f.ended_at is null and access.claim(12) = ''
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_contact()
 RETURNS TABLE(display_name text, user_name text, email text, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.display_name, s.user_name, s.email, s.phone from access.staff s
   where access.claim(12) = '' and s.domain_id = access.domain_id() and s.account_id = access.account_id()
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_digest()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.at_hour from access.digest d
   where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id() and access.claim(12) = ''
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_identities()
 RETURNS TABLE(id uuid, issuer text, linked_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.id, d.issuer, d.linked_at, d.last_used_at
    from access.identity d where d.account_id = access.account_id() order by d.linked_at
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_memberships()
 RETURNS TABLE(id uuid, role text, title text, domain_name text, is_current boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.id, m.role, m.title, d.name, m.id::text = access.claim(13)
    from access.membership m join access.domain d on d.id = m.domain_id
   where m.account_id = access.account_id() and m.ended_at is null
   order by d.name, m.role, m.id
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_passkeys()
 RETURNS TABLE(id uuid, name text, backed_up boolean, made_at timestamp with time zone, last_used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.id, p.name, p.backed_up, p.made_at, p.last_used_at
    from access.passkey p where p.account_id = access.account_id() order by p.made_at
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_push_hours()
 RETURNS TABLE(opens text, closes text, days text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select h.opens, h.closes, h.days from access.push_hours h
   where h.domain_id = access.claim(3)::uuid and h.account_id = access.account_id() and access.claim(12) = ''
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_sessions()
 RETURNS TABLE(id uuid, method text, assurance smallint, device text, made_at timestamp with time zone, seen_at timestamp with time zone, domain_name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.method, s.assurance, s.device, s.created_at, s.seen_at, d.name
    from access.session s join access.domain d on d.id = s.domain_id
   where s.account_id = access.account_id() and s.purpose = 'web' and s.expires_at > now() and s.seen_at > now() - interval '15 minutes'
   order by s.seen_at desc
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_sharing_ends(before timestamp with time zone)
 RETURNS TABLE(source text, id uuid, person_id uuid, until_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.own_teams()
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.name from access.team t
   where t.domain_id = access.domain_id() and t.ended_at is null and access.claim(12) = '' and exists (
     select from access.team_member m join access.membership s on s.domain_id = m.domain_id and s.id = m.membership_id
      where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null and m.from_at <= access.moment()
        and s.ended_at is null and s.account_id = access.account_id())
   order by t.name, t.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.owns_cases(of_account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from public.register_owner o
                  where o.domain_id = access.domain_id() and o.account_id = of_account and o.known_until is null)
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.park_form(token text, to_path text, from_path text, with_fields text)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.parked_form (account_id, domain_id, membership_id, path, came_from, fields)
  select s.account_id, s.domain_id, s.membership_id, to_path, from_path, with_fields
    from access.session s
   where s.token_sha = access.sha(token) and s.purpose = 'web'
     and (select count(*) from access.parked_form p where p.account_id = s.account_id and p.made_at > now() - interval '1 day') < 20
  returning id
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.parked_forms()
 RETURNS TABLE(id uuid, path text, came_from text, fields text, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.id, p.path, p.came_from, p.fields, p.made_at
    from access.parked_form p
   where p.account_id = access.account_id() and p.domain_id = access.domain_id() and p.membership_id::text = access.claim(13)
     and p.made_at > now() - interval '1 day'
   order by p.made_at desc
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.passkey_of(credential bytea)
 RETURNS TABLE(account_id uuid, public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select p.account_id, p.public_key, p.counter, p.transports
    from access.passkey p join access.account a on a.id = p.account_id and a.active
   where p.credential_id = credential
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.person_ids(person uuid)
 RETURNS TABLE(id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('log');
  if access.shut_out(person_ids.person) then return; end if;
  return query
  select k.id from public.person p join public.person k on k.domain_id = p.domain_id and k.root_id = p.root_id
   where p.domain_id = access.domain_id() and p.id = person_ids.person;
end $function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.place_membership(target uuid, units uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  placed access.membership;
begin
  perform access.require_administrator();
  select * into placed from access.membership_to_change(target);
  if placed.id is null or exists (
    select from unnest(units) wanted (id) where not exists (
      select from public.unit u where u.domain_id = placed.domain_id and u.id = wanted.id and u.ended_on is null)) then return; end if;
  update access.placement p set ended_at = access.moment()
   where p.domain_id = placed.domain_id and p.membership_id = placed.id and p.ended_at is null and p.unit_id <> all (units);
  insert into access.placement (domain_id, membership_id, unit_id, from_at)
    select placed.domain_id, placed.id, wanted.id, access.moment() from (select distinct unnest(units)) wanted (id)
    on conflict do nothing;
  return next placed.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.placeable_units()
 RETURNS TABLE(id uuid, name text, school_unit_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select u.id, u.name, u.school_unit_code from public.unit u
   where access.may('accounts') and u.domain_id = access.domain_id() and u.ended_on is null
   order by u.name, u.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.placed_then(account uuid, in_role text, at timestamp with time zone)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct u.name order by u.name), '{}')
    from access.membership m
    join access.placement p on p.domain_id = m.domain_id and p.membership_id = m.id and p.from_at <= at and (p.ended_at is null or p.ended_at > at)
    join public.unit u on u.domain_id = p.domain_id and u.id = p.unit_id
   where m.domain_id = access.domain_id() and m.account_id = account and m.role = in_role
$function$
-- owner sedd_access
-- grant to sedd_trail: EXECUTE

CREATE OR REPLACE FUNCTION access.push_devices(device_secret text)
 RETURNS TABLE(id uuid, made_at timestamp with time zone, told_at timestamp with time zone, here boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.id, d.made_at, d.told_at, d.device_sha is not distinct from access.sha(device_secret) from access.push_device d
   where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id() and access.claim(12) = ''
   order by d.made_at, d.id
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.put_passkey(holder uuid, credential bytea, new_public_key bytea, new_counter bigint, new_transports text[], is_backed_up boolean, new_name text)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.passkey (account_id, credential_id, public_key, counter, transports, backed_up, name)
  values (holder, credential, new_public_key, new_counter, new_transports, is_backed_up, new_name)
  on conflict (credential_id) do nothing
  returning id
$function$
-- owner sedd_access

CREATE OR REPLACE PROCEDURE access.raise_person_wall(IN target regclass, IN columns text[], IN topic text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $procedure$
declare
  surfaces text := 'sedd_web, sedd_jobs, sedd_import, sedd_statistics, sedd_evaluation, sedd_owner';
  hidden   text := '';
  reached  text := '';
  name     text;
begin
  foreach name in array columns loop
    hidden := hidden || format(' and %I not in (select access.hidden())', name);
    reached := reached || format(' and %I in (select access.reach(%L))', name, topic);
  end loop;
  hidden := format('(not (select access.hides())) or (true%s)', hidden);
  reached := format('(select access.reaches_all(%L)) or (true%s)', topic, reached);
  execute format('drop policy if exists within_domain on %s', target);
  execute format('create policy hidden on %s as restrictive to %s using (%s) with check (%s)', target, surfaces, hidden, hidden);
  execute format('create policy need_to_know on %s to %s using (%s) with check (%s)', target, surfaces, reached, reached);
end $procedure$
-- owner sedd_access
-- grant to sedd_owner: EXECUTE

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

CREATE OR REPLACE FUNCTION access.reach(topic text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 60
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  wide   boolean := topic in ('identity', 'contact', 'schooling');
  ids    uuid[] := access.kept(case when wide then 'wide' else 'near' end);
  claims text[];
  known  text[];
begin
  if ids is null and access.claim(1) is null then return; end if;
  claims := string_to_array(current_setting('sedd.context', true), '|');
  known := string_to_array(claims[11], ',');
  if claims[9] = 'domain' and 'worked.' || topic = any (known) then return query select access.worked_among(); return; end if;
  if claims[9] = 'none' or not (known && array['*', topic]) then return; end if;
  if ids is null then return query select access.within(wide); else return query select unnest(ids); end if;
end $function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.reaches_all(topic text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
AS $function$
  select access.claim(9) operator(pg_catalog.=) 'domain'
     and pg_catalog.string_to_array(access.claim(11), ',') operator(pg_catalog.&&) array['*', topic] $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.reactivate_staff(target uuid)
 RETURNS TABLE(waiting integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  who access.staff;
begin
  perform access.require_administrator();
  select * into who from access.staff_to_change(target);
  if who.id is null or who.left_at is null then return; end if;
  waiting := access.reopen_staff(who, true);
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.read_alerts(which uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.receivers()
 RETURNS TABLE(id uuid, name text, kind text, municipality_code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.id, d.name, d.kind, d.municipality_code from access.domain d
   where d.id <> access.domain_id()
   order by d.municipality_code is distinct from (select own.municipality_code from access.domain own where own.id = access.domain_id()),
            d.name, d.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.recuse(person uuid, why text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  if access.claim(12) <> '' or access.actor_role() = 'machine' or access.sees(recuse.person, 'identity') is not true then
    return null;
  end if;
  if public.release_cases(array(select k.id from access.kin(recuse.person) k)) > 0 then
    perform trail.record('register.owner_assigned', null, recuse.person, '{"owner": null}');
  end if;
  insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
  values (access.claim(3)::uuid, recuse.person, access.account_id(), why, access.account_id(), access.moment())
  returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.recuse_from_share(which uuid, why text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  if access.claim(12) <> '' or access.actor_role() = 'machine' then return null; end if;
  insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
  select v.domain_id, v.person_id, access.account_id(), why, access.account_id(), access.moment()
    from access.visits(nullif(access.claim(13), '')::uuid, access.domain_id(), access.moment(), which) v
  returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.referral_arrivals()
 RETURNS TABLE(id uuid, way text, told jsonb, received_at timestamp with time zone, withdrawn boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select b.id, b.way, b.told, b.confirmed_at, b.withdrawn_at is not null
    from access.referral_box b
   where access.actor_role() = 'machine' and b.domain_id = access.domain_id()
     and ((b.confirmed_at is not null and b.taken_at is null) or (b.withdrawn_at is not null and b.carried_at is null))
   order by b.confirmed_at, b.id limit 100
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.referral_course(referral uuid)
 RETURNS TABLE(to_name text, sent_at timestamp with time zone, taken_at timestamp with time zone, begun_at timestamp with time zone, answered_at timestamp with time zone, answer text, reason text, withdrawn_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.name, p.sent_at, p.taken_at, p.begun_at, p.answered_at, p.answer, p.reason, p.withdrawn_at
    from access.referral_parcel p join access.domain d on d.id = p.to_domain_id
   where p.domain_id = access.domain_id() and p.referral_id = referral and access.claim(12) = ''
   order by p.sent_at desc limit 1
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.referral_door_of()
 RETURNS TABLE(slug text, is_open boolean, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.code, coalesce(o.is_open, false), o.phone from access.domain d left join access.referral_door o on o.domain_id = d.id
   where access.may('triage') and d.id = access.domain_id()
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.referral_form(slug text)
 RETURNS TABLE(name text, phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.name, o.phone from access.domain d join access.referral_door o on o.domain_id = d.id where d.code = slug and o.is_open
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.referral_link(slug text, form_token text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(access.mac('referral link|' || slug || '|' || form_token), 'hex')
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.referral_status(status_token text)
 RETURNS TABLE(name text, received_at timestamp with time zone, closed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select d.name, b.confirmed_at, b.closed_at is not null or b.withdrawn_at is not null
    from access.referral_box b join access.domain d on d.id = b.domain_id
   where b.status_sha = access.sha(referral_status.status_token)
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.register_keepers()
 RETURNS TABLE(municipality_code text, domain_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 300
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select distinct on (d.municipality_code) d.municipality_code, d.id, d.name from access.domain d
   where d.keeps_register and d.id <> access.domain_id()
     and d.municipality_code is distinct from (select o.municipality_code from access.domain o where o.id = access.domain_id())
   order by d.municipality_code, d.created_at, d.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.remove_push_device(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  delete from access.push_device d
   where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id() and d.id = which and access.claim(12) = '';
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.remove_scim_group(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  before uuid[];
begin
  perform access.require_right('provision');
  before := access.team_staff(target);
  update access.team t set ended_at = access.moment()
   where t.domain_id = home and t.id = target and t.ended_at is null;
  if not found then return; end if;
  delete from access.team_listed l where l.domain_id = home and l.team_id = target;
  update access.team_member m set ended_at = access.moment() where m.domain_id = home and m.team_id = target and m.ended_at is null;
  perform access.apply_provisioning(b) from unnest(before) b;
  return next target;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.remove_scim_user(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home uuid := access.domain_id();
  who  access.staff;
begin
  perform access.require_right('provision');
  select s.* into who from access.staff s where s.domain_id = home and s.id = target and s.removed_at is null for update;
  if who.id is null then return; end if;
  if who.left_at is null then perform access.close_staff(who); end if;
  delete from access.team_listed l where l.domain_id = home and l.staff_id = who.id;
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = home and m.ended_at is null
     and m.membership_id in (select p.id from access.membership p where p.domain_id = home and p.account_id = who.account_id);
  update access.staff s set removed_at = access.moment(), given_roles = '{}' where s.domain_id = home and s.id = who.id;
  return next who.id;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.remove_way_in(which uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  own uuid := access.account_id();
begin
  if access.is_fresh() is not true then
    raise exception 'not shown anew' using errcode = '28000';
  end if;
  perform from access.account a where a.id = own for update;
  if not exists (select from access.passkey p where p.id = which and p.account_id = own)
     and not exists (select from access.identity d where d.id = which and d.account_id = own) then
    return 'gone';
  end if;
  if (select count(*) from access.passkey p where p.account_id = own)
     + (select count(*) from access.identity d where d.account_id = own) = 1 then
    return 'last';
  end if;
  delete from access.passkey p where p.id = which and p.account_id = own;
  delete from access.identity d where d.id = which and d.account_id = own;
  return 'done';
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.rename_domain(new_name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('accounts');
  update access.domain set name = new_name where id = access.claim(3)::uuid and access.claim(12) = '';
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.rename_passkey(which uuid, new_name text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with renamed as (
    update access.passkey p set name = new_name where p.id = which and p.account_id = access.account_id() returning p.id)
  select exists (select from renamed)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.rename_team(target uuid, new_name text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  update access.team t set name = new_name
   where t.domain_id = access.domain_id() and t.id = target and t.ended_at is null returning t.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.reopen_staff(who access.staff, alone boolean)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  owns    boolean := access.owns_cases(who.account_id);
  waiting integer;
begin
  update access.staff s set left_at = null, removed_at = null, changed_at = access.moment(), version = s.version + 1
   where s.domain_id = who.domain_id and s.id = who.id;
  if alone then
    update access.membership m set ended_at = null
     where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at = who.left_at
       and (access.actor_role() = 'machine' or not (owns or access.takes_two(m.role, m.sees_protected)));
  end if;
  insert into access.staff_change (domain_id, staff_id, role, title, sees_protected, asked_by, asked_at)
    select m.domain_id, who.id, m.role, m.title, m.sees_protected, access.account_id(), access.moment()
      from access.membership m
     where m.domain_id = who.domain_id and m.account_id = who.account_id and m.ended_at = who.left_at
       and (alone or owns or m.source = 'hand')
    on conflict do nothing;
  get diagnostics waiting = row_count;
  return waiting;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.require_administrator()
 RETURNS void
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('accounts');
  if access.is_fresh() is not true then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.require_right(wanted text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.may(wanted) is not true then
    raise exception 'the role does not carry the right %', wanted using errcode = '42501';
  end if;
end $function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.return_digest(for_account uuid, on_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update access.digest d set sent_on = null
   where d.domain_id = access.claim(3)::uuid and d.account_id = return_digest.for_account and d.sent_on = return_digest.on_day
     and access.actor_role() = 'machine';
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.review_glass(which uuid, said text, what_is_done text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  moment timestamptz := access.moment();
  home   uuid := access.claim(3)::uuid;
  opened record;
begin
  perform access.require_right('review');
  update access.glass g set verdict = said, done = what_is_done, reviewed_at = moment, reviewed_by = access.account_id()
   where g.domain_id = home and g.id = which and g.outcome = 'given' and g.reviewed_at is null
     and access.reviews(g.membership_id, g.person_id, g.outcome)
  returning g.person_id, g.assignment_id into opened;
  if said = 'not_justified' then
    update access.assignment a set ended_at = moment, ended_by = access.account_id()
     where a.domain_id = home and a.id = opened.assignment_id and a.ended_at is null and a.until_at > moment;
  end if;
  return opened.person_id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.reviews(by_membership uuid, person uuid, found_as text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.may('review')
     and not exists (
       select from access.membership m
        where m.domain_id = access.domain_id() and m.id = by_membership and m.account_id = access.account_id())
     and not access.shut_out(person)
     and (access.claim(9) = 'none' or access.actor_role() = 'machine' or (found_as = 'given' and access.sees(person, 'identity')))
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.revoke_scim_token(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  member uuid;
begin
  perform access.require_administrator();
  update access.scim_token t set revoked_at = now(), revoked_by = access.account_id()
   where t.domain_id = access.domain_id() and t.id = target and t.revoked_at is null returning t.membership_id into member;
  if not found then return; end if;
  update access.membership m set ended_at = now() where m.domain_id = access.domain_id() and m.id = member;
  perform access.drop_sessions(member);
  return next target;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.revoke_share(which uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  person uuid;
begin
  perform access.require_right('share');
  update access.share s set revoked_at = access.moment(), revoked_by = access.account_id()
   where s.domain_id = access.domain_id() and s.id = which and s.revoked_at is null and s.ended_at is null
     and s.accepted is distinct from false and s.until_at > access.moment() and access.may_share(s.person_id)
  returning s.person_id into person;
  return person;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.running_glass()
 RETURNS TABLE(assignment_id uuid, person_id uuid, until_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select a.id, a.person_id, a.until_at from access.assignment a
   where a.domain_id = access.domain_id() and a.membership_id = nullif(access.claim(13), '')::uuid and a.kind = 'glass'
     and a.ended_at is null and a.from_at <= access.moment() and a.until_at > access.moment()
   order by a.until_at
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.same_person(person uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER ROWS 2
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with root as (select p.root_id as id from public.person p where p.domain_id = access.domain_id() and p.id = person)
  select r.id from root r
  union
  select p.id from root r join public.person p on p.domain_id = access.domain_id() and p.root_id = r.id and p.root_id <> p.id
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE
-- grant to sedd_trail: EXECUTE

CREATE OR REPLACE FUNCTION access.save_scim_group(target uuid, new_name text, new_external_id text, members uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home    uuid := access.domain_id();
  team    uuid := target;
  renamed boolean := true;
  before  uuid[];
begin
  perform access.require_right('provision');
  if exists (select from access.team t where t.domain_id = home and lower(t.name) = lower(new_name) and t.ended_at is null and t.id is distinct from target)
     or exists (select from unnest(members) wanted (id) where not exists (
       select from access.staff s where s.domain_id = home and s.id = wanted.id and s.removed_at is null)) then return; end if;
  if target is null then
    insert into access.team (domain_id, name, external_id, made_at) values (home, new_name, new_external_id, access.moment()) returning id into team;
  else
    select lower(t.name) <> lower(new_name) into renamed from access.team t where t.domain_id = home and t.id = target and t.ended_at is null for update;
    if not found then return; end if;
    update access.team t set name = new_name, external_id = new_external_id, changed_at = access.moment(), version = t.version + 1
     where t.domain_id = home and t.id = target;
  end if;
  before := access.team_staff(team);
  delete from access.team_listed l where l.domain_id = home and l.team_id = team and l.staff_id <> all (members);
  insert into access.team_listed (domain_id, team_id, staff_id) select home, team, unnest(members) on conflict do nothing;
  update access.team_member m set ended_at = access.moment()
   where m.domain_id = home and m.team_id = team and m.ended_at is null and not exists (
     select from access.membership p join access.staff s on s.domain_id = p.domain_id and s.account_id = p.account_id
      where p.domain_id = home and p.id = m.membership_id and s.id = any (members));
  -- Everybody when the name, which a role may hang on, is another; else those who came and those who went.
  perform access.apply_provisioning(t.id) from (select distinct unnest(before || members)) t (id)
    where renamed or not (t.id = any (before) and t.id = any (members));
  return next team;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.save_scim_user(target uuid, given jsonb)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home uuid := access.domain_id();
  made uuid;
  who  access.staff;
begin
  perform access.require_right('provision');
  select s.* into who from access.staff s
   where s.domain_id = home and lower(s.user_name) = lower(given ->> 'userName') for update;
  if target is null and who.id is null then
    select i into made from access.insert_staff(given ->> 'userName', given ->> 'displayName', null, null, null, null, null, 'scim') i;
    select s.* into who from access.staff s where s.domain_id = home and s.id = made;
  elsif target is null and who.removed_at is null then
    return;
  elsif target is not null then
    if who.id is not null and who.id <> target then return; end if;
    select s.* into who from access.staff s where s.domain_id = home and s.id = target and s.removed_at is null for update;
    if who.id is null then return; end if;
    if lower(given ->> 'userName') <> lower(who.user_name) and access.account_takes_two(who.account_id)
       and not exists (select from access.identity i where i.account_id = who.account_id) then
      raise exception 'the name is fixed while the role takes two' using errcode = '42501';
    end if;
  end if;
  if (given ->> 'active')::boolean and who.left_at is not null then
    perform access.reopen_staff(who, false);
  elsif not (given ->> 'active')::boolean and who.left_at is null then
    perform access.close_staff(who);
  end if;
  update access.staff s
     set user_name = given ->> 'userName', external_id = given ->> 'externalId', display_name = given ->> 'displayName',
         given_name = given ->> 'givenName', family_name = given ->> 'familyName', title = given ->> 'title',
         email = given ->> 'email', phone = given ->> 'phone', removed_at = null, changed_at = access.moment(),
         given_roles = array(select jsonb_array_elements_text(given -> 'roles')),
         version = s.version + case when target is null then 0 else 1 end
   where s.domain_id = home and s.id = who.id;
  perform access.name_account(who.account_id, given ->> 'displayName');
  perform access.apply_provisioning(who.id);
  return next who.id;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.scim_groups(only_id uuid, only_name text)
 RETURNS TABLE(id uuid, name text, external_id text, made_at timestamp with time zone, changed_at timestamp with time zone, version integer, members jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.name, t.external_id, t.made_at, coalesce(t.changed_at, t.made_at), t.version,
         coalesce((select jsonb_agg(jsonb_build_object('value', s.id, 'display', s.display_name) order by s.display_name, s.id)
                     from access.staff s
                    where s.domain_id = t.domain_id and s.removed_at is null
                      and (exists (select from access.team_listed l where l.domain_id = t.domain_id and l.team_id = t.id and l.staff_id = s.id)
                           or exists (select from access.team_member m join access.membership p on p.domain_id = m.domain_id and p.id = m.membership_id
                                       where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null
                                         and p.ended_at is null and p.account_id = s.account_id))), '[]')
    from access.team t
   where access.may('provision') and t.domain_id = access.domain_id() and t.ended_at is null
     and (only_id is null or t.id = only_id) and (only_name is null or lower(t.name) = lower(only_name))
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.scim_name_fixed(target uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.may('provision') and exists (
    select from access.staff s
     where s.domain_id = access.domain_id() and s.id = target and access.account_takes_two(s.account_id)
       and not exists (select from access.identity i where i.account_id = s.account_id))
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.scim_roles()
 RETURNS TABLE(id uuid, name text, role text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select r.id, r.name, r.role from access.scim_role r
   where access.may('accounts') and r.domain_id = access.domain_id() order by lower(r.name)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.scim_tokens()
 RETURNS TABLE(id uuid, name text, made_by_name text, made_at timestamp with time zone, until_at timestamp with time zone, used_at timestamp with time zone, revoked_at timestamp with time zone, lasts boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.name, a.display_name, t.made_at, t.until_at, t.used_at, t.revoked_at, t.revoked_at is null and t.until_at > now()
    from access.scim_token t join access.account a on a.id = t.made_by
   where access.may('accounts') and t.domain_id = access.domain_id()
   order by t.made_at desc, t.id
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.scim_users(only_id uuid, only_user_name text, only_external_id text)
 RETURNS TABLE(id uuid, user_name text, external_id text, display_name text, given_name text, family_name text, title text, email text, phone text, roles text[], active boolean, made_at timestamp with time zone, changed_at timestamp with time zone, version integer, groups jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.user_name, s.external_id, s.display_name, s.given_name, s.family_name, s.title, s.email, s.phone, s.given_roles,
         s.left_at is null, s.made_at, s.changed_at, s.version,
         coalesce((select jsonb_agg(jsonb_build_object('value', t.id, 'display', t.name) order by t.name, t.id)
                     from access.team t
                    where t.domain_id = s.domain_id and t.ended_at is null
                      and (exists (select from access.team_listed l where l.domain_id = t.domain_id and l.team_id = t.id and l.staff_id = s.id)
                           or exists (select from access.team_member m join access.membership p on p.domain_id = m.domain_id and p.id = m.membership_id
                                       where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null
                                         and p.ended_at is null and p.account_id = s.account_id))), '[]')
    from access.staff s
   where access.may('provision') and s.domain_id = access.domain_id() and s.removed_at is null
     and (only_id is null or s.id = only_id)
     and (only_user_name is null or lower(s.user_name) = lower(only_user_name))
     and (only_external_id is null or s.external_id = only_external_id)
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.seconds_left(bucket text)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select coalesce((
    select greatest(0, ceil(extract(epoch from r.until_at - now())))::integer
      from access.rate r where r.bucket = access.mac('rate|' || seconds_left.bucket)), 0)
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.secrecies(of_domain uuid)
 RETURNS TABLE(id uuid, paragraph text, codes text[], strength text, label_sv text, label_en text, valid_from date, confirmed_at timestamp with time zone, ending text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.paragraph, access.osl_codes(s.paragraph), s.strength, s.label_sv, s.label_en, s.valid_from, s.confirmed_at,
         case when s.domain_id <> access.domain_id() or s.ending_by is null then null
              when s.ending_by = access.account_id() then 'mine' else 'other' end
    from access.secrecy s
   where s.domain_id = of_domain and access.domain_id() is not null
     and s.valid_from <= access.today() and (s.valid_until is null or s.valid_until > access.today())
   order by s.paragraph, s.strength, s.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.secret()
 RETURNS text
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex') $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.seed_sharing(for_domain uuid, of_kind text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.sees(person uuid, topic text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from public.person p where p.domain_id = access.domain_id() and p.id = person)
     and (access.hides() is not true or person not in (select access.hidden()))
     and (access.reaches_all(topic) or person in (select access.reach(topic)))
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
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
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_trail: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.send_move(move uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home     uuid := access.domain_id();
  content  record;
  receiver uuid;
  made     uuid;
begin
  perform access.require_right('notify');
  select * into content from access.move_to_send(move);
  if not found then return null; end if;
  select k.domain_id into receiver from access.register_keepers() k where k.municipality_code = content.municipality_code;
  if not found then return null; end if;
  if access.opens_move(content.person_id, receiver, content.ground, content.ground_detail) is not true then
    raise exception 'no such ground here' using errcode = '22023';
  end if;
  update access.move_parcel p set withdrawn_at = greatest(access.moment(), p.sent_at)
   where p.domain_id = home and p.move_id = move and p.withdrawn_at is null and p.answer = 'declined';
  insert into access.move_parcel (domain_id, move_id, to_domain_id, sent_at, moved_on, number, given_name, family_name, phone, email,
                                  call_name, call_way, sender, from_code)
    select home, move, receiver, access.moment(), content.moved_on, content.number, content.given_name, content.family_name, content.phone,
           content.email, content.call_name, content.call_way, d.name, d.municipality_code
      from access.domain d where d.id = home
    on conflict (domain_id, move_id) where withdrawn_at is null do nothing
    returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.send_notice(notice uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home     uuid := access.domain_id();
  content  record;
  receiver uuid;
  made     uuid;
begin
  perform access.require_right('notify');
  select * into content from access.notice_to_send(notice);
  if not found then return null; end if;
  select k.domain_id into receiver from access.register_keepers() k where k.municipality_code = content.municipality_code;
  if not found then return null; end if;
  insert into access.notice_parcel (domain_id, notice_id, to_domain_id, sent_at, kind, on_day, interrupted, number, given_name, family_name,
                                    school_form, programme_code, school_unit_code, school_unit, sender)
    select home, notice, receiver, access.moment(), content.kind, content.on_day, content.interrupted, content.number, content.given_name,
           content.family_name, content.school_form, content.programme_code, content.school_unit_code, content.school_unit, d.name
      from access.domain d where d.id = home
    on conflict (domain_id, notice_id) where withdrawn_at is null do nothing
    returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.send_referral(referral uuid, of_share uuid, for_account uuid, why text[])
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made uuid;
begin
  perform access.require_right('share');
  insert into access.referral_parcel (domain_id, referral_id, sent_by, asked_by, share_id, to_domain_id, sent_at, reasons)
    select s.domain_id, referral, access.account_id(), for_account, s.id, s.to_domain_id, access.moment(), why
      from access.share s
     where s.domain_id = access.domain_id() and s.id = of_share and s.made_by = access.account_id() and s.from_at = access.moment()
       and access.claim(12) = '' and cardinality(why) between 1 and 5
    on conflict (domain_id, referral_id) where withdrawn_at is null do nothing
    returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.set_block(person uuid, against uuid, excepts uuid[], why text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
  if against is null and not exists (
    select from access.membership m
      join access.role r on r.code = m.role and 'block' = any (r.rights)
      join access.account a on a.id = m.account_id and a.active
     where m.domain_id = home and m.account_id = any (excepts) and m.ended_at is null) then
    return null;
  end if;
  insert into access.block (domain_id, person_id, account_id, except_ids, reason, set_by, from_at)
  select home, set_block.person, against, case when against is null then excepts else '{}'::uuid[] end, why, access.account_id(), access.moment()
   where not exists (
     select from access.block b
      where b.domain_id = home and b.ended_at is null and b.person_id in (select k.id from access.kin(set_block.person) k)
        and b.account_id is not distinct from against)
  returning id into made;
  return made;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.set_block_by_number(number text, against uuid, excepts uuid[], why text)
 RETURNS TABLE(block_id uuid, person_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  holder uuid;
begin
  perform access.require_right('block');
  if access.claim(9) <> 'none' then return; end if;
  holder := access.holder_of(set_block_by_number.number);
  if holder is null or access.blocks_on(holder) is not true then return; end if;
  person_id := holder;
  block_id := access.set_block(holder, against, excepts, why);
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.set_digest(new_hour integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  own uuid := nullif(access.claim(13), '')::uuid;
begin
  if own is null or access.claim(12) <> '' then return; end if;
  if new_hour is null then
    delete from access.digest d where d.domain_id = access.claim(3)::uuid and d.account_id = access.account_id();
    return;
  end if;
  insert into access.digest (domain_id, account_id, membership_id, at_hour)
    values (access.claim(3)::uuid, access.account_id(), own, new_hour)
    on conflict (domain_id, account_id) do update set at_hour = excluded.at_hour, membership_id = excluded.membership_id;
end $function$
-- owner sedd_access
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

CREATE OR REPLACE FUNCTION access.set_own_contact(new_email text, new_phone text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.is_fresh() is not true and exists (
       select from access.staff s
        where s.domain_id = access.domain_id() and s.account_id = access.account_id() and s.left_at is null
          and s.email is distinct from new_email) then
    raise exception 'a fresh sign-in is needed' using errcode = '42501';
  end if;
  return query
  update access.staff s set email = new_email, phone = new_phone, changed_at = access.moment(), version = s.version + 1
   where access.claim(12) = '' and s.domain_id = access.domain_id() and s.account_id = access.account_id() and s.left_at is null
  returning s.id;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.set_push_hours(new_opens text, new_closes text, new_days text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.push_hours (domain_id, account_id, opens, closes, days)
    select access.claim(3)::uuid, access.account_id(), new_opens, new_closes, new_days where access.claim(12) = ''
    on conflict (domain_id, account_id) do update set opens = excluded.opens, closes = excluded.closes, days = excluded.days
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.set_referral_door(opened boolean, ring text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('triage');
  insert into access.referral_door (domain_id, is_open, phone, decided_by, decided_at)
    values (access.domain_id(), opened, nullif(ring, ''), access.account_id(), access.moment())
    on conflict (domain_id) do update
      set is_open = excluded.is_open, phone = excluded.phone, decided_by = excluded.decided_by, decided_at = excluded.decided_at;
  return true;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.settle_arrival(arrival uuid, as_withdrawn boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'not for this role' using errcode = '42501';
  end if;
  update access.referral_box b
     set taken_at = coalesce(b.taken_at, access.moment()), told = null,
         carried_at = case when as_withdrawn then access.moment() else b.carried_at end,
         closed_at = case when as_withdrawn then coalesce(b.closed_at, access.moment()) else b.closed_at end
   where b.domain_id = access.domain_id() and b.id = arrival;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.sha(secret text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select sha256(convert_to(secret, 'UTF8')) $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.share_grounds()
 RETURNS TABLE(id uuid, code text, paragraph text, label_sv text, label_en text, demands_sv text, demands_en text, needs_consent boolean, needs_detail boolean, below_age integer, from_kinds text[], to_kinds text[], not_for text[], needs_confirmed boolean, valid_from date, confirmed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select g.id, g.code, g.paragraph, g.label_sv, g.label_en, g.demands_sv, g.demands_en, g.needs_consent, g.needs_detail, g.below_age,
         g.from_kinds, g.to_kinds, g.not_for, g.needs_confirmed, g.valid_from, g.confirmed_at
    from access.ground g
   where g.domain_id = access.domain_id() and access.claim(12) = ''
     and g.valid_from <= access.today() and (g.valid_until is null or g.valid_until > access.today())
   order by array_position('{consent,own_activity,general_clause,school_notice,concern,police_prevention}', g.code), g.code
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.shareable(person uuid)
 RETURNS TABLE(topic text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.topic from unnest('{identity,contact,schooling,register,note,note.health,support}'::text[]) t(topic)
   where access.may('share') and access.sees(person, 'identity') and access.sees(person, split_part(t.topic, '.', 1))
     and (access.actor_role() = 'machine' or exists (
       select from access.grounds(person, true) g
        where g.kind in ('owner', 'case', 'team')
           or (g.kind = 'role' and t.topic not like 'note%')
           or (g.kind = 'unit' and t.topic in ('identity', 'contact', 'schooling'))))
     and (t.topic <> 'note.health' or t.topic = any (string_to_array(access.claim(11), ',')))
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.shares_of(person uuid)
 RETURNS TABLE(id uuid, to_domain_id uuid, to_name text, topics text[], more_topics text[], ground text, paragraph text, ground_sv text, ground_en text, ground_detail text, purpose text, made_by text, from_at timestamp with time zone, until_at timestamp with time zone, answered_at timestamp with time zone, accepted boolean, answer text, revoked_at timestamp with time zone, ended_at timestamp with time zone, consent_withdrawn_at timestamp with time zone, consent_until_at timestamp with time zone, protected boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.shares_to_us(which uuid DEFAULT NULL::uuid)
 RETURNS TABLE(id uuid, from_domain_id uuid, from_name text, person_id uuid, topics text[], more_topics text[], ground text, paragraph text, ground_sv text, ground_en text, purpose text, made_by text, from_at timestamp with time zone, until_at timestamp with time zone, answered_at timestamp with time zone, answered_by text, accepted boolean, answer text, revoked_at timestamp with time zone, ended_at timestamp with time zone, consent_withdrawn_at timestamp with time zone, consent_until_at timestamp with time zone, lasts boolean, may_open boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  with actor as (
    select m.id, m.sees_protected from access.membership m
     where m.domain_id = access.domain_id() and m.id = nullif(access.claim(13), '')::uuid and access.claim(12) = ''),
  open as materialized (
    select v.share_id, v.person_id from access.visits(nullif(access.claim(13), '')::uuid, access.domain_id(), access.moment(), which) v)
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
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.shares_waiting()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*)::integer from access.shares_to_us() s where s.answered_at is null and s.may_open
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.shut_out(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.actor_role() <> 'machine' and exists (
    select from access.block b
     where b.domain_id = access.domain_id() and b.ended_at is null and b.person_id in (select access.same_person(shut_out.person))
       and (b.account_id = access.account_id() or (b.account_id is null and access.account_id() <> all (b.except_ids))))
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.shut_secrecies()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_statistics: EXECUTE
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

CREATE OR REPLACE FUNCTION access.sign_in_with_oidc(secret text, by_issuer text, by_subject text, level integer, shown_at timestamp with time zone, names text, in_domains text[], device text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used   access.attempt := access.use_attempt(secret, 'oidc', 'sign_in');
  holder uuid;
begin
  update access.identity d set last_used_at = now() where d.issuer = by_issuer and d.subject = by_subject returning d.account_id into holder;
  if holder is null and names is not null then
    select case when count(distinct a.id) = 1 then min(a.id::text)::uuid end into holder
      from access.staff s join access.account a on a.id = s.account_id and a.kind = 'staff' and a.active
      join access.domain d on d.id = s.domain_id
     where lower(s.user_name) = lower(names) and s.left_at is null and (in_domains is null or d.code = any (in_domains));
    if holder is not null and (
         exists (select from access.identity d where d.account_id = holder)
         or (in_domains is not null and exists (
           select from access.membership m join access.domain d on d.id = m.domain_id
            where m.account_id = holder and m.ended_at is null and d.code <> all (in_domains)))) then
      holder := null;
    end if;
    if holder is not null then
      insert into access.identity (account_id, issuer, subject, last_used_at) values (holder, by_issuer, by_subject, now());
    end if;
  end if;
  if holder is null then return null; end if;
  return access.make_session(holder, 'oidc', level, case when shown_at is not null then least(shown_at, now()) end, device);
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.sign_in_with_passkey(secret text, credential bytea, new_counter bigint, device text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.use_attempt(secret, 'passkey', 'sign_in');
  return access.make_session(access.use_passkey(credential, new_counter), 'passkey', 2, now(), device);
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.staff_changes()
 RETURNS TABLE(id uuid, staff_id uuid, display_name text, email text, kind text, role text, title text, sees_protected boolean, replaces_role text, team_id uuid, member_id uuid, team_name text, asked_by_name text, asked_at timestamp with time zone, about_oneself boolean, asked_oneself boolean, deciders text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select c.id, c.staff_id, s.display_name, c.email, c.kind, c.role, c.title, c.sees_protected, r.role, c.team_id, c.member_id, t.name,
         a.display_name, c.asked_at, s.account_id = access.account_id(), access.is_asking(c, access.account_id()),
         array(select d.display_name from access.deciding(s.account_id) d where not access.is_asking(c, d.account_id))
    from access.staff_change c
    join access.staff s on s.domain_id = c.domain_id and s.id = c.staff_id
    join access.account a on a.id = c.asked_by
    left join access.membership r on r.domain_id = c.domain_id and r.id = c.replaces_id
    left join access.team t on t.domain_id = c.domain_id and t.id = c.team_id
   where (access.may('accounts') or access.may('log')) and c.domain_id = access.domain_id() and c.decided_at is null
   order by c.asked_at, c.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.staff_list(only_one uuid)
 RETURNS TABLE(id uuid, account_id uuid, user_name text, display_name text, email text, phone text, source text, made_at timestamp with time zone, left_at timestamp with time zone, takes_two boolean, memberships jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.account_id, s.user_name, s.display_name, s.email, s.phone, s.source, s.made_at, s.left_at,
         access.account_takes_two(s.account_id),
         coalesce((select jsonb_agg(jsonb_build_object(
                    'id', m.id, 'role', m.role, 'title', m.title, 'seesProtected', m.sees_protected, 'source', m.source,
                    'units', coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id)
                                from access.placement p join public.unit u on u.domain_id = p.domain_id and u.id = p.unit_id
                               where p.domain_id = m.domain_id and p.membership_id = m.id and p.ended_at is null), '[]'),
                    'teams', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
                                from access.team_member tm join access.team t on t.domain_id = tm.domain_id and t.id = tm.team_id
                               where tm.domain_id = m.domain_id and tm.membership_id = m.id and tm.ended_at is null
                                 and t.ended_at is null), '[]')) order by m.started_at, m.id)
                     from access.membership m
                    where m.domain_id = s.domain_id and m.account_id = s.account_id and m.ended_at is null), '[]')
    from access.staff s
   where access.may('accounts') and s.domain_id = access.domain_id() and (only_one is null or s.id = only_one)
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.staff_to_change(target uuid)
 RETURNS SETOF access.staff
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  return query
  select s.* from access.staff s
   where s.domain_id = access.domain_id() and s.id = target and s.account_id <> access.account_id()
     for update;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.stamp_age(stamp text)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  at text := substring(stamp from '^(\d{9,12})\.[0-9a-f]{64}$');
begin
  if at is null or stamp is distinct from at || '.' || encode(access.mac('referral|' || at), 'hex') then return null; end if;
  return least(floor(extract(epoch from clock_timestamp())) - at::bigint, 2000000000)::integer;
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.stamp_referral()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.at || '.' || encode(access.mac('referral|' || t.at), 'hex') from (select floor(extract(epoch from clock_timestamp()))::bigint::text) t(at)
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.strengthen(session_sha bytea, by_method text, shown_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  token text := access.secret();
begin
  update access.session s set token_sha = access.sha(token), assurance = 2, strong_at = shown_at, seen_at = now(), method = by_method
   where s.token_sha = strengthen.session_sha;
  if not found then
    raise exception 'no session' using errcode = '28000';
  end if;
  return token;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.switch_membership(token text, wanted uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  own   access.session := access.live_session(token);
  fresh text := access.secret();
begin
  update access.membership m set last_used_at = now()
   where m.id = wanted and m.account_id = own.account_id and m.ended_at is null;
  if not found then return null; end if;
  update access.session s set token_sha = access.sha(fresh), domain_id = m.domain_id, membership_id = m.id, seen_at = now()
    from access.membership m
   where s.token_sha = own.token_sha and m.id = wanted and m.account_id = own.account_id;
  return fresh;
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.take(bucket text, most integer, seconds integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into access.rate as r (bucket, taken, until_at)
  values (access.mac('rate|' || bucket), 1, now() + make_interval(secs => least(seconds, 86400)))
  on conflict on constraint rate_pkey do update
    set taken = case when r.until_at <= now() then 1 else least(r.taken + 1, 1000000) end,
        until_at = case when r.until_at <= now() then excluded.until_at else r.until_at end
  returning r.taken <= most
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.take_attempt(by_way text, secret text, browser text)
 RETURNS TABLE(purpose text, kept jsonb)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.attempt a set taken_at = now()
   where a.secret_sha = access.sha(secret) and a.way = by_way and a.taken_at is null and a.expires_at > now()
     and a.browser_sha is not distinct from access.sha(browser)
  returning a.purpose, a.kept
$function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE

CREATE OR REPLACE FUNCTION access.take_back_referral(referral uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  me   uuid := access.account_id();
  gone access.referral_parcel;
begin
  if access.claim(12) <> '' then return false; end if;
  update access.referral_parcel p set withdrawn_at = greatest(access.moment(), p.sent_at), reasons = null
   where p.domain_id = access.domain_id() and p.referral_id = referral and p.withdrawn_at is null and p.answered_at is null
     and (p.sent_by = me or p.asked_by = me or access.may('triage'))
  returning * into gone;
  if not found then return false; end if;
  update access.share s set revoked_at = access.moment(), revoked_by = me
   where s.domain_id = gone.domain_id and s.id = gone.share_id and s.revoked_at is null and s.ended_at is null
     and s.accepted is distinct from false and s.until_at > access.moment();
  return true;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.take_glass(asked uuid)
 RETURNS TABLE(person_id uuid, assignment_id uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  moment timestamptz := access.moment();
  asking record;
begin
  perform access.require_right('glass');
  update access.glass g set answered_at = moment
   where g.domain_id = access.claim(3)::uuid and g.id = asked and g.membership_id = nullif(access.claim(13), '')::uuid
     and g.asked_in <> pg_current_xact_id() and g.answered_at is null
     and g.asked_at <= moment and g.asked_at > moment - interval '1 minute'
  returning g.* into asking;
  if not found or asking.outcome in ('unknown', 'hidden') then return; end if;
  person_id := asking.person_id;
  if asking.outcome = 'given' then
    insert into access.assignment (domain_id, person_id, kind, membership_id, reason, given_by, from_at, until_at)
    values (asking.domain_id, asking.person_id, 'glass', asking.membership_id, asking.reason, access.account_id(), moment,
            moment + make_interval(mins => asking.minutes))
    returning id into assignment_id;
    update access.glass g set assignment_id = take_glass.assignment_id where g.domain_id = asking.domain_id and g.id = asking.id;
  end if;
  return next;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.take_moves()
 RETURNS TABLE(parcel_id uuid, moved_on date, number text, given_name text, family_name text, phone text, email text, call_name text, call_way text, sender text, from_code text, sent_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  ids uuid[];
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself takes in the post' using errcode = '42501';
  end if;
  perform access.require_right('notify');
  ids := array(
    select p.id from access.move_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is null and p.withdrawn_at is null
     order by p.sent_at, p.id limit 500 for update skip locked);
  return query
    select p.id, p.moved_on, p.number, p.given_name, p.family_name, p.phone, p.email, p.call_name, p.call_way, p.sender, p.from_code, p.sent_at
      from access.move_parcel p where p.id = any (ids) order by p.sent_at, p.id;
  update access.move_parcel p
     set taken_at = greatest(access.moment(), p.sent_at), moved_on = null, number = null, given_name = null, family_name = null, phone = null,
         email = null, call_name = null, call_way = null, sender = null, from_code = null
   where p.id = any (ids);
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.take_notices()
 RETURNS TABLE(parcel_id uuid, kind text, on_day date, interrupted boolean, number text, given_name text, family_name text, school_form text, programme_code text, school_unit_code text, school_unit text, sender text, sent_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  ids uuid[];
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself takes in the post' using errcode = '42501';
  end if;
  perform access.require_right('notify');
  ids := array(
    select p.id from access.notice_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is null and p.withdrawn_at is null
     order by p.sent_at, p.id limit 500 for update skip locked);
  return query
    select p.id, p.kind, p.on_day, p.interrupted, p.number, p.given_name, p.family_name, p.school_form, p.programme_code, p.school_unit_code,
           p.school_unit, p.sender, p.sent_at
      from access.notice_parcel p where p.id = any (ids) order by p.sent_at, p.id;
  update access.notice_parcel p
     set taken_at = greatest(access.moment(), p.sent_at), kind = null, on_day = null, interrupted = null, number = null, given_name = null,
         family_name = null, school_form = null, programme_code = null, school_unit_code = null, school_unit = null, sender = null
   where p.id = any (ids);
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.take_referrals()
 RETURNS TABLE(parcel_id uuid, share_id uuid, reasons text[], sent_at timestamp with time zone, withdrawn boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  ids  uuid[];
  back uuid[];
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself takes in the post' using errcode = '42501';
  end if;
  ids := array(
    select p.id from access.referral_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is null and p.withdrawn_at is null
     order by p.sent_at, p.id limit 200 for update skip locked);
  back := array(
    select p.id from access.referral_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is not null and p.carried_at is null
     order by p.sent_at, p.id limit 200 for update skip locked);
  return query
    select p.id, p.share_id, p.reasons, p.sent_at, p.withdrawn_at is not null
      from access.referral_parcel p where p.id = any (ids || back) order by p.sent_at, p.id;
  update access.referral_parcel p set taken_at = greatest(access.moment(), p.sent_at), reasons = null where p.id = any (ids);
  update access.referral_parcel p set carried_at = greatest(access.moment(), p.sent_at) where p.id = any (back);
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.takes_two(wanted text, sees_protected boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select sees_protected or exists (
    select from access.role r
     where r.code = wanted and (r.reach = 'domain' or r.rights && '{accounts,log,extract,retention}'))
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.team_sees(of_team uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (select from access.assignment a
                  where a.domain_id = access.domain_id() and a.team_id = of_team and a.ended_at is null
                    and (a.until_at is null or a.until_at > access.moment()))
      or exists (select from access.share_visitor v join access.share s on s.domain_id = v.domain_id and s.id = v.share_id
                  where v.to_domain_id = access.domain_id() and v.team_id = of_team and v.ended_at is null
                    and s.revoked_at is null and s.ended_at is null and s.until_at > access.moment())
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.team_staff(of_team uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select coalesce(array_agg(s.id), '{}') from access.staff s
   where s.domain_id = access.domain_id()
     and (exists (select from access.team_listed l where l.domain_id = s.domain_id and l.team_id = of_team and l.staff_id = s.id)
          or exists (select from access.team_member m join access.membership p on p.domain_id = m.domain_id and p.id = m.membership_id
                      where m.domain_id = s.domain_id and m.team_id = of_team and m.ended_at is null and p.account_id = s.account_id))
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.teams()
 RETURNS TABLE(id uuid, name text, members bigint, takes_two boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select t.id, t.name,
         (select count(*) from access.team_member m join access.membership s on s.domain_id = m.domain_id and s.id = m.membership_id
           where m.domain_id = t.domain_id and m.team_id = t.id and m.ended_at is null and s.ended_at is null),
         access.team_sees(t.id)
    from access.team t
   where (access.may('accounts') or access.may('assign')) and t.domain_id = access.domain_id() and t.ended_at is null
   order by t.name, t.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.tell_of_glass(which uuid, told boolean, stop text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  moment timestamptz := access.moment();
  me     uuid := access.account_id();
  person uuid;
begin
  if access.claim(12) <> '' then return null; end if;
  update access.glass g
     set told_at = case when told then moment end, told_by = case when told then me end,
         stop_reason = case when not told then stop end, stopped_at = case when not told and stop is not null then moment end,
         stopped_by = case when not told and stop is not null then me end
   where g.domain_id = access.claim(3)::uuid and g.id = which and g.outcome = 'given' and g.told_at is null
     and (access.reviews(g.membership_id, g.person_id, g.outcome)
          or (g.membership_id = nullif(access.claim(13), '')::uuid and g.stop_reason is null))
  returning g.person_id into person;
  return person;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.tidy_push()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from access.push_device d
   where coalesce(d.told_at, d.made_at) < now() - interval '90 days'
      or not exists (select from access.membership m join access.account a on a.id = m.account_id and a.active
                      where m.domain_id = d.domain_id and m.account_id = d.account_id and m.ended_at is null);
  delete from access.push_hours h
   where not exists (select from access.membership m join access.account a on a.id = m.account_id and a.active
                      where m.domain_id = h.domain_id and m.account_id = h.account_id and m.ended_at is null)
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.tidy_referrals()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from access.referral_box b where (b.confirmed_at is null and b.expires_at < now()) or b.closed_at < now() - interval '1 year'
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.tidy_sign_in()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from access.attempt where expires_at < now();
  delete from access.rate where until_at < now();
  delete from access.parked_form where made_at < now() - interval '1 day';
  delete from access.session
   where purpose = 'web' and (expires_at < now() - interval '1 day' or seen_at < now() - interval '1 day');
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.ties(person uuid)
 RETURNS TABLE(kind text, account_id uuid, unit_id uuid, since date, until date)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 5
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home  uuid := access.domain_id();
  today date := (access.moment() at time zone 'Europe/Stockholm')::date;
begin
  return query
  select 'owner', o.account_id, null::uuid, o.from_on, null::date
    from access.kin(person) k join public.register_owner o on o.domain_id = home and o.person_id = k.id and o.known_until is null
  union all
  select 'unit', null, u.id, e.starts_on, e.ends_before
    from access.kin(person) k
    join public.enrolment e on e.domain_id = home and e.person_id = k.id and e.known_until is null
     and e.starts_on <= today and (e.ends_before is null or e.ends_before > today)
    join public.unit u on u.domain_id = home and u.school_unit_code = e.school_unit_code;
end $function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.title_membership(target uuid, new_title text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  return query
  update access.membership m set title = new_title from access.membership_to_change(target) c
   where m.domain_id = c.domain_id and m.id = c.id returning m.id;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.title_of(in_domain uuid, membership uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select m.title from access.membership m where m.domain_id = in_domain and m.id = membership
$function$
-- owner sedd_access
-- grant to sedd_trail: EXECUTE

CREATE OR REPLACE FUNCTION access.today()
 RETURNS date
 LANGUAGE sql
 STABLE
AS $function$
  select (access.moment() at time zone 'Europe/Stockholm')::date $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.touch_session(token text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update access.session set seen_at = now()
   where token_sha = sha256(convert_to(token, 'UTF8')) and seen_at > now() - interval '15 minutes' and expires_at > now()
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.units_of(home uuid, own uuid, moment timestamp with time zone)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select array(
    select u.school_unit_code from access.placement p join public.unit u on u.domain_id = home and u.id = p.unit_id
     where p.domain_id = home and p.membership_id = own and p.ended_at is null and p.from_at <= moment and u.school_unit_code is not null)
$function$
-- owner sedd_reach

CREATE OR REPLACE FUNCTION access.unmap_scim_role(target uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_administrator();
  delete from access.scim_role r where r.domain_id = access.domain_id() and r.id = target;
  if not found then return; end if;
  perform access.apply_provisioning(s.id) from access.staff s where s.domain_id = access.domain_id() and s.left_at is null;
  return next target;
end $function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.unread_alerts(token text)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select count(*) from access.session s
    join access.alert a on a.account_id = s.account_id and a.domain_id = s.domain_id and a.read_at is null
   where s.token_sha = access.sha(token) and s.purpose = 'web' and s.expires_at > now() and s.seen_at > now() - interval '15 minutes'
$function$
-- owner sedd_access
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.use_attempt(secret text, by_way text, for_purpose text)
 RETURNS access.attempt
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  used access.attempt;
begin
  delete from access.attempt a
   where a.secret_sha = access.sha(secret) and a.way = by_way and a.purpose = for_purpose and a.taken_at > now() - interval '1 minute'
  returning a.* into used;
  if used.secret_sha is null then
    raise exception 'no such attempt' using errcode = '28000';
  end if;
  return used;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.use_invitation(invitation uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  invited uuid;
begin
  update access.invitation i set used_at = now()
   where i.id = invitation and i.used_at is null and i.expires_at > now() and (i.by_two or not access.is_in_use(i.account_id))
  returning i.account_id into invited;
  if invited is null then
    raise exception 'no such invitation' using errcode = '28000';
  end if;
  delete from access.passkey p where p.account_id = invited;
  delete from access.identity d where d.account_id = invited;
  update access.session s set expires_at = now() where s.account_id = invited and s.expires_at > now();
  return invited;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.use_passkey(credential bytea, new_counter bigint)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  holder uuid;
begin
  update access.passkey p set counter = new_counter, last_used_at = now()
   where p.credential_id = credential and (new_counter > p.counter or (new_counter = 0 and p.counter = 0))
  returning p.account_id into holder;
  if holder is null then
    raise exception 'no such passkey' using errcode = '28000';
  end if;
  return holder;
end $function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.visit_stands()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select exists (
    select from access.membership m
     cross join lateral access.visits(m.id, m.domain_id, access.moment()) v
     where m.id = nullif(access.claim(13), '')::uuid and m.account_id = access.claim(1)::uuid
       and v.domain_id = access.claim(3)::uuid and v.person_id = nullif(access.claim(12), '')::uuid
       and string_to_array(access.claim(11), ',') <@ v.topics)
  or exists (
    select from access.extract e
      join access.role r on r.code = access.claim(2) and 'extract' = any (r.rights)
     where e.account_id = access.claim(1)::uuid and e.domain_id = access.claim(3)::uuid
       and e.person_id = nullif(access.claim(12), '')::uuid and access.claim(11) = '*'
       and e.from_at <= access.moment() and e.until_at > access.moment()
       and not access.withheld(e.person_id))
$function$
-- owner sedd_access
-- grant to sedd_evaluation: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE
-- grant to sedd_reach: EXECUTE
-- grant to sedd_statistics: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.visited(visit uuid, acting uuid, by_account uuid, from_domain uuid, at timestamp with time zone)
 RETURNS TABLE(domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select v.domain_id, v.person_id, v.topics, v.sees_protected from access.visits(acting, from_domain, at, visit) v
  union all
  select e.domain_id, e.person_id, '{*}'::text[], m.sees_protected
    from access.extract e
    join access.membership m on m.domain_id = from_domain and m.id = acting
    join access.role r on r.code = m.role and 'extract' = any (r.rights)
   where e.id = visit and e.account_id = by_account and e.domain_id = from_domain and e.from_at <= at and e.until_at > at
     and not exists (
       select from access.block b
        where b.domain_id = e.domain_id and b.person_id = e.person_id and b.ended_at is null
          and (b.account_id = by_account or (b.account_id is null and by_account <> all (b.except_ids))))
$function$
-- owner sedd_access
-- grant to sedd_trail: EXECUTE

CREATE OR REPLACE FUNCTION access.visitors_of(which uuid)
 RETURNS TABLE(id uuid, name text, is_team boolean, title text, from_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select v.id, coalesce(a.display_name, t.name), v.team_id is not null, m.title, v.from_at
    from access.share_visitor v
    left join access.membership m on m.domain_id = v.to_domain_id and m.id = v.membership_id
    left join access.account a on a.id = m.account_id
    left join access.team t on t.domain_id = v.to_domain_id and t.id = v.team_id
   where v.share_id = which and v.to_domain_id = access.domain_id() and v.ended_at is null
     and exists (select from access.shares_to_us(which))
   order by 2, v.id
$function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.visits(acting uuid, from_domain uuid, at timestamp with time zone, which uuid DEFAULT NULL::uuid)
 RETURNS TABLE(share_id uuid, domain_id uuid, person_id uuid, topics text[], sees_protected boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select s.id, s.domain_id, s.person_id, case when s.accepted then s.topics || s.more_topics else s.topics end,
         s.protected_reason is not null and m.sees_protected
    from access.membership m
    join access.share s on s.to_domain_id = m.domain_id
   where m.id = acting and m.domain_id = from_domain and m.ended_at is null
     and (which is null or s.id = which)
     and access.lasts(s, at) and not access.blocked(s, m.account_id)
     and (s.protected_reason is null or m.sees_protected)
     and case when s.accepted then exists (
           select from access.share_visitor v
            where v.domain_id = s.domain_id and v.share_id = s.id and v.ended_at is null and v.from_at <= at
              and (v.membership_id = m.id or v.team_id in (
                select t.team_id from access.team_member t
                  join access.team g on g.domain_id = t.domain_id and g.id = t.team_id and g.ended_at is null
                 where t.domain_id = m.domain_id and t.membership_id = m.id and t.ended_at is null and t.from_at <= at)))
         else exists (select from access.role r where r.code = m.role and r.rights && '{assign,share}') end
$function$
-- owner sedd_access

CREATE OR REPLACE FUNCTION access.withdraw_consent(which uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  person uuid;
begin
  perform access.require_right('share');
  update access.consent c set withdrawn_at = access.moment(), withdrawn_by = access.account_id()
   where c.domain_id = access.domain_id() and c.id = which and c.withdrawn_at is null and access.may_share(c.person_id)
  returning c.person_id into person;
  return person;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.withdraw_move(move uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  withdrawn integer;
begin
  perform access.require_right('notify');
  update access.move_parcel p
     set withdrawn_at = greatest(access.moment(), p.sent_at), moved_on = null, number = null, given_name = null, family_name = null,
         phone = null, email = null, call_name = null, call_way = null, sender = null, from_code = null
   where p.domain_id = access.domain_id() and p.move_id = move and p.withdrawn_at is null;
  get diagnostics withdrawn = row_count;
  return withdrawn = 1;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.withdraw_notice(notice uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  withdrawn integer;
begin
  perform access.require_right('notify');
  update access.notice_parcel p
     set withdrawn_at = greatest(access.moment(), p.sent_at), kind = null, on_day = null, interrupted = null, number = null, given_name = null,
         family_name = null, school_form = null, programme_code = null, school_unit_code = null, school_unit = null, sender = null
   where p.domain_id = access.domain_id() and p.notice_id = notice and p.withdrawn_at is null;
  get diagnostics withdrawn = row_count;
  return withdrawn = 1;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.withdraw_referral(status_token text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  update access.referral_box b set withdrawn_at = now()
   where b.status_sha = access.sha(withdraw_referral.status_token) and b.closed_at is null and b.withdrawn_at is null;
  return found;
end $function$
-- owner sedd_access
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION access.withdrawn_moves()
 RETURNS TABLE(parcel_id uuid, withdrawn_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.id, p.withdrawn_at from access.move_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is not null;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.withdrawn_notices()
 RETURNS TABLE(parcel_id uuid, withdrawn_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 10
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
begin
  perform access.require_right('notify');
  return query
    select p.id, p.withdrawn_at from access.notice_parcel p
     where p.to_domain_id = access.domain_id() and p.taken_at is not null and p.withdrawn_at is not null;
end $function$
-- owner sedd_access
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION access.withheld(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select access.shut_out(withheld.person) or (access.sees_protected() is not true and access.is_protected(withheld.person))
$function$
-- owner sedd_reach
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION access.within(wide boolean)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED ROWS 60
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  account uuid := access.claim(1)::uuid; -- with it the seal over all of them is checked
  claims  text[] := string_to_array(current_setting('sedd.context', true), '|');
  home    uuid := claims[3]::uuid;
  own     uuid := nullif(claims[13], '')::uuid;
  moment  timestamptz := to_timestamp(claims[8]::float8);
  today   date := (moment at time zone 'Europe/Stockholm')::date;
  teams   uuid[];
  held    uuid[];
  units   text[];
begin
  if claims[9] = 'one' then
    if access.visit_stands() is not true then return; end if;
    held := array[nullif(claims[12], '')::uuid];
  else
    teams := array(
      select t.team_id from access.team_member t
        join access.team g on g.domain_id = home and g.id = t.team_id and g.ended_at is null
       where t.domain_id = home and t.membership_id = own and t.ended_at is null and t.from_at <= moment);
    held := array(
      select o.person_id from public.register_owner o
       where o.domain_id = home and o.account_id = account and o.known_until is null
      union all
      select a.person_id from access.assignment a
       where a.domain_id = home and a.ended_at is null and a.from_at <= moment and (a.until_at is null or a.until_at > moment)
         and (a.membership_id = own or a.team_id = any (teams)));
    if wide then
      units := access.units_of(home, own, moment);
      if cardinality(units) > 0 then
        held := held || array(
          select e.person_id from public.enrolment e
           where e.domain_id = home and e.school_unit_code = any (units) and e.known_until is null
             and e.starts_on <= today and (e.ends_before is null or e.ends_before > today));
      end if;
    end if;
  end if;
  -- With a person come those merged with it: first the ones they stand under, then all who stand under these.
  held := held || array(select m.root_id from public.person m where m.domain_id = home and m.id = any (held) and m.root_id <> m.id);
  return query
  select unnest(held)
  union
  select p.id from public.person p where p.domain_id = home and p.root_id = any (held) and p.root_id <> p.id;
end $function$
-- owner sedd_reach

CREATE OR REPLACE FUNCTION access.worked_among()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED ROWS 500
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  moment timestamptz := access.moment();
begin
  return query
  select m.id from public.person m
   where m.domain_id = home and m.root_id in (
     select p.root_id from public.person p
      where p.domain_id = home and p.id in (
        select o.person_id from public.register_owner o where o.domain_id = home and o.known_until is null
        union all
        select a.person_id from access.assignment a
         where a.domain_id = home and a.kind = 'case' and a.ended_at is null and a.from_at <= moment
           and (a.until_at is null or a.until_at > moment)));
end $function$
-- owner sedd_reach

CREATE OR REPLACE FUNCTION access.worked_with()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 500
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.reaches_all('identity') is not true then return; end if;
  return query
  select p.id from public.person p
   where p.domain_id = access.domain_id() and p.root_id = p.id and p.id in (select access.worked_among())
     and p.id not in (select access.hidden());
end $function$
-- owner sedd_reach
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.below_age_until(person uuid, years integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select (r.latest_birth_date + make_interval(years => below_age_until.years))::date::timestamp at time zone 'Europe/Stockholm'
    from public.person p
    join public.person r on r.domain_id = p.domain_id and r.id = p.root_id
   where p.id = below_age_until.person
$function$
-- owner sedd_owner
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION public.disposal_fingerprint(run uuid)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_catalog', 'pg_temp'
AS $function$
  select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', i.id, i.record_type, i.source, coalesce(i.subject, ''), i.due_on, i.state), E'\n'
           order by i.id), ''), 'UTF8')), 'hex')
    from retention_item i where i.run_id = run and i.hindrance is null
$function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION public.disposal_hindrance(person uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  ids   uuid[];
  today date := (access.moment() at time zone 'Europe/Stockholm')::date;
begin
  perform access.require_right('retention');
  ids := public.disposal_ids(person);
  return (
    select string_agg(kept.why, ',' order by kept.why) from (
      select 'register' as why where exists (
        select from public.register_period p where p.person_id = any (ids) and p.known_until is null and (p.until_on is null or p.until_on > today))
      union all
      select 'decision' where exists (
        select from public.scope_decision d where d.person_id = any (ids) and d.known_until is null and (d.until_on is null or d.until_on > today))
      union all
      select 'review' where exists (
        select from public.review_item i where i.person_id = any (ids) and coalesce((
          select v.outcome from public.review_verdict v where v.domain_id = i.domain_id and v.item_id = i.id order by v.id desc limit 1), 'ask') = 'ask')
      union all
      select 'duplicate' where exists (
        select from public.duplicate_suggestion s where s.decision is null and (s.person_id = any (ids) or s.other_id = any (ids)))
      union all
      select 'delivery' where exists (
        select from public.delivery d join public.delivery_population_row r on r.domain_id = d.domain_id and r.delivery_id = d.id
         where d.status in ('reading', 'previewed') and (r.person_id = any (ids) or r.number in (
           select i.number from public.person_identifier i where i.person_id = any (ids))))
      union all
      select unnest(access.open_matters(person))) kept);
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION public.disposal_hold(kind text, source text, subject text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_owner

CREATE OR REPLACE FUNCTION public.disposal_ids(person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_catalog', 'pg_temp'
AS $function$
  select array_agg(k.id) from person p join person k on k.domain_id = p.domain_id and k.root_id = p.root_id where p.id = disposal_ids.person
$function$
-- owner sedd_owner

CREATE OR REPLACE FUNCTION public.disposal_state(kind text, source text, subject text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION public.disposal_tables()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$select '{support_closing,support_setting,transition_arrival,transition_handover,support_follow_up,support_exit,progress_ask,progress_reading,study_plan_part,study_plan,study_grade,week_attendance,week_question,week_plan,work_step,work_terms,work_placement,support_appointment,support_attendance,support_qualification,support_activity,support_agreement,support_plan_link,support_review,support_step,support_goal,support_plan,support_method_session,support_answer,support_mapping_link,support_mapping,support_attendee,support_meeting_item,support_meeting,support_flow_step,support_mark,support_member,support_participation,support_owner,support_period,support_case,message_language,move_out,move_in,register_search,scope_touched,register_change,register_owner,register_occupation,register_unclear,register_period,scope_decision,completion,enrolment,schooling,outreach_visit,outreach_step,outreach_run,outreach_rest,task_mark,person_task,referral,checkin,checkin_plan,letter,message,message_stop,outreach_next,outreach_contact,notice_out,notice_in,note,person_contact,person_guardian,person_address,person_residence,person_residency,person_protection,person_external_id,person_sex_change,person_name,person_identifier}'::text[]$function$
-- owner sedd_owner

CREATE OR REPLACE FUNCTION public.dispose_next(run uuid, most integer, OUT deleted integer, OUT rows bigint, OUT left_out integer)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  listed public.retention_run;
  item   public.retention_item;
  next   public.retention_item[];
  gone   bigint;
  fits   boolean;
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only Sedd itself deletes' using errcode = '42501';
  end if;
  perform access.require_right('retention');
  select * into listed from public.retention_run r where r.id = run for update;
  if listed.id is null or listed.ordered_at is null or listed.done_at is not null or not exists (
       select from public.approval a
         join public.approval_answer w on w.domain_id = a.domain_id and w.approval_id = a.id and w.approved
         join public.approval_use u on u.domain_id = a.domain_id and u.approval_id = a.id
        where a.id = listed.approval_id and a.kind = 'retention.run' and a.object = run::text
          and a.detail ->> 'fingerprint' = listed.fingerprint and u.used_at < a.asked_at + interval '15 days') then
    raise exception 'no approved list' using errcode = '42501';
  end if;
  -- The list itself is checked when the first of it is taken: afterwards subjects are gone from it.
  if not exists (select from public.retention_item i where i.run_id = run and i.outcome is not null)
     and public.disposal_fingerprint(run) is distinct from listed.fingerprint then
    raise exception 'the list is not the one that was approved' using errcode = '42501';
  end if;
  deleted := 0; rows := 0; left_out := 0;
  next := array(
    select i from public.retention_item i
     where i.run_id = run and i.outcome is null and i.hindrance is null order by i.id limit most);
  -- Everything is held before anything is compared, and each comparison is a statement of its own, which sees what was waited for. Persons
  -- first, in the order of their ids, as those who write take them.
  foreach item in array array(select n from unnest(next) n order by n.record_type <> 'person', n.subject) loop
    perform public.disposal_hold(item.record_type, item.source, item.subject);
  end loop;
  perform access.hold_still() from unnest(next) n where n.record_type = 'person' limit 1;
  foreach item in array next loop
    fits := public.disposal_state(item.record_type, item.source, item.subject) = item.state
      and (item.record_type <> 'person' or public.disposal_hindrance(item.subject::uuid) is null);
    if fits then
      gone := case item.record_type
        when 'person' then public.dispose_of_person(item.subject::uuid, coalesce((listed.rules -> 'person' ->> 'erasesTrail')::boolean, false))
        else public.dispose_of_other(item.record_type, item.source, item.subject) end;
      insert into public.tombstone (domain_id, run_id, record_type, rows, deleted_on)
        values (item.domain_id, run, item.record_type, gone, (access.moment() at time zone 'Europe/Stockholm')::date);
      update public.retention_item i set outcome = 'deleted', subject = null where i.domain_id = item.domain_id and i.id = item.id;
      deleted := deleted + 1;
      rows := rows + gone;
    else
      update public.retention_item i set outcome = 'left_out' where i.domain_id = item.domain_id and i.id = item.id;
      left_out := left_out + 1;
    end if;
  end loop;
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION public.dispose_of_other(kind text, source text, subject text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$
-- owner sedd_owner

CREATE OR REPLACE FUNCTION public.dispose_of_person(person uuid, erases_trail boolean)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  ids     uuid[];
  numbers text[];
  names   text[];
  target  text;
  each    uuid;
  gone    bigint;
  total   bigint := 0;
begin
  perform from public.person p where p.id = person for update;
  ids := public.disposal_ids(person);
  perform from public.person p where p.id = any (ids) for update;
  select array_agg(i.number) into numbers from public.person_identifier i where i.person_id = any (ids);
  select array_agg(lower(n.family_name)) into names from public.person_name n where n.person_id = any (ids);
  delete from public.delivery_problem d where d.value = any (numbers) or (d.delivery_id, d.row_no) in (
    select r.delivery_id, r.row_no from public.delivery_refused_row r where r.number = any (numbers));
  get diagnostics gone = row_count; total := total + gone;
  foreach target in array array['delivery_population_row', 'delivery_enrolment_row', 'delivery_completion_row'] loop
    execute format('delete from public.%I t where t.number = any ($1) or t.person_id = any ($2)', target) using numbers, ids;
    get diagnostics gone = row_count; total := total + gone;
  end loop;
  delete from public.delivery_guardian_row r where r.number = any (numbers);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.delivery_refused_row r where r.number = any (numbers);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.name_search s where s.query like any (select '%' || n || '%' from unnest(numbers) n)
     or exists (select from unnest(names) n where n <> '' and position(n in lower(s.query)) > 0);
  delete from public.duplicate_suggestion s where s.person_id = any (ids) or s.other_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.person_merge m where m.survivor_id = any (ids) or m.merged_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  delete from public.review_verdict v where v.item_id in (select i.id from public.review_item i where i.person_id = any (ids));
  delete from public.review_item i where i.person_id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  foreach target in array public.disposal_tables() loop
    execute format('delete from public.%I t where t.person_id = any ($1)', target) using ids;
    get diagnostics gone = row_count; total := total + gone;
  end loop;
  total := total + access.dispose_of(ids);
  -- What other lists say of the same person: an older dry run keeps its figures, and not whose they were.
  update public.retention_item i set subject = null, outcome = 'deleted'
   where i.record_type = 'person' and i.subject = any (ids::text[]);
  delete from public.person p where p.id = any (ids);
  get diagnostics gone = row_count; total := total + gone;
  if erases_trail then
    foreach each in array ids loop
      perform trail.erase_private(each, 'infinity', 'gallring');
    end loop;
  end if;
  return total;
end $function$
-- owner sedd_owner

CREATE OR REPLACE FUNCTION public.erase_untied_referrals(until_day timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  erased integer;
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'not for this role' using errcode = '42501';
  end if;
  update public.referral f set body = null, told = null
   where f.id = f.referral_id and f.person_id is null and (f.body is not null or f.told is not null)
     and exists (select from public.referral r
                  where r.domain_id = f.domain_id and r.referral_id = f.id and r.known_until is null and r.person_id is null
                    and r.stage in ('declined', 'passed_on', 'withdrawn', 'ended') and r.known_from < until_day);
  get diagnostics erased = row_count;
  return erased;
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

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

CREATE OR REPLACE FUNCTION public.message_bodies(ids uuid[], ticket bigint)
 RETURNS TABLE(id uuid, subject text, body text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'message') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  return query select m.id, m.subject, m.body from public.message m where m.id = any (ids) and m.person_id = any (persons);
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.messages_to_hand(ids uuid[])
 RETURNS TABLE(id uuid, subject text, body text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only the machine hands over' using errcode = '42501';
  end if;
  return query select m.id, m.subject, m.body from public.message m
    where m.id = any (ids) and m.state = 'handing' and m.handing_at > access.moment() - interval '5 minutes';
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION public.note_bodies(ids uuid[], ticket bigint)
 RETURNS TABLE(id uuid, body text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'note') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  if public.note_free_at(ids) is not null then
    raise exception 'over the read budget' using errcode = '42501';
  end if;
  return query select n.id, n.body from public.note n where n.id = any (ids) and n.person_id = any (persons);
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.note_budget_agreed(approval uuid, short integer, day integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select (short <= 60 and day <= 300) or exists (
    select from public.approval a
     where a.domain_id = access.domain_id() and a.id = note_budget_agreed.approval and a.kind = 'notes.budget'
       and (a.detail ->> 'mostShort')::integer >= short and (a.detail ->> 'mostDay')::integer >= day)
$function$
-- owner sedd_owner
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.note_free_at(ids uuid[])
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  short integer;
  day   integer;
  count integer := cardinality(ids);
begin
  if access.actor_role() = 'machine' or (access.claim(9) = 'one' and '*' = any (string_to_array(access.claim(11), ','))) then
    return null;
  end if;
  select coalesce(max(s.most_short), 60), coalesce(max(s.most_day), 300) into short, day from public.note_setting s;
  if count > short then return 'infinity'; end if;
  return (
    with others as materialized (
      select r.at from trail.bodies_read('note', interval '1 day') r where r.id <> all (ids::text[]))
    select greatest(
      (select o.at + interval '10 minutes' from others o where o.at > clock_timestamp() - interval '10 minutes'
        order by o.at desc offset short - count limit 1),
      (select o.at + interval '1 day' from others o order by o.at desc offset day - count limit 1)));
end $function$
-- owner sedd_owner
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.referral_bodies(ids uuid[], ticket bigint)
 RETURNS TABLE(id uuid, body text, told jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'referral') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  return query
    select r.id, r.body, r.told from public.referral r
     where r.id = any (ids) and r.id = r.referral_id and (r.person_id is null or r.person_id = any (persons));
end $function$
-- owner sedd_owner
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

CREATE OR REPLACE FUNCTION public.release_cases(persons uuid[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  released bigint;
begin
  update public.register_owner w set known_until = greatest(w.known_from, access.moment())
   where w.domain_id = access.domain_id() and w.person_id = any (persons) and w.account_id = access.account_id() and w.known_until is null;
  get diagnostics released = row_count;
  return released;
end $function$
-- owner sedd_owner
-- grant to sedd_access: EXECUTE

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

CREATE OR REPLACE FUNCTION public.row_print(shown text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select encode(sha256(convert_to(shown, 'UTF8')), 'hex')
$function$
-- owner sedd_owner

CREATE OR REPLACE FUNCTION public.support_answer_bodies(ids uuid[], ticket bigint)
 RETURNS TABLE(id uuid, body text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  opened  text[];
  persons uuid[];
begin
  if access.is_strong() is not true then
    raise exception 'a stronger sign-in is needed' using errcode = '42501';
  end if;
  select r.ids, r.persons into opened, persons from trail.released(ticket, 'support_answer') r;
  if (ids::text[] <@ opened) is not true then
    raise exception 'no committed read ticket' using errcode = '42501';
  end if;
  if public.support_answer_free_at(ids) is not null then
    raise exception 'over the read budget' using errcode = '42501';
  end if;
  return query select a.id, a.body from public.support_answer a where a.id = any (ids) and a.person_id = any (persons);
end $function$
-- owner sedd_owner
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.support_answer_free_at(ids uuid[])
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  short integer;
  day   integer;
  count integer := cardinality(ids);
begin
  if access.actor_role() = 'machine' or (access.claim(9) = 'one' and '*' = any (string_to_array(access.claim(11), ','))) then
    return null;
  end if;
  select coalesce(max(s.most_short), 60), coalesce(max(s.most_day), 300) into short, day from public.note_setting s;
  if count > short then return 'infinity'; end if;
  return (
    with others as materialized (
      select r.at from trail.bodies_read('support_answer', interval '1 day') r where r.id <> all (ids::text[]))
    select greatest(
      (select o.at + interval '10 minutes' from others o where o.at > clock_timestamp() - interval '10 minutes'
        order by o.at desc offset short - count limit 1),
      (select o.at + interval '1 day' from others o order by o.at desc offset day - count limit 1)));
end $function$
-- owner sedd_owner
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION public.support_answers_behind(sha text)
 RETURNS TABLE(place text, body text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if access.actor_role() is distinct from 'machine' then
    raise exception 'only the machine goes on with a link' using errcode = '42501';
  end if;
  return query
  select a.place, a.body from public.support_mapping_link l join public.support_answer a on a.mapping_id = l.mapping_id
   where l.link_sha = sha and l.known_until is null and l.expires_at > access.moment() and a.known_until is null;
end $function$
-- owner sedd_owner
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.add_ticket_kind(new_kind text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  insert into trail.ticket_kind (kind) values (new_kind)
$function$
-- owner sedd_trail
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION trail.bodies_read(kind text, since interval)
 RETURNS TABLE(id text, at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  actor uuid := access.claim(1)::uuid;
  edge  timestamptz := clock_timestamp() - since; -- said once: what changes while it runs reaches no index
begin
  return query
  select b.id, max(e.at)
    from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   cross join lateral jsonb_array_elements_text(p.detail -> 'ids') b(id)
   where e.actor_id = actor and e.at > edge and e.action like '%.read' and e.action = kind || '.read'
   group by b.id;
end $function$
-- owner sedd_trail
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION trail.claim_handover(to_witness text, pause_seconds integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  handed bigint;
begin
  insert into trail.handover (witness, due_at) values (to_witness, '-infinity') on conflict do nothing;
  update trail.handover h set due_at = clock_timestamp() + make_interval(secs => pause_seconds)
   where h.witness = to_witness and h.due_at <= clock_timestamp() returning h.batch into handed;
  return handed;
end $function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.count_private(before timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform access.require_right('retention');
  return (select count(*) from trail.event_private p join trail.event e on e.domain_id = p.domain_id and e.id = p.event_id
           where p.domain_id = access.domain_id() and e.at < before and e.action <> 'trail.private_erased');
end $function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION trail.deny_rewrite()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  raise exception 'the trail is append-only';
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.erase_private(of_person uuid, before timestamp with time zone, reason text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home  uuid := access.domain_id();
  batch bigint[];
  total bigint := 0;
begin
  perform access.require_right('retention');
  loop
    select array_agg(q.id) into batch from (
      select e.id from trail.event_private p join trail.event e on e.domain_id = p.domain_id and e.id = p.event_id
       where p.domain_id = home and (of_person is null or p.person_id = of_person) and e.at < before
         and e.action <> 'trail.private_erased'
       order by e.id limit 500) q;
    exit when batch is null;
    perform trail.put_own('trail.private_erased', null, null, jsonb_build_object('events', to_jsonb(batch), 'reason', reason));
    delete from trail.event_private p where p.domain_id = home and p.event_id = any (batch);
    total := total + cardinality(batch);
  end loop;
  return total;
end $function$
-- owner sedd_trail
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION trail.events(of_persons uuid[], by_actor uuid, did text[], from_at timestamp with time zone, until_at timestamp with time zone, before_id bigint, most integer)
 RETURNS TABLE(id bigint, at timestamp with time zone, actor_id uuid, actor_name text, actor_role text, actor_title text, actor_domain_id uuid, purpose text, action text, object text, person_id uuid, detail jsonb, erased boolean, batch bigint, actor_units text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  home   uuid := access.domain_id();
  shut   uuid[];
  picked text := 'select e.*, p.event_id is null as is_erased, p.object, p.person_id, p.detail from trail.event e';
begin
  if access.claim(12) is distinct from '' then return; end if;
  if access.may('log') is not true and (of_persons is null or exists (
       select from unnest(of_persons) p(id) where access.sees(p.id, 'identity') is not true)) then
    return;
  end if;
  shut := array(select access.kept_from());
  if of_persons && shut then return; end if;
  -- Planned for what is asked each time: one plan for every question would be slow for each of them.
  picked := picked || case when of_persons is null then ' left' else '' end ||
    ' join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
      where e.domain_id = $1 and ($2 is null or p.person_id = any ($2)) and ($3 is null or e.actor_id = $3)
        and ($4 is null or e.action = any ($4)) and ($5 is null or e.at >= $5) and ($6 is null or e.at < $6)
        and ($7 is null or e.id < $7)
      order by e.id desc limit $8';
  return query execute
    'with picked as materialized (' || picked || ')
     select e.id, e.at, e.actor_id, a.display_name, e.actor_role, e.actor_title, e.actor_domain_id, e.purpose, e.action,
            case when k.kept is null then e.object end, case when k.kept is null then e.person_id end,
            case when k.kept is null then e.detail end, e.is_erased, l.batch,
            case when e.actor_domain_id = $1 then access.placed_then(e.actor_id, e.actor_role, e.at) else ''{}'' end
       from picked e
       left join unnest($9) k(kept) on k.kept = e.person_id
       left join access.names_of(array(select distinct c.actor_id from picked c)) a on a.id = e.actor_id
       left join trail.leaf l on l.domain_id = e.domain_id and l.event_id = e.id
      order by e.id desc'
    using home, of_persons, by_actor, did, from_at, until_at, before_id, most, array(select distinct unnest(shut));
end $function$
-- owner sedd_trail
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION trail.handed_over(to_witness text, last_batch bigint, pause_seconds integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  update trail.handover h set batch = last_batch, handed_at = clock_timestamp(),
         due_at = clock_timestamp() + make_interval(secs => pause_seconds)
   where h.witness = to_witness
$function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.head_hash(b trail.batch)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256('\x02'::bytea || b.prev || b.root || convert_to(jsonb_build_array(b.n::text, b.events::text, b.first_id::text,
    b.last_id::text, b.settled::text, trail.micros(b.sealed_at))::text, 'UTF8'))
$function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.heads(after bigint, most integer)
 RETURNS TABLE(n bigint, head bytea, prev bytea, events integer, sealed_at timestamp with time zone, fingerprint text, signature bytea, signed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select b.n, b.head, b.prev, b.events, b.sealed_at, s.fingerprint, s.signature, s.signed_at
    from trail.batch b left join trail.signature s on s.batch = b.n
   where b.n > after order by b.n limit most
$function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.leaf_hash(e trail.event)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256('\x00'::bytea || convert_to(jsonb_build_array(e.domain_id::text, e.id::text, trail.micros(e.at), e.xid::text,
    e.actor_id::text, e.actor_domain_id::text, e.actor_role, e.actor_title, e.purpose, e.action,
    encode(e.commitment, 'hex'))::text, 'UTF8'))
$function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.micros(at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select trunc(extract(epoch from at) * 1000000)::bigint::text
$function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.put(in_domain uuid, actor uuid, from_domain uuid, as_role text, as_title text, for_purpose text, did text, of_object text, of_person uuid, with_detail jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  grain bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  made  bigint;
begin
  insert into trail.event (domain_id, actor_id, actor_domain_id, actor_role, actor_title, purpose, action, commitment)
    values (in_domain, actor, from_domain, as_role, as_title, for_purpose, did,
            sha256(grain || convert_to(jsonb_build_array(of_person, of_object, with_detail)::text, 'UTF8')))
    returning id into made;
  insert into trail.event_private (domain_id, event_id, person_id, object, detail, salt)
    values (in_domain, made, of_person, of_object, with_detail, grain);
  return made;
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.put_own(did text, of_object text, of_person uuid, with_detail jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  actor  uuid := access.claim(1)::uuid;
  claims text[] := string_to_array(current_setting('sedd.context', true), '|');
  home   uuid := claims[3]::uuid;
begin
  if actor is null then
    raise exception 'no context' using errcode = '28000';
  end if;
  return trail.put(home, actor, home, claims[2], case when claims[13] <> '' then access.title_of(home, claims[13]::uuid) end,
                   claims[5], did, of_object, of_person, with_detail);
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.put_visit(visit uuid, did text, of_object text, with_detail jsonb)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  actor    uuid := access.claim(1)::uuid;
  claims   text[] := string_to_array(current_setting('sedd.context', true), '|');
  home     uuid := claims[3]::uuid;
  title    text := case when claims[13] <> '' then access.title_of(home, claims[13]::uuid) end;
  detail   jsonb := coalesce(with_detail, '{}') || jsonb_build_object('visit', visit);
  visiting record;
begin
  select v.domain_id, v.person_id into visiting from access.visited(visit, nullif(claims[13], '')::uuid, actor, home, access.moment()) v;
  if not found then
    raise exception 'no visit' using errcode = '28000';
  end if;
  if visiting.domain_id <> home then
    perform trail.put(home, actor, home, claims[2], title, 'visit', did, of_object, visiting.person_id, detail);
  end if;
  return trail.put(visiting.domain_id, actor, home, claims[2], title, 'visit', did, of_object, visiting.person_id, detail);
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.record(action text, object text, person_id uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform trail.require_unreserved(action);
  perform trail.put_own(action, object, person_id, detail);
end $function$
-- owner sedd_trail
-- grant to sedd_access: EXECUTE
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_sign_in: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION trail.record_as(in_domain uuid, actor uuid, as_role text, for_purpose text, action text, object text, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform trail.require_unreserved(action);
  perform trail.put(in_domain, actor, in_domain, as_role, null, for_purpose, action, object, null, detail);
end $function$
-- owner sedd_trail
-- grant to sedd_access: EXECUTE

CREATE OR REPLACE FUNCTION trail.record_visit(visit uuid, action text, object text, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  perform trail.require_unreserved(action);
  perform trail.put_visit(visit, action, object, detail);
end $function$
-- owner sedd_trail
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION trail.released(ticket bigint, kind text)
 RETURNS TABLE(ids text[], persons uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select array(select jsonb_array_elements_text(p.detail -> 'ids')), array(select access.same_person(p.person_id))
    from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
   where e.domain_id = access.claim(3)::uuid and e.id = ticket and e.actor_id = access.claim(1)::uuid
     and e.action = kind || '.read'
     and e.xid is distinct from pg_current_xact_id_if_assigned()
     and e.at > clock_timestamp() - interval '10 seconds'
$function$
-- owner sedd_trail
-- grant to sedd_owner: EXECUTE

CREATE OR REPLACE FUNCTION trail.require_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if exists (
    select from gone g where not exists (
      select from trail.event e join trail.event_private p on p.domain_id = e.domain_id and p.event_id = e.id
       where e.xid = pg_current_xact_id() and e.domain_id = g.domain_id and e.action = 'trail.private_erased'
         and p.detail -> 'events' @> to_jsonb(g.event_id))) then
    raise exception 'the trail is append-only';
  end if;
  return null;
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.require_unreserved(action text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if action like 'trail.%' or action like '%.read' then
    raise exception 'the trail itself records %', action using errcode = '42501';
  end if;
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.root(leaves bytea[])
 RETURNS bytea
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  level bytea[] := leaves;
begin
  while cardinality(level) > 1 loop
    select array_agg(case when right_one is null then left_one else sha256('\x01'::bytea || left_one || right_one) end order by i)
      into level
      from (select u.h as left_one, lead(u.h) over (order by u.i) as right_one, u.i from unnest(level) with ordinality u(h, i)) pairs
     where i % 2 = 1;
  end loop;
  return level[1];
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.seal(most integer)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  last    trail.batch;
  edge    xid8;
  bounds  record;
  ids     bigint[];
  domains uuid[];
  leaves  bytea[];
  first   integer := 1;
  count   integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('sedd.trail.seal')) then
    return null;
  end if;
  select * into last from trail.batch b order by b.n desc limit 1;
  -- Before the events are read: each transaction older than this is then over, and what it wrote is seen.
  edge := pg_snapshot_xmin(pg_current_snapshot());
  select * into bounds from trail.unsettled();
  select array_agg(q.id order by q.id), array_agg(q.domain_id order by q.id), array_agg(trail.leaf_hash(q.e) order by q.id)
    into ids, domains, leaves
    from (select e, e.id, e.domain_id from trail.event e
           where e.xid >= bounds.since and e.xid < bounds.horizon
             and not exists (select from trail.leaf l where l.domain_id = e.domain_id and l.event_id = e.id)
           order by e.id limit 20 * most) q;
  count := coalesce(cardinality(ids), 0);
  if count = 0 then
    return null;
  end if;
  while first <= count loop
    last := trail.seal_one(last, ids[first:first + most - 1], domains[first:first + most - 1], leaves[first:first + most - 1],
      case when count < 20 * most and first + most > count then edge end);
    first := first + most;
  end loop;
  return last.n;
end $function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.seal_one(last trail.batch, ids bigint[], domains uuid[], leaves bytea[], settled xid8)
 RETURNS trail.batch
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  made trail.batch;
begin
  made.n := coalesce(last.n, 0) + 1;
  made.first_id := ids[1];
  made.last_id := ids[cardinality(ids)];
  made.events := cardinality(ids);
  made.settled := coalesce(settled, last.settled, '0'::xid8);
  made.sealed_at := clock_timestamp();
  made.root := trail.root(leaves);
  made.prev := coalesce(last.head, sha256('sedd trail'::bytea));
  made.head := trail.head_hash(made);
  insert into trail.batch select made.*;
  insert into trail.leaf (batch, place, domain_id, event_id)
    select made.n, u.place, u.domain_id, u.id from unnest(ids, domains) with ordinality u(id, domain_id, place);
  return made;
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.sign(of_batch bigint, by_fingerprint text, by_key bytea, made_signature bytea, made_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if by_fingerprint is distinct from encode(sha256(by_key), 'hex') or not exists (select from trail.batch b where b.n = of_batch) then
    raise exception 'no such key or batch' using errcode = '22023';
  end if;
  insert into trail.signature (batch, fingerprint, signature, signed_at)
    values (of_batch, by_fingerprint, made_signature, made_at) on conflict do nothing;
  if not found then
    return false;
  end if;
  insert into trail.signing_key (fingerprint, public_key) values (by_fingerprint, by_key) on conflict do nothing;
  return true;
end $function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.state(OUT sealed bigint, OUT sealed_at timestamp with time zone, OUT signed bigint, OUT fingerprint text, OUT waiting bigint, OUT delay_seconds double precision, OUT passed bigint)
 RETURNS record
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  bounds record;
begin
  select b.n, b.sealed_at into sealed, sealed_at from trail.batch b order by b.n desc limit 1;
  select s.batch, s.fingerprint into signed, fingerprint from trail.signature s order by s.batch desc limit 1;
  select * into bounds from trail.unsettled();
  select count(*), coalesce(extract(epoch from clock_timestamp() - min(q.at)), 0),
         count(*) filter (where q.at < state.sealed_at - interval '1 minute')
    into waiting, delay_seconds, passed
    from (select e.at from trail.event e
           where e.xid >= bounds.since and e.xid < bounds.horizon
             and not exists (select from trail.leaf l where l.domain_id = e.domain_id and l.event_id = e.id)
           limit 10000) q;
end $function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION trail.ticket(kind text, ids text[], person uuid, reason text, visit uuid DEFAULT NULL::uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (select from trail.ticket_kind k where k.kind = ticket.kind) then
    raise exception 'no bodies of the kind %', kind using errcode = '22023';
  end if;
  if ids is null or cardinality(ids) not between 1 and 200 or array_position(ids, null) is not null
     or (select max(length(id)) from unnest(ids) id) > 64 then
    raise exception 'a ticket is for 1 to 200 bodies' using errcode = '22023';
  end if;
  if visit is not null then
    return trail.put_visit(visit, kind || '.read', null, jsonb_build_object('ids', to_jsonb(ids), 'reason', reason));
  end if;
  if access.sees(person, 'identity') is not true then
    return null;
  end if;
  return trail.put_own(kind || '.read', null, person, jsonb_build_object('ids', to_jsonb(ids), 'reason', reason));
end $function$
-- owner sedd_trail
-- grant to sedd_import: EXECUTE
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

CREATE OR REPLACE FUNCTION trail.unsettled(OUT since xid8, OUT horizon xid8)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  horizon := pg_snapshot_xmax(pg_current_snapshot());
  select b.settled into since from trail.batch b order by b.n desc limit 1;
  if since is null or since > horizon then
    since := '0'::xid8;
    horizon := '18446744073709551615'::xid8;
  end if;
end $function$
-- owner sedd_trail

CREATE OR REPLACE FUNCTION trail.unsigned(most integer)
 RETURNS TABLE(n bigint, head bytea, prev bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select b.n, b.head, b.prev from trail.batch b
   where b.n > coalesce((select max(s.batch) from trail.signature s), 0)
   order by b.n limit most
$function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE

CREATE OR REPLACE FUNCTION trail.untied_ticket(kind text, ids text[])
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if not exists (select from trail.ticket_kind k where k.kind = untied_ticket.kind) then
    raise exception 'no bodies of the kind %', kind using errcode = '22023';
  end if;
  if ids is null or cardinality(ids) not between 1 and 200 or array_position(ids, null) is not null
     or (select max(length(id)) from unnest(ids) id) > 64 then
    raise exception 'a ticket is for 1 to 200 bodies' using errcode = '22023';
  end if;
  return trail.put_own(kind || '.read', null, null, jsonb_build_object('ids', to_jsonb(ids)));
end $function$
-- owner sedd_trail
-- grant to sedd_jobs: EXECUTE
-- grant to sedd_web: EXECUTE

