-- For the operator, who wants to know which logins nobody uses any more.
ALTER TABLE login ADD COLUMN last_used_at timestamptz;
COMMENT ON COLUMN login.last_used_at IS 'When somebody last came in by this login, to the minute; written by a thread of its own, at most once a minute for each login.';
