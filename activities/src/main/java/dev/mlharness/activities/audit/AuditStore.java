package dev.mlharness.activities.audit;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.ChainWalk;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The chain of records, in a database. Any number of workers may write it at the same time. */
public final class AuditStore implements AuditActivities {
  private static final int LEG = 20_000;

  private final AuditDatabase database;
  private final Clock clock;

  public AuditStore(AuditDatabase database) {
    this(database, Clock.systemUTC());
  }

  AuditStore(AuditDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Where the chain ends now.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code UNAVAILABLE} when the store does not
   *     answer
   */
  public AuditHead head() {
    return within(connection -> head(connection, ""));
  }

  @Override
  public AuditHead record(List<AuditEvent> events) {
    return within(
        connection -> {
          AuditHead head = head(connection, database.lock());
          for (AuditEvent event : events) {
            if (!known(connection, event.key())) {
              head = append(connection, AuditRecord.after(head, clock.instant(), event));
            }
          }
          return head;
        });
  }

  private static AuditHead append(Connection connection, AuditRecord record) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(Rows.INSERT)) {
      Rows.bind(insert, record);
      insert.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_head SET sequence = ?, hash = ?")) {
      update.setLong(1, record.sequence());
      update.setString(2, record.hash());
      update.executeUpdate();
    }
    return record.head();
  }

  private static boolean known(Connection connection, String key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM audit_record WHERE event_key = ?")) {
      select.setString(1, key);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static AuditHead head(Connection connection, String lock) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT sequence, hash FROM audit_head" + lock);
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? new AuditHead(rows.getLong(1), rows.getString(2)) : AuditHead.EMPTY;
    }
  }

  @Override
  public AuditPage read(AuditQuery query) {
    return within(
        connection -> {
          List<AuditRecord> records = new ArrayList<>();
          try (PreparedStatement select = select(connection, query);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              long sequence = rows.getLong("sequence");
              records.add(Rows.read(rows).orElseThrow(() -> damaged(sequence)));
            }
          }
          boolean more = records.size() == query.limit();
          return new AuditPage(records, more ? records.get(records.size() - 1).sequence() : null);
        });
  }

  private static PreparedStatement select(Connection connection, AuditQuery query)
      throws SQLException {
    boolean forward = query.order() == Order.OLDEST_FIRST;
    StringBuilder sql =
        new StringBuilder("SELECT " + Rows.COLUMNS + " FROM audit_record WHERE 1 = 1");
    List<String> texts = new ArrayList<>();
    if (!query.kinds().isEmpty()) {
      sql.append(
          query.kinds().stream()
              .map(kind -> "?")
              .collect(Collectors.joining(", ", " AND kind IN (", ")")));
      query.kinds().forEach(kind -> texts.add(kind.word()));
    }
    if (query.pipeline() != null) {
      sql.append(" AND pipeline = ?");
      texts.add(query.pipeline());
    }
    if (query.from() != null) {
      sql.append(forward ? " AND sequence > " : " AND sequence < ")
          .append(query.from().longValue());
    }
    sql.append(forward ? " ORDER BY sequence" : " ORDER BY sequence DESC");
    PreparedStatement select = connection.prepareStatement(sql + " LIMIT " + query.limit());
    for (int i = 0; i < texts.size(); i++) {
      select.setString(i + 1, texts.get(i));
    }
    return select;
  }

  /** When each principal, by application id, was last used according to its receipts. */
  public Map<String, Instant> lastUses() {
    return within(
        connection -> {
          Map<String, Instant> uses = new HashMap<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT principal, MAX(moment) FROM audit_record WHERE kind = 'receipt' AND principal IS NOT NULL GROUP BY principal");
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              uses.put(rows.getString(1), Instant.parse(rows.getString(2)));
            }
          }
          return uses;
        });
  }

  /** Of the findings whose subject begins like this, the latest of each subject. */
  public List<AuditRecord> latest(String subject) {
    return within(
        connection -> {
          List<AuditRecord> records = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT %s FROM audit_record WHERE sequence IN (SELECT MAX(sequence) FROM audit_record WHERE kind = 'finding' AND subject LIKE ? GROUP BY subject)"
                      .formatted(Rows.COLUMNS))) {
            select.setString(1, subject + "%");
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                long sequence = rows.getLong("sequence");
                records.add(Rows.read(rows).orElseThrow(() -> damaged(sequence)));
              }
            }
          }
          return records;
        });
  }

  /** When the first record was written; empty if there is none. */
  public Optional<Instant> begin() {
    AuditQuery first = new AuditQuery(Set.of(), null, Order.OLDEST_FIRST, null, 1);
    return read(first).records().stream().map(AuditRecord::moment).findFirst();
  }

  @Override
  public Leg verify(AuditHead from, List<AuditHead> remembered) {
    return within(
        connection -> {
          List<AuditHead> known = new ArrayList<>(remembered);
          known.add(head(connection, ""));
          ChainWalk walk = new ChainWalk(from, known);
          int seen = 0;
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT %s FROM audit_record WHERE sequence > ? ORDER BY sequence LIMIT %d"
                      .formatted(Rows.COLUMNS, LEG))) {
            select.setLong(1, from.sequence());
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
              for (; rows.next(); seen++) {
                long sequence = rows.getLong("sequence");
                Rows.read(rows).ifPresentOrElse(walk::step, () -> walk.stumble(sequence));
              }
            }
          }
          boolean last = seen < LEG;
          if (last) {
            walk.end();
          }
          return new Leg(walk.result(), last);
        });
  }

  private <T> T within(Work<T> work) {
    try (Connection connection = database.connect()) {
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        undo(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "The audit store %s cannot be used: %s. Nothing is changed without its record, so this waits and is tried again. Check mlharness.audit, and that the database answers."
              .formatted(database.name(), e.getMessage()));
    }
  }

  private static void undo(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is lost, and the server undoes what it had begun.
      cause.addSuppressed(e);
    }
  }

  private static RuntimeException damaged(long sequence) {
    return Failures.of(
        FailureType.HELD,
        "Record %d of the audit store was edited and cannot be read. ./harness audit verify tells which others were."
            .formatted(sequence));
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }
}
