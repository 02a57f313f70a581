package dev.mlharness.activities.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.activities.failure.Failures;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Writes and reads signed starts: JWS in compact form, ES256, by a key of the harness's own. */
public final class SignedStarts {
  private static final String ISSUER = "ml-harness";
  private static final JOSEObjectType TYPE = new JOSEObjectType("mlharness-start+jwt");
  private static final String GROUPS = "groups";
  private static final String RECIPE = "recipe";
  private static final String ROLES = "roles";
  private static final String SCHEDULE = "schedule";

  private final SigningKeys keys;

  public SignedStarts(SigningKeys keys) {
    this.keys = keys;
  }

  String sign(StartProof proof) {
    SigningKeys.Signing key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(key.keyId()).build();
    SignedJWT signed = new SignedJWT(header, claims(proof));
    try {
      signed.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("a P-256 key signs ES256", e);
    }
    return signed.serialize();
  }

  /**
   * What a signed start says, if one of the harness's keys signed it. Whether it is the right one,
   * and still counts, is for the caller to see.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when it is no signed start
   *     of this harness
   */
  StartProof read(String text) {
    try {
      SignedJWT signed = SignedJWT.parse(text);
      check(signed);
      return proof(signed.getJWTClaimsSet());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw refused("it cannot be read");
    }
  }

  private void check(SignedJWT signed) throws JOSEException {
    JWSHeader header = signed.getHeader();
    // The header is what the sender wrote: the algorithm is ours to say, not theirs.
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())) {
      throw refused("it is not of the type " + TYPE + " with the algorithm ES256");
    }
    String keyId = header.getKeyID() == null ? "" : header.getKeyID();
    JWSVerifier verifier =
        keys.verifier(keyId)
            .orElseThrow(() -> refused("its key '" + keyId + "' is none of this harness"));
    if (!signed.verify(verifier)) {
      throw refused("its signature is wrong");
    }
  }

  private static JWTClaimsSet claims(StartProof proof) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(proof.person().name())
            .jwtID(proof.id())
            .issueTime(Date.from(proof.issuedAt()))
            .expirationTime(Date.from(proof.expiry()))
            .claim(GROUPS, proof.person().groups().stream().sorted().toList())
            .claim(RECIPE, proof.recipe())
            .claim(ROLES, proof.roles());
    if (proof.scope() instanceof Scope.One one) {
      claims.claim(one.purpose().word(), one.workflow());
    } else if (proof.scope() instanceof Scope.Scheduled scheduled) {
      claims.claim(SCHEDULE, scheduled.prefix());
    }
    return claims.build();
  }

  private static StartProof proof(JWTClaimsSet claims) throws ParseException {
    if (!ISSUER.equals(claims.getIssuer())) {
      throw refused("it is of the issuer '" + claims.getIssuer() + "'");
    }
    return new StartProof(
        present(claims.getJWTID()),
        new Person(present(claims.getSubject()), Set.copyOf(list(claims, GROUPS))),
        present(claims.getStringClaim(RECIPE)),
        list(claims, ROLES),
        scope(claims),
        instant(claims.getIssueTime()),
        instant(claims.getExpirationTime()));
  }

  private static Scope scope(JWTClaimsSet claims) throws ParseException {
    String schedule = claims.getStringClaim(SCHEDULE);
    if (schedule != null) {
      return new Scope.Scheduled(schedule);
    }
    for (Purpose purpose : Purpose.values()) {
      String workflow = claims.getStringClaim(purpose.word());
      if (workflow != null) {
        return new Scope.One(purpose, workflow);
      }
    }
    throw refused("it is not complete");
  }

  private static List<String> list(JWTClaimsSet claims, String name) throws ParseException {
    return present(claims.getStringListClaim(name));
  }

  private static Instant instant(Date date) {
    return present(date).toInstant();
  }

  private static <T> T present(T claim) {
    if (claim == null) {
      throw refused("it is not complete");
    }
    return claim;
  }

  private static RuntimeException refused(String why) {
    return Failures.of(
        FailureType.ACCESS_DENIED,
        "The signed start does not count: %s. Get a new one from the start desk: ./harness run does."
            .formatted(why));
  }
}
