package dev.mlharness.sandbox.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;

class SubjectTokensTest {

  private final SubjectTokens tokens = new SubjectTokens();
  private TestIssuer issuer;
  private ECKey key;
  private Oidc trust;

  @BeforeEach
  void startIssuer() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    issuer = new TestIssuer(new JWKSet(key.toPublicJWK()));
    trust = new Oidc(issuer.url(), List.of("workspace"), "me", null, null, null);
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer.url())
        .subject("me")
        .audience("workspace")
        .expirationTime(in(Duration.ofMinutes(5)));
  }

  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  private static String signed(JWTClaimsSet claims, ECKey with) throws Exception {
    return signed(claims, JWSAlgorithm.ES256, with.getKeyID(), new ECDSASigner(with));
  }

  private static String signed(
      JWTClaimsSet claims, JWSAlgorithm algorithm, String keyId, JWSSigner signer)
      throws Exception {
    var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void aTokenOfTheIssuerIsVerifiedWithTheKeysThatItPublishes() throws Exception {
    assertThat(tokens.verify(signed(claims().build(), key), trust).getSubject()).isEqualTo("me");
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    var plain = new PlainJWT(claims().build()).serialize();
    assertThatThrownBy(() -> tokens.verify(plain, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aTokenThatIsSignedWithAPublishedKeyAsASecretIsRefused() throws Exception {
    byte[] publicKey = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    String forged = signed(claims().build(), JWSAlgorithm.HS256, "one", new MACSigner(publicKey));
    assertThatThrownBy(() -> tokens.verify(forged, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() throws Exception {
    var other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    String forged = signed(claims().build(), other);
    assertThatThrownBy(() -> tokens.verify(forged, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aTokenIsRefusedBeforeItsTimeAfterItsTimeAndWithoutOne() throws Exception {
    String expired = signed(claims().expirationTime(in(Duration.ofSeconds(-1))).build(), key);
    String early = signed(claims().notBeforeTime(in(Duration.ofMinutes(2))).build(), key);
    String endless = signed(claims().expirationTime(null).build(), key);
    for (String token : List.of(expired, early, endless)) {
      assertThatThrownBy(() -> tokens.verify(token, trust)).isInstanceOf(BadJwtException.class);
    }
  }

  @Test
  void anIssuerWhoseClockIsAMinuteAheadIsBelieved() throws Exception {
    Date soon = in(Duration.ofSeconds(55));
    String ahead = signed(claims().issueTime(soon).notBeforeTime(soon).build(), key);
    assertThat(tokens.verify(ahead, trust).getSubject()).isEqualTo("me");
  }

  @Test
  void aClockThatIsBehindMakesNoTokenLiveLonger() throws Exception {
    String late = signed(claims().expirationTime(in(Duration.ofSeconds(-55))).build(), key);
    assertThatThrownBy(() -> tokens.verify(late, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void anRsaKeyIsNoSecretEither() throws Exception {
    var rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    issuer.publish(new JWKSet(rsa.toPublicJWK()));
    String real =
        signed(claims().build(), JWSAlgorithm.RS256, "rsa", new RSASSASigner(rsa.toPrivateKey()));
    byte[] publicKey = rsa.toRSAPublicKey().getEncoded();
    String forged = signed(claims().build(), JWSAlgorithm.HS256, "rsa", new MACSigner(publicKey));

    assertThat(tokens.verify(real, trust).getSubject()).isEqualTo("me");
    assertThatThrownBy(() -> tokens.verify(forged, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aKeyIdThatIsNotPublishedIsRefused() throws Exception {
    String unknown = signed(claims().build(), JWSAlgorithm.ES256, "three", new ECDSASigner(key));
    assertThatThrownBy(() -> tokens.verify(unknown, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aKeyThatWasRotatedOutIsRefusedOnceTheNewOneWasSeen() throws Exception {
    String old = signed(claims().build(), key);
    var next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    issuer.publish(new JWKSet(next.toPublicJWK()));
    tokens.verify(signed(claims().build(), next), trust);

    assertThatThrownBy(() -> tokens.verify(old, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void aTokenThatNamesAnotherIssuerIsRefused() throws Exception {
    String foreign = signed(claims().issuer("http://127.0.0.1:1").build(), key);
    assertThatThrownBy(() -> tokens.verify(foreign, trust)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void keysAreFetchedAgainForAKeyThatWasNotSeenBefore() throws Exception {
    tokens.verify(signed(claims().build(), key), trust);
    var next = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
    issuer.publish(new JWKSet(next.toPublicJWK()));
    assertThat(tokens.verify(signed(claims().build(), next), trust).getSubject()).isEqualTo("me");
  }

  @Test
  void anIssuerThatDoesNotAnswerIsNoReasonToCallTheTokenBad() throws Exception {
    String token = signed(claims().build(), key);
    issuer.close();
    assertThatThrownBy(() -> tokens.verify(token, trust))
        .isInstanceOf(JwtException.class)
        .isNotInstanceOf(BadJwtException.class);
  }

  @Test
  void keysMayBeGivenInThePolicy() throws Exception {
    String given = new JWKSet(key.toPublicJWK()).toString();
    var offline = new Oidc(issuer.url(), List.of("workspace"), "me", null, given, null);
    issuer.close();
    assertThat(tokens.verify(signed(claims().build(), key), offline).getSubject()).isEqualTo("me");
  }
}
