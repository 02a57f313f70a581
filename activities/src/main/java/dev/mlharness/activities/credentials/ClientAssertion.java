package dev.mlharness.activities.credentials;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs the assertion by which a client proves itself with its private key (RFC 7523). */
final class ClientAssertion {
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final PrivateKey key;
  private final @Nullable String keyId;

  /**
   * @param pem PKCS #8, RSA or P-256
   */
  ClientAssertion(String pem, @Nullable String keyId) {
    this.key = parse(pem);
    this.keyId = keyId;
  }

  String sign(String clientId, URI endpoint, Instant now) {
    boolean elliptic = key instanceof ECPrivateKey;
    var header =
        new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256).keyID(keyId);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(clientId)
            .subject(clientId)
            .audience(endpoint.toString())
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)));
    var assertion = new SignedJWT(header.build(), claims.build());
    try {
      JWSSigner signer = elliptic ? new ECDSASigner((ECPrivateKey) key) : new RSASSASigner(key);
      assertion.sign(signer);
    } catch (JOSEException e) {
      throw unusable(e);
    }
    return assertion.serialize();
  }

  private static PrivateKey parse(String pem) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      var spec = new PKCS8EncodedKeySpec(der);
      return parse(spec);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private static PrivateKey parse(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (GeneralSecurityException notRsa) {
      return KeyFactory.getInstance("EC").generatePrivate(spec);
    }
  }

  private static RuntimeException unusable(Exception e) {
    return Failures.of(
        FailureType.HELD,
        "The client's private key cannot be used (%s). Expected: PKCS #8 in PEM, RSA or P-256 (openssl genpkey writes it)."
            .formatted(e.getClass().getSimpleName()));
  }
}
