package dev.mlharness.activities.admission;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.activities.failure.Failures;
import java.text.ParseException;

/** Writes and reads signed starts. */
public final class SignedStarts {
  private static final String TYPE = "mlharness-start+jwt";
  private static final String RECIPE = "recipe";
  private static final String ROLES = "roles";
  private static final String SCHEDULE = "schedule";

  private final SignedClaims signed;

  public SignedStarts(SigningKeys keys) {
    this.signed = new SignedClaims(TYPE, keys, SignedStarts::refused);
  }

  String sign(StartProof proof) {
    JWTClaimsSet.Builder claims =
        SignedClaims.claims(proof.id(), proof.person(), proof.issuedAt(), proof.expiry())
            .claim(RECIPE, proof.recipe())
            .claim(ROLES, proof.roles());
    if (proof.scope() instanceof Scope.One one) {
      claims.claim(one.purpose().word(), one.workflow());
    } else if (proof.scope() instanceof Scope.Scheduled scheduled) {
      claims.claim(SCHEDULE, scheduled.prefix());
    }
    return signed.sign(claims.build());
  }

  /**
   * What a signed start says, if one of the harness's keys signed it. Whether it is the right one,
   * and still counts, is for the caller to see.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when it is no signed start
   *     of this harness
   */
  StartProof read(String text) {
    return signed.read(text, this::proof);
  }

  private StartProof proof(JWTClaimsSet claims) throws ParseException {
    return new StartProof(
        signed.present(claims.getJWTID()),
        signed.person(claims),
        signed.present(claims.getStringClaim(RECIPE)),
        signed.list(claims, ROLES),
        scope(claims),
        signed.instant(claims.getIssueTime()),
        signed.instant(claims.getExpirationTime()));
  }

  private Scope scope(JWTClaimsSet claims) throws ParseException {
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
    throw signed.incomplete();
  }

  private static RuntimeException refused(String why) {
    return Failures.of(
        FailureType.ACCESS_DENIED,
        "The signed start does not count: %s. Get a new one from the start desk: ./harness run does."
            .formatted(why));
  }
}
