package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a command reaches the harness: through its API, or at Temporal. */
public final class Connection {
  @Option(
      names = "--api",
      paramLabel = "URL",
      description =
          "Go through this API, as who is logged in there. Default: MLHARNESS_API, else straight to"
              + " Temporal.")
  private @Nullable String api;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description =
          "The Temporal server. Default: TEMPORAL_ADDRESS, the profile in temporal.toml, the local"
              + " stack, 127.0.0.1:7233.")
  private @Nullable String address;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "The Temporal namespace. Default: TEMPORAL_NAMESPACE, the profile, default.")
  private @Nullable String namespace;

  /** To the {@code default} namespace of this server, whatever else is configured. */
  public static Connection to(String address) {
    var connection = new Connection();
    connection.address = address;
    connection.namespace = TemporalAddress.USUAL_NAMESPACE;
    return connection;
  }

  /** Whether somebody said which server, by option or variable. */
  public boolean isNamed(Surroundings surroundings) {
    return address != null || surroundings.variable("TEMPORAL_ADDRESS") != null;
  }

  /**
   * The API that is to be gone through.
   *
   * @return empty where Temporal is spoken to straight, as always when a server is named
   */
  public Optional<URI> api(Surroundings surroundings) {
    if (address == null && namespace == null) {
      return ApiAddress.find(api, surroundings);
    }
    if (api != null) {
      throw CommandFailure.usage(
          "--api and a Temporal server are two ways to the same", "name one of them");
    }
    return Optional.empty();
  }

  /**
   * For a command to which there is no way through the API.
   *
   * @throws CommandFailure when it is to go through one, or nobody answers there
   */
  public Temporal open(Surroundings surroundings) {
    api(surroundings)
        .ifPresent(
            named -> {
              throw CommandFailure.usage(
                  "this command has no way through the API (%s)".formatted(named),
                  "go straight to Temporal: --address HOST:PORT");
            });
    return straight(surroundings);
  }

  /**
   * Whatever is said of an API.
   *
   * @throws CommandFailure when nobody answers there
   */
  public Temporal straight(Surroundings surroundings) {
    return Temporal.open(
        TemporalAddress.find(address, namespace, surroundings),
        PayloadKeys.converter(surroundings));
  }
}
