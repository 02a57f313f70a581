package dev.mlharness.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this sandbox was started.
 *
 * @param home the folder of everything it keeps: state, logs, keys, clones
 * @param host its own address, as callers and tasks see it
 * @param accountId the account that its workspace belongs to
 * @param workspaceId the number of its workspace
 * @param idp the identity provider beside it
 * @param mlflow the MLflow server behind {@code /api/2.0/mlflow}
 * @param python the interpreter that tasks and served models run with
 * @param seed a YAML file to start from instead of the bundled one
 * @param projectedTokens where workload tokens are written; {@code home/tokens} if not given
 * @param concurrentTasks how many tasks run at once; more wait in the queue
 */
@ConfigurationProperties("sandbox")
public record SandboxSettings(
    Path home,
    URI host,
    @DefaultValue("5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5") String accountId,
    @DefaultValue("7080") String workspaceId,
    Idp idp,
    URI mlflow,
    String python,
    @Nullable Path seed,
    @Nullable Path projectedTokens,
    @DefaultValue("2") int concurrentTasks) {

  public SandboxSettings {
    home = home.toAbsolutePath().normalize();
  }

  /** Where workload tokens are written. */
  public Path tokensFolder() {
    return projectedTokens == null ? home.resolve("tokens") : projectedTokens;
  }

  /**
   * The identity provider.
   *
   * @param port on the loopback interface
   * @param tokenLife how long its tokens live
   */
  public record Idp(int port, @DefaultValue("10m") Duration tokenLife) {

    /** The {@code iss} of its tokens. */
    public String issuer() {
      return "http://127.0.0.1:" + port;
    }
  }
}
