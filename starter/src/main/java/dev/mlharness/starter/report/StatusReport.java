package dev.mlharness.starter.report;

import dev.mlharness.approval.Decision;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.console.Console;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a pipeline stands, on one screen. */
public final class StatusReport {
  private final Console console;
  private final String pipeline;
  private final PipelineStatus status;
  private final @Nullable String page;

  /**
   * @param page of the pipeline in the Temporal UI, if it is known
   */
  public StatusReport(
      Console console, String pipeline, PipelineStatus status, @Nullable String page) {
    this.console = console;
    this.pipeline = pipeline;
    this.status = status;
    this.page = page;
  }

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(console.paint(Style.STRONG, pipeline) + "  " + state());
    lines.addAll(facts());
    lines.add("");
    lines.addAll(stages());
    lines.addAll(last());
    return lines;
  }

  private List<String> facts() {
    Table facts = Table.withoutHeadings();
    fact(facts, "model", status.model());
    fact(facts, "digest", status.digest());
    fact(facts, "candidate", status.candidate() == null ? null : status.candidate().version());
    fact(facts, "spent", status.spent() == null ? null : status.spent().words());
    fact(facts, "page", page);
    return facts.lines();
  }

  private void fact(Table facts, String name, @Nullable String value) {
    if (value != null) {
      facts.row(console.paint(Style.QUIET, name), value);
    }
  }

  private List<String> stages() {
    Table table = Table.withoutHeadings();
    for (Stage stage : Stage.values()) {
      List<StageRun> runs = status.runs().stream().filter(run -> run.stage() == stage).toList();
      table.row(mark(stage), stage.word(), runs.isEmpty() ? "" : attempts(runs));
    }
    return table.lines();
  }

  private String mark(Stage stage) {
    boolean begun = stage.compareTo(status.stage()) <= 0;
    if (begun && (stage != status.stage() || succeeded())) {
      return console.paint(Style.GOOD, "✓");
    }
    if (stage != status.stage()) {
      return console.paint(Style.QUIET, "·");
    }
    return switch (status.state()) {
      case RUNNING -> console.paint(Style.STRONG, "▸");
      case WAITING, PAUSED -> console.paint(Style.CARE, "?");
      case HELD, ENDED -> console.paint(Style.BAD, "✗");
    };
  }

  private boolean succeeded() {
    return Optional.ofNullable(status.result()).filter(Outcomes::reached).isPresent();
  }

  private static String attempts(List<StageRun> runs) {
    StageRun last = runs.get(runs.size() - 1);
    String outcome = last.outcome() == null ? "running" : last.outcome().toLowerCase(Locale.ROOT);
    String attempt = runs.size() > 1 ? "attempt " + last.attempt() + " " : "";
    String message = last.message() == null ? "" : "  " + last.message();
    return attempt + outcome + "  " + last.url() + message;
  }

  private List<String> last() {
    List<String> lines = new ArrayList<>();
    for (Decision decision : status.decisions()) {
      String comment = decision.comment() == null ? "" : ": " + decision.comment();
      lines.add(
          decision.verdict().name().toLowerCase(Locale.ROOT)
              + " by "
              + decision.person()
              + comment);
    }
    status.notes().forEach(note -> lines.add(console.paint(Style.QUIET, "note: " + note)));
    PipelineResult result = status.result();
    if (result != null) {
      if (result.reproduced() != null) {
        lines.addAll(DiffText.lines(result.reproduced()));
      }
      lines.add(outcome(result) + " — " + result.reason());
      if (result.endpointUrl() != null) {
        lines.add("serves at " + result.endpointUrl());
      }
    } else if (!status.waitingFor().isEmpty()) {
      lines.add(status.waitingFor() + deadline());
    }
    return lines;
  }

  private String deadline() {
    return status.gateDeadline() == null
        ? ""
        : " (until " + Moments.at(status.gateDeadline()) + ")";
  }

  private String state() {
    String word = status.state().name().toLowerCase(Locale.ROOT) + " at " + status.stage().word();
    PipelineResult result = status.result();
    if (status.state() == State.ENDED && result != null) {
      return outcome(result);
    }
    return console.paint(status.state() == State.HELD ? Style.BAD : Style.CARE, word);
  }

  private String outcome(PipelineResult result) {
    return console.paint(
        Outcomes.reached(result) ? Style.GOOD : Style.BAD, Outcomes.word(result.outcome()));
  }
}
