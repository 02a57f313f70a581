package dev.mlharness.pipeline;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.workflow.WorkflowLocal;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the stage that a pipeline is at into the log lines of its activities, under {@value
 * #KEY}. It travels in a header, in clear: a stage is no secret.
 */
public final class StageContext implements ContextPropagator {
  /** The key among the diagnostic context of a log line. */
  public static final String KEY = "Stage";

  private static final String HEADER = "mlharness-stage";

  /** Apart from the harness's own converter, which may encrypt: headers are read without it. */
  private static final DataConverter PLAIN = DefaultDataConverter.STANDARD_INSTANCE;

  /** Not the diagnostic context: a thread outlives the pipeline that it ran. */
  private static final WorkflowLocal<@Nullable String> CURRENT =
      WorkflowLocal.withCachedInitial(() -> null);

  /** From now on, what the pipeline schedules belongs to this stage. */
  static void enter(Stage stage) {
    CURRENT.set(stage.word());
  }

  @Override
  public String getName() {
    return StageContext.class.getName();
  }

  @Override
  public Map<String, Payload> serializeContext(@Nullable Object stage) {
    return stage == null ? Map.of() : Map.of(HEADER, PLAIN.toPayload(stage).orElseThrow());
  }

  @Override
  public @Nullable Object deserializeContext(Map<String, Payload> header) {
    Payload stage = header.get(HEADER);
    return stage == null ? null : PLAIN.fromPayload(stage, String.class, String.class);
  }

  @Override
  public @Nullable Object getCurrentContext() {
    return WorkflowUnsafe.isWorkflowThread() ? CURRENT.get() : MDC.get(KEY);
  }

  @Override
  public void setCurrentContext(@Nullable Object stage) {
    if (WorkflowUnsafe.isWorkflowThread()) {
      // Each query and signal begins a thread of the same workflow, and brings no stage along.
      if (stage != null) {
        CURRENT.set((String) stage);
      }
    } else if (stage == null) {
      MDC.remove(KEY);
    } else {
      MDC.put(KEY, (String) stage);
    }
  }
}
