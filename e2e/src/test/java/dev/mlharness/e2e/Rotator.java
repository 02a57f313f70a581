package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A role that may rotate secrets, and a worker that is told which. */
final class Rotator {
  private static final String SCIM = "/api/2.0/preview/scim/v2/";
  private static final String ACCOUNT =
      "/api/2.0/accounts/5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5/servicePrincipals/";
  private final RealStack stack;

  private Rotator(RealStack stack) {
    this.stack = stack;
  }

  /**
   * Starts the worker again, so that it rotates these secrets.
   *
   * @param reaches what the role reaches in clouds, as it is configured
   */
  static void of(RealStack stack, String reaches, RotatedSecret... secrets) {
    String applicationId = UUID.randomUUID().toString();
    String number = principal(stack.sandbox(), "rotator", applicationId);
    Rotator rotator = new Rotator(stack);
    rotator.makeAdmin(number);
    rotator.trustTheWorker(number);
    rotator.configure(
        """
        mlharness:
          workspaces.local.roles.rotator: {service-principal: %s, reaches: %s}
          secrets:
        """
                .formatted(applicationId, reaches)
            + Stream.of(secrets).map(RotatedSecret::configuration).collect(Collectors.joining()));
  }

  /** Makes a service principal, and returns its number. */
  static String principal(SandboxControl sandbox, String name, String applicationId) {
    return sandbox
        .post(
            SCIM + "ServicePrincipals",
            "{\"displayName\":\"%s\",\"applicationId\":\"%s\"}".formatted(name, applicationId))
        .path("id")
        .asText();
  }

  private void makeAdmin(String member) {
    for (JsonNode group : stack.sandbox().get(SCIM + "Groups").path("Resources")) {
      if (group.path("displayName").asText().equals("admins")) {
        stack
            .sandbox()
            .patch(
                SCIM + "Groups/" + group.path("id").asText(),
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}"
                    .formatted(member));
      }
    }
  }

  private void trustTheWorker(String number) {
    stack
        .sandbox()
        .post(
            ACCOUNT + number + "/federationPolicies?policy_id=ml-harness-worker",
            """
            {"oidc_policy": {"issuer": "%s", "audiences": ["%s"],
             "subject": "system:serviceaccount:ml-harness:worker"}}
            """
                .formatted(stack.addresses().identity(), stack.addresses().sandbox()));
  }

  private void configure(String configuration) {
    try {
      Files.createDirectories(file().getParent());
      Files.writeString(file(), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack.restartWorkerByForce();
  }

  /** Spring Boot reads it in the folder in which the worker is started. */
  private Path file() {
    return stack.home().folder().resolve("worker/config/application.yml");
  }

  /** Leaves the worker as it was. */
  static void forget(RealStack stack) {
    try {
      if (Files.deleteIfExists(new Rotator(stack).file())) {
        stack.restartWorkerByForce();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
