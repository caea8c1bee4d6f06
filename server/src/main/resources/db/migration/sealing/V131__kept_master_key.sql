-- Whoever brings a database and no key gets one all the same, which all instances find here. Erasing a person works with
-- it as with any other; only a copy of the database then holds what opens it.
ALTER TABLE master_key ADD COLUMN kept_key bytea CHECK (length(kept_key) = 32);
CREATE UNIQUE INDEX master_key_one_kept ON master_key ((kept_key IS NOT NULL)) WHERE kept_key IS NOT NULL;
COMMENT ON TABLE master_key IS 'Ids of the master keys that have been in use, so that a start without one of them is refused; and the key itself where the operator gave none.';
