-- Every tenant-owned row belongs to one organisation; its id leads every key.
CREATE SEQUENCE org_id;
CREATE SEQUENCE till_id INCREMENT BY 1 START WITH 1001;

CREATE TABLE org (
  org_id      bigint      NOT NULL PRIMARY KEY,
  code        text        NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,40}$'),
  name        text        NOT NULL,
  active      boolean     NOT NULL,
  -- grows with every change of set-up (document, hierarchy); whoever caches the set-up compares it
  version     bigint      NOT NULL,
  document    jsonb       NOT NULL,
  created_at  timestamptz NOT NULL,
  modified_at timestamptz NOT NULL
);
COMMENT ON TABLE org IS 'One row per organisation: its document as applied (secrets left out) and the version of its set-up. Read by the operator before any organisation is chosen, therefore without row-level security.';

CREATE TABLE till (
  org_id bigint  NOT NULL REFERENCES org,
  id     bigint  NOT NULL,
  code   text    NOT NULL,
  name   text    NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, code)
);
COMMENT ON TABLE till IS 'The tills of an organisation. Rows outlive their place in the document because people and links name them as creator.';

CALL close_to_other_organisations('till');
