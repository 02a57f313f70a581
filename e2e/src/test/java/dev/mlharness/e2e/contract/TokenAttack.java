package dev.mlharness.e2e.contract;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A way to make a token that must not be let in. */
enum TokenAttack {
  EXPIRED(claims(claims -> claims.expirationTime(in(-75)))),
  NOT_VALID_YET(claims(claims -> claims.notBeforeTime(in(75)).issueTime(in(75)))),
  WITHOUT_EXPIRY(claims(claims -> claims.expirationTime(null))),
  OF_ANOTHER_ISSUER(claims(claims -> claims.issuer("https://evil.example.com"))),
  OF_NO_ISSUER(claims(claims -> claims.issuer(null))),
  FOR_ANOTHER_AUDIENCE(claims(claims -> claims.audience("another-application"))),
  FOR_NO_AUDIENCE(claims(claims -> claims.audience((String) null))),
  ABOUT_NOBODY(claims(claims -> claims.subject(null))),

  /** The header says that no signature is needed. */
  ALGORITHM_NONE((issuer, claims) -> new PlainJWT(claims).serialize()),
  /** The same, with the signature of a real token behind it. */
  ALGORITHM_NONE_WITH_A_SIGNATURE(
      (issuer, claims) ->
          encoded("{\"alg\":\"none\",\"kid\":\"" + issuer.key().getKeyID() + "\"}")
              + issuer.sign(claims).substring(issuer.sign(claims).indexOf('.'))),
  /** Whoever can verify could sign, if the public key were taken for a shared secret. */
  PUBLIC_KEY_AS_SECRET_DER((issuer, claims) -> symmetric(issuer, claims, der(issuer.key()))),
  PUBLIC_KEY_AS_SECRET_JWK(
      (issuer, claims) ->
          symmetric(
              issuer,
              claims,
              issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))),
  /** A key whose id nobody has published. */
  UNKNOWN_KEY(
      (issuer, claims) -> {
        ECKey own = TokenIssuer.newKey(UUID.randomUUID().toString());
        return TokenIssuer.sign(issuer.header().keyID(own.getKeyID()).build(), claims, own);
      }),
  /** The id of the real key, and another key. */
  BORROWED_KEY_ID(
      (issuer, claims) ->
          TokenIssuer.sign(issuer.header().build(), claims, TokenIssuer.newKey("own"))),
  /** A token that brings along the key to verify it with. */
  KEY_IN_THE_HEADER(
      (issuer, claims) -> {
        ECKey own = TokenIssuer.newKey(issuer.key().getKeyID());
        return TokenIssuer.sign(issuer.header().jwk(own.toPublicJWK()).build(), claims, own);
      }),
  /** A token that says where its key is. */
  KEY_ADDRESS_IN_THE_HEADER(
      (issuer, claims) -> {
        try (TokenIssuer own = new TokenIssuer(issuer.header().build().getType())) {
          JWSHeader header = own.header().jwkURL(URI.create(own.url() + "/keys")).build();
          return TokenIssuer.sign(header, claims, own.key());
        }
      }),
  /** Signed by the real key, and with a header that must be understood, and is not. */
  CRITICAL_HEADER_UNKNOWN(
      (issuer, claims) ->
          TokenIssuer.sign(
              issuer
                  .header()
                  .criticalParams(Set.of("limited-to"))
                  .customParam("limited-to", "reading")
                  .build(),
              claims,
              issuer.key())),
  /** A real signature, of other claims. */
  EDITED(
      (issuer, claims) -> {
        String[] real = issuer.sign(claims).split("\\.", -1);
        JWTClaimsSet more = new JWTClaimsSet.Builder(claims).claim("admin", true).build();
        return real[0] + "." + encoded(more.toString()) + "." + real[2];
      }),
  SIGNATURE_CUT_OFF(
      (issuer, claims) -> {
        String real = issuer.sign(claims);
        return real.substring(0, real.lastIndexOf('.') + 1);
      }),
  /** Zeros verify with any key, where somebody forgot to look. */
  SIGNATURE_OF_ZEROS(
      (issuer, claims) -> {
        String real = issuer.sign(claims);
        return real.substring(0, real.lastIndexOf('.') + 1) + Base64URL.encode(new byte[64]);
      }),
  NO_TOKEN((issuer, claims) -> "no.token.at-all");

  /** A function without state. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final BiFunction<TokenIssuer, JWTClaimsSet, String> forge;

  TokenAttack(BiFunction<TokenIssuer, JWTClaimsSet, String> forge) {
    this.forge = forge;
  }

  String token(TokenDoor door) {
    return forge.apply(door.issuer(), door.claims().build());
  }

  private static BiFunction<TokenIssuer, JWTClaimsSet, String> claims(
      UnaryOperator<JWTClaimsSet.Builder> change) {
    return (issuer, claims) -> issuer.sign(change.apply(new JWTClaimsSet.Builder(claims)).build());
  }

  private static String symmetric(TokenIssuer issuer, JWTClaimsSet claims, byte[] secret) {
    JWSHeader real = issuer.header().build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(real.getType())
            .keyID(real.getKeyID())
            .build();
    try {
      return TokenIssuer.sign(header, claims, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] der(ECKey key) {
    try {
      return key.toECPublicKey().getEncoded();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return Base64URL.encode(text).toString();
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
