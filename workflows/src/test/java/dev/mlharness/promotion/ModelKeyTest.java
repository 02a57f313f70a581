package dev.mlharness.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelKeyTest {
  @Test
  void theIdOfAnEntityNamesItsModel() {
    ModelKey key = new ModelKey("prod", "main.fraud.detector");

    assertThat(ModelKey.ofWorkflowId(key.workflowId())).contains(key);
  }

  @Test
  void aRollbackIsNoEntity() {
    assertThat(ModelKey.ofWorkflowId("model/prod/main.fraud.detector/rollback-1")).isEmpty();
    assertThat(ModelKey.ofWorkflowId("fraud-1")).isEmpty();
  }
}
