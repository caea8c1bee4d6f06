-- Lists of change sets tell how many records of each kind a call created, changed and ended, without reading them: one
-- record of each kind and action of a statement carries how many there are. No row more is written, and none is updated.
ALTER TABLE change_record
  ADD COLUMN counts_of  uuid,
  ADD COLUMN kind_count integer CHECK (kind_count > 0),
  ADD CONSTRAINT change_record_counts CHECK ((counts_of IS NULL) = (kind_count IS NULL));
COMMENT ON COLUMN change_record.counts_of IS 'The change set again, on the record that stands for all of its kind and action in one statement; null on the others.';
COMMENT ON COLUMN change_record.kind_count IS 'How many records of this kind and action the statement wrote.';

UPDATE change_record AS r
   SET counts_of = r.change_id, kind_count = k.records
  FROM (SELECT c.org_id, c.change_id, c.entity_type, c.action, min(c.entity_id) AS entity_id, count(*) AS records
          FROM change_record AS c
         GROUP BY c.org_id, c.change_id, c.entity_type, c.action) AS k
 WHERE r.org_id = k.org_id AND r.change_id = k.change_id AND r.entity_type = k.entity_type AND r.entity_id = k.entity_id;

-- what one change set did
CREATE INDEX change_record_counts_of ON change_record (org_id, counts_of) WHERE counts_of IS NOT NULL;
-- change sets that did something to a kind of record
CREATE INDEX change_record_of_kind ON change_record (org_id, entity_type, counts_of) WHERE counts_of IS NOT NULL;
-- the youngest of a till
DROP INDEX change_set_of_till;
CREATE INDEX change_set_of_till ON change_set (org_id, till_id, id);
