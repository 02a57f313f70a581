package dev.mlharness.activities.credentials;

import java.time.Instant;

/** What is good for a while. Its text never gives away what it is. */
public interface Perishable {

  /** From then on it is good for nothing. */
  Instant expiry();
}
