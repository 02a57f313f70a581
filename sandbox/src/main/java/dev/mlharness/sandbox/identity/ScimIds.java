package dev.mlharness.sandbox.identity;

import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes ids as SCIM on Databricks has them: long numbers, told apart by chance. */
@Component
public final class ScimIds {

  private final SecureRandom random = new SecureRandom();

  /** An id that no other principal or group has. */
  public String next() {
    return Long.toString(random.nextLong(1_000_000_000_000_000L, 8_000_000_000_000_000L));
  }
}
