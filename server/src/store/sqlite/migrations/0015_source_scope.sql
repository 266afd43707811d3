-- The place that a source may tell of, with what is below it; nothing: the whole town.
ALTER TABLE source_key ADD COLUMN place TEXT;
