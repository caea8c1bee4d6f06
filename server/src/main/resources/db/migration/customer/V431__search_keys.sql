-- People are found by how a first name, a last name or both together begin, however these are written: in any case, with
-- or without accents, points, hyphens and apostrophes (docs/adr/0026-lists.md).
CREATE FUNCTION search_key(name text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  key text;
BEGIN
  IF octet_length(name) = length(name) THEN
    key := lower(name COLLATE "C");
  ELSE
    key := lower(normalize(name, NFKD) COLLATE "und-x-icu");
    -- accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; not the vowels of Indian scripts or Thai, without
    -- which nothing is left of a name
    key := regexp_replace(key,
      '[\u0300-\u036F\u0483-\u0489\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]',
      '', 'g');
    -- letters that have no accent to take away
    key := translate(key, 'łøđðħıŧŋς', 'loddhitnσ');
    key := replace(replace(replace(replace(key, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    key := translate(key, U&'\2010\2011\2012\2013\2014\2015\2212\00B7\30FB\2019\2018\02BC\02BB\02B9\3001', '---------''''''''''''');
    -- Korean, Japanese and Chinese are written with and without spaces between the names
    key := regexp_replace(key,
      '(?<=[\u1100-\u11FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\U00020000-\U0003134F])\s+(?=[\u1100-\u11FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\U00020000-\U0003134F])',
      '', 'g');
  END IF;
  key := translate(key, '-.,''`"', ' ');
  IF position('  ' IN key) > 0 OR key LIKE ' %' OR key LIKE '% ' THEN
    key := btrim(regexp_replace(key, '\s+', ' ', 'g'));
  END IF;
  -- decomposed, a character may become eighteen, and an index takes a third of a page
  RETURN nullif(left(key, 120), '');
END
$$;
COMMENT ON FUNCTION search_key(text) IS 'A name as it is compared when somebody looks for how it begins. Null where nothing is left of it.';

-- Generated: whatever registers, changes, merges, restores or empties a name does so to its key. What begins with a first
-- name also begins "first last", so two keys serve three questions.
ALTER TABLE customer_profile
  DROP COLUMN first_key,
  DROP COLUMN last_key,
  ADD COLUMN name_key    text GENERATED ALWAYS AS (search_key(coalesce(first_name || ' ' || last_name, first_name, last_name))) STORED,
  ADD COLUMN surname_key text GENERATED ALWAYS AS (search_key(last_name || ' ' || first_name)) STORED;
COMMENT ON COLUMN customer_profile.name_key IS 'First and last name as they are searched for; the only one there is where one is missing.';
COMMENT ON COLUMN customer_profile.surname_key IS 'The same, last name first; null where one is missing.';

-- With the person, so that a search reads nothing but a piece of the index.
CREATE INDEX customer_profile_name_key ON customer_profile (org_id, name_key text_pattern_ops, customer_id) WHERE name_key IS NOT NULL;
CREATE INDEX customer_profile_surname_key ON customer_profile (org_id, surname_key text_pattern_ops, customer_id) WHERE surname_key IS NOT NULL;
DROP INDEX customer_identifier_prefix;
CREATE INDEX customer_identifier_prefix ON customer_identifier (org_id, match_key text_pattern_ops, customer_id);
