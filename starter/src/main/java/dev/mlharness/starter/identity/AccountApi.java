package dev.mlharness.starter.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.identity.IdentityReport.AccountAddress;
import dev.mlharness.identity.TrustPolicy;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The service principals of an account and what they trust, as an admin sees them. */
final class AccountApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String base;
  private final String token;

  AccountApi(AccountAddress account, String token) {
    this.base = account.host() + "/api/2.0/accounts/" + account.id();
    this.token = token;
  }

  /**
   * The number of a service principal.
   *
   * @throws CommandFailure if the account has none with this application id
   */
  String principal(String applicationId) {
    String filter =
        URLEncoder.encode("applicationId eq \"" + applicationId + "\"", StandardCharsets.UTF_8);
    String id =
        send(request("/scim/v2/ServicePrincipals?filter=" + filter).GET())
            .path("Resources")
            .path(0)
            .path("id")
            .asText("");
    if (id.isEmpty()) {
      throw CommandFailure.failed(
          "the account has no service principal with the application id " + applicationId,
          "create it, or mend the role's service-principal in the worker's configuration");
    }
    return id;
  }

  /** What the principal trusts now. */
  List<TrustPolicy> policies(String principal) {
    List<TrustPolicy> found = new ArrayList<>();
    for (JsonNode policy : send(request(path(principal)).GET()).path("policies")) {
      JsonNode oidc = policy.path("oidc_policy");
      List<String> audiences = new ArrayList<>();
      oidc.path("audiences").forEach(audience -> audiences.add(audience.asText()));
      found.add(
          new TrustPolicy(oidc.path("issuer").asText(), oidc.path("subject").asText(), audiences));
    }
    return found;
  }

  void create(String principal, WantedPolicy policy) {
    send(
        request(path(principal) + "?policy_id=" + policy.id())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(policy.json())));
  }

  private static String path(String principal) {
    return "/servicePrincipals/" + principal + "/federationPolicies";
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    String what = request.method() + " " + request.uri().getPath();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw CommandFailure.failed(
            "%s was answered %d: %s"
                .formatted(what, answer.statusCode(), answer.body().replace(token, "[redacted]")),
            "it takes an admin of the account; see DATABRICKS_TOKEN in docs/how-to/link-an-identity-provider.md");
      }
      return Payloads.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw CommandFailure.failed(
          request.uri() + " does not answer: " + e.getMessage(),
          "check identity.account-host in the worker's configuration");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted", null);
    }
  }
}
