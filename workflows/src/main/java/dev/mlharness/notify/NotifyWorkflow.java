package dev.mlharness.notify;

import dev.mlharness.access.Failures;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;

/** Tells all receivers at the same time: one that does not answer holds up no other. */
public final class NotifyWorkflow implements Notify {
  private static final String UNDELIVERED = "UNDELIVERED";

  @Override
  public void run(NotifyRequest request) {
    List<ReceiverName> receivers =
        ActivityProfiles.call(NotifyActivities.class, ActivityProfiles.MESSAGE, "who shall be told")
            .receivers(request);
    List<Promise<String>> troubles =
        receivers.stream().map(receiver -> told(request.message(), receiver)).toList();
    Promise.allOf(troubles).get();
    List<String> undelivered =
        troubles.stream().map(Promise::get).filter(trouble -> !trouble.isEmpty()).toList();
    Workflow.setCurrentDetails(details(receivers, undelivered));
    if (!undelivered.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(String.join("; ", undelivered), UNDELIVERED);
    }
  }

  /** What went wrong; empty when nothing did. */
  private static Promise<String> told(Message message, ReceiverName receiver) {
    return Async.procedure(
            ActivityProfiles.call(
                    NotifyActivities.class, ActivityProfiles.DELIVERY, "tell " + receiver)
                ::deliver,
            new Delivery(message, receiver))
        .handle((done, failure) -> failure == null ? "" : trouble(receiver, failure));
  }

  private static String trouble(ReceiverName receiver, RuntimeException failure) {
    return receiver
        + ": "
        + (failure instanceof TemporalFailure known
            ? Failures.sentence(known)
            : Objects.toString(failure.getMessage()));
  }

  private static String details(List<ReceiverName> receivers, List<String> undelivered) {
    StringBuilder text = new StringBuilder("Receivers: ").append(receivers.size());
    undelivered.forEach(trouble -> text.append("\n- not delivered to ").append(trouble));
    return text.toString();
  }
}
