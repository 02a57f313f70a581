package dev.mlharness.starter.api.hooks;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * GitHub signs the raw body, and nothing else: no time, and not the id of the delivery, which
 * whoever has seen one could send again under another id. So the body is what keeps a delivery from
 * counting twice.
 */
final class GithubSignature implements Signature {
  private static final String PREFIX = "sha256=";

  @Override
  public Optional<Proven> prove(Raw raw, List<byte[]> keys, Window window) {
    String header = raw.text("X-Hub-Signature-256");
    String id = raw.text("X-GitHub-Delivery");
    if (!header.startsWith(PREFIX) || id.isBlank()) {
      return Optional.empty();
    }
    try {
      byte[] signature = HexFormat.of().parseHex(header.substring(PREFIX.length()));
      return Hmac.signed(keys, signature, raw.body())
          ? Optional.of(new Proven(Hmac.digest(raw.body()), id, raw.text("X-GitHub-Event")))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
