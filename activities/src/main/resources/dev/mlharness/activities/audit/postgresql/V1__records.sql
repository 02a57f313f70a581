CREATE TABLE audit_record (
  sequence  BIGINT PRIMARY KEY,
  moment    TEXT NOT NULL,
  event_key TEXT NOT NULL UNIQUE,
  kind      TEXT NOT NULL,
  who       TEXT NOT NULL,
  role      TEXT,
  principal TEXT,
  workspace TEXT,
  pipeline  TEXT,
  stage     TEXT,
  subject   TEXT NOT NULL,
  evidence  TEXT,
  outcome   TEXT NOT NULL,
  detail    TEXT NOT NULL,
  previous  TEXT NOT NULL,
  hash      TEXT NOT NULL
);

CREATE INDEX audit_record_of_pipeline ON audit_record (pipeline, sequence);
CREATE INDEX audit_record_of_kind ON audit_record (kind, sequence);

CREATE TABLE audit_head (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  hash     TEXT NOT NULL
);

INSERT INTO audit_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit records are never changed or deleted';
END $$;

CREATE FUNCTION audit_move_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sequence <> OLD.sequence + 1 THEN
    RAISE EXCEPTION 'the head of the audit chain only moves on';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_record_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_move_on();

CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
