package dev.mlharness.starter.api.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.api.hooks.Signature.Proven;
import dev.mlharness.starter.api.hooks.Signature.Raw;
import dev.mlharness.starter.api.hooks.Signature.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final byte[] BODY = "{\"ref\":\"refs/heads/main\"}".getBytes(UTF_8);
  private static final byte[] OLD = "the old key".getBytes(UTF_8);
  private static final byte[] NEW = "the new key".getBytes(UTF_8);

  private static Optional<Proven> prove(
      HookKind kind, Map<String, String> headers, byte[] body, byte[]... keys) {
    Map<String, String> any = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    any.putAll(headers);
    return kind.signature()
        .prove(new Raw(any::get, body), List.of(keys), new Window(NOW, Duration.ofMinutes(5)));
  }

  private static Map<String, String> github(byte[] key) {
    return Map.of(
        "X-Hub-Signature-256",
        "sha256=" + HexFormat.of().formatHex(Hmac.of(key, BODY)),
        "X-GitHub-Delivery",
        "d-1",
        "X-GitHub-Event",
        "push");
  }

  private static Map<String, String> standard(String prefix, byte[] key, Instant at) {
    String time = String.valueOf(at.getEpochSecond());
    byte[] signature = Hmac.of(key, ("m-1." + time + ".").getBytes(UTF_8), BODY);
    return Map.of(
        prefix + "id",
        "m-1",
        prefix + "timestamp",
        time,
        prefix + "signature",
        "v1,c3BvaWx0 v1," + Base64.getEncoder().encodeToString(signature));
  }

  @Test
  void githubSignsTheRawBody() {
    assertThat(prove(HookKind.GITHUB, github(OLD), BODY, OLD, NEW))
        .contains(new Proven(Hmac.digest(BODY), "d-1", "push"));
    assertThat(prove(HookKind.GITHUB, github(NEW), BODY, OLD, NEW)).isPresent();
    assertThat(prove(HookKind.GITHUB, github(OLD), BODY, NEW)).isEmpty();
    assertThat(prove(HookKind.GITHUB, github(OLD), "{}".getBytes(UTF_8), OLD)).isEmpty();
    assertThat(prove(HookKind.GITHUB, Map.of(), BODY, OLD)).isEmpty();
    assertThat(prove(HookKind.GITHUB, github(OLD), BODY)).as("without keys").isEmpty();
    assertThat(
            prove(
                HookKind.GITHUB,
                Map.of("X-Hub-Signature-256", "sha256=nonsense", "X-GitHub-Delivery", "d"),
                BODY,
                OLD))
        .isEmpty();
  }

  /** The example of GitHub's own documentation. */
  @Test
  void githubsOwnExampleIsProven() {
    Map<String, String> headers =
        Map.of(
            "X-Hub-Signature-256",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            "X-GitHub-Delivery",
            "d");
    assertThat(
            prove(
                HookKind.GITHUB,
                headers,
                "Hello, World!".getBytes(UTF_8),
                "It's a Secret to Everybody".getBytes(UTF_8)))
        .isPresent();
  }

  @Test
  void standardWebhooksSignIdTimeAndBody() {
    assertThat(prove(HookKind.STANDARD, standard("webhook-", OLD, NOW), BODY, NEW, OLD))
        .contains(new Proven("m-1", null));
    assertThat(
            prove(HookKind.STANDARD, standard("webhook-", OLD, NOW.minusSeconds(301)), BODY, OLD))
        .as("too old")
        .isEmpty();
    assertThat(prove(HookKind.STANDARD, standard("webhook-", OLD, NOW.plusSeconds(301)), BODY, OLD))
        .as("from the future")
        .isEmpty();
    Map<String, String> otherId = new TreeMap<>(standard("webhook-", OLD, NOW));
    otherId.put("webhook-id", "m-2");
    assertThat(prove(HookKind.STANDARD, otherId, BODY, OLD)).isEmpty();
    Map<String, String> noTime = new TreeMap<>(standard("webhook-", OLD, NOW));
    noTime.put("webhook-timestamp", "soon");
    assertThat(prove(HookKind.STANDARD, noTime, BODY, OLD)).isEmpty();
  }

  /** The example of the specification's reference libraries. */
  @Test
  void anEncodedKeyIsDecoded() {
    Map<String, String> headers =
        Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    Optional<Proven> proven =
        HookKind.STANDARD
            .signature()
            .prove(
                new Raw(headers::get, "{\"test\": 2432232314}".getBytes(UTF_8)),
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(UTF_8)),
                new Window(Instant.ofEpochSecond(1614265330), Duration.ofMinutes(5)));
    assertThat(proven).isPresent();
  }

  @Test
  void mlflowSignsTheSameUnderOtherNames() {
    Map<String, String> signed = standard("webhook-", OLD, NOW);
    Map<String, String> named =
        Map.of(
            "X-MLflow-Delivery-Id", "m-1",
            "X-MLflow-Timestamp", signed.get("webhook-timestamp"),
            "X-MLflow-Signature", signed.get("webhook-signature"));
    assertThat(prove(HookKind.MLFLOW, named, BODY, OLD)).isPresent();
    assertThat(prove(HookKind.MLFLOW, named, BODY, NEW)).isEmpty();
  }

  @Test
  void gitlabShowsAToken() {
    Map<String, String> headers =
        Map.of(
            "X-Gitlab-Token", "the old key",
            "X-Gitlab-Event-UUID", "u-1",
            "X-Gitlab-Event", "Push Hook");
    assertThat(prove(HookKind.GITLAB, headers, BODY, NEW, OLD))
        .contains(new Proven("u-1", "Push Hook"));
    assertThat(prove(HookKind.GITLAB, headers, BODY, NEW)).isEmpty();
    assertThat(prove(HookKind.GITLAB, Map.of("X-Gitlab-Event-UUID", "u-1"), BODY, NEW)).isEmpty();
  }

  @Test
  void databricksShowsAPasswordAndTheSameBodyIsTheSameEvent() {
    Map<String, String> headers =
        Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(OLD));
    Optional<Proven> proven = prove(HookKind.DATABRICKS, headers, BODY, OLD);
    assertThat(proven).isPresent();
    assertThat(prove(HookKind.DATABRICKS, headers, BODY, NEW, OLD)).isEqualTo(proven);
    assertThat(prove(HookKind.DATABRICKS, headers, BODY, NEW)).isEmpty();
    assertThat(prove(HookKind.DATABRICKS, Map.of("Authorization", "Basic ?"), BODY, OLD)).isEmpty();
  }
}
