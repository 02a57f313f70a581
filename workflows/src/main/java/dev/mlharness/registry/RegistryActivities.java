package dev.mlharness.registry;

import dev.mlharness.access.Access;
import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registered models. Every method may be called twice; the effect happens once. */
@ActivityInterface
public interface RegistryActivities {

  /** Finds the version tagged with the request's key, or makes it (and the model, if need be). */
  @Audited
  @ActivityMethod(name = "RegisterVersion")
  ModelVersion register(RegisterRequest request);

  /** The version that an alias names, or null. */
  @Unaudited("reads only")
  @ActivityMethod(name = "ReadAlias")
  @Nullable ModelVersion byAlias(Access access, String model, Alias alias);

  /**
   * Applies the change and reads it back. Already applied: nothing to do.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code CONFLICT} when the alias names neither
   *     {@code from} nor {@code to}: somebody else changed it
   */
  @Audited
  @ActivityMethod(name = "ChangeAlias")
  void changeAlias(AliasChange change);

  /** Adds tags to a version, or overwrites them. */
  @Audited
  @ActivityMethod(name = "TagVersion")
  void tag(Access access, String model, String version, Map<String, String> tags);

  /**
   * Adds tags to the version that was registered under a key, even if the call that made it was
   * never answered.
   *
   * @return the version; null when there is none
   */
  @Audited
  @ActivityMethod(name = "RetireVersion")
  @Nullable ModelVersion retire(Access access, String model, String key, Map<String, String> tags);

  /** The metrics of the run that a version came from; empty when it has none. */
  @Unaudited("reads only")
  @ActivityMethod(name = "ReadVersionMetrics")
  Map<String, Double> metrics(Access access, ModelVersion version);
}
