package dev.mlharness.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.promotion.Reign.Origin;
import dev.mlharness.promotion.Reign.Served;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChampionsTest {
  @Test
  void whoWasChampionIsKnownForEveryInstant() {
    Champions champions = Champions.NONE.begin(reign("1", 10)).begin(reign("2", 20)).end(at(30));

    assertThat(champions.at(at(9))).isEmpty();
    assertThat(champions.at(at(10))).map(Reign::version).contains("1");
    assertThat(champions.at(at(19))).map(Reign::version).contains("1");
    assertThat(champions.at(at(20))).map(Reign::version).contains("2");
    assertThat(champions.at(at(30))).isEmpty();
    assertThat(champions.version()).isNull();
  }

  @Test
  void aChangeFromOutsideIsNotedAsThat() {
    Champions champions =
        Champions.NONE.begin(reign("1", 10)).seen("m", new Seen("3", null, null), at(50));

    assertThat(champions.current())
        .get()
        .returns("3", Reign::version)
        .returns(Origin.OUTSIDE, Reign::origin)
        .returns("changed from outside", Reign::why);
    assertThat(champions.of("1")).map(Reign::until).contains(at(50));
  }

  @Test
  void theNewestIsTheOneWithTheHighestNumberWhoeverReigns() {
    Champions champions =
        Champions.NONE.begin(reign("9", 10)).begin(reign("10", 20)).begin(reign("2", 30));

    assertThat(champions.newest()).contains("10");
    assertThat(Champions.NONE.newest()).isEmpty();
  }

  @Test
  void whatIsBelievedAndSeenStaysAsItIs() {
    Champions champions = Champions.NONE.begin(reign("1", 10));

    assertThat(champions.seen("m", new Seen("1", null, null), at(50))).isEqualTo(champions);
  }

  @Test
  void whatTheEndpointServesIsRememberedWithItsSize() {
    Served large = served("1", "Large");
    Champions champions =
        Champions.NONE.begin(reign("1", 10)).seen("m", new Seen("1", null, large), at(50));

    assertThat(champions.begin(reign("2", 60)).of("1")).map(Reign::served).contains(large);
  }

  @Test
  void anEndpointThatServesAnotherVersionSaysNothingOfThisOne() {
    Champions champions =
        Champions.NONE.seen("m", new Seen("1", null, served("2", "Small")), at(50));

    assertThat(champions.current()).get().returns(null, Reign::served);
  }

  /** Also when clocks disagree. */
  @Property(tries = 300)
  void reignsAreInOrderAndNeverOverlap(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 99) Integer> steps) {
    Champions champions = Champions.NONE;
    int clock = 0;
    for (int step : steps) {
      clock += step % 3;
      String version = String.valueOf(step / 10);
      champions =
          switch (step % 4) {
            case 0 -> champions.begin(reign(version, clock - step % 7));
            case 1 -> champions.seen("m", new Seen(version, null, null), at(clock));
            case 2 -> champions.seen("m", new Seen(null, null, null), at(clock));
            default -> champions.end(at(clock));
          };
    }
    Instant end = null;
    for (Reign reign : champions.reigns()) {
      assertThat(end == null || !reign.since().isBefore(end)).isTrue();
      assertThat(reign.until() == null || !reign.until().isBefore(reign.since())).isTrue();
      end = reign.until();
    }
    assertThat(champions.reigns().stream().filter(reign -> reign.until() == null).count())
        .isLessThanOrEqualTo(1);
  }

  private static Reign reign(String version, int since) {
    return new Reign(version, at(since), null, Origin.PIPELINE, "ann", "why", "p", null);
  }

  private static Served served(String version, String size) {
    return new Served(
        "e",
        new EndpointConfig(
            List.of(new ServedModel("m-" + version, "m", version, size, true, 100))));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_000 + second);
  }
}
