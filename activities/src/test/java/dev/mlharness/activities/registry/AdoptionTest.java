package dev.mlharness.activities.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.activities.registry.Registration.State;
import dev.mlharness.lineage.Tags;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.tracking.LoggedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptionTest {
  private static final LoggedModel LOGGED =
      new LoggedModel("models:/m-1", "mlflow-artifacts:/1/models/m-1/artifacts", "run-1", "m-1");
  private static final RegisterRequest REQUEST =
      new RegisterRequest(
          new Access("dev", "trainer"), "main.fraud.detector", LOGGED, "key-1", Map.of());

  @Test
  void nothingThereMeansNothingToAdopt() {
    assertThat(choose()).isEmpty();
  }

  @Test
  void theVersionWithTheKeyIsFoundAgain() {
    assertThat(choose(version("1", State.READY), keyed("2", "key-1", State.READY)))
        .map(Registration::version)
        .contains("2");
  }

  @Test
  void aPendingVersionWithTheKeyIsTakenUpAgain() {
    assertThat(choose(keyed("2", "key-1", State.PENDING))).map(Registration::version).contains("2");
  }

  @Test
  void aVersionThatTheTrainingTaskRegisteredIsAdopted() {
    assertThat(choose(version("5", State.READY))).map(Registration::version).contains("5");
  }

  @Test
  void ofSeveralTheOldestIsAdoptedByNumberAndNotByText() {
    assertThat(choose(version("10", State.READY), version("9", State.READY)))
        .map(Registration::version)
        .contains("9");
  }

  @Test
  void aVersionOfAnotherModelOfTheSameRunIsNotAdopted() {
    assertThat(choose(of("1", "run-1", "models:/m-0", State.READY, Map.of()))).isEmpty();
  }

  @Test
  void aVersionThatAnotherPipelineClaimedIsNotAdopted() {
    assertThat(choose(keyed("1", "key-0", State.READY))).isEmpty();
  }

  @Test
  void aVersionWhoseRegistrationFailedIsNotAdopted() {
    assertThat(choose(keyed("1", "key-1", State.FAILED), version("2", State.FAILED))).isEmpty();
  }

  @Test
  void aSourceInCloudStorageNamesTheLoggedModelToo() {
    String stored = "dbfs:/databricks/mlflow-tracking/1/logged_models/m-1/artifacts";

    assertThat(choose(of("1", "run-1", stored, State.READY, Map.of()))).isPresent();
  }

  private static Optional<Registration> choose(Registration... found) {
    return Adoption.choose(List.of(found), REQUEST);
  }

  private static Registration version(String version, State state) {
    return of(version, "run-1", "models:/m-1", state, Map.of());
  }

  private static Registration keyed(String version, String key, State state) {
    return of(version, "run-1", "models:/m-1", state, Map.of(Tags.KEY, key));
  }

  private static Registration of(
      String version, String run, String source, State state, Map<String, String> tags) {
    return new Registration("main.fraud.detector", version, run, null, source, state, tags);
  }
}
