package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A service principal that still needs a secret, a role that may rotate it, and a worker that is
 * told so. Closing it leaves the worker as it was.
 */
final class RotatedSecret implements AutoCloseable {
  static final String NAME = "bi";

  /** Readers have this long to take the new secret. */
  static final int OVERLAP_SECONDS = 12;

  private static final String PRINCIPALS = "/api/2.0/preview/scim/v2/ServicePrincipals";
  private final RealStack stack;
  private final String principal = UUID.randomUUID().toString();
  private final String number;
  private final Path file;

  RotatedSecret(RealStack stack, Path folder) {
    this.stack = stack;
    this.file = folder.resolve("client-secret");
    this.number = create("bi-dashboard", principal);
    String rotator = UUID.randomUUID().toString();
    String rotatorNumber = create("rotator", rotator);
    makeAdmin(rotatorNumber);
    trustTheWorker(rotatorNumber);
    configure(rotator);
  }

  private String create(String name, String applicationId) {
    return stack
        .sandbox()
        .post(
            PRINCIPALS,
            "{\"displayName\":\"%s\",\"applicationId\":\"%s\"}".formatted(name, applicationId))
        .path("id")
        .asText();
  }

  private void makeAdmin(String member) {
    for (JsonNode group :
        stack.sandbox().get("/api/2.0/preview/scim/v2/Groups").path("Resources")) {
      if (group.path("displayName").asText().equals("admins")) {
        stack
            .sandbox()
            .patch(
                "/api/2.0/preview/scim/v2/Groups/" + group.path("id").asText(),
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}"
                    .formatted(member));
      }
    }
  }

  private void trustTheWorker(String number) {
    stack
        .sandbox()
        .post(
            "/api/2.0/accounts/5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5/servicePrincipals/%s/federationPolicies?policy_id=ml-harness-worker"
                .formatted(number),
            """
            {"oidc_policy": {"issuer": "%s", "audiences": ["%s"],
             "subject": "system:serviceaccount:ml-harness:worker"}}
            """
                .formatted(stack.addresses().identity(), stack.addresses().sandbox()));
  }

  private void configure(String rotator) {
    try {
      Files.createDirectories(configuration().getParent());
      Files.writeString(
          configuration(),
          """
          mlharness:
            workspaces.local.roles.rotator.service-principal: %s
            secrets.%s:
              role: rotator
              service-principal: %s
              overlap: %ds
              store.file: %s
          """
              .formatted(rotator, NAME, principal, OVERLAP_SECONDS, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack.restartWorkerByForce();
  }

  /** Spring Boot reads it in the folder in which the worker is started. */
  private Path configuration() {
    return stack.home().folder().resolve("worker/config/application.yml");
  }

  String principal() {
    return principal;
  }

  Path file() {
    return file;
  }

  /** As an administrator makes the first one, and puts it where the application reads it. */
  String makeByHand() {
    String made = stack.sandbox().post(secrets(), "{}").path("secret").asText();
    try {
      Files.writeString(file, made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return made;
  }

  String secrets() {
    return "/api/2.0/accounts/servicePrincipals/" + number + "/credentials/secrets";
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    stack
        .sandbox()
        .get(secrets())
        .path("secrets")
        .forEach(secret -> ids.add(secret.path("id").asText()));
    return ids;
  }

  /** How many secrets were ever made. */
  long made() {
    return stack.sandbox().effects("principal-secret", number);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack.restartWorkerByForce();
  }
}
