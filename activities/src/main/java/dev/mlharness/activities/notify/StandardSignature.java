package dev.mlharness.activities.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs as <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: id, time and body, by
 * every key that is live. A key that begins with {@code whsec_} is Base64.
 */
final class StandardSignature {
  private static final String ENCODED = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /** As the specification asks. */
  private static final int SHORTEST = 24;

  private final String receiver;
  private final List<SecretText> keys;

  /**
   * @param keys while one is exchanged for another, both
   */
  StandardSignature(String receiver, List<SecretText> keys) {
    this.receiver = receiver;
    this.keys = List.copyOf(keys);
  }

  /** The headers that prove who sent this, and when. */
  Map<String, String> headers(String id, Instant now, String body) {
    String time = String.valueOf(now.getEpochSecond());
    return Map.of(
        "webhook-id",
        id,
        "webhook-timestamp",
        time,
        "webhook-signature",
        keys.stream()
            .map(key -> "v1," + signature(decoded(key.read()), id + "." + time + "." + body))
            .collect(Collectors.joining(" ")));
  }

  private static String signature(byte[] key, String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  private byte[] decoded(String key) {
    byte[] bytes;
    try {
      bytes =
          key.startsWith(ENCODED)
              ? Base64.getDecoder().decode(key.substring(ENCODED.length()))
              : key.getBytes(UTF_8);
    } catch (IllegalArgumentException e) {
      // Its message may repeat characters of the key.
      throw unfit("is no Base64 after whsec_");
    }
    if (bytes.length < SHORTEST) {
      throw unfit("is shorter than " + SHORTEST + " bytes");
    }
    return bytes;
  }

  private RuntimeException unfit(String why) {
    return Failures.of(
        FailureType.HELD,
        "Receiver '%s' was not told: a key that signs for it %s. Make one of at least %d random bytes."
            .formatted(receiver, why, SHORTEST));
  }
}
