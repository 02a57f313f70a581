package dev.mlharness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.recipe.ActionLimit;
import dev.mlharness.recipe.WatchSpec;
import dev.mlharness.recipe.WatchSpec.OnViolation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RestraintTest {
  private static final Instant BEGIN = Instant.EPOCH;

  @Test
  void aStormOfTenThousandViolationsIsAnsweredAsOftenAsTheLimitSays() {
    WatchSpec spec = spec(Duration.ofDays(1), "2 per 7d");
    List<Instant> storm = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      storm.add(BEGIN.plus(Duration.ofMinutes(i)));
    }

    List<Instant> acted = answer(spec, storm);

    assertThat(acted)
        .as("10,000 minutes are not quite 7 days")
        .containsExactly(BEGIN, BEGIN.plus(Duration.ofDays(1)));
  }

  @Test
  void itSaysUntilWhenAndWhy() {
    WatchSpec spec = spec(Duration.ofHours(2), "2 per 7d");
    Instant second = BEGIN.plus(Duration.ofHours(3));

    Restraint cooling = Restraint.of(List.of(BEGIN), spec, BEGIN.plus(Duration.ofHours(1)));
    Restraint limited = Restraint.of(List.of(BEGIN, second), spec, second);

    assertThat(cooling.until()).isEqualTo(BEGIN.plus(Duration.ofHours(2)));
    assertThat(cooling.why()).contains("cools down");
    assertThat(limited.until()).isEqualTo(BEGIN.plus(Duration.ofDays(7)));
    assertThat(limited.why()).contains("2 per 7d");
    assertThat(Restraint.of(List.of(), spec, BEGIN).free()).isTrue();
  }

  @Property
  void noViolationsWhateverBeatCooldownAndLimit(
      @ForAll @Size(max = 200) List<@IntRange(max = 10_000) Integer> gaps,
      @ForAll @IntRange(min = 1, max = 5) int times,
      @ForAll @IntRange(min = 1, max = 200_000) int period,
      @ForAll @IntRange(min = 1, max = 20_000) int cooldown) {
    WatchSpec spec = spec(Duration.ofSeconds(cooldown), times + " per " + period + "s");
    List<Instant> storm = new ArrayList<>();
    Instant time = BEGIN;
    for (int gap : gaps) {
      time = time.plusSeconds(gap);
      storm.add(time);
    }

    List<Instant> acted = answer(spec, storm);

    for (int i = 1; i < acted.size(); i++) {
      assertThat(Duration.between(acted.get(i - 1), acted.get(i)))
          .isGreaterThanOrEqualTo(spec.cooldown());
    }
    for (int i = times; i < acted.size(); i++) {
      assertThat(Duration.between(acted.get(i - times), acted.get(i)))
          .isGreaterThanOrEqualTo(spec.limit().per());
    }
    assertThat(storm.isEmpty() || !acted.isEmpty()).as("the first is always answered").isTrue();
  }

  /** As a watch does it, with what it keeps. */
  private static List<Instant> answer(WatchSpec spec, List<Instant> violations) {
    List<Instant> all = new ArrayList<>();
    List<Instant> kept = List.of();
    for (Instant now : violations) {
      if (Restraint.of(kept, spec, now).free()) {
        all.add(now);
        List<Instant> more = new ArrayList<>(kept);
        more.add(now);
        kept = Restraint.kept(more, spec);
      }
    }
    return all;
  }

  private static WatchSpec spec(Duration cooldown, String limit) {
    return new WatchSpec(
        Duration.ofMinutes(1),
        List.of(),
        null,
        null,
        OnViolation.RETRAIN,
        cooldown,
        ActionLimit.parse(limit));
  }
}
