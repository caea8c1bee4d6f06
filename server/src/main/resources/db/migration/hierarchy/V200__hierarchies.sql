CREATE SEQUENCE hierarchy_id;

CREATE TABLE hierarchy (
  org_id                    bigint      NOT NULL REFERENCES org,
  id                        bigint      NOT NULL,
  code                      text        NOT NULL,
  name                      text        NOT NULL,
  description               text        NOT NULL,
  active                    boolean     NOT NULL,
  is_default                boolean     NOT NULL,
  creation_strict           boolean     NOT NULL,
  skip_role_allowed         boolean     NOT NULL,
  auto_group_creation       boolean     NOT NULL,
  -- a list of at most 8, always read and written with its hierarchy
  roles                     jsonb       NOT NULL,
  created_by                bigint,
  created_at                timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, code),
  FOREIGN KEY (org_id, created_by) REFERENCES till (org_id, id)
);
CREATE UNIQUE INDEX hierarchy_one_default ON hierarchy (org_id) WHERE is_default AND active;
CREATE INDEX hierarchy_created_by ON hierarchy (org_id, created_by) WHERE created_by IS NOT NULL;
COMMENT ON TABLE hierarchy IS 'Hierarchies with their roles, caps and permissions (spec/domain.md §2). Switched off, never deleted while anything refers to them.';

CALL close_to_other_organisations('hierarchy');
