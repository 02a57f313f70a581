package dev.mlharness.notify;

import dev.mlharness.recipe.Digest;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends messages from within a workflow, without waiting for anybody: each is a child workflow that
 * outlives its parent. Workflows that began before there were messages send none.
 */
public final class Messenger {
  private static final String VERSION = "messages";
  private static final String NOTIFY = "Notify";
  private static final String ID_PREFIX = "message-";

  private final List<Promise<Boolean>> sent = new ArrayList<>();
  private final String key;
  private int count;

  /** For a workflow that has one of it as long as it runs. */
  public Messenger() {
    this("");
  }

  /**
   * @param key another for each messenger that a workflow makes, and the same when it makes it
   *     again
   */
  public Messenger(String key) {
    this.key = key;
  }

  /**
   * Tells of something, also while the workflow is being cancelled.
   *
   * @param to whom, beside operators' receivers; may be nobody
   */
  public void tell(
      Occasion occasion,
      About about,
      String words,
      Map<String, String> facts,
      List<ReceiverName> to) {
    if (Workflow.getVersion(VERSION, Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
      return;
    }
    Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
    String id = id(++count, occasion, about, words);
    NotifyRequest request =
        new NotifyRequest(new Message(id, occasion, now, about, words, facts), to);
    Workflow.newDetachedCancellationScope(() -> send(request)).run();
  }

  /**
   * Returns when Temporal has taken over everything that was said: a child whose parent ends before
   * that might never begin. No receiver is waited for.
   */
  public void settle() {
    if (!sent.isEmpty()) {
      Promise.allOf(sent).get();
      sent.clear();
    }
  }

  private void send(NotifyRequest request) {
    ChildWorkflowStub child =
        Workflow.newUntypedChildWorkflowStub(NOTIFY, options(request.message()));
    child.executeAsync(Void.class, request);
    // One that has begun before is the same message, said again after a reset.
    sent.add(child.getExecution().handle((begun, failure) -> failure == null));
  }

  private static ChildWorkflowOptions options(Message message) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(ID_PREFIX + message.id())
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setCancellationType(ChildWorkflowCancellationType.ABANDON)
        .setStaticSummary(message.occasion() + ": " + message.about().subject())
        .setStaticDetails(message.words())
        .build();
  }

  /** Stays the same when the workflow is replayed, or reset and says the same again. */
  private String id(int number, Occasion occasion, About about, String words) {
    WorkflowInfo info = Workflow.getInfo();
    return Digest.of(
        List.of(
            info.getFirstExecutionRunId(),
            // A workflow that continues as new counts from the start again.
            info.getContinuedExecutionRunId().orElse(""),
            info.getWorkflowId(),
            key,
            String.valueOf(number),
            occasion.word(),
            about.subject(),
            words));
  }
}
