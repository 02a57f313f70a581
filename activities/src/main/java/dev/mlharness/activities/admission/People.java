package dev.mlharness.activities.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from a token of the identity provider who somebody is. */
public final class People implements PersonOf {
  /** Asymmetric ones only: with a symmetric one, whoever can verify could sign. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int LARGEST_ANSWER = 256 * 1024;

  private final PeopleIssuer issuer;
  private final DefaultResourceRetriever http =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_ANSWER);
  private volatile @Nullable DefaultJWTProcessor<SecurityContext> verifier;

  public People(PeopleIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public Person of(String token) {
    try {
      return person(verifier().process(token, null));
    } catch (KeySourceException e) {
      throw unavailable(e);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw Failures.of(
          FailureType.ACCESS_DENIED,
          "The token does not prove who you are: %s. Expected: a fresh token of %s for the audience %s. Sign in again."
              .formatted(e.getMessage(), issuer.issuer(), issuer.audience()));
    }
  }

  private Person person(JWTClaimsSet claims) {
    try {
      String named = claims.getStringClaim(issuer.nameClaim());
      boolean usable = named != null && !named.isBlank() && !unverified(claims);
      List<String> groups = claims.getStringListClaim(issuer.groupsClaim());
      String subject = Objects.requireNonNull(claims.getSubject());
      return new Person(
          usable ? named : subject, subject, groups == null ? Set.of() : Set.copyOf(groups));
    } catch (ParseException e) {
      throw Failures.of(
          FailureType.ACCESS_DENIED,
          "The claims '%s' (text) and '%s' (a list of texts) of the token cannot be read: %s. Mend what %s writes into tokens, or mlharness.people."
              .formatted(
                  issuer.nameClaim(), issuer.groupsClaim(), e.getMessage(), issuer.issuer()));
    }
  }

  /** An address that the identity provider has not verified may be somebody else's. */
  private boolean unverified(JWTClaimsSet claims) {
    return issuer.nameClaim().equals("email")
        && Boolean.FALSE.equals(claims.getClaim("email_verified"));
  }

  private DefaultJWTProcessor<SecurityContext> verifier() {
    DefaultJWTProcessor<SecurityContext> known = verifier;
    if (known == null) {
      known = newVerifier();
      verifier = known;
    }
    return known;
  }

  private DefaultJWTProcessor<SecurityContext> newVerifier() {
    try {
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(keysAddress().toURL(), http).retrying(true).build();
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
      // Any type: identity providers do not agree on one for access tokens.
      processor.setJWSTypeVerifier((type, context) -> {});
      processor.setJWTClaimsSetVerifier(
          new DefaultJWTClaimsVerifier<>(
              issuer.audience(),
              new JWTClaimsSet.Builder().issuer(issuer.issuer().toString()).build(),
              Set.of("sub", "exp")));
      return processor;
    } catch (MalformedURLException e) {
      throw unavailable(e);
    }
  }

  private URI keysAddress() {
    return issuer.keys() == null ? Discovery.keysOf(issuer.issuer(), http) : issuer.keys();
  }

  private RuntimeException unavailable(Exception e) {
    return Failures.of(
        FailureType.UNAVAILABLE,
        "The keys of %s cannot be had: %s. Check mlharness.people, and that the identity provider answers."
            .formatted(issuer.issuer(), e.getMessage()));
  }
}
