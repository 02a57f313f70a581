package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.approval.Remark;
import dev.mlharness.notify.Message;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.ReceiverName.Kind;
import dev.mlharness.run.RunOutcome;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a pipeline tells, and that it waits for nobody who listens. */
class MessagesTest {
  private static final String ALERTS =
      "{slack: ml-alerts, on: [gate-opened, decided, deployed, held, failed, cancelled]}";

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  @Test
  @Tag(Histories.KEPT)
  void aGateThatOpensItsDecisionAndTheDeploymentAreToldOnceEach() {
    StartedPipeline pipeline = pipelines.start(notifying(Recipes.SERVED, ALERTS));
    pipeline.atTheGate();
    pipeline.stub().approve(new Remark("alice", "good", null));
    pipeline.result();
    settle(pipeline);

    List<Message> told = told("ml-alerts");
    assertThat(told)
        .extracting(Message::occasion)
        .containsExactlyInAnyOrder(Occasion.GATE_OPENED, Occasion.DECIDED, Occasion.DEPLOYED);
    assertThat(told).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(told)
        .allSatisfy(
            message -> {
              assertThat(message.about().pipeline()).isEqualTo(pipeline.workflowId());
              assertThat(message.about().version()).isEqualTo("1");
              assertThat(message.about().digest()).isEqualTo(pipeline.status().digest());
            });
    assertThat(first("ml-alerts", Occasion.GATE_OPENED).facts())
        .containsKeys("metric f1_score", "decide before");
  }

  @Test
  @Tag(Histories.KEPT)
  void aReceiverThatIsDownForEverHoldsNothing() {
    pipelines.world().faults().failAlways("DeliverMessage dead", FailureType.UNAVAILABLE);
    StartedPipeline pipeline =
        pipelines.start(
            notifying(
                Recipes.BATCH,
                "{teams: dead, on: [deployed]}, {cloudevents: alive, on: [deployed]}"));

    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    String message = messages(pipeline).get(0);
    assertThatThrownBy(() -> delivered(message))
        .isInstanceOf(WorkflowFailedException.class)
        .rootCause()
        .hasMessageContaining("teams dead: ")
        .hasMessageNotContaining("alive");
    assertThat(told("dead")).isEmpty();
    assertThat(told("alive")).hasSize(1);
  }

  @Test
  void aReceiverThatIsDownForAWhileIsToldLater() {
    pipelines.world().faults().fail("DeliverMessage ml-alerts", 5, FailureType.UNAVAILABLE);
    StartedPipeline pipeline = pipelines.start(notifying(Recipes.BATCH, ALERTS));
    pipeline.result();
    settle(pipeline);

    assertThat(told("ml-alerts")).extracting(Message::occasion).containsExactly(Occasion.DEPLOYED);
  }

  @Test
  void aDeliveryWhoseAnswerIsLostIsADoubleWithTheSameId() {
    pipelines.world().faults().loseReply("DeliverMessage ml-alerts", 1);
    StartedPipeline pipeline = pipelines.start(notifying(Recipes.BATCH, ALERTS));
    pipeline.result();
    settle(pipeline);

    assertThat(told("ml-alerts"))
        .hasSize(2)
        .extracting(Message::id)
        .containsOnly(told("ml-alerts").get(0).id());
  }

  @Test
  void wherePeopleAreNotNamedNothingIsSaid() {
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.result();

    assertThat(messages(pipeline)).isEmpty();
  }

  @Test
  @Tag(Histories.KEPT)
  void operatorsReceiversHearWhateverTheRecipeSays() {
    ReceiverName operators = new ReceiverName(Kind.CLOUDEVENTS, "bus");
    pipelines.world().receivers().operatorsHave(operators, Occasion.DEPLOYED);
    pipelines.world().admission().operatorsHear(Occasion.DEPLOYED);
    StartedPipeline pipeline = pipelines.start(Recipes.BATCH);
    pipeline.result();
    settle(pipeline);

    assertThat(told("bus")).extracting(Message::occasion).containsExactly(Occasion.DEPLOYED);
  }

  @Test
  @Tag(Histories.KEPT)
  void aHeldStageAndASpentBudgetAreTold() {
    pipelines.world().runs().eachTakes(Duration.ofHours(1), 10);
    StartedPipeline pipeline =
        pipelines.start(
            notifying(
                Recipes.with(Recipes.SERVED, "budget: {dbu: 20}"),
                "{slack: ml-alerts, on: [held, budget-exceeded, cancelled]}"));
    pipeline.held();
    pipeline.stub().abort("too dear");
    pipeline.failure();
    settle(pipeline);

    assertThat(told("ml-alerts"))
        .extracting(Message::occasion)
        .containsExactlyInAnyOrder(Occasion.BUDGET_EXCEEDED, Occasion.HELD, Occasion.CANCELLED);
    assertThat(first("ml-alerts", Occasion.CANCELLED).words()).contains("too dear");
  }

  @Test
  @Tag(Histories.KEPT)
  void remindersAndEscalationsGoOut() {
    StartedPipeline pipeline =
        pipelines.start(
            notifying(
                Recipes.with(
                    Recipes.SERVED,
                    "approve: {timeout: 3d, remind: 1d, escalate: {after: 36h, to: [group:heads]}}"),
                "{email: leads, on: [gate-reminder, gate-escalation, decided]}"));
    pipeline.atTheGate();
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.REJECTED);
    settle(pipeline);

    assertThat(told("leads"))
        .extracting(Message::occasion)
        .containsExactlyInAnyOrder(
            Occasion.GATE_REMINDER,
            Occasion.GATE_REMINDER,
            Occasion.GATE_ESCALATION,
            Occasion.DECIDED);
    assertThat(first("leads", Occasion.GATE_ESCALATION).words()).contains("group:heads");
  }

  @Test
  @Tag(Histories.KEPT)
  void aPipelineThatIsCancelledStillSaysSo() {
    StartedPipeline pipeline = pipelines.start(notifying(Recipes.SERVED, ALERTS));
    pipeline.atTheGate();
    pipeline.cancel();
    pipeline.cancelled();
    settle(pipeline);

    assertThat(first("ml-alerts", Occasion.CANCELLED).facts())
        .containsEntry("outcome", "cancelled");
  }

  @Test
  void aFailureOfATaskIsTold() {
    pipelines.world().runs().next(Stage.TRAIN, RunOutcome.FAILED);
    StartedPipeline pipeline =
        pipelines.start(notifying(Recipes.with(Recipes.SERVED, "on_failure: abort"), ALERTS));
    pipeline.failure();
    settle(pipeline);

    assertThat(first("ml-alerts", Occasion.FAILED).words()).contains("train failed");
  }

  @Test
  @Tag(Histories.KEPT)
  void aScheduleWhoseRecipeIsNoneAnyMoreIsToldToThoseWhomTheDocumentNames() {
    StartedPipeline pipeline =
        pipelines.fired(
            "nightly",
            Map.of(
                "model",
                "main.fraud.detector",
                "trian",
                Map.of("notebook", "a"),
                "notify",
                List.of(Map.of("slack", "ml-alerts", "on", List.of("schedule-invalid")))));
    pipeline.failure();
    settle(pipeline);

    Message message = first("ml-alerts", Occasion.SCHEDULE_INVALID);
    assertThat(message.facts()).containsEntry("schedule", "nightly");
    assertThat(message.about().model()).isEqualTo("main.fraud.detector");
    assertThat(message.words()).contains("trian");
  }

  private static String notifying(String recipe, String receivers) {
    return Recipes.with(recipe, "notify: [" + receivers + "]");
  }

  private List<Message> told(String receiver) {
    return pipelines.world().receivers().told(receiver);
  }

  private Message first(String receiver, Occasion occasion) {
    return told(receiver).stream()
        .filter(message -> message.occasion() == occasion)
        .findFirst()
        .orElseThrow();
  }

  /** The messages that a pipeline has sent, as workflow ids. */
  private List<String> messages(StartedPipeline pipeline) {
    return pipelines.client().fetchHistory(pipeline.workflowId()).getEvents().stream()
        .filter(HistoryEvent::hasChildWorkflowExecutionStartedEventAttributes)
        .map(HistoryEvent::getChildWorkflowExecutionStartedEventAttributes)
        .filter(started -> started.getWorkflowType().getName().equals("Notify"))
        .map(started -> started.getWorkflowExecution().getWorkflowId())
        .toList();
  }

  private void settle(StartedPipeline pipeline) {
    messages(pipeline).forEach(this::delivered);
  }

  private void delivered(String message) {
    pipelines.client().newUntypedWorkflowStub(message).getResult(Void.class);
  }
}
