package dev.mlharness.activities.credentials.cloud;

import dev.mlharness.pipeline.StageContext;
import dev.mlharness.recipe.Digest;
import io.temporal.activity.Activity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Under which name a session stands in the cloud's own log: pipeline and stage, within the 64
 * characters that AWS takes.
 */
public record SessionName(String text) {
  private static final int LONGEST = 64;
  private static final int MARK = 8;
  private static final String WORKER = "mlharness-worker";

  /** Of what this activity does; outside of activities, the worker's own. */
  public static SessionName current() {
    try {
      return of(
          Activity.getExecutionContext().getInfo().getWorkflowId(), MDC.get(StageContext.KEY));
    } catch (IllegalStateException outside) {
      return new SessionName(WORKER);
    }
  }

  /**
   * @param pipeline workflow id; shortened, it ends in a mark of the whole
   * @param stage null: none
   */
  static SessionName of(String pipeline, @Nullable String stage) {
    String end = stage == null ? "" : "." + stage;
    String name = pipeline.replaceAll("[^\\w+=,.@-]", "-");
    int room = LONGEST - end.length();
    if (name.length() > room) {
      String mark = "-" + Digest.of(List.of(pipeline)).substring(0, MARK);
      name = name.substring(0, room - mark.length()) + mark;
    }
    return new SessionName(name.length() + end.length() < 2 ? WORKER : name + end);
  }
}
