package dev.mlharness.starter.way;

import dev.mlharness.starter.checks.WatchRow;
import dev.mlharness.starter.checks.Watches;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.CommandFailure.Reason;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import dev.mlharness.watch.WatchStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches through the API. */
record ApiChecks(ApiClient api) implements Checks {
  private static final Path ALL = Path.of("/v1/watches");

  @Override
  public List<WatchRow> list() {
    List<WatchRow> rows = new ArrayList<>();
    String next = null;
    do {
      Page page = api.get(ALL.with("page", next).toString(), Page.class);
      rows.addAll(page.watches());
      next = page.nextPage();
    } while (next != null);
    return rows;
  }

  @Override
  public WatchStatus view(Watched model) {
    return known(model, () -> api.get(path(model, ALL.to(model.model())), WatchStatus.class));
  }

  @Override
  public WatchStatus pause(Watched model) {
    return say(model, "pause");
  }

  @Override
  public WatchStatus resume(Watched model) {
    return say(model, "resume");
  }

  @Override
  public WatchStatus stop(Watched model) {
    return say(model, "stop");
  }

  private WatchStatus say(Watched model, String word) {
    return known(
        model,
        () -> api.post(path(model, ALL.to(model.model()).to(word)), Map.of(), WatchStatus.class));
  }

  private static String path(Watched model, Path path) {
    return path.with("workspace", model.workspace()).toString();
  }

  private static <T> T known(Watched model, Supplier<T> question) {
    try {
      return question.get();
    } catch (CommandFailure e) {
      throw e.reason() == Reason.MISSING ? Watches.notWatched(model.model()) : e;
    }
  }

  private record Page(List<WatchRow> watches, @Nullable String nextPage) {}
}
