package dev.mlharness.starter.connection;

import dev.mlharness.starter.console.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which Temporal server a command speaks to. */
public final class Connection {
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
   * @throws dev.mlharness.starter.console.CommandFailure when nobody answers there
   */
  public Temporal open(Surroundings surroundings) {
    return Temporal.open(
        TemporalAddress.find(address, namespace, surroundings),
        PayloadKeys.converter(surroundings));
  }
}
