package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PipelineIdTest {
  private final PipelineId id = new PipelineId("fraud", "run-1");

  @Test
  void aTokenFitsWhereDatabricksTakesIt() {
    assertThat(id.token(Stage.TRAIN, 1)).matches("[0-9a-f]{64}");
  }

  @Test
  void theSameAttemptHasTheSameTokenAndEveryOtherAnother() {
    assertThat(id.token(Stage.TRAIN, 1)).isEqualTo(id.token(Stage.TRAIN, 1));
    assertThat(id.token(Stage.TRAIN, 2)).isNotEqualTo(id.token(Stage.TRAIN, 1));
    assertThat(id.token(Stage.TEST, 1)).isNotEqualTo(id.token(Stage.TRAIN, 1));
  }

  @Test
  void aLaterPipelineWithTheSameWorkflowIdHasTokensOfItsOwn() {
    assertThat(new PipelineId("fraud", "run-2").token(Stage.TRAIN, 1))
        .isNotEqualTo(id.token(Stage.TRAIN, 1));
  }

  @Test
  void theTokenOfReleasedVersionsDoesNotChange() {
    // A pipeline that is under way would make a second run.
    assertThat(id.token(Stage.TRAIN, 1))
        .isEqualTo("b80912f21fb13e12bba5099e14e73f612a405d375ba2b6352d556c1a5d5af93c");
  }
}
