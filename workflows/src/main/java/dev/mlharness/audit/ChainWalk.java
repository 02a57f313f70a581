package dev.mlharness.audit;

import dev.mlharness.audit.AuditFinding.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks along a chain and notes what is wrong with it.
 *
 * <p>A chain shows every change that was not carried on to its end. Somebody who can write the
 * store may rewrite everything from a record on, or cut the end off; then only a head that was
 * remembered elsewhere tells.
 */
public final class ChainWalk {
  /** So that a verification fits in a payload, however bad the chain is. */
  static final int FINDINGS_KEPT = 100;

  private static final int FARTHEST_MOVE = 1_000;

  private final List<AuditFinding> findings = new ArrayList<>();
  private final List<AuditHead> remembered;
  private AuditHead head;
  private boolean sound;
  private long records;

  /**
   * @param from the last record before those that will be walked
   * @param remembered heads that the chain once had
   */
  public ChainWalk(AuditHead from, List<AuditHead> remembered) {
    this.head = from;
    this.remembered = List.copyOf(remembered);
    // A record that could not be read has left no hash to compare with.
    this.sound = !from.hash().isEmpty();
  }

  /** The next record, in the order of their numbers. */
  public void step(AuditRecord next) {
    boolean follows = arrive(next.sequence());
    boolean intact = next.intact();
    if (!intact) {
      damaged(next);
    } else if (follows && sound && !next.previous().equals(head.hash())) {
      replaced(
          head.sequence(), "record %d was written after another one".formatted(next.sequence()));
    }
    leave(next.head(), intact);
  }

  /** The next record cannot even be read. */
  public void stumble(long sequence) {
    arrive(sequence);
    find(sequence, Kind.EDITED, "record %d was edited: it cannot be read".formatted(sequence));
    leave(new AuditHead(sequence, ""), false);
  }

  /** There are no more records. */
  public void end() {
    remembered.stream()
        .mapToLong(AuditHead::sequence)
        .filter(last -> last > head.sequence())
        .max()
        .ifPresent(last -> missing(head.sequence() + 1, last));
  }

  /** What was found since the walk began. */
  public AuditVerification result() {
    return new AuditVerification(records, head, findings);
  }

  private boolean arrive(long sequence) {
    records++;
    long expected = head.sequence() + 1;
    if (sequence > expected) {
      missing(expected, sequence - 1);
    }
    return sequence == expected;
  }

  private void leave(AuditHead reached, boolean intact) {
    head = reached;
    sound = intact;
    boolean another =
        remembered.stream()
            .anyMatch(
                known ->
                    known.sequence() == reached.sequence() && !known.hash().equals(reached.hash()));
    if (intact && another) {
      replaced(reached.sequence(), "another one is remembered");
    }
  }

  private void missing(long first, long last) {
    find(
        first,
        Kind.MISSING,
        first == last
            ? "record %d is missing".formatted(first)
            : "records %d to %d are missing".formatted(first, last));
  }

  private void replaced(long sequence, String sign) {
    find(sequence, Kind.EDITED, "record %d was replaced: %s".formatted(sequence, sign));
  }

  private void damaged(AuditRecord record) {
    long here = record.sequence();
    for (long other = Math.max(1, here - FARTHEST_MOVE); other <= here + FARTHEST_MOVE; other++) {
      if (record.writtenAs(other)) {
        find(
            here,
            Kind.REORDERED,
            "record %d was moved: it was written as record %d".formatted(here, other));
        return;
      }
    }
    find(
        here,
        Kind.EDITED,
        "record %d was edited: its content is not what its hash says".formatted(here));
  }

  private void find(long sequence, Kind kind, String message) {
    if (findings.size() < FINDINGS_KEPT) {
      findings.add(new AuditFinding(sequence, kind, message));
    }
  }
}
