package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RecipeSchemaTest {
  private static final Map<Class<?>, String> PLACES =
      Map.ofEntries(
          Map.entry(Recipe.class, ""),
          Map.entry(Metadata.class, "/$defs/metadata"),
          Map.entry(Source.class, "/$defs/source"),
          Map.entry(Source.Git.class, "/$defs/source/properties/git"),
          Map.entry(DataSet.class, "/$defs/data_set"),
          Map.entry(Compute.class, "/$defs/compute"),
          Map.entry(Compute.Serverless.class, "/$defs/compute/properties/serverless"),
          Map.entry(
              Compute.Environment.class,
              "/$defs/compute/properties/serverless/properties/environment"),
          Map.entry(StageTask.class, "/$defs/task"),
          Map.entry(StageTask.PythonFile.class, "/$defs/task/properties/python"),
          Map.entry(Validate.class, "/$defs/validate"),
          Map.entry(Validate.Threshold.class, "/$defs/threshold"),
          Map.entry(Validate.ChampionRule.class, "/$defs/threshold/properties/champion"),
          Map.entry(Approve.class, "/$defs/approve"),
          Map.entry(Deploy.class, "/$defs/deploy"),
          Map.entry(Deploy.Serving.class, "/$defs/deploy/properties/serving"),
          Map.entry(Deploy.Batch.class, "/$defs/deploy/properties/batch"),
          Map.entry(LiveCheck.class, "/$defs/check"),
          Map.entry(LiveCheck.PrometheusQuery.class, "/$defs/check/properties/prometheus"),
          Map.entry(WatchSpec.class, "/$defs/watch"),
          Map.entry(WatchSpec.AgeRule.class, "/$defs/age_rule"),
          Map.entry(ScheduleSpec.class, "/$defs/schedule"),
          Map.entry(NotifySpec.class, "/$defs/notification"));

  /** What a team may write that the record says in another way. */
  private static final Set<String> ONLY_WRITTEN = Set.of("targets", "target");

  @Test
  void thePublishedSchemaIsTheOneThatJudges() throws IOException {
    Path published = Path.of("../docs/reference/recipe.schema.json");
    Path judging = Path.of("src/main/resources/dev/mlharness/recipe/recipe.schema.json");

    assertThat(Files.readString(published)).isEqualTo(Files.readString(judging));
  }

  @Test
  void theSchemaHasTheKeysOfTheRecords() {
    PLACES.forEach(
        (type, place) -> {
          Set<String> written = new TreeSet<>(names(schema(place).path("properties")));
          written.removeAll(ONLY_WRITTEN);
          assertThat(written).as(type.getSimpleName()).isEqualTo(components(type));
        });
  }

  @Test
  void theSchemaHasTheWordsOfTheEnums() {
    assertThat(words("/properties/on_failure")).isEqualTo(words(Recipe.OnFailure.values()));
    assertThat(words("/$defs/validate/properties/mode")).isEqualTo(words(Validate.Mode.values()));
    assertThat(words("/$defs/approve/properties/on_timeout"))
        .isEqualTo(words(Approve.OnTimeout.values()));
    assertThat(words("/$defs/check/properties/metric")).isEqualTo(words(EndpointMetric.values()));
    assertThat(words("/$defs/watch/properties/on_violation"))
        .isEqualTo(words(WatchSpec.OnViolation.values()));
    assertThat(words("/$defs/schedule/properties/overlap"))
        .isEqualTo(words(ScheduleSpec.Overlap.values()));
    assertThat(words("/$defs/notification/properties/on/items"))
        .isEqualTo(
            Occasion.all().stream()
                .filter(occasion -> occasion != Occasion.IDENTITY_FINDING)
                .map(Occasion::word)
                .toList());
  }

  @Test
  void aTargetMayChangeEveryKeyThatChangesWhatRuns() {
    Set<String> overlay = new TreeSet<>(words("/$defs/overlay/propertyNames"));
    Set<String> recipe = new TreeSet<>(names(schema("").path("properties")));
    recipe.removeAll(Set.of("apiVersion", "kind", "targets", "target"));

    assertThat(overlay).isEqualTo(recipe);
  }

  @Test
  void everyKeyIsExplained() {
    PLACES.forEach(
        (type, place) ->
            schema(place)
                .path("properties")
                .properties()
                .forEach(
                    key ->
                        assertThat(key.getValue().path("description").asText())
                            .as(place + " " + key.getKey())
                            .isNotEmpty()));
  }

  private static JsonNode schema(String place) {
    return RecipeSchema.root().at(place);
  }

  private static Set<String> components(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonProperty own = component.getAccessor().getAnnotation(JsonProperty.class);
      names.add(
          own != null
              ? own.value().isEmpty() ? component.getName() : own.value()
              : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName()));
    }
    return names;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> words(String place) {
    List<String> words = new ArrayList<>();
    schema(place).path("enum").forEach(word -> words.add(word.asText()));
    return words;
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }
}
