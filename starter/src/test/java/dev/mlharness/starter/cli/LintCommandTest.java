package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mlharness.starter.cli.Harness.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
  private static final Path RECIPES =
      Path.of("../workflows/src/test/resources/recipes").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void everyBrokenRecipeIsRefusedWithCode2AndItsPlaces() throws IOException {
    Harness harness = new Harness(RECIPES.resolve("broken"), Map.of());
    for (String file : broken()) {
      Ran ran = harness.run("lint", file);

      assertThat(ran.code()).as(file).isEqualTo(2);
      assertThat(ran.err()).as(file).startsWith(file + ":").contains(": error: ");
      assertThat(ran.out()).as(file).contains("nothing was started");
    }
  }

  private static List<String> broken() throws IOException {
    try (Stream<Path> files = Files.list(RECIPES.resolve("broken"))) {
      List<String> names =
          files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".yml")).toList();
      assertThat(names).hasSizeGreaterThan(20);
      return names;
    }
  }

  @Test
  void aPlaceIsWrittenAsEditorsReadIt() {
    Ran ran = new Harness(RECIPES, Map.of()).run("lint", "broken/unknown-key.yml");

    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            """
            broken/unknown-key.yml:3:3: error: train.notbook: unknown key; expected here: notebook, \
            python, parameters, timeout, attempts, role, skippable
                did you mean 'notebook'?
            """);
  }

  @Test
  void jsonIsOneDocument() {
    JsonNode json =
        new Harness(RECIPES, Map.of())
            .run("lint", "broken/unknown-key.yml", "--output", "json")
            .json();

    assertThat(json.path("valid").asBoolean()).isFalse();
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(3);
    assertThat(json.at("/problems/0/path").asText()).isEqualTo("train.notbook");
  }

  @Test
  void sarifIsValidAndNamesThePlace() throws IOException {
    JsonNode sarif =
        new Harness(RECIPES, Map.of())
            .run("lint", "broken/unknown-key.yml", "--output", "sarif")
            .json();

    try (InputStream schema =
        LintCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                  .getSchema(new ObjectMapper().readTree(schema))
                  .validate(sarif))
          .isEmpty();
    }
    JsonNode result = sarif.at("/runs/0/results/0");
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.at("/message/text").asText()).contains("train.notbook: unknown key");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("broken/unknown-key.yml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(3);
  }

  @Test
  void aFineRecipeAndItsTargetAreFine() {
    Harness harness = new Harness(RECIPES, Map.of());

    assertThat(harness.run("lint", "full.yml").code()).isZero();
    assertThat(harness.run("lint", "full.yml", "--target", "dev").out()).contains("fine");
    assertThat(harness.run("lint", "full.yml", "--target", "devv").err())
        .contains("did you mean 'dev'?");
  }

  @Test
  void theJsonHoldsTheDocumentThatTemporalTakesAsInput() throws IOException {
    Harness harness = new Harness(RECIPES, Map.of());
    JsonNode document =
        harness
            .run("lint", "full.yml", "--target", "prod", "--output", "json")
            .json()
            .path("document");

    Files.writeString(folder.resolve("recipe.json"), document.toString());

    assertThat(document.at("/approve/required").asInt()).isEqualTo(3);
    assertThat(new Harness(folder, Map.of()).run("lint", "recipe.json").code()).isZero();
  }

  @Test
  void aRecipeMayBeWrittenBeforeItsRepository() throws IOException {
    Files.writeString(
        folder.resolve("recipe.yml"),
        """
        model: m
        source: {git: {url: .}}
        train: {notebook: train}
        validate: {thresholds: {f1: {min: 0.9, champion: {}}}}
        """);

    Ran ran = new Harness(folder, Map.of()).run("lint", "recipe.yml");

    assertThat(ran.code()).isZero();
    assertThat(ran.err()).contains("recipe.yml: warning: source.git.url is '.'");
  }

  @Test
  void standardInputIsAFileToo() {
    Ran ran = new Harness(folder, Map.of()).reading("model: a.b\n").run("lint", "-");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("-:1:1: error: model: 'a.b' is not a model name");
  }

  @Test
  void whatIsNoRecipeAtAllIsSaidPlainly() throws IOException {
    Files.write(folder.resolve("latin1.yml"), new byte[] {(byte) 0xe9});
    Harness harness = new Harness(folder, Map.of());

    assertThat(harness.run("lint", "nothing.yml").err()).contains("there is no file nothing.yml");
    assertThat(harness.run("lint", "latin1.yml").err()).contains("not text in UTF-8");
    assertThat(harness.run("lint").err())
        .contains("Missing required parameter: 'RECIPE'")
        .contains("help: harness lint --help");
  }
}
