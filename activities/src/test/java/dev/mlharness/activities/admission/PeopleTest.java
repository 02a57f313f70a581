package dev.mlharness.activities.admission;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.access.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private static final String AUDIENCE = "ml-harness";
  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private final RSAKey key = newKey("k1");
  private People people;

  @BeforeEach
  void publish() {
    server.start();
    server.stubFor(
        get("/.well-known/openid-configuration")
            .willReturn(
                okJson(
                    "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\"}"
                        .formatted(server.baseUrl()))));
    keys(key);
    people = people(server.baseUrl());
  }

  @AfterEach
  void close() {
    server.stop();
  }

  @Test
  void aFreshTokenSaysWhoAndInWhichGroups() {
    assertThat(people.of(token(claims().build(), key)))
        .isEqualTo(new Person("ann@example.com", "00u1", Set.of("ml-engineers")));
  }

  @Test
  void anAddressThatIsNotVerifiedNamesNobody() {
    JWTClaimsSet claims = claims().claim("email_verified", false).build();
    assertThat(people.of(token(claims, key)).name()).isEqualTo("00u1");
  }

  @Test
  void whoHasNoAddressIsNamedByTheSubjectAndWhoIsInNoGroupIsInNone() {
    JWTClaimsSet claims = claims().claim("email", null).claim("groups", null).build();
    assertThat(people.of(token(claims, key))).isEqualTo(new Person("00u1", Set.of()));
  }

  @Test
  void aTokenForSomebodyElseFromSomebodyElseOrOfYesterdayIsRefused() {
    assertRefused(token(claims().audience("databricks").build(), key));
    assertRefused(token(claims().issuer("https://evil.example.com").build(), key));
    assertRefused(token(claims().expirationTime(in(-120)).build(), key));
    assertRefused(token(claims().expirationTime(null).build(), key));
    assertRefused(token(claims().subject(null).build(), key));
    assertRefused(token(claims().notBeforeTime(in(120)).build(), key));
  }

  @Test
  void clocksMayBeAMinuteApart() {
    assertThat(people.of(token(claims().expirationTime(in(-50)).build(), key)).groups())
        .isNotEmpty();
  }

  @Test
  void aTokenThatIsNotSignedByTheIssuersKeyIsRefused() throws JOSEException {
    byte[] published = key.toPublicJWK().toRSAPublicKey().getEncoded();

    assertRefused(new PlainJWT(claims().build()).serialize());
    assertRefused(token(claims().build(), newKey("k1")));
    assertRefused(token(claims().build(), newKey("unknown")));
    assertRefused(signed(JWSAlgorithm.HS256, claims().build(), "k1", new MACSigner(published)));
    assertRefused("no token");
  }

  @Test
  void aKeyThatTheIssuerPublishesLaterIsFetched() {
    people.of(token(claims().build(), key));
    RSAKey fresh = newKey("k2");
    keys(fresh, key);

    assertThat(people.of(token(claims().build(), fresh)).name()).isEqualTo("ann@example.com");
  }

  @Test
  void anIssuerThatDoesNotAnswerIsAskedAgainLater() {
    server.stubFor(get("/keys").willReturn(serverError()));

    assertThatThrownBy(() -> people.of(token(claims().build(), key)))
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.UNAVAILABLE.name(), ApplicationFailure::getType);
    keys(key);
    assertThat(people.of(token(claims().build(), key)).name()).isEqualTo("ann@example.com");
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() {
    server.stubFor(
        get("/.well-known/openid-configuration")
            .willReturn(okJson("{\"issuer\": \"https://evil.example.com\", \"jwks_uri\": \"x\"}")));

    assertThatThrownBy(() -> people.of(token(claims().build(), key)))
        .hasMessageContaining("it is the document of https://evil.example.com");
  }

  @Test
  void claimsOfTheWrongFormAreNamed() {
    assertThatThrownBy(
            () -> people.of(token(claims().claim("groups", "ml-engineers").build(), key)))
        .hasMessageContaining("'groups' (a list of texts)");
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> people.of(token))
        .hasMessageContaining("does not prove who you are")
        .hasMessageNotContaining(token)
        .asInstanceOf(type(ApplicationFailure.class))
        .returns(FailureType.ACCESS_DENIED.name(), ApplicationFailure::getType);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(server.baseUrl())
        .subject("00u1")
        .audience(AUDIENCE)
        .expirationTime(in(300))
        .claim("email", "ann@example.com")
        .claim("groups", List.of("ml-engineers"));
  }

  private static People people(String issuer) {
    return new People(new PeopleIssuer(URI.create(issuer), AUDIENCE, null, "email", "groups"));
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private void keys(JWK... keys) {
    server.stubFor(get("/keys").willReturn(okJson(new JWKSet(List.of(keys)).toString())));
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String token(JWTClaimsSet claims, RSAKey key) {
    try {
      return signed(JWSAlgorithm.RS256, claims, key.getKeyID(), new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(
      JWSAlgorithm algorithm, JWTClaimsSet claims, String keyId, JWSSigner signer) {
    try {
      var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
      jwt.sign(signer);
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
