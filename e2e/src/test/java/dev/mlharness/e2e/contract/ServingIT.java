package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.lineage.Tags;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.payload.Payloads;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.serving.ServingActivities;
import dev.mlharness.tracking.LoggedModel;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Endpoints of the sandbox, where each served model is a real scoring server. */
class ServingIT {
  @RegisterExtension static final RealMlflow MLFLOW = new RealMlflow();
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  private final String unique = UUID.randomUUID().toString().substring(0, 8);
  private final String model = "main.demo.served_" + unique;
  private final String endpoint = "served-" + unique;
  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(Payloads.dataConverter())
                      .build())
              .build());
  private final ServingActivities serving = environment.newActivityStub(ServingActivities.class);
  private Adapters adapters;
  private Access access;

  @BeforeEach
  void connect() {
    adapters = Adapters.of(SANDBOX.workspace(RegistryKind.UNITY_CATALOG), RealWorkspaces.ROLE);
    access = adapters.access();
    environment.registerActivitiesImplementations(adapters.serving());
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void anEndpointIsMadeChangedPutBackAndDeleted() {
    EndpointConfig first = config(register(MLFLOW.train("ServingIT " + unique, 2)));
    EndpointConfig second = config(register(MLFLOW.train("ServingIT " + unique, 3)));
    EndpointChange create = change(null, first);
    EndpointChange update = change(first, second);

    assertThat(serving.read(access, endpoint).config()).isNull();
    String url = serving.change(create).url();
    assertThat(SANDBOX.predict(url, 10)).isCloseTo(20, within(0.001));
    assertThat(serving.change(create).config()).isEqualTo(first);

    assertThat(serving.change(update).config()).isEqualTo(second);
    assertThat(SANDBOX.predict(url, 10)).isCloseTo(30, within(0.001));
    assertThat(traced()).isEqualTo("2");
    assertThat(failureOf(create.inverse()).getType()).isEqualTo(FailureType.CONFLICT.name());

    assertThat(serving.change(update.inverse()).config()).isEqualTo(first);
    assertThat(SANDBOX.predict(url, 10)).isCloseTo(20, within(0.001));
    assertThat(serving.change(create.inverse()).config()).isNull();
    assertThat(serving.change(create.inverse()).config()).isNull();
  }

  @Test
  void aModelThatDoesNotLoadIsAMatterForAPersonAndLeavesNothingBehind() {
    String experiment = MLFLOW.experiment("broken " + unique);
    EndpointConfig broken = config(register(MLFLOW.logModel(experiment, MLFLOW.run(experiment))));
    EndpointChange create = change(null, broken);

    ApplicationFailure failure = failureOf(create);

    assertThat(failure.getType()).isEqualTo(FailureType.HELD.name());
    assertThat(failure.getOriginalMessage()).contains(endpoint, "python_function");
    assertThat(serving.change(create.inverse()).config()).isNull();
  }

  private @Nullable String traced() {
    return adapters
        .lineage()
        .trace(new TraceTarget(null, endpoint, null, null, null))
        .version()
        .version();
  }

  private String register(LoggedModel logged) {
    return adapters
        .registry()
        .register(new RegisterRequest(access, model, logged, logged.source(), Map.of()))
        .version();
  }

  private EndpointConfig config(String version) {
    return new EndpointConfig(
        List.of(new ServedModel("served-" + version, model, version, "Small", true, 100)));
  }

  private EndpointChange change(@Nullable EndpointConfig from, @Nullable EndpointConfig to) {
    return new EndpointChange(access, endpoint, from, to, Map.of(Tags.PIPELINE, unique));
  }

  private ApplicationFailure failureOf(EndpointChange change) {
    ActivityFailure failure =
        catchThrowableOfType(ActivityFailure.class, () -> serving.change(change));
    return Objects.requireNonNull((ApplicationFailure) failure.getCause());
  }
}
