package dev.mlharness.activities.credentials;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, for messages and receipts. Not verified: that is the business of
 * whoever the token is shown to.
 *
 * @param idHash first half of the SHA-256 of the token's id; null if it has none
 */
record Claims(
    String issuer,
    String subject,
    List<String> audience,
    @Nullable Instant expiry,
    @Nullable String idHash) {
  private static final Claims UNREADABLE = new Claims("unknown", "unknown", List.of(), null, null);

  /** Claims of a JWT; those of an opaque token are all unknown. */
  static Claims of(SecretToken token) {
    return of(token.reveal());
  }

  static Claims of(String token) {
    try {
      JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
      if (claims == null) {
        return UNREADABLE;
      }
      Date expiry = claims.getExpirationTime();
      return new Claims(
          Objects.requireNonNullElse(claims.getIssuer(), "unknown"),
          Objects.requireNonNullElse(claims.getSubject(), "unknown"),
          claims.getAudience(),
          expiry == null ? null : expiry.toInstant(),
          claims.getJWTID() == null ? null : hash(claims.getJWTID()));
    } catch (ParseException opaque) {
      return UNREADABLE;
    }
  }

  /** First half of the SHA-256 of an id. */
  static String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
