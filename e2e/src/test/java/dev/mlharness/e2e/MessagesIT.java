package dev.mlharness.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Remark;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.starter.stack.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline tells a receiver that listens, and one that is down, and waits for neither. */
class MessagesIT {
  private static final String KEY = "k3y-0f-the-bus-with-32-characters";
  private static final Listener LISTENER = new Listener(KEY);

  @RegisterExtension
  static final RealStack STACK =
      new RealStack(
          Map.of(Part.WORKER, Map.of("SPRING_APPLICATION_JSON", LISTENER.configuration())));

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    LISTENER.close();
  }

  @Test
  void aGateAndADeploymentAreToldOnceEachAndADeadReceiverHoldsNothing() throws Exception {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("messages"))
            .with(
                "notify",
                """
                - {cloudevents: bus, on: [gate-opened, deployed]}
                - {teams: dead, on: [gate-opened, deployed]}
                - {slack: alerts, on: [deployed]}
                """);
    Pipelines.Started pipeline = STACK.start(recipe);
    pipeline.awaitState(State.WAITING);
    pipeline.pipeline().approve(new Remark("lead", "good", null));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    await().atMost(Duration.ofMinutes(1)).until(() -> LISTENER.received("/events").size() >= 2);
    await().atMost(Duration.ofMinutes(1)).until(() -> !LISTENER.received(Listener.HOOK).isEmpty());
    List<Listener.Request> events = LISTENER.received("/events");
    assertThat(events)
        .extracting(event -> json(event).path("type").asText())
        .containsExactlyInAnyOrder("dev.mlharness.gate-opened", "dev.mlharness.deployed");
    assertThat(events).extracting(event -> json(event).path("id").asText()).doesNotHaveDuplicates();
    for (Listener.Request event : events) {
      assertThat(event.headers().get("webhook-id")).isEqualTo(json(event).path("id").asText());
      assertThat(event.headers().get("webhook-signature")).isEqualTo(signature(event));
      assertThat(json(event).at("/data/about/pipeline").asText()).isEqualTo(pipeline.id());
    }
    assertThat(LISTENER.received(Listener.HOOK)).hasSize(1);
    assertThat(STACK.pipelines().client().countWorkflows(open()).getCount())
        .as("the dead one is still tried")
        .isEqualTo(2);
    assertThat(new TokenSearch(List.of(Listener.HOOK, KEY)).in(STACK.home().folder())).isEmpty();
  }

  private static String open() {
    return "WorkflowType = 'Notify' AND ExecutionStatus = 'Running'";
  }

  private static JsonNode json(Listener.Request request) {
    try {
      return Payloads.mapper().readTree(request.body());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + request.body(), e);
    }
  }

  private static String signature(Listener.Request event) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
    String signed =
        event.headers().get("webhook-id")
            + "."
            + event.headers().get("webhook-timestamp")
            + "."
            + event.body();
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }
}
