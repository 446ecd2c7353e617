-- Which command hears what became of a message: its intent, and the stream it is sent on.

ALTER TABLE outbox ADD COLUMN told_by TEXT;
ALTER TABLE outbox ADD COLUMN told_to TEXT;
