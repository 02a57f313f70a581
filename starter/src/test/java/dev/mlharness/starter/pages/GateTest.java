package dev.mlharness.starter.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.starter.api.ApiRole;
import io.temporal.client.WorkflowOptions;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pipeline and its gate, as somebody with a browser sees them. */
class GateTest extends PagesStories {
  private final String id = "fraud-" + UUID.randomUUID();

  @BeforeEach
  void aPipelineWaits() {
    api.temporal()
        .client()
        .newUntypedWorkflowStub(
            "TrainValidateDeploy",
            WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.HARNESS).build())
        .start(Payloads.mapper().createObjectNode().put("model", "main.demo.fraud"));
  }

  @Test
  void anApproverReadsTheEvidenceAndDecides() {
    api.people().signIn(ApiRole.READER, ApiRole.APPROVER);
    assertThat(visitor.open("/pipelines/" + id).body())
        .contains("The gate is open", "Read the evidence and decide", "run 7 of train");
    HttpResponse<String> gate = visitor.open("/pipelines/" + id + "/gate");
    assertThat(gate.body())
        .contains("f1_score", "0.95", "0.94", "+0.01", "at least 0.9", "passed")
        .contains("train.parameters.max_depth: 5 → 6", "owner@example.com", "<canvas");

    HttpResponse<String> after = decide(gate, "approve", "e".repeat(64), "better on every slice");
    assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
    assertThat(after.uri().getPath()).isEqualTo("/pipelines/" + id);
    assertThat(after.body())
        .contains("Your approval is recorded", "lead@example.com", ": better on every slice");
  }

  @Test
  void aDecisionNeedsNoComment() {
    api.people().signIn(ApiRole.READER, ApiRole.APPROVER);
    HttpResponse<String> gate = visitor.open("/pipelines/" + id + "/gate");
    HttpResponse<String> after = decide(gate, "approve", "e".repeat(64), "");
    assertThat(after.statusCode()).as(after.body()).isEqualTo(200);
    assertThat(after.body()).contains("Your approval is recorded", "lead@example.com");
  }

  @Test
  void aCommentThatIsJustNoIsShown() {
    api.people().signIn(ApiRole.READER, ApiRole.APPROVER);
    HttpResponse<String> gate = visitor.open("/pipelines/" + id + "/gate");
    assertThat(decide(gate, "reject", "e".repeat(64), "No").body())
        .contains("Your rejection is recorded", "<span>: No</span>");
  }

  @Test
  void aDecisionOnEvidenceThatHasChangedIsNotCounted() {
    api.people().signIn(ApiRole.READER, ApiRole.APPROVER);
    HttpResponse<String> after =
        decide(
            visitor.open("/pipelines/" + id + "/gate"),
            "approve",
            "f".repeat(64),
            "better on every slice");
    assertThat(after.statusCode()).isEqualTo(409);
    assertThat(after.body())
        .contains("The evidence has changed since you read it", "better on every slice</textarea>");
    assertThat(visitor.open("/pipelines/" + id).body()).contains("The gate is open");
  }

  @Test
  void whoeverMayOnlyReadIsNotOfferedADecisionAndCannotForceOne() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> gate = visitor.open("/pipelines/" + id + "/gate");
    assertThat(gate.body()).contains("and not decide").doesNotContain("value=\"approve\"");
    assertThat(decide(gate, "approve", "e".repeat(64), "yes").statusCode()).isEqualTo(403);
  }

  @Test
  void anUnchangedPartIsNotSentAgain() {
    api.people().signIn(ApiRole.READER);
    var mark =
        java.util.regex.Pattern.compile("seen=([0-9a-f]+)")
            .matcher(visitor.open("/pipelines/" + id).body());
    assertThat(mark.find()).isTrue();
    String path = "/pipelines/" + id + "?seen=";
    assertThat(visitor.open(path + mark.group(1), "HX-Request", "true").statusCode())
        .isEqualTo(204);
    HttpResponse<String> part = visitor.open(path + "other", "HX-Request", "true");
    assertThat(part.body()).startsWith("<div id=\"live\"").doesNotContain("<html");
  }

  @Test
  void aPipelineThatIsNotThereIsAPageThatSaysSo() {
    api.people().signIn(ApiRole.READER);
    HttpResponse<String> page = visitor.open("/pipelines/nothing");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("no pipeline &#39;nothing&#39;", "All pipelines");
  }

  private HttpResponse<String> decide(
      HttpResponse<String> page, String verdict, String evidence, String comment) {
    return visitor.send(
        page,
        "/pipelines/" + id + "/gate",
        Map.of("verdict", verdict, "evidence", evidence, "comment", comment));
  }
}
