package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mlharness.encryption.EncryptionCodec;
import dev.mlharness.encryption.KeyRing;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Payloads are decrypted for people who prove who they are, and for nobody else. */
@Timeout(120)
class CodecServerTest {
  private static final String ORIGIN = "https://temporal.example.com";
  private static final String KEYS =
      "k1:" + Base64.getEncoder().encodeToString("k".repeat(32).getBytes(StandardCharsets.UTF_8));
  private static final Payload PLAIN =
      Payload.newBuilder()
          .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
          .setData(ByteString.copyFromUtf8("\"a planted word\""))
          .build();

  private static TestIssuer issuer;
  private static ConfigurableApplicationContext worker;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, JOSEException {
    issuer = new TestIssuer();
    Path keys = Files.writeString(folder.resolve("keys"), KEYS);
    worker =
        new SpringApplicationBuilder(WorkerApplication.class)
            .profiles("local")
            .run(
                "--server.port=0",
                "--spring.temporal.connection.target=127.0.0.1:1",
                "--mlharness.drain-timeout=1s",
                "--MLHARNESS_SUBJECT_TOKEN_FILE=/nowhere",
                "--mlharness.encryption.key-file=" + keys,
                "--mlharness.codec-server.origin=" + ORIGIN,
                "--mlharness.codec-server.issuer=" + issuer.url(),
                "--mlharness.codec-server.audience=ml-harness",
                "--mlharness.codec-server.groups=ml-leads,auditors");
  }

  @AfterAll
  static void stop() {
    worker.close();
    issuer.close();
  }

  @Test
  void aMemberReadsWhatIsEncrypted() throws Exception {
    HttpResponse<String> answer = post("decode", json(sealed()), issuer.signed(issuer.claims()));

    assertThat(answer.statusCode()).isEqualTo(200);
    Payloads.Builder decoded = Payloads.newBuilder();
    JsonFormat.parser().merge(answer.body(), decoded);
    assertThat(decoded.getPayloadsList()).containsExactly(PLAIN);
  }

  @Test
  void whatIsEncodedIsEncrypted() throws Exception {
    HttpResponse<String> answer = post("encode", json(PLAIN), issuer.signed(issuer.claims()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(PLAIN.getData().toString(), "json/plain");
  }

  @Test
  void whoProvesNothingIsRefused() throws Exception {
    assertThat(post("decode", json(sealed()), null).statusCode()).isEqualTo(401);
    assertRefused(new PlainJWT(issuer.claims().build()).serialize());
    assertRefused(issuer.signed(issuer.claims().issuer("https://elsewhere.example.com")));
    assertRefused(issuer.signed(issuer.claims().audience("another")));
    assertRefused(
        issuer.signed(issuer.claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))));
    assertRefused(
        TestIssuer.signedBy(new RSAKeyGenerator(2048).keyID("1").generate(), issuer.claims()));
    assertRefused(signedWithThePublicKeyAsSecret());
  }

  @Test
  void whoIsInNoneOfTheGroupsIsForbidden() throws Exception {
    String token = issuer.signed(issuer.claims().claim("groups", List.of("ml-engineers")));

    assertThat(post("decode", json(sealed()), token).statusCode()).isEqualTo(403);
  }

  @Test
  void onlyThePageOfTheTemporalUiMayAsk() throws Exception {
    assertThat(preflight(ORIGIN).headers().firstValue("Access-Control-Allow-Origin"))
        .contains(ORIGIN);
    assertThat(preflight(ORIGIN + ".evil.example").statusCode()).isEqualTo(403);
  }

  @Test
  void aBodyThatIsNoPayloadsSaysWhatWasExpected() throws Exception {
    HttpResponse<String> answer = post("decode", "[]", issuer.signed(issuer.claims()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("payloads");
  }

  @Test
  void aMissingKeyIsNamed() throws Exception {
    Payload foreign =
        sealed().toBuilder()
            .putMetadata("encryption-key-id", ByteString.copyFromUtf8("k0"))
            .build();

    HttpResponse<String> answer = post("decode", json(foreign), issuer.signed(issuer.claims()));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("k0");
  }

  @Test
  void healthStaysOpenAndEverythingElseIsShut() throws Exception {
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get("/anything").statusCode()).isIn(401, 403);
  }

  @Test
  void withoutKeysThereIsNoCodecServer() {
    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(WorkerApplication.class)
                    .profiles("local")
                    .run(
                        "--server.port=0",
                        "--MLHARNESS_SUBJECT_TOKEN_FILE=/nowhere",
                        "--mlharness.codec-server.origin=" + ORIGIN,
                        "--mlharness.codec-server.issuer=" + issuer.url(),
                        "--mlharness.codec-server.audience=ml-harness")
                    .close())
        .rootCause()
        .hasMessageContaining("configured without keys");
  }

  private void assertRefused(String token) throws Exception {
    HttpResponse<String> answer = post("decode", json(sealed()), token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("planted");
  }

  private static String signedWithThePublicKeyAsSecret() throws JOSEException {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), issuer.claims().build());
    jwt.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));
    return jwt.serialize();
  }

  private static Payload sealed() {
    KeyRing ring = KeyRing.parse(KEYS);
    return new EncryptionCodec(() -> ring).encode(List.of(PLAIN)).get(0);
  }

  private static String json(Payload payload) throws IOException {
    return JsonFormat.printer().print(Payloads.newBuilder().addPayloads(payload).build());
  }

  private HttpResponse<String> post(String path, String body, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        request("/codec/" + path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> preflight(String origin) throws Exception {
    return http.send(
        request("/codec/decode")
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type,x-namespace")
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    String port = worker.getEnvironment().getRequiredProperty("local.server.port");
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }
}
