package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Decision;
import dev.mlharness.starter.cli.Desk;
import dev.mlharness.starter.cli.PreparedRecipe;
import dev.mlharness.starter.cli.SignedDecision;
import dev.mlharness.starter.cli.SignedStart;
import dev.mlharness.starter.cli.SignedStart.Scope;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What the desk of the worker signs for a caller, who brings the token that proves it. */
@Component
public final class Proofs {
  private final @Nullable URI address;

  Proofs(ApiProperties properties) {
    this.address = properties.api().desk();
  }

  /** Whether anything is signed. */
  boolean signs() {
    return address != null;
  }

  /**
   * @return empty where no desk is configured: then the namespace must be trusted
   */
  Optional<SignedStart> start(Caller caller, JsonNode document, Scope scope, String id) {
    return desk(caller).map(desk -> SignedStart.get(desk, document, scope, id));
  }

  public Map<String, Object> memo(Caller caller, JsonNode document, Scope scope, String id) {
    return start(caller, document, scope, id).map(SignedStart::memo).orElse(Map.of());
  }

  /** What the watch of a model starts later is in the name of whoever starts this. */
  Optional<SignedStart> retrains(Caller caller, PreparedRecipe recipe) {
    return recipe.retrains()
        ? start(caller, recipe.document(), Scope.SCHEDULE, recipe.recipe().metadata().name())
        : Optional.empty();
  }

  /** With a proof, where there is a desk. */
  public Decision decision(String pipeline, Caller caller, Decision said, String evidence) {
    return desk(caller)
        .map(desk -> SignedDecision.get(desk, pipeline, said, evidence))
        .orElse(said);
  }

  private Optional<Desk> desk(Caller caller) {
    if (address == null) {
      return Optional.empty();
    }
    if (caller.token() == null) {
      throw new Refused(
          HttpStatus.SERVICE_UNAVAILABLE,
          caller.name() + " has no token to show at the desk: set its token-file.");
    }
    return Optional.of(Desk.at(address, caller.token()));
  }
}
