-- Who may call, read before the organisation is known: no row-level security here, and nothing personal.
CREATE TABLE login (
  name        text    NOT NULL PRIMARY KEY,
  kind        text    NOT NULL CHECK (kind IN ('TILL', 'CLIENT')),
  org_id      bigint  NOT NULL REFERENCES org,
  till_id     bigint  NOT NULL,
  role        text    NOT NULL CHECK (role IN ('READ', 'WRITE')),
  salt        bytea   NOT NULL,
  secret_hash bytea   NOT NULL,
  -- set only while the operator allows the reference's habit of sending the MD5 of the secret
  md5_hash    bytea,
  active      boolean NOT NULL,
  ttl_seconds integer CHECK (ttl_seconds > 0),
  FOREIGN KEY (org_id, till_id) REFERENCES till (org_id, id)
);
CREATE INDEX login_of_till ON login (org_id, till_id);
COMMENT ON TABLE login IS 'Till codes and client keys, unique in the whole server, with the salted hash of their secret and the role they carry.';
