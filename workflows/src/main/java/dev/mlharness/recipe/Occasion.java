package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people and other systems can be told of. */
@JsonSerialize(using = ToStringSerializer.class)
public enum Occasion {
  /** A candidate waits for people; also when the gate opens again. */
  GATE_OPENED,
  /** Nobody has decided for a while. */
  GATE_REMINDER,
  /** Nobody has decided for so long that others shall see to it. */
  GATE_ESCALATION,
  /** A gate was closed, by decisions or by its time-out. */
  DECIDED,
  /** The candidate is champion. */
  DEPLOYED,
  /** A stage failed, and the pipeline waits for a person who can mend it. */
  HELD,
  /** A pipeline ended without its goal, for a reason that nobody wanted. */
  FAILED,
  /** A version that served was taken back. */
  ROLLED_BACK,
  /** A person gave a pipeline up, or cancelled it. */
  CANCELLED,
  /** A rollout has done a step. */
  ROLLOUT_STEP,
  /** The runs of a pipeline have used what they may. */
  BUDGET_EXCEEDED,
  /** A model that serves broke its rules. */
  WATCH_VIOLATION,
  /** A schedule fired, and its recipe could not even be begun. */
  SCHEDULE_INVALID,
  /** An identity audit found something new. Of no recipe: only operators can ask for it. */
  IDENTITY_FINDING;

  /** As recipes, configuration and messages spell it: {@code gate-opened}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException naming all occasions, when it is none
   */
  @JsonCreator
  public static Occasion of(String word) {
    return Arrays.stream(values())
        .filter(occasion -> occasion.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of: " + words()));
  }

  /** All of them. */
  public static List<Occasion> all() {
    return List.of(values());
  }

  private static String words() {
    return all().stream().map(Occasion::word).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return word();
  }
}
