package dev.mlharness.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.registry.Alias;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.RolloutStatus.StepStatus;
import dev.mlharness.rollout.RolloutStatus.StepStatus.Mark;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.world.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What all stories of rollouts begin with: a champion that serves beside another model. */
abstract class RolloutStories {
  /** Two models share the traffic, one of them in its own way. */
  static final EndpointConfig BEFORE =
      new EndpointConfig(
          List.of(
              new ServedModel("detector-1", "main.fraud.detector", "1", "Medium", false, 70),
              new ServedModel("rules", "main.fraud.rules", "12", "Small", true, 30)));

  static final EndpointConfig TEN_PER_CENT =
      new EndpointConfig(
          List.of(
              new ServedModel("detector-1", "main.fraud.detector", "1", "Medium", false, 63),
              new ServedModel("rules", "main.fraud.rules", "12", "Small", true, 27),
              new ServedModel("detector-3", "main.fraud.detector", "3", "Small", true, 10)));

  static final String CHECK =
      "{check: {metric: error_rate, max: 0.01, violations: 2 of 3, every: 5m}}";

  static final String STEPS =
      "steps: [{weight: 10}, {pause: 14d}, " + CHECK + ", {weight: 50}, {weight: 100}]";

  @RegisterExtension final PipelineExtension pipelines = new PipelineExtension();

  FakeWorld world;
  String previous;
  String champion;

  @BeforeEach
  void aChampionServesAndAPreviousOneIsKnown() {
    world = pipelines.world();
    previous = world.registry().champion(Map.of("f1_score", 0.8), Map.of());
    champion = world.registry().champion(Map.of("f1_score", 0.9), Map.of());
    world.registry().meddle(Alias.PREVIOUS, previous);
    world.serving().meddle("fraud", BEFORE);
    world.checks().finds("error_rate", 0);
  }

  List<ServedModel> served() {
    return Objects.requireNonNull(world.serving().config("fraud"), "fraud").served();
  }

  void assertUntouched() {
    assertThat(world.serving().config("fraud")).isEqualTo(BEFORE);
    assertAliases(champion, previous);
    assertThat(world.registry().alias(Alias.CHALLENGER)).isNull();
  }

  void assertAliases(String championNow, String previousNow) {
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo(championNow);
    assertThat(world.registry().alias(Alias.PREVIOUS)).isEqualTo(previousNow);
  }

  static List<Mark> marks(StartedRollout rollout) {
    return rollout.status().steps().stream().map(StepStatus::mark).toList();
  }

  static Instruction instruction(Instruction.Action action) {
    return new Instruction(action, "bob", "fine");
  }

  static String recipe(String... deploy) {
    String line = "deploy: {serving: {endpoint: fraud}, %s}".formatted(String.join(", ", deploy));
    return Recipes.with(Recipes.with(Recipes.SERVED, "approve: {required: 0}"), line);
  }
}
