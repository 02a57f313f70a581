package dev.mlharness.starter.pages;

import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.ModelEvent;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.checks.Watches;
import dev.mlharness.starter.promotion.ModelVersions;
import dev.mlharness.starter.promotion.ModelView;
import dev.mlharness.starter.promotion.VersionRow;
import dev.mlharness.starter.report.EvidenceReport;
import dev.mlharness.starter.rollout.RolloutView;
import dev.mlharness.starter.rollout.Rollouts;
import dev.mlharness.watch.WatchEvent;
import dev.mlharness.watch.WatchKey;
import dev.mlharness.watch.WatchStatus;
import io.temporal.client.WorkflowUpdateHandle;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One model: who is champion and who was, its versions, its rollout, and the way back. */
@PageController
@RequestMapping("/models/{workspace}/{model}")
class ModelPage {
  private final TemporalConnection temporal;
  private final ModelVersions versions = new ModelVersions();

  ModelPage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.READER)
  @GetMapping
  ModelAndView show(
      @PathVariable("workspace") String workspace,
      @PathVariable("model") String model,
      HttpServletRequest request) {
    ModelKey key = new ModelKey(workspace, model);
    ModelView view = ModelView.of(entities(), key);
    List<VersionRow> made = versions.of(temporal.client(), key, view.history());
    Shown shown = new Shown(view, made, rollout(view, made).orElse(null), watch(key).orElse(null));
    return Live.page("model", request, shown).addObject("shown", shown);
  }

  private Optional<WatchStatus> watch(ModelKey key) {
    return new Watches(temporal.client()).find(new WatchKey(key.workspace(), key.model()));
  }

  /** Of whoever promotes now; else of the newest version. */
  private Optional<RolloutView> rollout(ModelView view, List<VersionRow> made) {
    String pipeline =
        view.status().turn() != null
            ? view.status().turn().pipeline()
            : made.isEmpty() ? null : made.get(0).pipeline();
    return Optional.ofNullable(pipeline).flatMap(new Rollouts(temporal.client())::find);
  }

  @Allowed(ApiRole.OPERATOR)
  @GetMapping("/rollback")
  ModelAndView askRollback(
      @PathVariable("workspace") String workspace,
      @PathVariable("model") String model,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    ModelView view = ModelView.of(entities(), new ModelKey(workspace, model));
    return new ModelAndView("rollback")
        .addObject("view", view)
        .addObject("earlier", earlier(view))
        .addObject("to", to)
        .addObject("request", UUID.randomUUID());
  }

  /** Those that were champion and are not now, the latest first. */
  private static List<Earlier> earlier(ModelView view) {
    Reign champion = view.status().champion();
    TreeSet<String> seen = new TreeSet<>();
    return view.history().stream()
        .sorted(Comparator.comparing(Reign::since).reversed())
        .filter(reign -> champion == null || !reign.version().equals(champion.version()))
        .filter(reign -> seen.add(reign.version()))
        .map(Earlier::of)
        .toList();
  }

  /**
   * A choice in a list, in which no script can write times in the reader's zone.
   *
   * @param until when it was champion last, for people
   */
  public record Earlier(String version, String until) {
    private static final DateTimeFormatter FORM =
        DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static Earlier of(Reign reign) {
      return new Earlier(
          reign.version(), reign.until() == null ? "now" : FORM.format(reign.until()));
    }
  }

  /**
   * @param to null: only what is under way is ended
   * @param instead the champion that the person saw; with another one by now, nothing is done
   * @param request another one for each page that asks: sent twice, it is carried out once
   */
  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/rollback")
  RedirectView rollBack(
      Caller caller,
      @PathVariable("workspace") String workspace,
      @PathVariable("model") String model,
      @RequestParam(name = "to", required = false) @Nullable String to,
      @RequestParam(name = "comment", required = false) @Nullable String comment,
      @RequestParam(name = "instead", required = false) @Nullable String instead,
      @RequestParam("request") UUID request) {
    RollbackOrder order =
        new RollbackOrder(
            Forms.given(to), caller.name(), Forms.given(comment), Forms.given(instead));
    ModelKey key = new ModelKey(workspace, model);
    WorkflowUpdateHandle<RollbackResult> ordered =
        entities().beginRollback(key, order, "page-" + request);
    // A handle does not say that the order was refused; that there is an answer already does.
    if (ordered.getResultAsync().isDone()) {
      ordered.getResult();
    }
    return Paths.redirect("/models/{workspace}/{model}", workspace, model);
  }

  private Entities entities() {
    return new Entities(temporal.client(), TaskQueues.HARNESS);
  }

  /**
   * @param versions the newest first
   * @param rollout that is under way, or the last
   * @param watch null: no recipe has begun one
   */
  public record Shown(
      ModelView view,
      List<VersionRow> versions,
      @Nullable RolloutView rollout,
      @Nullable WatchStatus watch) {
    public Shown {
      versions = List.copyOf(versions);
    }

    /** Whether there is a line to draw. */
    public boolean charted() {
      return versions.stream().filter(version -> !version.metrics().isEmpty()).count() > 1;
    }

    /** As text reports write it. */
    public String number(double value) {
      return EvidenceReport.number(value);
    }

    /** Who was champion when. */
    public List<Reign> latestFirst() {
      return reversed(view.history());
    }

    public List<ModelEvent> latestEvents() {
      return reversed(view.status().events());
    }

    public List<WatchEvent> latestOfWatch() {
      return watch == null ? List.of() : reversed(watch.events());
    }

    private static <T> List<T> reversed(List<T> list) {
      List<T> copy = new ArrayList<>(list);
      Collections.reverse(copy);
      return copy;
    }

    /** All metrics that were judged of any version, by name. */
    public List<String> metrics() {
      TreeSet<String> names = new TreeSet<>();
      versions.forEach(version -> names.addAll(version.metrics().keySet()));
      return List.copyOf(names);
    }
  }
}
