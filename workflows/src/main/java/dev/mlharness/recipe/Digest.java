package dev.mlharness.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** SHA-256 of the canonical JSON (RFC 8785) of a value: the same on every machine. */
public final class Digest {
  private Digest() {}

  /** Lower-case hex. The order of keys in maps and objects does not count. */
  public static String of(Object value) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical(value)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static byte[] canonical(Object value) {
    try {
      return new JsonCanonicalizer(Payloads.mapper().writeValueAsBytes(value)).getEncodedUTF8();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
