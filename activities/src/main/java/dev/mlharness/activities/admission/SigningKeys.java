package dev.mlharness.activities.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * The harness's own keys, a JWK set of P-256 keys in a file. The first one signs; all of them
 * verify. The file is read again at each use, so that keys are exchanged without a restart: put the
 * new one first, and take the old one out when what it signed has expired.
 */
public final class SigningKeys {
  private final Path file;

  public SigningKeys(Path file) {
    this.file = file;
  }

  /** The key that signs. */
  Signing signing() {
    ECKey key = keys().get(0);
    try {
      return new Signing(key.getKeyID(), new ECDSASigner(key));
    } catch (JOSEException e) {
      throw unusable("its first key cannot sign: " + e.getMessage());
    }
  }

  /** Of the key with this id; empty if there is none. */
  Optional<JWSVerifier> verifier(String keyId) {
    return keys().stream()
        .filter(key -> keyId.equals(key.getKeyID()))
        .findFirst()
        .map(this::verifier);
  }

  private JWSVerifier verifier(ECKey key) {
    try {
      return new ECDSAVerifier(key);
    } catch (JOSEException e) {
      throw unusable("key '" + key.getKeyID() + "' cannot verify: " + e.getMessage());
    }
  }

  private List<ECKey> keys() {
    List<JWK> all = read();
    if (all.isEmpty() || !all.stream().allMatch(key -> key instanceof ECKey ec && usable(ec))) {
      throw unusable("not every key in it is one of the curve P-256 with a 'kid'");
    }
    return all.stream().map(JWK::toECKey).toList();
  }

  private static boolean usable(ECKey key) {
    return Curve.P_256.equals(key.getCurve()) && key.getKeyID() != null;
  }

  private List<JWK> read() {
    try {
      return JWKSet.load(file.toFile()).getKeys();
    } catch (IOException e) {
      throw unusable(e.getClass().getSimpleName());
    } catch (ParseException e) {
      // Its message may quote the file.
      throw unusable("it is no JWK set");
    }
  }

  private RuntimeException unusable(String why) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "The signing keys in %s cannot be used: %s. Expected: a JWK set of P-256 keys, each with d and kid; check that the worker may read it."
            .formatted(file, why));
  }

  record Signing(String keyId, JWSSigner signer) {}
}
