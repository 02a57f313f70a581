package dev.mlharness.starter.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.CheckedRecipe;
import dev.mlharness.recipe.RecipeReader;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.schedule.FolderPlan.Change;
import dev.mlharness.starter.schedule.FolderPlan.Step;
import dev.mlharness.starter.schedule.FolderPlan.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FolderPlanTest {
  private static final String OURS = "https://git.test/ml.git//recipes";
  private static final Wanted NIGHTLY = wanted("nightly", "0 3 * * *");
  private static final Terms PRUNING = new Terms(OURS, true, false);

  private static Wanted wanted(String name, String cron) {
    CheckedRecipe recipe =
        RecipeReader.read(
            """
            metadata: {name: %s}
            model: main.demo.m
            train: {notebook: /train}
            validate: {thresholds: {f1: {min: 0.9}}}
            deploy: {batch: {}}
            schedule: {cron: "%s"}
            """
                .formatted(name, cron));
    return new Wanted(
        name + ".yml", new PreparedRecipe(recipe.recipe(), recipe.document(), List.of()));
  }

  private static Present present(@Nullable String owner, @Nullable String digest) {
    return new Present("main.demo.m", true, new Mark(owner, digest));
  }

  private static Step step(Terms terms, List<Wanted> wanted, Map<String, Present> present) {
    List<Change> changes = FolderPlan.of(terms, wanted, present).changes();
    assertThat(changes).hasSize(1);
    return changes.get(0).step();
  }

  @Test
  void whatIsNotThereIsMade() {
    assertThat(step(PRUNING, List.of(NIGHTLY), Map.of())).isEqualTo(Step.CREATE);
  }

  @Test
  void whatIsAsItShouldBeIsKeptAndSignedAnewWhereStartsAreSigned() {
    Map<String, Present> present = Map.of("nightly", present(OURS, NIGHTLY.digest()));

    assertThat(step(PRUNING, List.of(NIGHTLY), present)).isEqualTo(Step.KEEP);
    assertThat(step(new Terms(OURS, true, true), List.of(NIGHTLY), present)).isEqualTo(Step.RENEW);
  }

  @Test
  void whatHasChangedIsUpdated() {
    Map<String, Present> present =
        Map.of("nightly", present(OURS, wanted("nightly", "0 4 * * *").digest()));

    assertThat(step(PRUNING, List.of(NIGHTLY), present)).isEqualTo(Step.UPDATE);
  }

  @Test
  void whatWasAppliedByItselfIsTakenOver() {
    assertThat(step(PRUNING, List.of(NIGHTLY), Map.of("nightly", present(null, null))))
        .isEqualTo(Step.UPDATE);
  }

  @Test
  void whatIsSomebodyElsesIsRefused() {
    assertThat(step(PRUNING, List.of(NIGHTLY), Map.of("nightly", present("theirs", null))))
        .isEqualTo(Step.REFUSE);
    Present upkeep = new Present(null, false, new Mark(null, null));
    assertThat(step(PRUNING, List.of(NIGHTLY), Map.of("nightly", upkeep))).isEqualTo(Step.REFUSE);
  }

  @Test
  void whatLeftTheFolderGoesOnlyWhenAskedTo() {
    Map<String, Present> present = Map.of("old", present(OURS, "d"));

    assertThat(step(PRUNING, List.of(), present)).isEqualTo(Step.DELETE);
    assertThat(step(new Terms(OURS, false, false), List.of(), present)).isEqualTo(Step.LEAVE);
  }

  @Property
  void nothingOfSomebodyElseIsEverChangedAndASecondTimeNothingIs(
      @ForAll List<Boolean> owned, @ForAll boolean wanting, @ForAll boolean prune) {
    Map<String, Present> present = new HashMap<>();
    for (int i = 0; i < owned.size(); i++) {
      String owner = owned.get(i) ? OURS : "theirs" + i % 3;
      present.put("s" + i, present(owner, "d"));
    }
    List<Wanted> wanted = wanting ? List.of(NIGHTLY) : List.of();
    FolderPlan plan = FolderPlan.of(new Terms(OURS, prune, false), wanted, present);

    assertThat(plan.work())
        .allSatisfy(
            change -> {
              Present there = present.get(change.schedule());
              assertThat(there == null || OURS.equals(there.mark().owner())).isTrue();
            });
    for (Change change : plan.work()) {
      if (change.step() == Step.DELETE) {
        present.remove(change.schedule());
      } else {
        present.put(change.schedule(), present(OURS, NIGHTLY.digest()));
      }
    }
    assertThat(FolderPlan.of(new Terms(OURS, prune, false), wanted, present).work()).isEmpty();
  }
}
