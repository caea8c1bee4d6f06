CREATE TABLE import_job (
  org_id          bigint      NOT NULL REFERENCES org,
  -- time-ordered (UUID version 7), made by the service
  id              uuid        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('RECEIVING', 'QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED',
                                                        'COMPLETED_WITH_ERRORS', 'FAILED', 'CANCELLED')),
  -- whether the rows have been cut into chunks
  prepared        boolean     NOT NULL,
  reason          text,
  till_id         bigint      NOT NULL,
  file_name       text,
  format          text        NOT NULL CHECK (format IN ('NDJSON', 'CSV', 'XLSX')),
  operation       text        NOT NULL CHECK (operation IN ('ASSOCIATE', 'UPDATE')),
  atomicity       text        NOT NULL CHECK (atomicity IN ('ITEM', 'TREE')),
  dry_run         boolean     NOT NULL,
  strict          boolean     NOT NULL,
  update_existing boolean     NOT NULL,
  every_program   boolean     NOT NULL,
  source          text,
  account         text,
  -- the import whose failed rows this one corrects
  repairs         uuid,
  -- names of the columns as the file has them, and what each stands for; none in NDJSON
  headers         text[]      NOT NULL,
  columns         text[]      NOT NULL,
  total           bigint      NOT NULL,
  -- rows that could not be read when the file arrived
  unreadable      bigint      NOT NULL,
  created_at      timestamptz NOT NULL,
  -- while it arrives: when the last rows came
  touched_at      timestamptz NOT NULL,
  started_at      timestamptz,
  finished_at     timestamptz,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, till_id) REFERENCES till (org_id, id)
);
CREATE INDEX import_job_of_till ON import_job (org_id, till_id);
CREATE INDEX import_job_by_age ON import_job (org_id, created_at);
COMMENT ON TABLE import_job IS 'One file that is or was imported: how it is to be judged, and how far it has come (beyond.md row 13).';

CREATE TABLE import_row (
  org_id       bigint   NOT NULL,
  import_id    uuid     NOT NULL,
  line         bigint   NOT NULL,
  -- a line of NDJSON, or the cells as a JSON array
  body         bytea    NOT NULL,
  -- hashes of the identifiers of everybody whom the row registers, of its parent's, of the companies and places that it
  -- makes, and of those that it needs to be made
  registers    bigint[] NOT NULL,
  leans        bigint[] NOT NULL,
  makes        bigint[] NOT NULL,
  needs        bigint[] NOT NULL,
  -- how deep its role stands; whoever stands deeper comes later
  level        integer  NOT NULL,
  weight       integer  NOT NULL,
  -- the line of the import it repairs
  repairs_line bigint,
  PRIMARY KEY (org_id, import_id, line)
);
COMMENT ON TABLE import_row IS 'Rows of files as they arrived, until they are in; of failed ones as long as the import is kept. Personal data: no key to import_job, whose check would cost every row; rows are removed with their import.';

CREATE TABLE import_chunk (
  org_id     bigint      NOT NULL,
  import_id  uuid        NOT NULL,
  number     integer     NOT NULL,
  -- chunks of a wave lean on those of earlier ones only
  wave       integer     NOT NULL,
  -- the chunk with the children before these of the same parent, who come first
  follows    integer,
  lines      bigint[]    NOT NULL,
  attempts   integer     NOT NULL,
  not_before timestamptz NOT NULL,
  done_at    timestamptz,
  change_id  uuid,
  created    integer     NOT NULL,
  linked     integer     NOT NULL,
  moved      integer     NOT NULL,
  updated    integer     NOT NULL,
  unchanged  integer     NOT NULL,
  failed     integer     NOT NULL,
  PRIMARY KEY (org_id, import_id, number),
  FOREIGN KEY (org_id, import_id) REFERENCES import_job (org_id, id) ON DELETE CASCADE
);
CREATE INDEX import_chunk_open ON import_chunk (org_id, import_id, wave, number) WHERE done_at IS NULL;
COMMENT ON TABLE import_chunk IS 'Parts of an import, each one transaction and one change set. Whoever works on a chunk holds the lock of its row: lease and fence in one.';

CREATE TABLE import_error (
  org_id      bigint  NOT NULL,
  import_id   uuid    NOT NULL,
  line        bigint  NOT NULL,
  problems    jsonb   NOT NULL,
  -- the import that has put the row right since
  repaired_by uuid,
  PRIMARY KEY (org_id, import_id, line),
  FOREIGN KEY (org_id, import_id) REFERENCES import_job (org_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE import_error IS 'Rows that failed, or a part of which failed, with all that speaks against them.';

CREATE TABLE import_key (
  org_id    bigint NOT NULL,
  import_id uuid   NOT NULL,
  hash      bigint NOT NULL,
  line      bigint NOT NULL,
  PRIMARY KEY (org_id, import_id, hash, line),
  FOREIGN KEY (org_id, import_id) REFERENCES import_job (org_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE import_key IS 'By which hashes a row has to be looked at when another one leans on it: those of failed rows, in a dry run also those of the others.';

CREATE TABLE import_lift (
  org_id    bigint  NOT NULL,
  import_id uuid    NOT NULL,
  line      bigint  NOT NULL,
  -- the first line that is about the same people: they are decided together; null where there is none other
  leader    bigint,
  wave      integer NOT NULL,
  PRIMARY KEY (org_id, import_id, line),
  FOREIGN KEY (org_id, import_id) REFERENCES import_job (org_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE import_lift IS 'Rows that come in another wave than their level says, while an import is being prepared.';

CREATE TABLE import_queue (
  org_id    bigint      NOT NULL,
  import_id uuid        NOT NULL,
  served_at timestamptz NOT NULL,
  -- until then nobody begins with a further chunk
  held_until timestamptz NOT NULL,
  PRIMARY KEY (org_id, import_id),
  FOREIGN KEY (org_id, import_id) REFERENCES import_job (org_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE import_queue IS 'Imports with something left to do, read before any organisation is chosen, therefore without row-level security; holds nothing but ids.';

CALL close_to_other_organisations('import_job', 'import_row', 'import_chunk', 'import_error', 'import_key', 'import_lift');
