package dev.mlharness.worker;

import dev.mlharness.activities.audit.CallAccess;
import dev.mlharness.pipeline.StageContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.stream.Stream;
import org.slf4j.MDC;

/**
 * Puts into the log lines of an activity as which role it acts in which workspace. Workflow, run
 * and activity are put there by the SDK, the stage by {@link StageContext}.
 */
final class CorrelationInterceptor extends WorkerInterceptorBase {
  private static final String WORKSPACE = "Workspace";
  private static final String ROLE = "Role";

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      @Override
      public ActivityOutput execute(ActivityInput input) {
        CallAccess.of(input.getArguments())
            .ifPresent(
                access -> {
                  MDC.put(WORKSPACE, access.workspace());
                  MDC.put(ROLE, access.role());
                });
        try {
          return super.execute(input);
        } finally {
          // The thread goes on to another activity, perhaps of no stage and no role.
          Stream.of(WORKSPACE, ROLE, StageContext.KEY).forEach(MDC::remove);
        }
      }
    };
  }
}
