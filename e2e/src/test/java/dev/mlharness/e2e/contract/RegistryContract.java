package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a registry does for the harness, whichever kind it is. */
abstract class RegistryContract {
  @RegisterExtension static final RealMlflow MLFLOW = new RealMlflow();

  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final String model = modelName("contract_" + unique);
  private RegistryActivities registry;
  private Access access;
  private String experiment;
  private String run;
  private LoggedModel logged;

  abstract Adapters adapters();

  /** A name of the levels that this registry wants. */
  abstract String modelName(String name);

  /** Registers a version as a training task does, without the harness. */
  abstract void registerAsTask(String model, LoggedModel logged);

  @BeforeEach
  void trained() {
    Adapters adapters = adapters();
    registry = adapters.registry();
    access = adapters.access();
    experiment = MLFLOW.experiment("registry " + unique);
    run = MLFLOW.run(experiment);
    logged = MLFLOW.logModel(experiment, run);
  }

  @Test
  void aVersionIsRegisteredOnceHoweverOftenItIsAskedFor() {
    ModelVersion first = register("key-1");
    ModelVersion second = register("key-1");

    assertThat(first.version()).isEqualTo("1");
    assertThat(first.runId()).isEqualTo(run);
    assertThat(first.tags()).containsEntry(Tags.KEY, "key-1").containsEntry(Tags.DIGEST, "d-1");
    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherAttemptWithAnotherModelIsAnotherVersion() {
    register("key-1");
    LoggedModel other = MLFLOW.logModel(experiment, run);

    ModelVersion second =
        registry.register(new RegisterRequest(access, model, other, "key-2", Map.of()));

    assertThat(second.version()).isEqualTo("2");
  }

  @Test
  void aVersionThatTheTrainingTaskRegisteredIsAdopted() {
    registry.register(
        new RegisterRequest(
            access, model, MLFLOW.logModel(experiment, MLFLOW.run(experiment)), "key-0", Map.of()));
    registerAsTask(model, logged);

    ModelVersion adopted = register("key-1");

    assertThat(adopted.version()).isEqualTo("2");
    assertThat(adopted.tags()).containsEntry(Tags.KEY, "key-1").containsEntry(Tags.DIGEST, "d-1");
    assertThat(register("key-1")).isEqualTo(adopted);
  }

  @Test
  void twoPipelinesThatMakeTheSameModelAtTheSameTimeBothGetAVersion() {
    LoggedModel other = MLFLOW.logModel(experiment, MLFLOW.run(experiment));
    var one = CompletableFuture.supplyAsync(() -> register("key-1"));
    var two =
        CompletableFuture.supplyAsync(
            () -> registry.register(new RegisterRequest(access, model, other, "key-2", Map.of())));

    assertThat(List.of(one.join().version(), two.join().version()))
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void anAliasIsSetMovedAndRemoved() {
    register("key-1");
    registry.register(
        new RegisterRequest(access, model, MLFLOW.logModel(experiment, run), "key-2", Map.of()));

    registry.changeAlias(champion(null, "1"));
    assertThat(champion()).isEqualTo("1");
    registry.changeAlias(champion("1", "2"));
    assertThat(champion()).isEqualTo("2");
    registry.changeAlias(champion("1", "2").inverse());
    assertThat(champion()).isEqualTo("1");
    registry.changeAlias(champion("1", null));
    assertThat(champion()).isNull();
  }

  @Test
  void anAliasChangeThatIsRepeatedIsNoConflict() {
    register("key-1");
    registry.changeAlias(champion(null, "1"));

    assertThatCode(() -> registry.changeAlias(champion(null, "1"))).doesNotThrowAnyException();
    registry.changeAlias(champion("1", null));
    assertThatCode(() -> registry.changeAlias(champion("1", null))).doesNotThrowAnyException();
  }

  @Test
  void anAliasThatSomebodyElseChangedIsLeftAlone() {
    register("key-1");
    registry.register(
        new RegisterRequest(access, model, MLFLOW.logModel(experiment, run), "key-2", Map.of()));
    registry.changeAlias(champion(null, "2"));

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> registry.changeAlias(champion(null, "1")));

    assertThat(failure.getType()).isEqualTo(FailureType.CONFLICT.name());
    assertThat(champion()).isEqualTo("2");
  }

  @Test
  void aModelThatDoesNotExistHasNoChampion() {
    assertThat(champion()).isNull();
  }

  @Test
  void anAliasOfAVersionThatDoesNotExistIsRefused() {
    register("key-1");

    ApplicationFailure failure =
        catchThrowableOfType(
            ApplicationFailure.class, () -> registry.changeAlias(champion(null, "99")));

    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(champion()).isNull();
  }

  @Test
  void tagsAreAddedAndOverwritten() {
    register("key-1");
    String sentence = "approved by «ana» at 12:00: \"ok\", 100 % – " + "x".repeat(200);

    registry.tag(access, model, "1", Map.of(Tags.OUTCOME, "rejected"));
    registry.tag(access, model, "1", Map.of(Tags.OUTCOME, "deployed", Tags.decision(1), sentence));

    assertThat(register("key-1").tags())
        .containsEntry(Tags.OUTCOME, "deployed")
        .containsEntry(Tags.decision(1), sentence)
        .containsEntry(Tags.KEY, "key-1");
  }

  @Test
  void aVersionIsRetiredByTheKeyOfItsRegistration() {
    register("key-1");

    assertThat(registry.retire(access, model, "key-1", Map.of(Tags.OUTCOME, "cancelled")))
        .extracting(ModelVersion::version)
        .isEqualTo("1");

    assertThat(register("key-1").tags()).containsEntry(Tags.OUTCOME, "cancelled");
  }

  @Test
  void whereNothingWasRegisteredThereIsNothingToRetire() {
    assertThat(registry.retire(access, model, "key-1", Map.of())).isNull();
    register("key-1");
    assertThat(registry.retire(access, model, "key-2", Map.of())).isNull();
  }

  @Test
  void theMetricsOfAVersionAreThoseOfItsRun() {
    MLFLOW.metric(run, "accuracy", 0.97);

    assertThat(registry.metrics(access, register("key-1")))
        .containsExactly(Map.entry("accuracy", 0.97));
  }

  String model() {
    return model;
  }

  RegistryActivities registry() {
    return registry;
  }

  ModelVersion register(String key) {
    return registry.register(
        new RegisterRequest(access, model, logged, key, Map.of(Tags.DIGEST, "d-1")));
  }

  AliasChange champion(@Nullable String from, @Nullable String to) {
    return new AliasChange(access, model, Alias.CHAMPION, from, to);
  }

  @Nullable String champion() {
    ModelVersion version = registry.byAlias(access, model, Alias.CHAMPION);
    return version == null ? null : version.version();
  }
}
