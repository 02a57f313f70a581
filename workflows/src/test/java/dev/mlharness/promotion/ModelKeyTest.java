package dev.mlharness.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ModelKeyTest {
  @Test
  void theIdOfAnEntityNamesItsModel() {
    ModelKey key = new ModelKey("prod", "main.fraud.detector");

    assertThat(ModelKey.ofWorkflow(key.workflowId())).isEqualTo(key);
  }

  @Test
  void aPipelineIsNoEntity() {
    assertThatThrownBy(() -> ModelKey.ofWorkflow("fraud-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fraud-1");
  }
}
