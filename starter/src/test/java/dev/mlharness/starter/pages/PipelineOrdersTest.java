package dev.mlharness.starter.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.api.ApiRole;
import io.temporal.client.WorkflowOptions;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A pipeline that waits for somebody to mend it, as people answer it with a browser. */
class PipelineOrdersTest extends PagesStories {
  private static final Pattern HIDDEN =
      Pattern.compile("name=\"(request|held)\" value=\"([^\"]+)\"");

  private final String page = "/pipelines/order-" + UUID.randomUUID();

  private void start(String model) {
    api.temporal()
        .client()
        .newUntypedWorkflowStub(
            "TrainValidateDeploy",
            WorkflowOptions.newBuilder()
                .setWorkflowId(page.substring("/pipelines/".length()))
                .setTaskQueue(TaskQueues.HARNESS)
                .build())
        .start(Payloads.mapper().createObjectNode().put("model", model));
  }

  @Test
  void aRunnerTriesAgainFromAStageWithMoreTime() {
    start("untested");
    api.people().signIn(ApiRole.READER, ApiRole.RUNNER);
    assertThat(visitor.open(page).body())
        .contains("It is held: a person must mend it", "run 7 failed", "Try again …")
        .doesNotContain("Go on without test …", "Give up …");
    HttpResponse<String> asked = visitor.open(page + "/retry");
    assertThat(asked.body())
        .contains("Spent so far: <strong>4h of 4h", "train, and all after it", "test, anew")
        .doesNotContain("validate");

    HttpResponse<String> after = order(asked, "/retry", Map.of("from", "TRAIN", "time", "8h"));
    assertThat(after.body())
        .contains("Your order is carried out", "from=TRAIN", "duration=PT8H")
        .doesNotContain("It is held");
    assertThat(order(asked, "/retry", Map.of()).statusCode()).isEqualTo(409);
  }

  @Test
  void whatIsNoTimeOrNumberIsSaidToBeNone() {
    start("untested");
    api.people().signIn(ApiRole.READER, ApiRole.RUNNER);
    HttpResponse<String> after =
        order(visitor.open(page + "/retry"), "/retry", Map.of("time", "long"));
    assertThat(after.statusCode()).isEqualTo(400);
    assertThat(after.body()).contains("&#39;long&#39; is no time");
    HttpResponse<String> more =
        order(visitor.open(page + "/retry"), "/retry", Map.of("dbu", "many"));
    assertThat(more.statusCode()).isEqualTo(400);
    assertThat(more.body()).contains("&#39;many&#39; cannot be read as what &#39;dbu&#39; must be");
  }

  @Test
  void anOperatorGoesOnWithoutATestThatMayBeSkipped() {
    start("untested");
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    assertThat(visitor.open(page).body())
        .contains("Go on without test …")
        .doesNotContain("Try again …");
    assertThat(order(visitor.open(page + "/skip"), "/skip", Map.of()).body()).contains("skipped");
  }

  @Test
  void anOperatorGivesUpWithAReason() {
    start("held");
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    HttpResponse<String> asked = visitor.open(page + "/abort");
    assertThat(asked.body()).contains("Give this pipeline up?");
    HttpResponse<String> after = order(asked, "/abort", Map.of("reason", "wrong data"));
    assertThat(after.body()).contains("Aborted", "by lead@example.com: wrong data");
  }

  @Test
  void aRunnerPausesAndResumes() {
    start("gated");
    api.people().signIn(ApiRole.READER, ApiRole.RUNNER);
    HttpResponse<String> paused = visitor.send(visitor.open(page), page + "/pause", Map.of());
    assertThat(paused.body()).contains("It is to pause", ">paused<");
    HttpResponse<String> resumed = visitor.send(paused, page + "/resume", Map.of());
    assertThat(resumed.body()).contains("It goes on.").doesNotContain(">paused<");
  }

  @Test
  void anOperatorStopsIt() {
    start("gated");
    api.people().signIn(ApiRole.READER, ApiRole.OPERATOR);
    HttpResponse<String> after = order(visitor.open(page + "/cancel"), "/cancel", Map.of());
    assertThat(after.body()).contains("It is asked to stop");
  }

  @Test
  void aReproductionShowsMetricsThenAndNowAndNoStageThatItDidNotHave() {
    start("reproduced");
    api.people().signIn(ApiRole.READER);
    assertThat(visitor.open(page).body())
        .contains("Reproduced", "callout good", "0.955", "the same", "does not count")
        .containsSubsequence("register", "not reached", "deploy", "not reached");
  }

  @Test
  void aReaderIsOfferedNothingAndForcesNothing() {
    start("held");
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> read = visitor.open(page);
    assertThat(read.body()).doesNotContain("Try again …", "Give up …", "Steer", "Pause");
    for (String order : new String[] {"retry", "skip", "abort", "cancel"}) {
      assertThat(visitor.open(page + "/" + order).statusCode()).as(order).isEqualTo(403);
    }
    for (String order : new String[] {"retry", "skip", "abort", "cancel", "pause", "resume"}) {
      assertThat(order(read, "/" + order, Map.of()).statusCode()).as(order).isEqualTo(403);
    }
    assertThat(visitor.open(page).body()).contains("It is held");
  }

  /** Sends the form of a page that asks once more. */
  private HttpResponse<String> order(
      HttpResponse<String> asked, String order, Map<String, String> fields) {
    Map<String, String> all = new HashMap<>(fields);
    Matcher hidden = HIDDEN.matcher(asked.body());
    while (hidden.find()) {
      all.put(hidden.group(1), hidden.group(2));
    }
    return visitor.send(asked, page + order, all);
  }
}
