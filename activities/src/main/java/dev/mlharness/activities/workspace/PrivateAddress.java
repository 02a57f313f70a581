package dev.mlharness.activities.workspace;

import java.net.URI;
import java.util.Set;

/** An address that a token may be sent to: nobody on the way can read it. */
final class PrivateAddress {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private PrivateAddress() {}

  /**
   * @throws IllegalArgumentException when it is neither https nor this machine
   */
  static void check(String property, URI address) {
    boolean here = address.getHost() != null && THIS_MACHINE.contains(address.getHost());
    if (!"https".equals(address.getScheme()) && !here) {
      throw new IllegalArgumentException(
          "%s '%s' is neither https nor on this machine; this worker's token would go there for all to read"
              .formatted(property, address));
    }
  }
}
