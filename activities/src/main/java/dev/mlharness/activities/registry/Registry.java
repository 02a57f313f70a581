package dev.mlharness.activities.registry;

import dev.mlharness.access.Access;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.RegisterRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One kind of model registry, reduced to single requests. What makes them safe to repeat is the
 * business of {@link ModelRegistry}, once for all kinds.
 *
 * <p>Errors are {@code ApplicationFailure}s typed by {@code FailureType}; a thing that was looked
 * for and is not there is empty, not an error.
 */
interface Registry {

  /** The versions made from a run, with their tags; empty when the model does not exist either. */
  List<Registration> versionsOf(Access access, String model, String runId);

  /** The newest version with that key; empty when the model does not exist either. */
  Optional<Registration> byKey(Access access, String model, String key);

  Optional<Registration> version(Access access, String model, String version);

  /** Makes the model if it does not exist. */
  void ensureModel(Access access, String model);

  /** Makes a version, tagged with the request's key and tags in the same request. */
  Registration create(RegisterRequest request);

  /** Declares a pending version complete. */
  void complete(Access access, Registration pending);

  void tag(Access access, String model, String version, Map<String, String> tags);

  /** The version that the alias names, or null. */
  @Nullable String target(Access access, String model, String alias);

  void point(Access access, String model, Alias alias, String version);

  /** Removes the alias; one that is not there stays so. */
  void clear(Access access, String model, Alias alias);

  /** The names of all aliases of a version, the harness's and others. */
  List<String> aliasesOf(Access access, String model, String version);
}
