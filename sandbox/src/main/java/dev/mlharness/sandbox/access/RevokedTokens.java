package dev.mlharness.sandbox.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Tokens that were taken back before they expired; known by their hashes. */
@Component
public class RevokedTokens {

  private final Set<String> hashes = ConcurrentHashMap.newKeySet();

  /** From now on the token is refused. */
  public void revoke(String token) {
    hashes.add(hash(token));
  }

  boolean contains(String token) {
    return hashes.contains(hash(token));
  }

  private static String hash(String token) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
