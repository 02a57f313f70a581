package dev.mlharness.audit;

import dev.mlharness.recipe.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A record of the chain.
 *
 * @param sequence counts from 1, without gaps
 * @param moment when it was written, to the millisecond
 * @param previous hash of the record before
 * @param hash lower-case hex SHA-256 of the canonical JSON (RFC 8785) of all other fields
 */
public record AuditRecord(
    long sequence, Instant moment, AuditEvent event, String previous, String hash) {

  /** The record that follows a head. */
  public static AuditRecord after(AuditHead head, Instant moment, AuditEvent event) {
    Instant kept = moment.truncatedTo(ChronoUnit.MILLIS);
    Hashed content = new Hashed(head.sequence() + 1, kept.toString(), event, head.hash());
    return new AuditRecord(content.sequence, kept, event, head.hash(), Digest.of(content));
  }

  /** Whether the hash is that of the other fields. */
  public boolean intact() {
    return writtenAs(sequence);
  }

  /** Whether the hash would be right at another place in the chain. */
  boolean writtenAs(long other) {
    return hash.equals(Digest.of(new Hashed(other, moment.toString(), event, previous)));
  }

  /** The head of the chain that ends here. */
  public AuditHead head() {
    return new AuditHead(sequence, hash);
  }

  /** Apart from the record, so that what is hashed stays the same whatever a record may gain. */
  private record Hashed(long sequence, String moment, AuditEvent event, String previous) {}
}
