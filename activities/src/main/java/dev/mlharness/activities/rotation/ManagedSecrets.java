package dev.mlharness.activities.rotation;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The secrets that this worker rotates, by name. */
public final class ManagedSecrets {
  private final Map<String, ManagedSecret> byName = new TreeMap<>();

  public ManagedSecrets(Collection<ManagedSecret> secrets) {
    secrets.forEach(secret -> byName.put(secret.name(), secret));
  }

  public List<ManagedSecret> all() {
    return List.copyOf(byName.values());
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} naming the known ones
   */
  ManagedSecret named(String name) {
    ManagedSecret secret = byName.get(name);
    if (secret == null) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "This worker rotates no secret '%s'. Known: %s. Configure it as mlharness.secrets.%s."
              .formatted(
                  name, byName.isEmpty() ? "none" : String.join(", ", byName.keySet()), name));
    }
    return secret;
  }
}
