-- Identifiers of erased people are recognised by hashes under a key of their organisation (ADR 18). It stands here, where
-- every call learns the version of the set-up, so that an organisation that has erased nobody is asked nothing.
ALTER TABLE org ADD COLUMN erasure_key bytea;
COMMENT ON COLUMN org.erasure_key IS 'Key of the hashes of erased identifiers, wrapped as people''s keys are; null until somebody is erased.';
