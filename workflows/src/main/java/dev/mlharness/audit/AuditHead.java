package dev.mlharness.audit;

/**
 * Where the chain ends. Whoever keeps one can prove later that nothing before it was removed.
 *
 * @param sequence of the last record
 * @param hash of the last record
 */
public record AuditHead(long sequence, String hash) {
  /** The head of a chain without records. */
  public static final AuditHead EMPTY = new AuditHead(0, "0".repeat(64));

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static AuditHead parse(String text) {
    if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no head of a chain; it looks like 42:0f3a… with 64 hex digits");
    }
    int colon = text.indexOf(':');
    return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** As in {@code 42:0f3a…}. */
  @Override
  public String toString() {
    return sequence + ":" + hash;
  }
}
