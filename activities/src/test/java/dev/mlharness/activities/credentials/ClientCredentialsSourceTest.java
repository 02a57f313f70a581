package dev.mlharness.activities.credentials;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.SubjectTokens.ClientCredentials;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey.PrivateKeyFile;
import dev.mlharness.activities.workspace.SubjectTokens.ClientKey.SecretFile;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClientCredentialsSourceTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final String TOKEN = "/oauth2/token";
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  @RegisterExtension
  static final WireMockExtension idp =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort())
          .build();

  @TempDir Path folder;

  @BeforeEach
  void discoverable() {
    idp.stubFor(
        get(DISCOVERY)
            .willReturn(okJson("{\"token_endpoint\": \"" + idp.baseUrl() + TOKEN + "\"}")));
    idp.stubFor(
        post(TOKEN).willReturn(okJson("{\"access_token\": \"given\", \"expires_in\": 300}")));
  }

  @Test
  void aClientProvesItselfWithItsSecret() throws IOException {
    SecretToken token = source(secret("s3cr:t/")).fetch();

    assertThat(token.reveal()).isEqualTo("given");
    assertThat(token.expiry()).isEqualTo(CLOCK.instant().plusSeconds(300));
    String basic =
        Base64.getEncoder().encodeToString("worker:s3cr%3At%2F".getBytes(StandardCharsets.UTF_8));
    idp.verify(
        postRequestedFor(urlEqualTo(TOKEN))
            .withHeader("Authorization", containing(basic))
            .withRequestBody(containing("grant_type=client_credentials"))
            .withRequestBody(containing("audience=ml-harness"))
            .withRequestBody(containing("scope=openid")));
  }

  @Test
  void aClientSignsWithItsRsaKey() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();

    source(key(pair.getPrivate())).fetch();

    assertSigned(new RSASSAVerifier((RSAPublicKey) pair.getPublic()));
  }

  @Test
  void aClientSignsWithItsEllipticKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();

    source(key(pair.getPrivate())).fetch();

    assertSigned(new ECDSAVerifier((ECPublicKey) pair.getPublic()));
  }

  @Test
  void somebodyElseMayVouchForTheClient() throws IOException {
    Path file = Files.writeString(folder.resolve("projected"), "vouched\n");

    source(new ClientKey.AssertionFile(file)).fetch();

    idp.verify(
        postRequestedFor(urlEqualTo(TOKEN))
            .withRequestBody(containing("client_assertion=vouched"))
            .withRequestBody(containing("client_id=worker")));
  }

  @Test
  void theEndpointIsDiscoveredOnce() throws IOException {
    ClientCredentialsSource source = source(secret("s"));

    source.fetch();
    source.fetch();

    idp.verify(1, getRequestedFor(urlEqualTo(DISCOVERY)));
    idp.verify(2, postRequestedFor(urlEqualTo(TOKEN)));
  }

  @Test
  void aWrongSecretIsDeniedAndNotTold() throws IOException {
    idp.stubFor(
        post(TOKEN)
            .willReturn(aResponse().withStatus(401).withBody("{\"error\": \"invalid_client\"}")));

    fails(source(secret("planted-secret")), "ACCESS_DENIED", "invalid_client", "client 'worker'");
  }

  @Test
  void anIssuerThatPublishesNothingMustBeMended() throws IOException {
    idp.stubFor(get(DISCOVERY).willReturn(aResponse().withStatus(404)));

    fails(source(secret("planted-secret")), "HELD", "names no token endpoint", "identity.issuer");
  }

  @Test
  void aBusyProviderIsAskedAgain() throws IOException {
    idp.stubFor(post(TOKEN).willReturn(aResponse().withStatus(503)));

    fails(source(secret("planted-secret")), "UNAVAILABLE", "HTTP 503");
  }

  @Test
  void aResetConnectionIsTriedAgain() throws IOException {
    idp.stubFor(post(TOKEN).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    fails(source(secret("planted-secret")), "UNAVAILABLE", "cannot be reached");
  }

  @Test
  void aProviderThatDripsIsGivenUpInTime() throws IOException {
    idp.stubFor(
        post(TOKEN)
            .willReturn(
                okJson("{\"access_token\": \"late\"}").withChunkedDribbleDelay(10, 15_000)));

    fails(source(secret("planted-secret")), "UNAVAILABLE", "no answer within 3 s");
  }

  @Test
  void aKeyThatIsNoneMustBeMended() throws IOException {
    Path file = Files.writeString(folder.resolve("key.pem"), "planted-secret");

    fails(source(new PrivateKeyFile(file, null)), "HELD", "PKCS #8 in PEM");
  }

  @Test
  void aMissingKeyFileMustBeMended() {
    fails(source(new SecretFile(folder.resolve("absent"))), "HELD", "cannot be read (NoSuchFile");
  }

  private static void fails(ClientCredentialsSource source, String type, String... words) {
    assertThatThrownBy(source::fetch)
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.getType()).isEqualTo(type))
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("planted-secret");
  }

  private ClientCredentialsSource source(ClientKey key) {
    var identity =
        new Identity(
            URI.create(idp.baseUrl() + "/"),
            new ClientCredentials("worker", key, null, "openid"),
            "ml-harness");
    return new ClientCredentialsSource(
        identity,
        (ClientCredentials) identity.tokens(),
        new TokenEndpoint(Duration.ofSeconds(3)),
        CLOCK);
  }

  private ClientKey secret(String secret) throws IOException {
    return new SecretFile(Files.writeString(folder.resolve("secret"), secret + "\n"));
  }

  private ClientKey key(PrivateKey key) throws IOException {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return new PrivateKeyFile(Files.writeString(folder.resolve("key.pem"), pem), "key-1");
  }

  private static void assertSigned(JWSVerifier verifier)
      throws ParseException, JOSEException, GeneralSecurityException {
    String form = idp.findAll(postRequestedFor(urlEqualTo(TOKEN))).get(0).getBodyAsString();
    String assertion =
        Arrays.stream(form.split("&"))
            .filter(field -> field.startsWith("client_assertion="))
            .map(field -> field.substring(field.indexOf('=') + 1))
            .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
    SignedJWT jwt = SignedJWT.parse(assertion);
    assertThat(jwt.verify(verifier)).isTrue();
    assertThat(jwt.getHeader().getKeyID()).isEqualTo("key-1");
    assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("worker");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(idp.baseUrl() + TOKEN);
  }
}
