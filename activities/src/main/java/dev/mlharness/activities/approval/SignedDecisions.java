package dev.mlharness.activities.approval;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.SignedClaims;
import dev.mlharness.activities.admission.SigningKeys;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.approval.Verdict;
import java.text.ParseException;
import java.util.Locale;

/** Writes and reads signed decisions. */
public final class SignedDecisions {
  private static final String TYPE = "mlharness-decision+jwt";
  private static final String GATE = "gate";
  private static final String EVIDENCE = "evidence";
  private static final String VERDICT = "verdict";
  private static final String COMMENT = "comment";

  private final SignedClaims signed;

  public SignedDecisions(SigningKeys keys) {
    this.signed =
        new SignedClaims(TYPE, keys, why -> Failures.of(FailureType.ACCESS_DENIED, words(why)));
  }

  String sign(DecisionProof proof) {
    return signed.sign(
        SignedClaims.claims(proof.id(), proof.person(), proof.issuedAt(), proof.expiry())
            .claim(GATE, proof.gate())
            .claim(EVIDENCE, proof.evidence())
            .claim(VERDICT, proof.verdict().word())
            .claim(COMMENT, proof.comment())
            .build());
  }

  /**
   * What a signed decision says, if one of the harness's keys signed it.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when it is none of this
   *     harness
   */
  DecisionProof read(String text) {
    return signed.read(text, this::proof);
  }

  private DecisionProof proof(JWTClaimsSet claims) throws ParseException {
    return new DecisionProof(
        signed.present(claims.getJWTID()),
        signed.present(claims.getStringClaim(GATE)),
        signed.present(claims.getStringClaim(EVIDENCE)),
        signed.person(claims),
        Verdict.valueOf(signed.present(claims.getStringClaim(VERDICT)).toUpperCase(Locale.ROOT)),
        signed.present(claims.getStringClaim(COMMENT)),
        signed.instant(claims.getIssueTime()),
        signed.instant(claims.getExpirationTime()));
  }

  /** For people. */
  static String words(String why) {
    return "the signed decision does not count: %s. Decide again with ./harness approve or reject, which get a new one from the desk"
        .formatted(why);
  }
}
