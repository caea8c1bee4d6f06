-- A person's own key, itself encrypted under a master key of the server (ADR 18). Destroyed when the person is erased.
ALTER TABLE customer
  ADD COLUMN person_key bytea,
  ADD COLUMN erased_at  timestamptz,
  ADD CHECK (erased_at IS NULL OR person_key IS NULL);
COMMENT ON COLUMN customer.person_key IS 'The key under which records about the person are sealed, wrapped: id of the master key, nonce, encrypted key. Null for people registered before keys were, until something is written about them, and for erased ones.';
