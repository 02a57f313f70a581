CREATE TABLE audit_record (
  sequence  INTEGER PRIMARY KEY,
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
  sequence INTEGER NOT NULL,
  hash     TEXT NOT NULL
);

INSERT INTO audit_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER audit_record_stays_as_it_is BEFORE UPDATE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;

CREATE TRIGGER audit_record_stays BEFORE DELETE ON audit_record
BEGIN SELECT RAISE(ABORT, 'audit records are never deleted'); END;

CREATE TRIGGER audit_head_moves_on BEFORE UPDATE ON audit_head WHEN NEW.sequence <> OLD.sequence + 1
BEGIN SELECT RAISE(ABORT, 'the head of the audit chain only moves on'); END;

CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the head of the audit chain is never deleted'); END;
