package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which API a command speaks to. */
public final class ApiAddress {
  /** Names the API for all commands. */
  public static final String API = "MLHARNESS_API";

  private ApiAddress() {}

  /** The first of: the option, the variable, what {@code login --remember} noted down. */
  public static Optional<URI> find(@Nullable String option, Surroundings surroundings) {
    return Optional.ofNullable(option)
        .or(() -> Optional.ofNullable(surroundings.variable(API)))
        .or(() -> Settings.of(surroundings).api())
        .map(text -> TokenAddress.of("API", text));
  }

  /** As {@link #find}, and else that of the local stack. */
  public static URI required(@Nullable String option, Surroundings surroundings) {
    return find(option, surroundings)
        .or(() -> LocalStack.api(surroundings).map(URI::create))
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "it is not said at which API, and no local stack runs",
                    "name it with --api URL or " + API + "; ./harness up starts one here"));
  }
}
