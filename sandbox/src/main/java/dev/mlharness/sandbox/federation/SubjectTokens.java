package dev.mlharness.sandbox.federation;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/**
 * Verifies tokens of identity providers: signature (RS256, ES256), issuer, expiry, not-before.
 *
 * <p>Keys are found by the issuer's discovery document and fetched again for a key id not seen
 * before. Only issuers that a policy names are ever asked.
 */
@Component
class SubjectTokens {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** How far an issuer's clock may be ahead of this one. */
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofSeconds(60);

  private static final Set<SignatureAlgorithm> ALGORITHMS =
      Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256);

  private final Map<Oidc, NimbusJwtDecoder> decoders = new ConcurrentHashMap<>();
  private final RestTemplate http;

  SubjectTokens() {
    var requests = new SimpleClientHttpRequestFactory();
    requests.setConnectTimeout(TIMEOUT);
    requests.setReadTimeout(TIMEOUT);
    this.http = new RestTemplate(requests);
  }

  /**
   * The verified token.
   *
   * @throws org.springframework.security.oauth2.jwt.BadJwtException if the token is not in order
   * @throws JwtException if it cannot be told, as the issuer does not answer
   */
  Jwt verify(String token, Oidc trust) {
    try {
      return decoders.computeIfAbsent(trust, this::decoder).decode(token);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // So Spring says that the discovery document could not be had, or is another issuer's.
      throw new JwtException(String.valueOf(e.getMessage()), e);
    }
  }

  private NimbusJwtDecoder decoder(Oidc trust) {
    var decoder = trust.jwksJson() == null ? discovering(trust) : with(trust.jwksJson());
    var times = new JwtTimestampValidator(CLOCKS_MAY_DIFFER);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            times, SubjectTokens::expiry, new JwtIssuerValidator(trust.issuer())));
    return decoder;
  }

  /** Strict: a token that lives on because clocks differ would outlive its revocation. */
  private static OAuth2TokenValidatorResult expiry(Jwt token) {
    Instant expiry = token.getExpiresAt();
    return expiry != null && expiry.isAfter(Instant.now())
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "Jwt expired at " + expiry, null));
  }

  private NimbusJwtDecoder discovering(Oidc trust) {
    var keys =
        trust.jwksUri() == null
            ? NimbusJwtDecoder.withIssuerLocation(trust.issuer())
            : NimbusJwtDecoder.withJwkSetUri(trust.jwksUri());
    return keys.jwsAlgorithms(all -> all.addAll(ALGORITHMS)).restOperations(http).build();
  }

  private static NimbusJwtDecoder with(String jwksJson) {
    try {
      return NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(JWKSet.parse(jwksJson)))
          .jwsAlgorithms(all -> all.addAll(ALGORITHMS))
          .build();
    } catch (ParseException e) {
      throw new JwtException("jwks_json of the federation policy is not a JWK set", e);
    }
  }
}
