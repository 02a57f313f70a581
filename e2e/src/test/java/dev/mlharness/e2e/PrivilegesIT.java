package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A role that lacks a privilege, and then holds one too many, on a table that nobody else uses. */
class PrivilegesIT {
  private static final String TRAINER = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b";
  private static final String GRANT =
      "GRANT SELECT ON TABLE main.private.points TO `%s`;".formatted(TRAINER);
  private static final String REVOKE =
      "REVOKE MODIFY ON TABLE main.private.points FROM `%s`;".formatted(TRAINER);

  @RegisterExtension static final RealStack STACK = new RealStack();

  @TempDir Path folder;

  @Test
  void whatIsMissingHoldsUntilItIsGrantedAndWhatIsTooMuchIsTold() throws IOException {
    STACK.sandbox().post("/sandbox/tables/main.private.points/versions", "x,y\n1,2\n");
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("code"), STACK.freshModel("privileges"))
            .with("data", "[{name: points, table: main.private.points, version: latest}]")
            .with("approve", "{required: 0}");

    Commands.Result plan = plan(recipe);
    assertThat(plan.exitCode()).as(plan.toString()).isEqualTo(3);
    assertThat(plan.out()).contains(GRANT, "GRANT USE SCHEMA ON SCHEMA main.private TO");

    Pipelines.Started pipeline = STACK.start(recipe);
    PipelineStatus held = pipeline.awaitState(State.HELD);
    assertThat(held.stage()).isEqualTo(Stage.RESOLVE);
    assertThat(held.waitingFor()).contains(GRANT);
    assertThat(held.runs()).isEmpty();
    assertThat(STACK.sandbox().effects("mlflow-run", pipeline.id())).isZero();

    grant("SCHEMA/main.private", "[\"USE_SCHEMA\"]");
    grant("TABLE/main.private.points", "[\"SELECT\", \"MODIFY\"]");
    pipeline.pipeline().retry(null);
    PipelineResult result = pipeline.result();

    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DEPLOYED);
    assertThat(pipeline.pipeline().status().notes()).singleElement().asString().contains(REVOKE);
  }

  private Commands.Result plan(FastRecipe recipe) throws IOException {
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, new ObjectMapper().writeValueAsString(recipe.document()));
    return STACK.harness("plan", file.toString());
  }

  private static void grant(String securable, String privileges) {
    STACK
        .sandbox()
        .patch(
            "/api/2.1/unity-catalog/permissions/" + securable,
            "{\"changes\":[{\"principal\":\"%s\",\"add\":%s}]}".formatted(TRAINER, privileges));
  }
}
