package dev.mlharness.activities.lineage;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.mlflow.RecordedRun;
import dev.mlharness.activities.mlflow.Requirements;
import dev.mlharness.activities.mlflow.RunReader;
import dev.mlharness.activities.registry.VersionLookup;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.LineageActivities;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.registry.Alias;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.serving.ServingActivities;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Follows the tags that a pipeline left on its version and its MLflow run. */
public final class LineageReader implements LineageActivities {
  private final Readers readers;
  private final ServingActivities serving;
  private final VersionLookup versions;
  private final RunReader runs;
  private final Requirements requirements;

  public LineageReader(
      Workspaces workspaces,
      ServingActivities serving,
      VersionLookup versions,
      RunReader runs,
      Requirements requirements) {
    this.readers = new Readers(workspaces);
    this.serving = serving;
    this.versions = versions;
    this.runs = runs;
    this.requirements = requirements;
  }

  @Override
  public Lineage trace(TraceTarget target) {
    Access access = readers.of(target.workspace());
    return target.endpoint() == null
        ? ofModel(access, target)
        : ofEndpoint(access, target.endpoint());
  }

  private Lineage ofModel(Access access, TraceTarget target) {
    String model = Objects.requireNonNull(target.model());
    VersionLookup.Found found =
        target.version() == null
            ? versions.alias(
                access, model, Objects.requireNonNullElse(target.alias(), Alias.CHAMPION.word()))
            : versions.version(access, model, target.version());
    return describe(access, found, new Remarks()).lineage(null);
  }

  private Lineage ofEndpoint(Access access, String name) {
    Endpoint endpoint = serving.read(access, name);
    ServedModel served =
        Optional.ofNullable(endpoint.config()).stream()
            .flatMap(config -> config.served().stream())
            .max(Comparator.comparingInt(ServedModel::weight))
            .orElseThrow(() -> nothingServed(access, name));
    Remarks remarks = new Remarks();
    remarks.split(name, endpoint, served);
    VersionLookup.Found found = versions.version(access, served.model(), served.version());
    return describe(access, found, remarks).lineage(name);
  }

  private Description describe(Access access, VersionLookup.Found found, Remarks remarks) {
    String runId = found.version().runId();
    Optional<RecordedRun> run = runId == null ? Optional.empty() : runs.find(access, runId);
    if (run.isEmpty()) {
      remarks.noRun(found.version());
    }
    String source = found.source();
    return new Description(
        found,
        run.orElse(null),
        source == null ? List.of() : requirements.of(access, source),
        remarks);
  }

  private static RuntimeException nothingServed(Access access, String endpoint) {
    return Failures.of(
        FailureType.NOT_FOUND,
        "There is no endpoint '%s' that serves a model in workspace '%s', or role '%s' may not see it."
            .formatted(endpoint, access.workspace(), access.role()));
  }
}
