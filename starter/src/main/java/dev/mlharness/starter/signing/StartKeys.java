package dev.mlharness.starter.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A JWK set (RFC 7517) of P-256 keys in a file that only its owner can read. The first key signs;
 * all of them verify.
 */
public record StartKeys(Path file) {
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
    List<JWK> keys = new ArrayList<>();
    ECKey fresh = newKey();
    keys.add(fresh);
    keys.addAll(present());
    write(new JWKSet(keys).toString(false));
    return fresh.getKeyID();
  }

  private List<JWK> present() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return JWKSet.parse(Files.readString(file)).getKeys();
    } catch (ParseException e) {
      // What it says may quote the file.
      throw new IllegalArgumentException(file + " is no JWK set");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every JVM makes P-256 keys", e);
    }
  }

  private void write(String content) {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
      Path fresh =
          Files.createTempFile(
              target.getParent(),
              ".keys",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, content);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
