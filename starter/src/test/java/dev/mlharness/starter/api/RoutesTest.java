package dev.mlharness.starter.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each route and each role, as the OpenAPI document lists them. */
class RoutesTest {
  private static final Path DOCUMENT = Path.of("../docs/reference/openapi.json");
  private static RunningApi api;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    api = new RunningApi("mlharness.api.requests-per-minute=100000");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** A route, and the roles of which one is needed; none: any person. */
  private record Route(String method, String path, List<String> roles) {}

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    JsonNode paths = api.get("/openapi.json", null).json().path("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          List<String> roles = new ArrayList<>();
                          operation
                              .getValue()
                              .path(OpenApiConfiguration.ROLES)
                              .forEach(role -> roles.add(role.asText()));
                          routes.add(
                              new Route(
                                  operation.getKey().toUpperCase(Locale.ROOT),
                                  path.getKey().replaceAll("\\{[^}]+}", "nothing"),
                                  roles));
                        }));
    return routes;
  }

  private static int status(Route route, String token) {
    return route.method().equals("GET")
        ? api.get(route.path(), token).status()
        : api.send(
                api.request(route.path(), token)
                    .header("Content-Type", "application/json")
                    .method(
                        route.method(), java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
            .status();
  }

  @Test
  void eachRouteLetsInItsRolesAndNobodyElse() {
    assertThat(routes()).hasSizeGreaterThan(45);
    for (Route route : routes()) {
      assertThat(status(route, "wrong")).as(route.toString()).isEqualTo(401);
      assertThat(route.roles()).as("%s has a rule", route).doesNotContain("nobody");
      for (ApiRole role : ApiRole.values()) {
        boolean allowed = route.roles().isEmpty() || route.roles().contains(role.word());
        int status = status(route, api.people().tokenWith(role));
        if (allowed) {
          assertThat(status).as("%s as %s", route, role).isNotIn(401, 403).isLessThan(500);
        } else {
          assertThat(status).as("%s as %s", route, role).isEqualTo(403);
        }
      }
      int nobody = status(route, api.people().tokenWith());
      assertThat(nobody == 403).as("%s without a role", route).isEqualTo(!route.roles().isEmpty());
    }
  }

  /**
   * Each byte of an address may be written as %xx: the route stays the same, and so does its rule.
   */
  @Test
  void anotherSpellingOfARouteIsNoWayAroundItsRule() {
    String nobody = api.people().tokenWith();
    assertThat(api.get("/%76%31/audit/records", nobody).status()).isEqualTo(403);
    assertThat(api.get("/%761/pipelines/nothing", nobody).status()).isEqualTo(403);
    assertThat(api.get("/%761/pipelines/nothing", null).status()).isEqualTo(401);
  }

  @Test
  void whatIsNoRouteIsClosed() {
    String all = api.people().tokenWith(ApiRole.values());
    assertThat(api.get("/v1/nothing", all).status()).isEqualTo(404);
    assertThat(api.get("/elsewhere", all).status()).isEqualTo(403);
    assertThat(api.get("/actuator/env", all).status()).isEqualTo(403);
    assertThat(api.get("/actuator/health/readiness", null).status()).isEqualTo(200);
  }

  @Test
  void theDocumentIsWhatTheCodeSays() throws IOException {
    JsonNode served = api.get("/openapi.json", null).json();
    ((com.fasterxml.jackson.databind.node.ObjectNode) served).remove("servers");
    String text =
        Payloads.mapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Payloads.mapper().treeToValue(served, Map.class))
            + "\n";
    if ("write".equals(System.getProperty("mlharness.docs"))) {
      Files.writeString(DOCUMENT, text);
    }
    assertThat(served.path("openapi").asText()).startsWith("3.1");
    assertThat(Files.readString(DOCUMENT))
        .as("mvn -pl starter -am test -Dtest=RoutesTest -Dmlharness.docs=write")
        .isEqualTo(text);
  }
}
