package dev.mlharness.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plants one of each kind of stale identity in a sandbox, and knows by which rule each is found.
 */
final class StaleIdentities {
  static final String TRAINER = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b";
  private static final String DEPLOYER = "b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90";
  private static final String ACCOUNT = "/api/2.0/accounts/5a4db0c5-5a4d-4b0c-85a4-db0c5a4db0c5/";
  private static final String SCIM = "/api/2.0/preview/scim/v2/";
  private static final String LEAD = "ml-lead@example.com";
  private static final String ELSEWHERE = "https://elsewhere.example.com";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SandboxControl sandbox;
  private final URI host;
  private final String issuer;
  private final Set<String> planted = new TreeSet<>();

  /**
   * @param issuer the identity provider that the worker's configuration trusts
   */
  StaleIdentities(SandboxControl sandbox, URI host, String issuer) {
    this.sandbox = sandbox;
    this.host = host;
    this.issuer = issuer;
  }

  /** Rule and subject of each. */
  Set<String> plant() {
    String retired = servicePrincipal("ml-retired");
    secrets(retired);
    tokens(retired);
    policies(retired);
    jobs();
    idle();
    mighty();
    return planted;
  }

  private void secrets(String owner) {
    date(secret(owner), owner, 91, 300, "secret-old");
    date(secret(owner), owner, 1, 3, "secret-expires-soon");
    date(secret(owner), owner, 30, -1, "secret-expired");
  }

  private JsonNode secret(String owner) {
    return sandbox.post(
        "/api/2.0/accounts/servicePrincipals/%s/credentials/secrets".formatted(owner), "{}");
  }

  private void date(JsonNode secret, String owner, int age, int left, String rule) {
    String id = secret.path("id").asText();
    sandbox.patch(
        "/sandbox/servicePrincipals/%s/secrets/%s".formatted(owner, id),
        json(Map.of("create_time", ago(age), "expire_time", ago(-left))));
    planted.add(rule + " secret " + id + " of ml-retired");
  }

  /** Of a service principal, which has them like anybody. */
  private void tokens(String owner) {
    JsonNode secret = secret(owner);
    String application =
        sandbox.get(SCIM + "ServicePrincipals/" + owner).path("applicationId").asText();
    String login = login(application, secret.path("secret").asText());
    token(login, application, "token-never-expires", Map.of(), "{}");
    token(
        login,
        application,
        "token-old",
        Map.of("creation_time", millis(91), "last_used_day", millis(0)),
        "{\"lifetime_seconds\": 8640000}");
    token(
        login,
        application,
        "token-unused",
        Map.of("creation_time", millis(40), "last_used_day", millis(32)),
        "{\"lifetime_seconds\": 8640000}");
  }

  private void token(
      String login, String owner, String rule, Map<String, Object> dates, String wanted) {
    String id =
        send("/api/2.0/token/create", "Bearer " + login, "application/json", wanted)
            .at("/token_info/token_id")
            .asText();
    if (!dates.isEmpty()) {
      sandbox.patch("/sandbox/tokens/" + id, json(dates));
    }
    planted.add(rule + " personal token " + id + " of " + owner);
  }

  private String login(String id, String secret) {
    return send(
            "/oidc/v1/token",
            null,
            "application/x-www-form-urlencoded",
            "grant_type=client_credentials&scope=all-apis&client_id=%s&client_secret=%s"
                .formatted(id, secret))
        .path("access_token")
        .asText();
  }

  private void policies(String owner) {
    policy(owner, "wide", issuer, "*");
    planted.add("policy-wildcard-subject federation policy wide of ml-retired");
    policy(owner, "foreign", ELSEWHERE, "me");
    planted.add("policy-foreign-issuer federation policy foreign of ml-retired");
    sandbox.post(
        ACCOUNT + "federationPolicies?policy_id=everybody",
        json(Map.of("oidc_policy", Map.of("issuer", ELSEWHERE))));
    planted.add("policy-foreign-issuer federation policy everybody of the account");
  }

  private void policy(String owner, String id, String trusted, String subject) {
    sandbox.post(
        ACCOUNT + "servicePrincipals/%s/federationPolicies?policy_id=%s".formatted(owner, id),
        json(
            Map.of(
                "oidc_policy",
                Map.of(
                    "issuer", trusted,
                    "audiences", List.of("somebody"),
                    "subject", subject))));
  }

  private void jobs() {
    sandbox.post(SCIM + "Users", json(Map.of("userName", "left@example.com", "active", false)));
    String orphan = job(TRAINER);
    give(orphan, "left@example.com");
    planted.add("job-owner-inactive job " + orphan);

    String gone = servicePrincipal("ml-gone");
    String application =
        sandbox.get(SCIM + "ServicePrincipals/" + gone).path("applicationId").asText();
    String stuck = job(application);
    give(stuck, LEAD);
    sandbox.patch(
        SCIM + "ServicePrincipals/" + gone,
        "{\"Operations\": [{\"op\": \"replace\", \"path\": \"active\", \"value\": false}]}");
    planted.add("job-runs-as-inactive job " + stuck);
  }

  private String job(String runAs) {
    return sandbox
        .post(
            "/api/2.2/jobs/create",
            json(
                Map.of(
                    "name",
                    "nightly",
                    "run_as",
                    Map.of("service_principal_name", runAs),
                    "tasks",
                    List.of(
                        Map.of(
                            "task_key",
                            "main",
                            "spark_python_task",
                            Map.of("python_file", "/tmp/nothing.py"))))))
        .path("job_id")
        .asText();
  }

  private void give(String job, String owner) {
    sandbox.patch(
        "/api/2.0/permissions/jobs/" + job,
        json(
            Map.of(
                "access_control_list",
                List.of(Map.of("user_name", owner, "permission_level", "IS_OWNER")))));
  }

  private void idle() {
    String idle = servicePrincipal("ml-idle");
    policy(idle, "old", issuer, "system:serviceaccount:ml-harness:worker");
    sandbox.patch(
        "/sandbox/servicePrincipals/%s/federationPolicies/old".formatted(idle),
        json(Map.of("create_time", ago(91))));
    String application =
        sandbox.get(SCIM + "ServicePrincipals/" + idle).path("applicationId").asText();
    planted.add("principal-unused service principal ml-idle (%s)".formatted(application));
  }

  private void mighty() {
    String admins = idOf("Groups", "displayName", "admins");
    String deployer = idOf("ServicePrincipals", "applicationId", DEPLOYER);
    sandbox.patch(
        SCIM + "Groups/" + admins,
        "{\"Operations\": [{\"op\": \"add\", \"path\": \"members\", \"value\": [{\"value\": \"%s\"}]}]}"
            .formatted(deployer));
    planted.add(
        "role-is-admin service principal ml-deployer (%s) of role deployer".formatted(DEPLOYER));
    sandbox.patch(
        "/api/2.1/unity-catalog/permissions/catalog/main",
        json(Map.of("changes", List.of(Map.of("principal", TRAINER, "add", List.of("MANAGE"))))));
    planted.add(
        "role-rules-catalog service principal ml-trainer (%s) of role trainer: MANAGE on catalog main"
            .formatted(TRAINER));
  }

  private String servicePrincipal(String name) {
    return sandbox
        .post(SCIM + "ServicePrincipals", json(Map.of("displayName", name)))
        .path("id")
        .asText();
  }

  private String idOf(String collection, String attribute, String value) {
    return sandbox
        .get(SCIM + "%s?filter=%s%%20eq%%20%%22%s%%22".formatted(collection, attribute, value))
        .at("/Resources/0/id")
        .asText();
  }

  private JsonNode send(String path, @Nullable String authorization, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(host.resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String ago(int days) {
    return Instant.now().minus(Duration.ofDays(days)).toString();
  }

  private static long millis(int daysAgo) {
    return Instant.now().minus(Duration.ofDays(daysAgo)).toEpochMilli();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
