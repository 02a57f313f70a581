package dev.mlharness.activities.credentials;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * A bearer token. Neither prints nor serialises: only {@link #reveal()} gives it away, and what it
 * returns belongs into an {@code Authorization} header and nowhere else.
 */
@JsonIgnoreType
public final class SecretToken implements Perishable {
  private final String value;
  private final Instant expiry;

  public SecretToken(String value, Instant expiry) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a token is not blank");
    }
    this.value = value;
    this.expiry = expiry;
  }

  /** The token itself. */
  public String reveal() {
    return value;
  }

  @Override
  public Instant expiry() {
    return expiry;
  }

  /** Whether this is the token that was sent, compared in constant time. */
  public boolean is(String sent) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "[token until " + expiry + "]";
  }
}
