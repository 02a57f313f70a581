package dev.mlharness.starter.api.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Id, time and body are signed: {@code v1,BASE64}, several divided by spaces while a sender
 * exchanges its key. A key that begins with {@code whsec_} is Base64.
 *
 * @param id name of the header
 * @param time name of the header, in seconds since 1970
 * @param signature name of the header
 */
record StandardSignature(String id, String time, String signature) implements Signature {
  private static final String PREFIX = "v1,";
  private static final String ENCODED = "whsec_";

  @Override
  public Optional<Proven> prove(Raw raw, List<byte[]> keys, Window window) {
    String message = raw.text(id);
    String at = raw.text(time);
    if (message.isBlank() || !isNow(at, window)) {
      return Optional.empty();
    }
    byte[] head = (message + "." + at + ".").getBytes(UTF_8);
    boolean signed = false;
    for (byte[] one : signatures(raw.text(signature))) {
      signed |= Hmac.signed(decoded(keys), one, head, raw.body());
    }
    return signed ? Optional.of(new Proven(message, null)) : Optional.empty();
  }

  private static boolean isNow(String seconds, Window window) {
    try {
      return window.holds(Instant.ofEpochSecond(Long.parseLong(seconds)));
    } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static List<byte[]> signatures(String header) {
    List<byte[]> signatures = new ArrayList<>();
    for (String one : Arrays.asList(header.split(" "))) {
      if (one.startsWith(PREFIX)) {
        try {
          signatures.add(Base64.getDecoder().decode(one.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
          return List.of();
        }
      }
    }
    return signatures;
  }

  private static List<byte[]> decoded(List<byte[]> keys) {
    return keys.stream().map(StandardSignature::decoded).toList();
  }

  private static byte[] decoded(byte[] key) {
    String text = new String(key, UTF_8);
    return text.startsWith(ENCODED)
        ? Base64.getDecoder().decode(text.substring(ENCODED.length()))
        : key;
  }
}
