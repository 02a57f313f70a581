package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.cli.Harness.Ran;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelCommandsTest extends CommandsOnTemporal {
  private final String model = "main.demo.m" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void whatNobodyKnowsIsSaidWithHowToMakeItKnown() {
    for (String command : new String[] {"model", "rollback"}) {
      Ran ran = harness.run(command, model);
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.err()).contains("knows nothing of it", "./harness adopt " + model);
    }
  }

  @Test
  void anAdoptedModelShowsWhoWasChampionWhen() {
    Ran adopted = harness.run("adopt", model, "--version", "2", "--by", "olga@example.com");
    Ran shown = harness.run("model", model);
    Ran then = harness.run("model", model, "--at", "2026-11-24T11:30Z", "--output", "json");
    Ran never = harness.run("model", model, "--at", "2026-11-24T01:30Z");
    Ran noTime = harness.run("model", model, "--at", "noon");

    assertThat(adopted.code()).as(adopted.err()).isZero();
    assertThat(shown.out())
        .contains(
            model + "  champion: version 2",
            "nobody's",
            "pipeline p-2",
            "champion changed from outside");
    assertThat(then.json().path("version").asText()).isEqualTo("1");
    assertThat(never.code()).isEqualTo(1);
    assertThat(noTime.code()).isEqualTo(2);
  }

  @Test
  void aRollbackSaysWhatItDidAndARefusedOneWhy() {
    harness.run("adopt", model, "--version", "2");

    Ran done = harness.run("rollback", model, "--by", "olga@example.com");
    Ran refused = harness.run("rollback", model, "--to", "9");

    assertThat(done.out()).contains(model + ": version 1 is champion again, said olga@example.com");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("there is no version 9");
  }

  @Test
  void whatIsFrozenIsShownUntilItIsLifted() {
    harness.run("adopt", model, "--version", "2");
    Ran frozen = harness.run("freeze", model, "--comment", "audit week", "--by", "olga");
    assertThat(frozen.code()).as(frozen.err()).isZero();
    assertThat(harness.run("model", model).out()).contains("is frozen by olga", "audit week");

    assertThat(harness.run("unfreeze", model, "--comment", "done").code()).isZero();
    assertThat(harness.run("model", model).out()).doesNotContain("audit week");
    assertThat(harness.run("unfreeze", model, "--comment", "done").err())
        .contains("it is not frozen");
  }

  @Test
  void aFreezeIsAboutOneThing() {
    assertThat(harness.run("freeze", "--comment", "why").code()).isEqualTo(2);
    assertThat(harness.run("freeze", "--all", "--catalog", "main", "--comment", "why").code())
        .isEqualTo(2);
    assertThat(harness.run("freeze", "--catalog", "other", "--comment", "why").out())
        .contains("catalog other is frozen");
  }
}
