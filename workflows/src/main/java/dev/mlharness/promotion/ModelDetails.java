package dev.mlharness.promotion;

import java.util.stream.Collectors;

/** The current details that the Temporal UI shows: Markdown, made from the status. Pure. */
final class ModelDetails {
  private ModelDetails() {}

  static String of(ModelStatus status) {
    StringBuilder text = new StringBuilder();
    Reign champion = status.champion();
    text.append("**")
        .append(status.key().model())
        .append("** · champion: ")
        .append(champion == null ? "none known" : "version " + champion.version())
        .append("\n\n");
    if (status.turn() != null) {
      text.append("- promotes: ").append(status.turn().pipeline()).append('\n');
    }
    if (!status.waiting().isEmpty()) {
      text.append("- wait: ")
          .append(
              status.waiting().stream()
                  .map(TurnRequest::pipeline)
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    status.frozen().forEach(freeze -> text.append("- ").append(freeze.sentence()).append('\n'));
    return text.toString();
  }
}
