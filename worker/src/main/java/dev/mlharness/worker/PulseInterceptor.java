package dev.mlharness.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats for every activity that has a heartbeat time-out, while it runs here: when this process
 * dies, another takes the activity over after that time-out instead of its start-to-close time-out.
 * It tells of a living process, not of progress; an answer that never comes is ended by the
 * deadline of its call.
 */
final class PulseInterceptor extends WorkerInterceptorBase implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PulseInterceptor.class);
  private static final int BEATS_PER_TIMEOUT = 3;

  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "activity-pulse");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private @Nullable ActivityExecutionContext context;

      @Override
      public void init(ActivityExecutionContext given) {
        context = given;
        super.init(given);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        ActivityExecutionContext here = context;
        if (here == null || here.getInfo().getHeartbeatTimeout().isZero()) {
          return super.execute(input);
        }
        ScheduledFuture<?> pulse = begin(here);
        try {
          return super.execute(input);
        } finally {
          // An activity that is completed later has a pulse of its own from here on.
          pulse.cancel(false);
        }
      }
    };
  }

  private ScheduledFuture<?> begin(ActivityExecutionContext context) {
    Duration every = context.getInfo().getHeartbeatTimeout().dividedBy(BEATS_PER_TIMEOUT);
    return clock.scheduleAtFixedRate(
        () -> beat(context), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void beat(ActivityExecutionContext context) {
    try {
      context.heartbeat(null);
    } catch (ActivityCompletionException e) {
      // Cancelled, or timed out: the activity itself ends, and nobody waits for what it says.
      log.debug("No heartbeat for {}: {}", context.getInfo().getActivityType(), e.toString());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
