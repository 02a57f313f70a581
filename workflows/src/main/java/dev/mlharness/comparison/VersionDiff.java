package dev.mlharness.comparison;

import dev.mlharness.approval.Changes;
import dev.mlharness.approval.Changes.Subject;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.Tags;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.registry.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two versions: one sentence for each difference.
 *
 * @param seeCode the command that shows the change of the code, in a clone; null: both ran the same
 *     commit, or their code is not in one repository
 * @param parameters what the recipe gave to the tasks, and what they logged
 * @param environment pip requirements
 * @param identity as whom the tasks ran, as far as both versions say
 * @param recipe what else the recipes say differently: compute, thresholds, deployment
 * @param metrics all, also those that are the same
 * @param remarks why the comparison is not whole; empty when it is
 */
public record VersionDiff(
    Side before,
    Side after,
    List<String> code,
    @Nullable String seeCode,
    List<String> data,
    List<String> parameters,
    List<String> environment,
    List<String> identity,
    List<String> recipe,
    List<MetricPair> metrics,
    List<String> remarks) {
  public VersionDiff {
    code = List.copyOf(code);
    data = List.copyOf(data);
    parameters = List.copyOf(parameters);
    environment = List.copyOf(environment);
    identity = List.copyOf(identity);
    recipe = List.copyOf(recipe);
    metrics = List.copyOf(metrics);
    remarks = List.copyOf(remarks);
  }

  /**
   * One of the two.
   *
   * @param digest of its manifest; null: it has none
   */
  public record Side(
      String model, String version, @Nullable String pipeline, @Nullable String digest) {
    static Side of(Lineage lineage) {
      Manifest manifest = lineage.manifest();
      return new Side(
          lineage.version().model(),
          lineage.version().version(),
          lineage.pipeline(),
          manifest == null ? null : manifest.digest());
    }

    /** As people write it. */
    public String words() {
      return model + "/" + version;
    }
  }

  public static VersionDiff between(Lineage before, Lineage after) {
    Manifests manifests = new Manifests(before.manifest(), after.manifest());
    List<String> parameters = new ArrayList<>(manifests.changes(Subject.PARAMETERS));
    parameters.addAll(Changes.ofParameters(before.parameters(), after.parameters()));
    List<String> identity = new ArrayList<>(manifests.changes(Subject.IDENTITY));
    identity.addAll(Changes.ofIdentity(identity(before.version()), identity(after.version())));
    return new VersionDiff(
        Side.of(before),
        Side.of(after),
        manifests.changes(Subject.CODE),
        manifests.seeCode(),
        manifests.changes(Subject.DATA),
        parameters,
        Changes.ofEnvironment(before.environment(), after.environment()),
        identity,
        manifests.changes(Subject.RECIPE),
        MetricPair.of(before.metrics(), after.metrics()),
        remarks(before, after));
  }

  private static @Nullable String identity(ModelVersion version) {
    return version.tags().get(Tags.IDENTITY);
  }

  private static List<String> remarks(Lineage before, Lineage after) {
    List<String> remarks = new ArrayList<>();
    for (Lineage one : List.of(before, after)) {
      String version = Side.of(one).words();
      one.remarks().forEach(remark -> remarks.add(version + ": " + remark));
      if (one.manifest() == null && one.remarks().isEmpty()) {
        remarks.add(version + ": it has no manifest, so code, data and recipe are not compared.");
      }
      if (one.environment().isEmpty()) {
        remarks.add(version + ": its environment cannot be read, so it is not compared.");
      }
      if (identity(one.version()) == null) {
        remarks.add(version + ": it does not say as whom its tasks ran, so that is not compared.");
      }
    }
    return remarks;
  }

  /** The manifests of both, as far as they have any. */
  private record Manifests(@Nullable Manifest before, @Nullable Manifest after) {
    List<String> changes(Subject subject) {
      return before == null || after == null ? List.of() : Changes.between(before, after, subject);
    }

    @Nullable String seeCode() {
      GitPin first = before == null ? null : before.pins().git();
      GitPin second = after == null ? null : after.pins().git();
      if (first == null
          || second == null
          || !first.url().equals(second.url())
          || first.commit().equals(second.commit())) {
        return null;
      }
      return "git diff %s %s".formatted(first.commit(), second.commit());
    }
  }
}
