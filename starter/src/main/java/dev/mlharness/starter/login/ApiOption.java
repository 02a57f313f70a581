package dev.mlharness.starter.login;

import dev.mlharness.starter.connection.ApiAddress;
import dev.mlharness.starter.console.Surroundings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** At which API somebody logs in, or is. */
final class ApiOption {
  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "Which API. Default: MLHARNESS_API, the remembered one, the local stack's.")
  private @Nullable String api;

  URI address(Surroundings surroundings) {
    return ApiAddress.required(api, surroundings);
  }
}
