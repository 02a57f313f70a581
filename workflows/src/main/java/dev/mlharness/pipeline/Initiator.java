package dev.mlharness.pipeline;

import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.start.StartMemo;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who started the pipeline, as the memo says.
 *
 * @param name null when whoever started it did not say
 */
record Initiator(@Nullable String name) {

  static Initiator current() {
    return new Initiator(StartMemo.text(StartMemo.INITIATOR));
  }

  /** The name, if there is one. */
  List<String> names() {
    return name == null ? List.of() : List.of(name);
  }

  /** Those whose own work the candidate is. */
  Set<String> owners(Manifest manifest) {
    Set<String> owners = new HashSet<>(names());
    GitPin git = manifest.pins().git();
    if (git != null && git.author() != null) {
      owners.add(git.author());
    }
    return owners;
  }
}
