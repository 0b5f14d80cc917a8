-- Answers by text and by e-mail.

set local role sedd_owner;

-- A gateway may count what it takes and what it brings each by itself: an answer with the number of a text that was sent is not that text.
drop index message_at_gateway;
create unique index message_at_gateway on message (domain_id, gateway, direction, gateway_id) where gateway_id is not null;
