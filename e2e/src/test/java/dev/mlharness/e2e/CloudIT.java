package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.e2e.contract.Moto;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Manifest.DataPin;
import dev.mlharness.starter.stack.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files in cloud storage as data of a recipe, at a local AWS. */
class CloudIT {
  private static final String ROLE = "lake-reader";
  private static final String ARN = "arn:aws:iam::" + Moto.ACCOUNT + ":role/" + ROLE;
  private static final String REACHES = "MLHARNESS_WORKSPACES_LOCAL_ROLES_TRAINER_REACHES_AWS_";

  @Order(1)
  @RegisterExtension
  static final Moto MOTO = new Moto();

  @Order(2)
  @RegisterExtension
  static final RealStack STACK =
      new RealStack(
          Map.of(
              Part.WORKER,
              Map.of(
                  REACHES + "ROLEARN",
                  ARN,
                  REACHES + "REGION",
                  Moto.REGION,
                  REACHES + "ENDPOINT",
                  MOTO.address().toString())));

  @TempDir Path folder;

  @BeforeAll
  static void files() {
    MOTO.makeBucket("lake");
    MOTO.put("lake", "fraud/train/1.parquet", "rows");
    MOTO.makeRole(
        ROLE,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket",\
        "Resource":"arn:aws:s3:::lake"}]}""");
  }

  @Test
  void filesArePinnedAndCheckedBeforeTrainingByAPrincipalNamedAfterPipelineAndStage()
      throws IOException {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("cloud"))
            .with("approve", "{required: 0}")
            .with("data", "[{name: train, location: \"s3://lake/fraud/train\"}]");
    Pipelines.Started pipeline = STACK.start(recipe);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    Manifest manifest = Objects.requireNonNull(pipeline.pipeline().manifest());
    DataPin pin = manifest.pins().data().get(0);
    assertThat(pin.kind()).isEqualTo(DataPin.Kind.LOCATION);
    assertThat(pin.version()).hasSize(64);
    List<JsonNode> sessions =
        MOTO.sessions(ARN).stream()
            .filter(session -> session.path("session_name").asText().startsWith(pipeline.id()))
            .toList();
    assertThat(sessions)
        .extracting(session -> session.path("session_name").asText())
        .containsExactlyInAnyOrder(pipeline.id() + ".resolve", pipeline.id() + ".train");
    assertThat(sessions)
        .allSatisfy(
            session ->
                assertThat(session.path("policy").asText())
                    .contains("\"Action\":[\"s3:ListBucket\"]", "fraud/train/"));
    assertThat(
            STACK
                .harness("audit", "receipts", "--pipeline", pipeline.id(), "--output", "json")
                .out())
        .contains(ROLE + "/" + pipeline.id() + ".resolve", "s3:ListBucket s3://lake/fraud/train");
    nothingIsKeptOf(sessions);
    theDigestIsThatOfTheFiles(recipe, pin);
  }

  /** The recipe that asks for the digest finds the same files, and no others. */
  private static void theDigestIsThatOfTheFiles(FastRecipe recipe, DataPin pin) throws IOException {
    FastRecipe exact =
        recipe.with(
            "data",
            "[{name: train, location: \"s3://lake/fraud/train\", version: \"%s\"}]"
                .formatted(pin.version()));
    Path file =
        Files.writeString(recipe.repository().resolve("exact.json"), exact.document().toString());
    assertThat(STACK.harness("plan", file.toString()).out()).contains(pin.version());

    MOTO.put("lake", "fraud/train/1.parquet", "other rows");
    assertThat(STACK.harness("plan", file.toString()).err())
        .contains("are not those that the recipe asks for");
  }

  @Test
  void theDoctorWalksToTheCloudToo() {
    assertThat(STACK.harness("doctor").out()).contains("me → AWS");
  }

  private static void nothingIsKeptOf(List<JsonNode> sessions) throws IOException {
    List<String> secrets =
        sessions.stream()
            .flatMap(
                session ->
                    Stream.of(
                        session.path("secret_access_key").asText(),
                        session.path("session_token").asText()))
            .toList();
    try (Stream<Path> files = Files.walk(STACK.home().folder())) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> holds(file, secrets))).isEmpty();
    }
  }

  private static boolean holds(Path file, List<String> secrets) {
    try {
      // One character a byte: databases are searched as they lie on the disk.
      String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return secrets.stream().anyMatch(content::contains);
    } catch (IOException e) {
      // A journal that was rotated away while it was looked at holds nothing any more.
      return false;
    }
  }
}
