package dev.mlharness.rollout;

import dev.mlharness.rollout.RolloutStatus.State;
import dev.mlharness.rollout.RolloutStatus.StepStatus;
import java.util.Locale;

/** The current details that the Temporal UI shows: Markdown, made from the status. */
final class RolloutDetails {
  private final StringBuilder text = new StringBuilder();

  private RolloutDetails() {}

  static String of(String pipeline, RolloutStatus status) {
    RolloutDetails details = new RolloutDetails();
    details.headline(status);
    details.line("");
    status.steps().forEach(details::step);
    details.answers(pipeline, status);
    status.notes().forEach(note -> details.line("- note: " + note));
    return details.text.toString();
  }

  private void headline(RolloutStatus status) {
    line(
        "**%s version %s** on endpoint %s: %d %% of traffic · %s"
            .formatted(
                status.model(),
                status.version(),
                status.endpoint(),
                status.weight(),
                status.state().name().toLowerCase(Locale.ROOT)));
    line("");
    if (status.result() != null) {
      line("**%s** — %s".formatted(status.result().outcome().word(), status.result().reason()));
      return;
    }
    line(
        status.until() == null
            ? "Waiting for: " + status.waitingFor()
            : "Waiting for: %s, until %s".formatted(status.waitingFor(), status.until()));
  }

  private void step(StepStatus step) {
    String mark =
        switch (step.mark()) {
          case PENDING -> "·";
          case CURRENT -> "▸";
          case DONE -> "✔";
          case SKIPPED -> "→";
          case FAILED -> "✘";
        };
    line("- %s %s%s".formatted(mark, step.what(), step.note() == null ? "" : ": " + step.note()));
  }

  private void answers(String pipeline, RolloutStatus status) {
    if (status.state() == State.ENDED || status.state() == State.RETURNING) {
      return;
    }
    String next = status.state() == State.RUNNING ? "pause" : "resume";
    line("");
    line("- `./harness rollout %s %s`".formatted(pipeline, next));
    line("- `./harness rollout %s promote`".formatted(pipeline));
    line("- `./harness rollout %s abort --comment why`".formatted(pipeline));
    line(
        "- `temporal workflow signal --workflow-id %s --name abort --input '{\"by\": \"your name\", \"comment\": \"why\"}'`"
            .formatted(Rollout.idOf(pipeline)));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
