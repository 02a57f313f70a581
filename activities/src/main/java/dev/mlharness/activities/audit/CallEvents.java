package dev.mlharness.activities.audit;

import dev.mlharness.access.Access;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.audit.Subject;
import dev.mlharness.pipeline.StageContext;
import dev.mlharness.rollout.Rollout;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What is recorded of a call that changes the world. */
public final class CallEvents {
  private static final String BEGUN = ":begun";
  private static final String ENDED = ":ended";

  private final Workspaces workspaces;

  public CallEvents(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /** Before the call. The same event for every try of one activity. */
  AuditEvent begun(ActivityExecutionContext context, Object[] arguments) {
    ActivityInfo info = context.getInfo();
    @Nullable Access access = CallAccess.of(arguments).orElse(null);
    return new AuditEvent(
        "call:" + info.getWorkflowRunId() + ":" + info.getActivityId() + BEGUN,
        AuditKind.CHANGE,
        new Actor(
            context.getWorkflowClient().getOptions().getIdentity(),
            access == null ? null : access.role(),
            access == null ? null : principal(access)),
        new Place(
            access == null ? null : access.workspace(),
            pipeline(arguments)
                .orElseGet(() -> Rollout.pipelineOf(info.getWorkflowType(), info.getWorkflowId())),
            MDC.get(StageContext.KEY)),
        subject(info.getActivityType(), arguments),
        null,
        "begun",
        detail(info, arguments));
  }

  /** Whoever asks is named too where it is not the place. */
  private static Map<String, String> detail(ActivityInfo info, Object[] arguments) {
    Map<String, String> detail =
        Map.of("activity", info.getActivityType(), "run", info.getWorkflowRunId());
    if (pipeline(arguments).isEmpty()) {
      return detail;
    }
    Map<String, String> more = new TreeMap<>(detail);
    more.put("workflow", info.getWorkflowId());
    return more;
  }

  private static Optional<String> pipeline(Object[] arguments) {
    return Arrays.stream(arguments)
        .filter(Subject.class::isInstance)
        .map(argument -> ((Subject) argument).ofPipeline())
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** After it. */
  AuditEvent ended(AuditEvent begun, String outcome) {
    String call = begun.key().substring(0, begun.key().length() - BEGUN.length());
    return new AuditEvent(
        call + ENDED,
        begun.kind(),
        begun.actor(),
        begun.place(),
        begun.subject(),
        begun.evidence(),
        outcome,
        begun.detail());
  }

  /** As whom a call acts, with the workspace's own name; empty: as nobody, or in none. */
  Optional<Access> access(Object[] arguments) {
    try {
      return CallAccess.of(arguments)
          .map(access -> new Access(workspaces.of(access).name(), access.role()));
    } catch (ApplicationFailure unknown) {
      return Optional.empty();
    }
  }

  private @Nullable String principal(Access access) {
    try {
      return workspaces.role(access).servicePrincipal();
    } catch (ApplicationFailure unknown) {
      // The call will say so itself.
      return null;
    }
  }

  static String subject(String activity, Object[] arguments) {
    return Arrays.stream(arguments)
        .filter(Subject.class::isInstance)
        .map(argument -> ((Subject) argument).subject())
        .findFirst()
        .orElseGet(
            () ->
                Stream.concat(
                        Stream.of(activity),
                        Arrays.stream(arguments)
                            .filter(String.class::isInstance)
                            .map(String.class::cast))
                    .collect(Collectors.joining(" ")));
  }
}
