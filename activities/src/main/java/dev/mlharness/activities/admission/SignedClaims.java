package dev.mlharness.activities.admission;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what the harness signs: JWS in compact form, ES256, by a key of the harness's
 * own. Each kind has a type of its own, so that none is taken for another.
 */
public final class SignedClaims {
  private static final String ISSUER = "ml-harness";
  private static final String GROUPS = "groups";
  private static final String PERSON = "person_id";

  private final JOSEObjectType type;
  private final SigningKeys keys;
  private final Function<String, RuntimeException> refused;

  /**
   * @param type of this kind, as in {@code mlharness-start+jwt}
   * @param refused the failure for what is none, of the reason
   */
  public SignedClaims(String type, SigningKeys keys, Function<String, RuntimeException> refused) {
    this.type = new JOSEObjectType(type);
    this.keys = keys;
    this.refused = refused;
  }

  /** What all kinds say: who asked for it, its id, and how long it counts. */
  public static JWTClaimsSet.Builder claims(
      String id, Person person, Instant issuedAt, Instant expiry) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject(person.name())
        .jwtID(id)
        .issueTime(Date.from(issuedAt))
        .expirationTime(Date.from(expiry))
        .claim(PERSON, person.subject())
        .claim(GROUPS, person.groups().stream().sorted().toList());
  }

  public String sign(JWTClaimsSet claims) {
    SigningKeys.Signing key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(key.keyId()).build();
    SignedJWT signed = new SignedJWT(header, claims);
    try {
      signed.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("a P-256 key signs ES256", e);
    }
    return signed.serialize();
  }

  /**
   * What is signed, if one of the harness's keys signed it as this kind. Whether it still counts is
   * for the caller to see.
   *
   * @param as makes the proof of its claims
   */
  public <T> T read(String text, Reading<T> as) {
    try {
      SignedJWT signed = SignedJWT.parse(text);
      check(signed);
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      if (!ISSUER.equals(claims.getIssuer())) {
        throw refused.apply("it is of the issuer '" + claims.getIssuer() + "'");
      }
      return as.of(claims);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw refused.apply("it cannot be read");
    }
  }

  private void check(SignedJWT signed) throws JOSEException {
    JWSHeader header = signed.getHeader();
    // The header is what the sender wrote: the algorithm is ours to say, not theirs.
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !type.equals(header.getType())) {
      throw refused.apply("it is not of the type " + type + " with the algorithm ES256");
    }
    String keyId = header.getKeyID() == null ? "" : header.getKeyID();
    JWSVerifier verifier =
        keys.verifier(keyId)
            .orElseThrow(() -> refused.apply("its key '" + keyId + "' is none of this harness"));
    if (!signed.verify(verifier)) {
      throw refused.apply("its signature is wrong");
    }
  }

  /** Who asked for it. */
  public Person person(JWTClaimsSet claims) throws ParseException {
    String name = present(claims.getSubject());
    String subject = claims.getStringClaim(PERSON);
    return new Person(name, subject == null ? name : subject, Set.copyOf(list(claims, GROUPS)));
  }

  public List<String> list(JWTClaimsSet claims, String name) throws ParseException {
    return present(claims.getStringListClaim(name));
  }

  public Instant instant(@Nullable Date date) {
    return present(date).toInstant();
  }

  /** The claim, without which it does not count. */
  public <T> T present(@Nullable T claim) {
    if (claim == null) {
      throw incomplete();
    }
    return claim;
  }

  /** The failure for what lacks a claim. */
  RuntimeException incomplete() {
    return refused.apply("it is not complete");
  }

  /** Makes a proof of claims. */
  @FunctionalInterface
  public interface Reading<T> {
    T of(JWTClaimsSet claims) throws ParseException;
  }
}
