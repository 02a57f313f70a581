package dev.mlharness.starter.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.sandbox.LocalRole;
import dev.mlharness.starter.sandbox.RefusedException;
import dev.mlharness.starter.sandbox.SandboxSession;
import dev.mlharness.starter.stack.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;

/** The way from the worker's identity to a token of each role, and what that token opens. */
final class IdentityChecks {

  private final Addresses addresses;
  private final Path token;
  private final Clock clock;

  IdentityChecks(Addresses addresses, Path token, Clock clock) {
    this.addresses = addresses;
    this.token = token;
    this.clock = clock;
  }

  Stream<Check> all() {
    return Stream.concat(
        Stream.of(
            new Check("identity provider", this::discovery),
            new Check("subject token", this::subjectToken)),
        Stream.of(LocalRole.values())
            .map(role -> new Check("role " + role.word(), () -> role(role))));
  }

  /** MLflow as the roles reach it: through the workspace. */
  Check tracking() {
    return new Check("MLflow through the sandbox", this::mlflow);
  }

  private Finding discovery() {
    String issuer =
        Json.get(addresses.identity().resolve("/.well-known/openid-configuration"))
            .path("issuer")
            .asText();
    return issuer.equals(addresses.identity().toString())
        ? new Finding.Fine(issuer)
        : new Finding.Wrong(
            "calls itself " + issuer + ", and is at " + addresses.identity(),
            "./harness down && ./harness up");
  }

  Finding subjectToken() {
    try {
      String[] parts = Files.readString(token).strip().split("\\.");
      JsonNode claims = Payloads.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
      Duration left =
          Duration.between(clock.instant(), Instant.ofEpochSecond(claims.path("exp").asLong()));
      return left.isNegative()
          ? new Finding.Wrong(
              "expired %d s ago: %s".formatted(-left.toSeconds(), token),
              "the sandbox keeps it fresh: ./harness logs sandbox")
          : new Finding.Fine(
              "of %s, for %s, for another %d s"
                  .formatted(claims.path("sub").asText(), claims.path("aud"), left.toSeconds()));
    } catch (IOException e) {
      return new Finding.Wrong(
          "cannot be read: " + token, "the sandbox writes it: ./harness logs sandbox");
    } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
      return new Finding.Wrong("is no JWT: " + token, "./harness down && ./harness up");
    }
  }

  private Finding role(LocalRole role) {
    try {
      JsonNode me = session(role).get("/api/2.0/preview/scim/v2/Me");
      String who = me.path("userName").asText();
      return who.equals(role.servicePrincipal())
          ? new Finding.Fine("is " + me.path("displayName").asText(who) + " of the sandbox")
          : new Finding.Wrong(
              "its token is one of " + who + ", not of " + role.servicePrincipal(),
              "./harness logs sandbox");
    } catch (RefusedException e) {
      return new Finding.Wrong(
          "no token for it: " + e.getMessage(),
          "the sandbox's federation policies must trust the subject token: ./harness logs sandbox");
    }
  }

  private Finding mlflow() {
    session(LocalRole.TRAINER).get("/api/2.0/mlflow/experiments/search?max_results=1");
    return new Finding.Fine("answers");
  }

  private SandboxSession session(LocalRole role) {
    return SandboxSession.open(addresses.sandbox(), token, role);
  }
}
