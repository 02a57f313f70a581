package dev.mlharness.starter.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.AdoptOrder;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.checks.Watches;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchStatus;
import io.temporal.client.WorkflowOptions;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Models, rollouts and lineage, as pages show and steer them. */
class ModelPagesTest extends PagesStories {
  /** Version 2 is champion, version 1 was. */
  private static String adopted() {
    String model = "main.demo.m" + UUID.randomUUID().toString().substring(0, 8);
    new Entities(api.temporal().client(), TaskQueues.HARNESS)
        .adopt(
            new ModelKey("prod", model),
            new AdoptOrder(new Access("prod", "deployer"), "2", null, "ann", null));
    return model;
  }

  /** A rollout that stands at ten per cent. */
  private static String rolling() {
    String pipeline = "fraud-" + UUID.randomUUID();
    api.temporal()
        .client()
        .newUntypedWorkflowStub(
            Rollout.TYPE,
            WorkflowOptions.newBuilder()
                .setWorkflowId(Rollout.idOf(pipeline))
                .setTaskQueue(TaskQueues.HARNESS)
                .build())
        .start((Object) null);
    return pipeline;
  }

  @Test
  void aRolloutShowsItsWeightAndItsSteps() {
    api.people().signIn(ApiRole.READER);
    String page = visitor.open("/pipelines/" + rolling() + "/rollout").body();

    assertThat(page)
        .contains("Rollout of main.fraud.detector version 4", "10 %", "90 %", "pause 14d")
        .doesNotContain("Abort …");
  }

  @Test
  void anOperatorPausesAndAborts() {
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    String address = "/pipelines/" + rolling() + "/rollout";
    HttpResponse<String> page = visitor.open(address);
    HttpResponse<String> paused = visitor.send(page, address, Map.of("action", "PAUSE"));
    assertThat(paused.statusCode()).as(paused.body()).isEqualTo(200);
    assertThat(paused.body()).contains("pause by lead@example.com");

    HttpResponse<String> sure = visitor.open(address + "/end?action=abort");
    assertThat(sure.body()).contains("Put everything back?");
    HttpResponse<String> aborted =
        visitor.send(sure, address, Map.of("action", "ABORT", "comment", "wrong data"));
    assertThat(aborted.body()).contains("abort by lead@example.com (wrong data)", "aborted");
  }

  @Test
  void whatMeansNothingNowIsRefusedWithItsReason() {
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    String address = "/pipelines/" + rolling() + "/rollout";
    HttpResponse<String> refused =
        visitor.send(visitor.open(address), address, Map.of("action", "RESUME"));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("resume means nothing now");
  }

  @Test
  void aReaderSteersNothing() {
    api.people().signIn(ApiRole.READER);
    String address = "/pipelines/" + rolling() + "/rollout";
    HttpResponse<String> refused =
        visitor.send(visitor.open(address), address, Map.of("action", "ABORT"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(visitor.open("/models/prod/main.x/rollback").statusCode()).isEqualTo(403);
    assertThat(visitor.open("/identities").statusCode()).isEqualTo(403);
    assertThat(visitor.open("/schedules/wine/pause").statusCode()).isEqualTo(403);
  }

  @Test
  void aRolloutThatIsNotThereIsAPageThatSaysSo() {
    api.people().signIn(ApiRole.READER);
    assertThat(visitor.open("/pipelines/nobody/rollout").statusCode()).isEqualTo(404);
  }

  @Test
  void anOperatorIsAskedOnceMoreAndRollsBack() {
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    String address = "/models/prod/" + adopted();
    HttpResponse<String> sure = visitor.open(address + "/rollback");
    assertThat(sure.statusCode()).as(sure.body()).isEqualTo(200);
    assertThat(sure.body())
        .contains("Bring an earlier champion back?", "version 1, champion until ")
        .doesNotContain(">version 2,");
    String request = sure.body().replaceAll("(?s).*name=\"request\" value=\"([^\"]+)\".*", "$1");

    HttpResponse<String> sent =
        visitor.send(
            sure, address + "/rollback", Map.of("to", "9", "request", request, "comment", "no"));
    assertThat(sent.statusCode()).isEqualTo(409);
    assertThat(sent.body()).contains("there is no version 9");
  }

  @Test
  void endingAPromotionNamesNoVersion() {
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    String address = "/models/prod/" + adopted();
    HttpResponse<String> sent =
        visitor.send(
            visitor.open(address + "/rollback"),
            address + "/rollback",
            Map.of("to", "", "request", UUID.randomUUID().toString(), "comment", ""));
    assertThat(sent.uri().getPath()).as(sent.body()).isEqualTo(address);
  }

  @Test
  void aTraceBeginsAtOnePlaceAndAnswersWhereItWasAsked() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> both = visitor.open("/lineage?endpoint=wine&model=main.demo.wine");
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(both.body()).contains("not at both", "value=\"main.demo.wine\"", "value=\"wine\"");
  }

  @Test
  void anOperatorPausesAWatchAndAReaderDoesNot() {
    String model = adopted();
    WatchKey key = new WatchKey("prod", model);
    api.temporal()
        .client()
        .newUntypedWorkflowStub(
            "Watch",
            WorkflowOptions.newBuilder()
                .setWorkflowId(key.workflowId())
                .setTaskQueue(TaskQueues.HARNESS)
                .build())
        .start((Object) null);
    String address = "/models/prod/" + model + "/watch/";
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> refused =
        visitor.send(visitor.open("/lineage"), address + "pause", Map.of());
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(state(key)).isEqualTo(WatchStatus.State.WATCHING);

    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    visitor = new Visitor(api.address());
    HttpResponse<String> page = visitor.open("/lineage");
    visitor.send(page, address + "pause", Map.of());
    assertThat(state(key)).isEqualTo(WatchStatus.State.PAUSED);
    visitor.send(page, address + "resume", Map.of());
    assertThat(state(key)).isEqualTo(WatchStatus.State.WATCHING);
  }

  private static WatchStatus.State state(WatchKey key) {
    return new Watches(api.temporal().client()).find(key).orElseThrow().state();
  }

  @Test
  void aLineageLeadsFromTheEndpointToWhoDecided() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> page = visitor.open("/lineage?endpoint=fraud");

    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "main.fraud.detector version 4",
            "was made by",
            "href=\"/pipelines/fraud-1\"",
            "approve by b@example.com: fine",
            "f1_score");
  }

  @Test
  void aModelThatNobodyKnowsHasNoLineage() {
    api.people().signIn(ApiRole.READER);
    assertThat(visitor.open("/lineage").body()).contains("From an endpoint");
    assertThat(visitor.open("/lineage?model=nobody").body()).contains("there is no model");
    assertThat(visitor.open("/lineage?model=a@b@c").body()).contains("is not MODEL");
  }
}
