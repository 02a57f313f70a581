package dev.mlharness.activities.credentials;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the broker leaves a receipt of each credential, before anybody may use it. */
@FunctionalInterface
public interface Receipts {

  /**
   * Keeps the receipt of a credential that was just received.
   *
   * @throws RuntimeException when it cannot be kept; then nobody gets the credential, and the call
   *     that needed it fails with this exception
   */
  void add(Receipt receipt);

  /** Receipts are lines of the log. */
  static Receipts logged() {
    Logger log = LoggerFactory.getLogger(Receipts.class);
    return receipt -> log.info("Token received: {}", receipt);
  }
}
