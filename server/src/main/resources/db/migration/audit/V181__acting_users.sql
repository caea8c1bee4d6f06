-- Whom the caller names as the one who acts (domain.md §1, USER-CONTEXT headers). NULL: nobody.
ALTER TABLE change_set
  ADD COLUMN user_type      text CHECK (length(user_type) <= 255),
  ADD COLUMN user_id        text CHECK (length(user_id) <= 255),
  ADD COLUMN user_source    text CHECK (length(user_source) <= 255),
  ADD COLUMN user_source_id text CHECK (length(user_source_id) <= 255);
