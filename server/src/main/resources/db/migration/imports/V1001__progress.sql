ALTER TABLE import_job
  ADD COLUMN preparation integer NOT NULL DEFAULT 0,
  ADD COLUMN file_bytes  bigint,
  ADD COLUMN read_bytes  bigint  NOT NULL DEFAULT 0;
COMMENT ON COLUMN import_job.preparation IS 'What comes next until it is prepared: 0 putting rows about the same people together, 1 and so on a round of putting rows behind those they lean on, -1 noting who is leaned on, -2 cutting.';
COMMENT ON COLUMN import_job.file_bytes IS 'How long the file is said to be; null where nothing is said, or where that does not tell how much of it has been read.';
COMMENT ON COLUMN import_job.read_bytes IS 'How much of it has been read.';
