package dev.mlharness.pipeline;

import dev.mlharness.approval.Check;
import dev.mlharness.approval.Evidence;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.tracking.TrackingRun;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The current details that the Temporal UI shows: Markdown, made from the status and nothing else.
 */
final class Details {
  private final StringBuilder text = new StringBuilder();
  private final String workflowId;

  private Details(String workflowId) {
    this.workflowId = workflowId;
  }

  /**
   * @param signed whether only signed decisions count, so that a bare signal is no way to decide
   */
  static String of(
      String workflowId,
      PipelineStatus status,
      @Nullable Evidence evidence,
      @Nullable TrackingRun tracking,
      boolean signed) {
    Details details = new Details(workflowId);
    details.headline(status);
    details.answers(status);
    details.gate(status, evidence, signed);
    details.links(status, tracking);
    status.notes().forEach(note -> details.line("- note: " + note));
    return details.text.toString();
  }

  private void headline(PipelineStatus status) {
    if (status.result() != null) {
      line("**%s** — %s".formatted(status.result().outcome().word(), status.result().reason()));
      return;
    }
    String state = status.state().name().toLowerCase(Locale.ROOT);
    line("**%s** · %s".formatted(status.stage().word(), state));
    line("");
    line("Waiting for: " + status.waitingFor());
    if (status.spent() != null) {
      line("");
      line("Spent: " + status.spent().words());
    }
  }

  private void answers(PipelineStatus status) {
    if (status.state() == State.HELD) {
      line("");
      line("Answer with one of:");
      line("");
      command("./harness retry " + workflowId);
      if (status.held() != null && status.held().answers().contains("skip")) {
        command("./harness skip " + workflowId);
      }
      command("./harness abort " + workflowId);
      command(
          "temporal workflow update execute --workflow-id %s --name retry".formatted(workflowId));
    }
    if (status.state() == State.PAUSED) {
      line("");
      command("./harness resume " + workflowId);
    }
  }

  private void gate(PipelineStatus status, @Nullable Evidence evidence, boolean signed) {
    if (status.state() != State.WAITING || evidence == null) {
      return;
    }
    line("");
    line("Open until %s. Decide with one of:".formatted(status.gateDeadline()));
    line("");
    command("./harness approve " + workflowId);
    command("./harness reject " + workflowId);
    if (!signed) {
      command(signal("approve"));
      command(signal("reject"));
    }
    line("");
    line("Evidence `%s`".formatted(evidence.digest()));
    line("");
    evidence.checks().forEach(this::check);
    evidence.changes().forEach(change -> line("- changed: " + change));
    evidence.plots().forEach(plot -> line("- plot: [%s](%s)".formatted(plot.path(), plot.url())));
  }

  private void check(Check check) {
    line("- %s %s".formatted(check.passed() ? "✔" : "✘", check.message()));
  }

  private void links(PipelineStatus status, @Nullable TrackingRun tracking) {
    line("");
    for (StageRun run : status.runs()) {
      line(
          "- %s, attempt %d: [run %d](%s) %s"
              .formatted(
                  run.stage().word(),
                  run.attempt(),
                  run.runId(),
                  run.url(),
                  run.outcome() == null ? "runs" : run.outcome()));
    }
    if (tracking != null) {
      line("- [MLflow run](%s)".formatted(tracking.url()));
    }
  }

  private String signal(String name) {
    return "temporal workflow signal --workflow-id %s --name %s --input '{\"by\": \"your name\"}'"
        .formatted(workflowId, name);
  }

  private void command(String command) {
    line("- `" + command + "`");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
