package dev.mlharness.worker;

import dev.mlharness.access.Access;
import dev.mlharness.pipeline.StageContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
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
        access(input.getArguments())
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

  /** The access that an activity was given, by itself or within its request. */
  static Optional<Access> access(Object[] arguments) {
    return Arrays.stream(arguments)
        .filter(Objects::nonNull)
        .flatMap(
            argument -> argument instanceof Access ? Stream.of(argument) : components(argument))
        .filter(Access.class::isInstance)
        .map(Access.class::cast)
        .findFirst();
  }

  private static Stream<Object> components(Object argument) {
    RecordComponent[] components = argument.getClass().getRecordComponents();
    return components == null
        ? Stream.empty()
        : Arrays.stream(components)
            .filter(component -> component.getType() == Access.class)
            .map(component -> value(component, argument));
  }

  private static Object value(RecordComponent component, Object argument) {
    try {
      return component.getAccessor().invoke(argument);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a request's access is public", e);
    }
  }
}
