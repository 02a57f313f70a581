package dev.mlharness.rollout;

import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.LiveCheck;
import java.time.Duration;

/** One thing that a rollout does on its way. */
sealed interface Leg {

  /** For people, in the words of the recipe. */
  String title();

  /**
   * Moves traffic.
   *
   * @param weight of the candidate
   * @param alone whether what served before is let go; else it stays loaded, without traffic
   */
  record Shift(int weight, boolean alone) implements Leg {
    @Override
    public String title() {
      return weight == 0 ? "load the candidate, without traffic" : "weight " + weight + " %";
    }
  }

  record Rest(Duration time) implements Leg {
    @Override
    public String title() {
      return "pause " + Durations.format(time);
    }
  }

  record Measure(LiveCheck check) implements Leg {
    @Override
    public String title() {
      return "check %s: %s, not broken %s"
          .formatted(check.title(), check.rule(), check.violations());
    }
  }

  /** The aliases follow the traffic. */
  record Crown(String version) implements Leg {
    @Override
    public String title() {
      return "alias champion names version " + version;
    }
  }

  /** All checks go on, and the way back is open. */
  record Bake(Duration time) implements Leg {
    @Override
    public String title() {
      return "bake " + Durations.format(time);
    }
  }

  /** What served before is let go. */
  record Settle() implements Leg {
    @Override
    public String title() {
      return "let go what served before";
    }
  }
}
