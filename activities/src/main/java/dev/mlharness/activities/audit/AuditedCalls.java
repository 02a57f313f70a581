package dev.mlharness.activities.audit;

import dev.mlharness.activities.credentials.OnBehalf;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.metadata.POJOActivityImplMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records every activity that is {@link Audited}: that it is about to happen, and how it ended. One
 * that cannot be recorded does not happen; it fails as {@code UNAVAILABLE} and is tried again. A
 * try that will be repeated leaves no record of its own.
 */
public final class AuditedCalls extends WorkerInterceptorBase {
  private final AuditStore store;
  private final CallEvents events;
  private final AuditedReceipts receipts;
  private final Map<Class<?>, Set<String>> audited = new ConcurrentHashMap<>();

  public AuditedCalls(AuditStore store, CallEvents events, AuditedReceipts receipts) {
    this.store = store;
    this.receipts = receipts;
    this.events = events;
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Recorded(next);
  }

  private boolean isAudited(ActivityExecutionContext context) {
    return audited
        .computeIfAbsent(context.getInstance().getClass(), AuditedCalls::auditedTypes)
        .contains(context.getInfo().getActivityType());
  }

  private static Set<String> auditedTypes(Class<?> implementation) {
    return POJOActivityImplMetadata.newInstance(implementation).getActivityMethods().stream()
        .filter(method -> isMarked(method.getMethod()))
        .map(POJOActivityMethodMetadata::getActivityTypeName)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isMarked(Method method) {
    return method.isAnnotationPresent(Audited.class)
        || method.getDeclaringClass().isAnnotationPresent(Audited.class);
  }

  private final class Recorded extends ActivityInboundCallsInterceptorBase {
    private @Nullable ActivityExecutionContext context;

    Recorded(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext given) {
      context = given;
      super.init(given);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      ActivityExecutionContext here = context;
      if (here == null) {
        return super.execute(input);
      }
      events
          .access(input.getArguments())
          .ifPresent(access -> receipts.used(access, OnBehalf.of(here.getInfo())));
      return isAudited(here) ? recorded(here, input) : super.execute(input);
    }

    private ActivityOutput recorded(ActivityExecutionContext here, ActivityInput input) {
      AuditEvent begun = events.begun(here, input.getArguments());
      store.record(List.of(begun));
      try {
        ActivityOutput output = super.execute(input);
        store.record(List.of(events.ended(begun, "done")));
        return output;
      } catch (ApplicationFailure failure) {
        if (failure.isNonRetryable()) {
          store.record(List.of(events.ended(begun, "failed: " + failure.getOriginalMessage())));
        }
        throw failure;
      }
    }
  }
}
