package dev.mlharness.sandbox.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.mlharness.sandbox.SandboxSettings;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * The short tokens of this workspace: signed here, checked here.
 *
 * <p>The key is kept in the sandbox's home, readable by its owner only, so that a token outlives a
 * restart as it does on Databricks.
 */
@Component
public final class WorkspaceTokens {

  private final String issuer;
  private final NimbusJwtEncoder encoder;
  private final NimbusJwtDecoder decoder;

  WorkspaceTokens(SandboxSettings settings) throws JOSEException, ParseException {
    this.issuer = settings.host() + "/oidc";
    var file = new SecretFile(settings.home().resolve("workspace-key.json"));
    ECKey key = ECKey.parse(file.readOrMake(WorkspaceTokens::newKey));
    this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
    this.decoder =
        NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())))
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(issuer));
  }

  /** A token by which the bearer is {@code principal} until {@code expiry}. */
  public Jwt issue(String principal, Instant expiry) {
    var header = JwsHeader.with(SignatureAlgorithm.ES256).build();
    var claims =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .subject(principal)
            .claim("scope", "all-apis")
            .id(UUID.randomUUID().toString())
            .issuedAt(Instant.now())
            .expiresAt(expiry)
            .build();
    return encoder.encode(JwtEncoderParameters.from(header, claims));
  }

  /**
   * Checks signature, issuer and expiry.
   *
   * @throws JwtException if one of them is not in order
   */
  Jwt verify(String token) {
    return decoder.decode(token);
  }

  private static String newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(UUID.randomUUID().toString())
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("This JVM cannot make a P-256 key", e);
    }
  }
}
