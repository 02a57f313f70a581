package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal server a command speaks to.
 *
 * @param profile address, namespace, TLS and key
 * @param origin where the address comes from, for messages
 * @param ui of the Temporal UI, if it is known
 */
record TemporalAddress(ClientConfigProfile profile, String origin, @Nullable String ui) {
  static final String USUAL = "127.0.0.1:7233";
  static final String USUAL_NAMESPACE = "default";

  /**
   * The first of: the options, the variables {@code TEMPORAL_…} and the profile of {@code
   * temporal.toml}, the local stack that runs, the usual address.
   */
  static TemporalAddress find(
      @Nullable String address, @Nullable String namespace, Surroundings surroundings) {
    ClientConfigProfile profile = configured(surroundings);
    Optional<LocalStack> stack = LocalStack.find(surroundings);
    String host = first(address, profile.getAddress());
    String origin = address != null ? "--address" : "TEMPORAL_ADDRESS or temporal.toml";
    if (host == null) {
      host = stack.map(LocalStack::address).orElse(USUAL);
      origin = stack.isPresent() ? "the local stack" : "the usual address";
    }
    String space = first(namespace, profile.getNamespace());
    String at = host;
    return new TemporalAddress(
        profile.toBuilder()
            .setAddress(host)
            .setNamespace(space == null ? USUAL_NAMESPACE : space)
            .build(),
        origin,
        stack.filter(running -> running.address().equals(at)).map(LocalStack::ui).orElse(null));
  }

  String target() {
    return profile.getAddress();
  }

  String namespace() {
    return profile.getNamespace();
  }

  private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
    if (preferred != null) {
      return preferred;
    }
    return other == null || other.isBlank() ? null : other;
  }

  private static ClientConfigProfile configured(Surroundings surroundings) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder()
              .setEnvOverrides(surroundings.variables())
              .build());
    } catch (IOException | RuntimeException e) {
      // The library throws many types for a file that is wrong in many ways.
      throw CommandFailure.usage(
          "the Temporal profile cannot be read: " + e.getMessage(),
          "mend temporal.toml, or say --address and --namespace and unset TEMPORAL_PROFILE");
    }
  }
}
