-- With the person, so that a search reads nothing but a piece of the index.
DROP INDEX card_number_prefix;
CREATE INDEX card_number_prefix ON card (org_id, number text_pattern_ops, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX card_external_id_prefix ON card (org_id, external_id text_pattern_ops, customer_id)
  WHERE external_id IS NOT NULL AND customer_id IS NOT NULL;
