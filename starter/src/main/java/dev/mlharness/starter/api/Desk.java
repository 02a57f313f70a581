package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The desk of the worker, where a caller's own token has something signed; if there is one. */
@Component
final class Desk {
  private final @Nullable URI address;

  Desk(ApiProperties properties) {
    this.address = properties.api().desk();
  }

  /**
   * @return empty where no desk is configured: then the namespace must be trusted
   */
  Optional<SignedStart> sign(Caller caller, JsonNode document, Scope scope, String id) {
    if (address == null) {
      return Optional.empty();
    }
    if (caller.token() == null) {
      throw new Refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          caller.name() + " has no token to show at the desk: set its token-file.");
    }
    return Optional.of(SignedStart.get(address, caller.token(), document, scope, id));
  }

  Map<String, Object> memo(Caller caller, JsonNode document, Scope scope, String id) {
    return sign(caller, document, scope, id).map(SignedStart::memo).orElse(Map.of());
  }
}
