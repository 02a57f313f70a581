package dev.mlharness.activities.notify;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver takes messages. For Slack and Teams, who knows it can write there: it is kept as
 * a secret, and printed by nobody.
 */
public final class Address {
  private final String receiver;
  private final @Nullable URI known;
  private final @Nullable SecretText secret;

  private Address(String receiver, @Nullable URI known, @Nullable SecretText secret) {
    this.receiver = receiver;
    this.known = known;
    this.secret = secret;
  }

  /**
   * @throws IllegalArgumentException when it is none
   */
  public static Address of(String receiver, URI address) {
    if (!fits(address)) {
      throw new IllegalArgumentException("the address is no https URL with a host, without a user");
    }
    return new Address(receiver, address, null);
  }

  public static Address of(String receiver, SecretText address) {
    return new Address(receiver, null, address);
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code HELD} when it is none
   */
  URI read() {
    URI address = known == null && secret != null ? parse(secret.read()) : known;
    if (address == null || !fits(address)) {
      throw wrong();
    }
    return address;
  }

  private static boolean fits(URI address) {
    return address.getHost() != null
        && address.getRawUserInfo() == null
        && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
  }

  private URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Its message repeats the address.
      throw wrong();
    }
  }

  private RuntimeException wrong() {
    return Failures.of(
        FailureType.HELD,
        "Receiver '%s' was not told: its address is no https URL with a host and without a user. Put it right."
            .formatted(receiver));
  }

  @Override
  public String toString() {
    return "address of " + receiver;
  }
}
