package dev.mlharness.starter.lineage;

import dev.mlharness.lineage.Lineage;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Reproduction;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.console.CommandFailure;
import java.util.List;

/** What a pipeline is started with that reproduces a version. */
public final class Reproductions {
  /** How far apart a metric may be, when nobody says so. */
  public static final double TOLERANCE = 0.01;

  private Reproductions() {}

  /**
   * @throws CommandFailure when it is none
   */
  public static void check(double tolerance) {
    if (!(tolerance >= 0)) {
      throw CommandFailure.usage("the tolerance is 0 or more", "--tolerance 0.01");
    }
  }

  /**
   * @param version as a trace has found it
   * @throws CommandFailure when it has no manifest
   */
  public static PreparedRecipe prepare(Lineage version, double tolerance) {
    String words = version.version().model() + "/" + version.version().version();
    Manifest manifest = version.manifest();
    if (manifest == null) {
      throw CommandFailure.missing(
          "%s has no manifest that could be run again: %s"
              .formatted(
                  words,
                  version.remarks().isEmpty()
                      ? "the harness did not make it"
                      : String.join(" ", version.remarks())),
          "./harness trace " + words);
    }
    Reproduction reproduction = Reproduction.of(version.version().version(), tolerance, manifest);
    return new PreparedRecipe(manifest.recipe(), reproduction.document(), List.of());
  }
}
