package dev.mlharness.activities.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.Place;
import dev.mlharness.payload.Payloads;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records as rows of the table. */
final class Rows {
  static final String COLUMNS =
      "sequence, moment, event_key, kind, who, role, principal, workspace, pipeline, stage,"
          + " subject, evidence, outcome, detail, previous, hash";
  static final String INSERT =
      "INSERT INTO audit_record (" + COLUMNS + ") VALUES (?" + ", ?".repeat(15) + ")";

  private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

  private Rows() {}

  static void bind(PreparedStatement insert, AuditRecord record) throws SQLException {
    AuditEvent event = record.event();
    insert.setLong(1, record.sequence());
    String[] values = {
      record.moment().toString(),
      event.key(),
      event.kind().word(),
      event.actor().who(),
      event.actor().role(),
      event.actor().principal(),
      event.place().workspace(),
      event.place().pipeline(),
      event.place().stage(),
      event.subject(),
      event.evidence(),
      event.outcome(),
      json(event.detail()),
      record.previous(),
      record.hash()
    };
    for (int i = 0; i < values.length; i++) {
      insert.setString(i + 2, values[i]);
    }
  }

  /** Empty when the row is none that was ever written. */
  static Optional<AuditRecord> read(ResultSet row) throws SQLException {
    try {
      return Optional.of(record(row));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static AuditRecord record(ResultSet row) throws SQLException, JsonProcessingException {
    return new AuditRecord(
        row.getLong("sequence"),
        Instant.parse(text(row, "moment")),
        new AuditEvent(
            text(row, "event_key"),
            kind(text(row, "kind")),
            new Actor(text(row, "who"), row.getString("role"), row.getString("principal")),
            new Place(
                row.getString("workspace"), row.getString("pipeline"), row.getString("stage")),
            text(row, "subject"),
            row.getString("evidence"),
            text(row, "outcome"),
            Payloads.mapper().readValue(text(row, "detail"), DETAIL)),
        text(row, "previous"),
        text(row, "hash"));
  }

  private static AuditKind kind(String word) {
    return Arrays.stream(AuditKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of record: " + word));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      throw new IllegalArgumentException(column + " is empty");
    }
    return value;
  }

  private static String json(Map<String, String> detail) {
    try {
      return Payloads.mapper().writeValueAsString(new TreeMap<>(detail));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
