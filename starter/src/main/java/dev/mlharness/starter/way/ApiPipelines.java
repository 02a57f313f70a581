package dev.mlharness.starter.way;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.CommandFailure.Reason;
import dev.mlharness.starter.pipelines.PipelineQuery;
import dev.mlharness.starter.pipelines.PipelineRow;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pipelines through the API. */
final class ApiPipelines implements Pipelines {
  private static final Path ALL = Path.of("/v1/pipelines");
  private static final int LARGEST_PAGE = 200;

  private final ApiClient api;

  ApiPipelines(ApiClient api) {
    this.api = api;
  }

  @Override
  public List<PipelineRow> list(PipelineQuery query, int limit) {
    List<PipelineRow> rows = new ArrayList<>();
    Path path =
        ALL.with("model", query.model())
            .with("stage", query.stage())
            .with("outcome", query.outcome())
            .with("open", query.open());
    String next = null;
    do {
      int size = Math.min(LARGEST_PAGE, limit - rows.size());
      Page page = api.get(path.with("limit", size).with("page", next).toString(), Page.class);
      rows.addAll(page.pipelines());
      next = page.nextPage();
    } while (next != null && rows.size() < limit);
    return rows;
  }

  @Override
  public Started start(PreparedRecipe recipe, @Nullable String id, Person person) {
    return begin(ALL, Map.of("recipe", recipe.document()), id, person);
  }

  @Override
  public Started reproduce(
      TraceTarget version, double tolerance, @Nullable String id, Person person) {
    Map<String, Object> body = new HashMap<>();
    body.put("tolerance", tolerance);
    body.put("model", version.model());
    body.put("version", version.version());
    body.put("alias", version.alias());
    body.put("workspace", version.workspace());
    body.values().removeIf(Objects::isNull);
    return begin(Path.of("/v1/reproductions"), body, id, person);
  }

  private Started begin(Path path, Map<String, Object> what, @Nullable String id, Person person) {
    Claims.none(person);
    if (id == null) {
      return api.postOnce(path.toString(), what, StartedThere.class).here();
    }
    Map<String, Object> body = new HashMap<>(what);
    body.put("id", id);
    try {
      return api.post(path.toString(), body, StartedThere.class).here();
    } catch (CommandFailure e) {
      throw e.reason() == Reason.BUSY
          ? CommandFailure.usage(String.valueOf(e.getMessage()), "./harness show " + id)
          : e;
    }
  }

  @Override
  public PipelineStatus status(String id) {
    return api.get(ALL.to(id).toString(), PipelineStatus.class);
  }

  @Override
  public @Nullable Evidence evidence(String id) {
    return perhaps(ALL.to(id).to("evidence"), Evidence.class);
  }

  @Override
  public @Nullable Manifest manifest(String id) {
    return perhaps(ALL.to(id).to("manifest"), Manifest.class);
  }

  @Override
  public List<LedgerEntry> ledger(String id) {
    return List.of(api.get(ALL.to(id).to("ledger").toString(), LedgerEntry[].class));
  }

  @Override
  public List<String> tries(String id) {
    return List.of(api.get(ALL.to(id).to("tries").toString(), String[].class));
  }

  @Override
  public Optional<String> page(String id) {
    return Optional.empty(); // The API does not know where the Temporal UI is.
  }

  @Override
  public String decider(String id, Person person) {
    Claims.none(person);
    return api.get("/v1/me", Me.class).name();
  }

  @Override
  public PipelineStatus decide(String id, Decision said) {
    Map<String, Object> body = new HashMap<>();
    body.put("verdict", said.verdict());
    body.put("evidence", String.valueOf(said.evidence()));
    if (said.comment() != null) {
      body.put("comment", said.comment());
    }
    return say(id, "decisions", body);
  }

  @Override
  public PipelineStatus retry(String id, RetryRequest request) {
    return say(id, "retry", request);
  }

  @Override
  public PipelineStatus skip(String id) {
    return say(id, "skip", null);
  }

  @Override
  public PipelineStatus abort(String id, @Nullable String reason) {
    return say(id, "abort", reason == null ? null : Map.of("reason", reason));
  }

  @Override
  public PipelineStatus pause(String id) {
    return say(id, "pause", null);
  }

  @Override
  public PipelineStatus resume(String id) {
    return say(id, "resume", null);
  }

  @Override
  public void cancel(String id) {
    PipelineStatus unused = say(id, "cancel", null);
  }

  @Override
  public PipelineStatus follow(
      String id, Consumer<PipelineStatus> seen, Predicate<PipelineStatus> enough) {
    return new ApiFollowing(api, ALL.to(id).to("events")).until(seen, enough);
  }

  private PipelineStatus say(String id, String what, @Nullable Object body) {
    return api.post(ALL.to(id).to(what).toString(), body, PipelineStatus.class);
  }

  private <T> @Nullable T perhaps(Path path, Class<T> answer) {
    try {
      return api.get(path.toString(), answer);
    } catch (CommandFailure e) {
      if (e.reason() == Reason.MISSING) {
        return null;
      }
      throw e;
    }
  }

  private record Page(List<PipelineRow> pipelines, @Nullable String nextPage) {}

  private record Me(String name) {}

  private record StartedThere(String pipeline, String recipe, String model) {
    Started here() {
      return new Started(pipeline, recipe, model, null, true);
    }
  }
}
