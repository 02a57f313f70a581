package dev.mlharness.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** One step on the way of a candidate to all traffic. Its only key says which kind it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(DeployStep.Weight.class),
  @JsonSubTypes.Type(DeployStep.Pause.class),
  @JsonSubTypes.Type(DeployStep.Check.class),
  @JsonSubTypes.Type(DeployStep.Shadow.class)
})
public sealed interface DeployStep {

  /**
   * @param weight percentage of traffic that the candidate shall have
   */
  record Weight(int weight) implements DeployStep {}

  /**
   * @param pause how long nothing changes
   */
  record Pause(Duration pause) implements DeployStep {}

  /**
   * @param check that the candidate must keep
   */
  record Check(LiveCheck check) implements DeployStep {}

  /**
   * The candidate is loaded beside what serves, and is asked by name only.
   *
   * @param shadow for how long
   */
  record Shadow(Duration shadow) implements DeployStep {}
}
