package dev.mlharness.starter.api.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.payload.Payloads;
import dev.mlharness.recipe.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A user name and a password, {@code name:password} in the key file. Such a delivery has no id of
 * its own: the same body is the same event.
 */
final class BasicPassword implements Signature {
  private static final String PREFIX = "Basic ";

  @Override
  public Optional<Proven> prove(Raw raw, List<byte[]> keys, Window window) {
    String header = raw.text("Authorization");
    byte[] shown = header.startsWith(PREFIX) ? decoded(header) : new byte[0];
    boolean known = false;
    for (byte[] key : keys) {
      known |= MessageDigest.isEqual(key, shown);
    }
    if (!known) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Proven(Digest.of(Payloads.mapper().readTree(raw.body())), null));
    } catch (JsonProcessingException e) {
      return Optional.of(new Proven(Digest.of(new String(raw.body(), UTF_8)), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] decoded(String header) {
    try {
      return Base64.getDecoder().decode(header.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
