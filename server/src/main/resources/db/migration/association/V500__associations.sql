CREATE SEQUENCE association_id INCREMENT BY 1000;
CREATE SEQUENCE association_spell_id INCREMENT BY 1000;

CREATE TABLE association (
  org_id       bigint      NOT NULL REFERENCES org,
  id           bigint      NOT NULL,
  customer_id  bigint      NOT NULL,
  hierarchy_id bigint      NOT NULL,
  -- active direct children; changed only by statements that compare it with the cap in the same breath
  child_count  integer     NOT NULL DEFAULT 0 CHECK (child_count BETWEEN 0 AND 30000),
  started_at   timestamptz NOT NULL,
  -- 'infinity' while open, so that one plain unique index lets a person have one open membership and any ended ones
  ended_at     timestamptz NOT NULL DEFAULT 'infinity',
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, customer_id, ended_at),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, hierarchy_id) REFERENCES hierarchy (org_id, id),
  CHECK (ended_at > started_at)
);
CREATE INDEX association_of_hierarchy ON association (org_id, hierarchy_id);
COMMENT ON TABLE association IS 'The membership of a person in a hierarchy. Its id (associationId, parentRoleId of the people below) stays when the person moves; leaving and joining again makes a new one.';

CREATE TABLE association_spell (
  org_id         bigint      NOT NULL REFERENCES org,
  id             bigint      NOT NULL,
  association_id bigint      NOT NULL,
  role_code      text        NOT NULL,
  parent_id      bigint,
  company_id     bigint,
  default_child  boolean     NOT NULL,
  from_at        timestamptz NOT NULL,
  to_at          timestamptz NOT NULL DEFAULT 'infinity',
  change_id      uuid        NOT NULL,
  end_change_id  uuid,
  PRIMARY KEY (org_id, id),
  -- one open spell per membership, by the same device as above
  UNIQUE (org_id, association_id, to_at),
  FOREIGN KEY (org_id, association_id) REFERENCES association (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES association (org_id, id),
  FOREIGN KEY (org_id, company_id) REFERENCES company (org_id, id),
  CHECK (to_at > from_at),
  CHECK (parent_id <> association_id)
);
CREATE UNIQUE INDEX association_spell_one_default ON association_spell (org_id, parent_id) WHERE to_at = 'infinity' AND default_child;
CREATE INDEX association_spell_of_parent ON association_spell (org_id, parent_id, to_at) WHERE parent_id IS NOT NULL;
CREATE INDEX association_spell_of_company ON association_spell (org_id, company_id, role_code, to_at) WHERE company_id IS NOT NULL;
COMMENT ON TABLE association_spell IS 'One stretch of a membership under one parent, company and role. Never overwritten: the old spell is end-dated, the new one starts at the same instant.';

CALL close_to_other_organisations('association', 'association_spell');
