package dev.mlharness.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.notify.SlackReceiver.Channel;
import dev.mlharness.payload.Payloads;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatReceiversTest {
  private static final String SECRET = "/services/T0/B0/s3cr3tOfTheHook";

  @TempDir Path folder;
  private ReceivingServer server;
  private GuardedHttp http;

  @BeforeEach
  void start() throws IOException {
    server = new ReceivingServer();
    http = Sample.http();
    Files.writeString(folder.resolve("hook"), server.address(SECRET) + "\n");
    Files.writeString(folder.resolve("token"), "xoxb-s3cr3tOfTheBot");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    http.close();
  }

  private Address hook(String name) {
    return Address.of(name, new SecretText(name, folder.resolve("hook")));
  }

  private Receiver slack() {
    return new SlackReceiver(
        "ml-alerts", hook("ml-alerts"), null, SlackReceiver.wording(null, Sample.LINKS), http);
  }

  private Receiver bot() {
    return new SlackReceiver(
        "ml-alerts",
        Address.of("ml-alerts", server.address("/api/chat.postMessage")),
        new Channel("C042", new SecretText("ml-alerts", folder.resolve("token"))),
        SlackReceiver.wording(null, Sample.LINKS),
        http);
  }

  private Receiver teams() {
    return new TeamsReceiver(
        "ml-room", hook("ml-room"), TeamsReceiver.wording(null, Sample.LINKS), Sample.LINKS, http);
  }

  private JsonNode sent() throws IOException {
    return Payloads.mapper().readTree(server.only().body());
  }

  @Test
  void aWebhookOfSlackTakesBlocks() throws IOException {
    slack().take(Sample.MESSAGE);

    assertThat(server.only().path()).isEqualTo(SECRET);
    JsonNode sent = sent();
    assertThat(sent.path("text").asText()).isEqualTo("[gate-opened] main.fraud.detector version 2");
    assertThat(sent.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(sent.at("/blocks/1/text/text").asText())
        .contains(
            "waits for approval",
            "• *metric f1_score*: 0.93",
            "<https://harness.example.com/pipelines/fraud%2F1%20a|pipeline>");
  }

  @Test
  void whatAMessageCarriesMarksNothingUpAndCallsNobody() throws IOException {
    slack().take(Sample.message("<!channel> <https://evil.test|click> & more"));

    assertThat(sent().at("/blocks/1/text/text").asText())
        .contains("&lt;!channel&gt; &lt;https://evil.test|click&gt; &amp; more")
        .doesNotContain("<!channel>");
  }

  @Test
  void aBotWritesToItsChannel() throws IOException {
    server.replies(200, "{\"ok\": true}", Map.of());
    bot().take(Sample.MESSAGE);

    assertThat(server.only().header("Authorization")).isEqualTo("Bearer xoxb-s3cr3tOfTheBot");
    assertThat(sent().path("channel").asText()).isEqualTo("C042");
    assertThat(sent().at("/metadata/event_payload/id").asText()).isEqualTo(Sample.MESSAGE.id());
  }

  @Test
  void slacksOwnErrorsAreRead() {
    server.replies(200, "{\"ok\": false, \"error\": \"channel_not_found\"}", Map.of());
    ApplicationFailure held = Sample.failure(bot());
    assertThat(held.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(held.getOriginalMessage()).contains("Slack says channel_not_found");

    server.replies(200, "{\"ok\": false, \"error\": \"ratelimited\"}", Map.of("Retry-After", "3"));
    assertThat(Sample.failure(bot()).getType()).isEqualTo(FailureType.UNAVAILABLE.name());
  }

  @Test
  void teamsTakesAnAdaptiveCard() throws IOException {
    server.replies(202, "", Map.of());
    teams().take(Sample.MESSAGE);

    JsonNode card = sent().at("/attachments/0");
    assertThat(card.path("contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(card.at("/content/type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.at("/content/body/0/text").asText())
        .isEqualTo("\\[gate-opened\\] main.fraud.detector version 2");
    assertThat(card.at("/content/body/2/facts/1/value").asText()).isEqualTo("0.93");
    assertThat(card.at("/content/actions/0/url").asText())
        .isEqualTo("https://harness.example.com/pipelines/fraud%2F1%20a");
  }

  @Test
  void aCardIsNotMarkedUpByWhatItCarries() throws IOException {
    teams().take(Sample.message("[click](https://evil.test) *bold*"));

    assertThat(sent().at("/attachments/0/content/body/1/text").asText())
        .isEqualTo("\\[click\\](https://evil.test) \\*bold\\*");
  }

  @ParameterizedTest
  @CsvSource({
    "[Approve here](https://evil.test), \\[Approve here\\](https://evil.test)",
    "<https://evil.test|x>, \\<https://evil.test|x\\>",
  })
  void everyFactAndTitleOfACardIsText(String value, String text) throws IOException {
    teams().take(Sample.about(value, Map.of("why " + value, value)));

    JsonNode body = sent().at("/attachments/0/content/body");
    assertThat(body.at("/0/text").asText()).contains(text).doesNotContain(value);
    assertThat(body.at("/2/facts/0/title").asText()).isEqualTo("why " + text);
    assertThat(body.at("/2/facts/0/value").asText()).isEqualTo(text);
  }

  @Test
  void slacksFallbackTextIsEscapedAndItsPlainTextIsNot() throws IOException {
    slack().take(Sample.about("<https://evil.test|x>", Map.of("<!here>", "<!channel>")));

    JsonNode sent = sent();
    assertThat(sent.path("text").asText())
        .contains("&lt;https://evil.test|x&gt;")
        .doesNotContain("<");
    assertThat(sent.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
    assertThat(sent.at("/blocks/0/text/text").asText()).contains("<https://evil.test|x>");
    assertThat(sent.at("/blocks/1/text/text").asText())
        .contains("• *&lt;!here&gt;*: &lt;!channel&gt;");
  }

  @Test
  void noFailureSaysWhereSlackAndTeamsAreReached() throws IOException {
    for (Receiver receiver : new Receiver[] {slack(), teams(), bot()}) {
      for (int status : new int[] {302, 400, 403, 404, 500}) {
        server.replies(status, "no_service " + server.address(SECRET), Map.of());
        assertSecret(Sample.failure(receiver));
      }
    }
    server.close();
    assertSecret(Sample.failure(slack()));
    assertSecret(Sample.failure(bot()));
    Files.writeString(folder.resolve("hook"), "https://hooks.slack.test" + SECRET + " %");
    assertSecret(Sample.failure(slack()));
    Files.writeString(folder.resolve("hook"), "https://169.254.169.254" + SECRET);
    assertSecret(Sample.failure(teams()));
    assertThat(hook("x") + new SecretText("x", folder.resolve("hook")).toString())
        .doesNotContain("s3cr3t");
  }

  private static void assertSecret(ApplicationFailure failure) {
    assertThat(failure).isNotNull().hasNoCause();
    assertThat(failure.toString()).doesNotContain("s3cr3t").doesNotContain("services");
  }
}
