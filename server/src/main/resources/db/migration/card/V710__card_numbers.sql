-- What a series is stands in the organisation's document alone; here is how far its numbers have been drawn.
ALTER TABLE card_series DROP COLUMN code;
ALTER TABLE card_series DROP COLUMN definition;
ALTER TABLE card_series DROP COLUMN active;
-- orders the numbers of the random methods; never leaves the database but to make numbers
ALTER TABLE card_series ADD COLUMN permutation_key bytea NOT NULL;
COMMENT ON TABLE card_series IS 'How far the numbers of a card series have been drawn, and the key that orders random ones. Made with the first card.';

ALTER TABLE card ADD COLUMN mapped_till_id bigint;
ALTER TABLE card ADD FOREIGN KEY (org_id, mapped_till_id) REFERENCES till (org_id, id);
CREATE INDEX card_of_till ON card (org_id, mapped_till_id) WHERE mapped_till_id IS NOT NULL;

CREATE TABLE card_generation (
  org_id       bigint      NOT NULL,
  change_id    uuid        NOT NULL,
  series_id    bigint      NOT NULL,
  at           timestamptz NOT NULL,
  cards        integer     NOT NULL CHECK (cards > 0),
  status_label text        NOT NULL,
  created_by   bigint      NOT NULL,
  PRIMARY KEY (org_id, change_id),
  FOREIGN KEY (org_id, change_id) REFERENCES change_set (org_id, id),
  FOREIGN KEY (org_id, series_id) REFERENCES card_series (org_id, id),
  FOREIGN KEY (org_id, created_by) REFERENCES till (org_id, id)
);
CREATE INDEX card_generation_of_series ON card_generation (org_id, series_id, at);
COMMENT ON TABLE card_generation IS 'Which call generated how many cards of a series ahead.';

CALL close_to_other_organisations('card_generation');
