package dev.mlharness.pipeline;

/** Leaves the stages: a person wants them begun anew from an earlier one. */
final class BackTo extends RuntimeException {
  private final Stage stage;

  BackTo(Stage stage) {
    super("back to " + stage.word());
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }
}
