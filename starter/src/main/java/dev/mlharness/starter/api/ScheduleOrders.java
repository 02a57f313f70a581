package dev.mlharness.starter.api;

import dev.mlharness.starter.schedule.ScheduleBook;
import dev.mlharness.starter.schedule.ScheduleView;
import io.temporal.client.schedules.ScheduleHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** What people order of schedules. Whoever steers one of upkeep must be an operator. */
@Component
public final class ScheduleOrders {
  private final TemporalConnection temporal;

  ScheduleOrders(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  public ScheduleView pause(Caller caller, String name, @Nullable String note) {
    return done(name, schedule -> schedule.pause(note("paused", caller, note)));
  }

  public ScheduleView resume(Caller caller, String name, @Nullable String note) {
    return done(name, schedule -> schedule.unpause(note("resumed", caller, note)));
  }

  public ScheduleView trigger(String name) {
    return done(name, ScheduleHandle::trigger);
  }

  private ScheduleView done(String name, Consumer<ScheduleHandle> work) {
    mayBeSteered(name);
    book().to(name, work);
    return book().view(name);
  }

  /** Who runs recipes must not switch off the audit of identities. */
  public void mayBeSteered(String name) {
    if (!book().isOfRecipe(Texts.name("The name", name))
        && !AllowedRoutes.callerIs(ApiRole.OPERATOR)) {
      throw new AccessDeniedException(
          "'%s' is a schedule of upkeep, which takes the role operator.".formatted(name));
    }
  }

  private static String note(String done, Caller caller, @Nullable String note) {
    return "%s by %s%s".formatted(done, caller.name(), note == null ? "" : ": " + note);
  }

  private ScheduleBook book() {
    return new ScheduleBook(temporal.temporal());
  }
}
