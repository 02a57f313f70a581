package dev.mlharness.pipeline;

import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.GitPin;
import io.temporal.common.converter.DataConverterException;
import io.temporal.workflow.Workflow;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who started the pipeline, as the memo says.
 *
 * @param name null when whoever started it did not say
 */
record Initiator(@Nullable String name) {

  static Initiator current() {
    try {
      return new Initiator((String) Workflow.getMemo(TrainValidateDeploy.INITIATOR, String.class));
    } catch (DataConverterException e) {
      // Anybody may write a memo of any form; it only names, so it must not stop a pipeline.
      return new Initiator(null);
    }
  }

  /** Those whose own work the candidate is. */
  Set<String> owners(Manifest manifest) {
    Set<String> owners = new HashSet<>();
    if (name != null) {
      owners.add(name);
    }
    GitPin git = manifest.pins().git();
    if (git != null && git.author() != null) {
      owners.add(git.author());
    }
    return owners;
  }
}
