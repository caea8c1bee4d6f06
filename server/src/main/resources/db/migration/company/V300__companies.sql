CREATE SEQUENCE company_id INCREMENT BY 1000;

CREATE TABLE company (
  org_id          bigint      NOT NULL REFERENCES org,
  id              bigint      NOT NULL,
  external_id     text        NOT NULL CHECK (external_id <> ''),
  name            text        NOT NULL,
  hierarchy_id    bigint      NOT NULL,
  parent_id       bigint,
  -- ids from the topmost company down to this one, itself included: "is below" is one array look-up
  path            bigint[]    NOT NULL,
  extended_fields jsonb       NOT NULL,
  active          boolean     NOT NULL,
  created_at      timestamptz NOT NULL,
  modified_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, external_id),
  FOREIGN KEY (org_id, hierarchy_id) REFERENCES hierarchy (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES company (org_id, id),
  CHECK (path[cardinality(path)] = id)
);
CREATE INDEX company_of_parent ON company (org_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX company_of_hierarchy ON company (org_id, hierarchy_id);
-- pages of GET /v2/companies/all
CREATE INDEX company_by_creation ON company (org_id, active, created_at, id);
COMMENT ON TABLE company IS 'Companies and sub-companies (spec/domain.md §4), each of one hierarchy, nested to any depth.';

CALL close_to_other_organisations('company');
