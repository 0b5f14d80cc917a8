-- The letting-in that came with a handover to a colleague, so that it ends when the handover comes to nothing.

set local role sedd_owner;
alter table transition_handover add column assignment_id uuid;
