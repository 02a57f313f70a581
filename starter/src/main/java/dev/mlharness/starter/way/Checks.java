package dev.mlharness.starter.way;

import dev.mlharness.starter.checks.WatchRow;
import dev.mlharness.watch.WatchStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about models that are watched. Of one that is not, each says so. */
public interface Checks {
  List<WatchRow> list();

  WatchStatus view(Watched model);

  WatchStatus pause(Watched model);

  WatchStatus resume(Watched model);

  WatchStatus stop(Watched model);

  /**
   * @param workspace null: the only one in which it is watched
   */
  record Watched(String model, @Nullable String workspace) {}
}
