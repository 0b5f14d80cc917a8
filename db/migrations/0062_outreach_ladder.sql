-- Planning asks of a contact whether it is a message that went for a step.

set local role sedd_owner;

create index message_contact on message (domain_id, contact_id) where contact_id is not null;
