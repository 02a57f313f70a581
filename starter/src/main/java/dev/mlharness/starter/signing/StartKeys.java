package dev.mlharness.starter.signing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/**
 * A JWK set (RFC 7517) of P-256 keys in a file that only its owner can read. The first key signs;
 * all of them verify.
 */
public record StartKeys(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COORDINATE = 32;

  /** Makes the file with one key, unless it is there. */
  public void ensure() {
    if (Files.notExists(file)) {
      add();
    }
  }

  /**
   * Puts a new key first. What the others have signed goes on counting.
   *
   * @return the new key's id
   * @throws IllegalArgumentException when the file is there and is no JWK set
   */
  public String add() {
    ArrayNode keys = JSON.createArrayNode();
    ObjectNode fresh = newKey();
    keys.add(fresh).addAll(present());
    write(JSON.createObjectNode().set("keys", keys));
    return fresh.path("kid").asText();
  }

  private ArrayNode present() {
    if (Files.notExists(file)) {
      return JSON.createArrayNode();
    }
    try {
      if (JSON.readTree(Files.readString(file)).path("keys") instanceof ArrayNode keys) {
        return keys;
      }
    } catch (JacksonException e) {
      // As below; what it says may quote the file.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
    throw new IllegalArgumentException(file + " is no JWK set");
  }

  private static ObjectNode newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      var point = ((ECPublicKey) pair.getPublic()).getW();
      return JSON.createObjectNode()
          .put("kty", "EC")
          .put("crv", "P-256")
          .put("use", "sig")
          .put("kid", UUID.randomUUID().toString())
          .put("x", text(point.getAffineX()))
          .put("y", text(point.getAffineY()))
          .put("d", text(((ECPrivateKey) pair.getPrivate()).getS()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JVM makes P-256 keys", e);
    }
  }

  /** As RFC 7518 wants it: the full length of the curve, whatever the number. */
  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] full = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, full, COORDINATE - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(full);
  }

  private void write(JsonNode content) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path fresh =
          Files.createTempFile(
              target.getParent(),
              ".keys",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, content.toPrettyString());
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
