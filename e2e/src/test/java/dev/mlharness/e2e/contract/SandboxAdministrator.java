package dev.mlharness.e2e.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whoever started a sandbox: switches faults on, and counts what really happened. */
record SandboxAdministrator(URI address, Path home) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * The next {@code times} calls that match meet with a fault.
   *
   * @param fault as JSON, in the words of the sandbox
   */
  void fault(String method, String path, int times, String fault) {
    send(
        "POST",
        "/sandbox/faults",
        "{\"match\": {\"method\": \"%s\", \"path\": \"%s\"}, \"times\": %d, \"fault\": %s}"
            .formatted(method, path, times, fault));
  }

  void noFaults() {
    send("DELETE", "/sandbox/faults", "");
  }

  /** How often something really happened to the thing of this key. */
  long effects(String kind, String key) {
    return send("GET", "/sandbox/effects", "").path(kind).path(key).asLong();
  }

  /**
   * Lets a service principal trust an identity provider.
   *
   * @param policy as Databricks' account API takes it
   */
  void trust(String applicationId, String id, String policy) {
    String found = "/api/2.0/preview/scim/v2/ServicePrincipals?filter=applicationId%20eq%20";
    JsonNode owner =
        send("GET", found + "%22" + applicationId + "%22", "").path("Resources").path(0);
    send(
        "POST",
        "/api/2.0/accounts/%s/servicePrincipals/%s/federationPolicies?policy_id=%s"
            .formatted(ACCOUNT, owner.path("id").asText(), id),
        policy);
  }

  private JsonNode send(String method, String path, String body) {
    try {
      String token = Files.readString(home.resolve("admin-token")).strip();
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
