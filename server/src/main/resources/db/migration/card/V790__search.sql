-- People are found by how the numbers of their cards begin.
CREATE INDEX card_number_prefix ON card (org_id, number text_pattern_ops) WHERE customer_id IS NOT NULL;
