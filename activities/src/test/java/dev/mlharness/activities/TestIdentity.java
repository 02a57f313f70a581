package dev.mlharness.activities;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** An identity provider that signs whatever is wanted; nobody here verifies. */
public final class TestIdentity {
  public static final String ISSUER = "https://idp.example.com";
  public static final String SUBJECT = "system:serviceaccount:ml:worker";
  public static final String AUDIENCE = "ml-harness";

  private TestIdentity() {}

  public static String token(Instant expiry) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(SUBJECT)
            .audience(AUDIENCE)
            .jwtID("subject-token-1")
            .expirationTime(Date.from(expiry))
            .build();
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(new MACSigner(new byte[32]));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }
}
