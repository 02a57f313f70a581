package dev.mlharness.starter.pages;

import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.pipelines.PipelineRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a pipeline looks in a list.
 *
 * @param words where it stands
 * @param mood good, bad, care or now: how much it wants to be looked at
 * @param dots one for each stage
 */
public record Look(String words, String mood, List<String> dots) {
  private static final String DONE = "done";

  public Look {
    dots = List.copyOf(dots);
  }

  /** From what the list knows. */
  public static Look of(PipelineRow row) {
    boolean running = row.ended() == null;
    @Nullable String outcome = row.outcome();
    String mood = running ? mood(row) : mood(outcome);
    String words =
        running
            ? (outcome == null ? "" : outcome + " ")
                + "at "
                + (row.stage() == null ? "start" : row.stage())
            : (outcome == null ? row.status() : outcome).replace('_', ' ');
    return new Look(words, mood, dots(row, mood));
  }

  private static String mood(PipelineRow row) {
    if (PipelineRow.HELD.equals(row.outcome())) {
      return "bad";
    }
    return Stage.APPROVE.word().equals(row.stage()) ? "care" : "now";
  }

  private static String mood(@Nullable String outcome) {
    if (Outcome.DEPLOYED.word().equals(outcome) || Outcome.REPRODUCED.word().equals(outcome)) {
      return "good";
    }
    return outcome == null || Outcome.CANCELLED.word().equals(outcome) ? "" : "bad";
  }

  private static List<String> dots(PipelineRow row, String mood) {
    return Arrays.stream(Stage.values()).map(stage -> dot(stage, row, mood)).toList();
  }

  private static String dot(Stage stage, PipelineRow row, String mood) {
    if (row.stage() == null) {
      return "";
    }
    Stage present = Stage.valueOf(row.stage().toUpperCase(Locale.ROOT));
    if (stage == present) {
      return mood.equals("good") ? DONE : mood;
    }
    return stage.compareTo(present) < 0 ? DONE : "";
  }
}
