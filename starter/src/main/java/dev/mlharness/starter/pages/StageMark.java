package dev.mlharness.starter.pages;

import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.starter.report.Outcomes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A stage on the way of a pipeline.
 *
 * @param mood done, now, care, bad, or empty while it is still to come
 * @param note in words, for those who see no colours
 */
public record StageMark(String word, String mood, String note) {

  static List<StageMark> of(PipelineStatus status) {
    return Arrays.stream(Stage.values()).map(stage -> of(stage, status)).toList();
  }

  private static StageMark of(Stage stage, PipelineStatus status) {
    boolean reached = status.result() != null && Outcomes.reached(status.result());
    if (stage.compareTo(status.stage()) < 0 || (reached && stage == status.stage())) {
      return new StageMark(stage.word(), "done", "done" + attempts(stage, status));
    }
    if (stage != status.stage()) {
      return new StageMark(stage.word(), "", status.result() == null ? "to come" : "not reached");
    }
    return switch (status.state()) {
      case RUNNING -> new StageMark(stage.word(), "now", "running" + attempts(stage, status));
      case WAITING -> new StageMark(stage.word(), "care", "waits for people");
      case PAUSED -> new StageMark(stage.word(), "care", "paused");
      case HELD -> new StageMark(stage.word(), "bad", "held");
      case ENDED ->
          new StageMark(
              stage.word(),
              "bad",
              status.result() == null
                  ? "ended"
                  : status.result().outcome().word().replace('_', ' ').toLowerCase(Locale.ROOT));
    };
  }

  private static String attempts(Stage stage, PipelineStatus status) {
    long runs = status.runs().stream().map(StageRun::stage).filter(stage::equals).count();
    return runs > 1 ? ", attempt " + runs : "";
  }
}
