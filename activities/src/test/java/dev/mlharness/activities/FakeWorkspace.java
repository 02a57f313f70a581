package dev.mlharness.activities;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.mlflow.Mlflow;
import dev.mlharness.activities.mlflow.WorkspaceMlflow;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.SubjectTokens;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A workspace that answers what a test tells it to, and gives tokens to whoever asks. */
public final class FakeWorkspace implements AutoCloseable {
  public static final Access ACCESS = new Access("dev", "trainer");

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
  private final Path identityToken;
  private final Workspaces workspaces;
  private final CredentialBroker broker;

  public FakeWorkspace(RegistryKind registry, Duration httpTimeout) {
    this(registry, httpTimeout, null);
  }

  /** One with a SQL warehouse. */
  public static FakeWorkspace withWarehouse(RegistryKind registry, Duration httpTimeout) {
    return new FakeWorkspace(registry, httpTimeout, "warehouse-1");
  }

  private FakeWorkspace(RegistryKind registry, Duration httpTimeout, @Nullable String warehouse) {
    server.start();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(error(404, "ENDPOINT_NOT_FOUND")));
    server.stubFor(
        post(urlPathEqualTo("/oidc/v1/token"))
            .willReturn(
                okJson(
                    "{\"access_token\":\"workspace-token\",\"token_type\":\"Bearer\",\"expires_in\":3600}")));
    identityToken = identityToken();
    Role role = new Role(ACCESS.role(), TestWorkspace.PRINCIPAL, null, null, Set.of());
    Workspace workspace =
        new Workspace(
            ACCESS.workspace(),
            URI.create(server.baseUrl()),
            registry,
            warehouse,
            new Identity(
                URI.create(TestIdentity.ISSUER),
                new SubjectTokens.ProjectedFile(identityToken),
                null),
            null,
            new Limits(5, httpTimeout),
            Map.of(role.name(), role));
    workspaces = new Workspaces(List.of(workspace), workspace.name());
    broker = new CredentialBroker(workspaces);
  }

  public WireMockServer server() {
    return server;
  }

  public Workspaces workspaces() {
    return workspaces;
  }

  public WorkspaceClients clients() {
    return new WorkspaceClients(workspaces, broker);
  }

  public Mlflow mlflow(Duration deadline) {
    return new Mlflow(new WorkspaceMlflow(workspaces, broker), deadline);
  }

  /** An error in the words of Databricks and MLflow. */
  public static ResponseDefinitionBuilder error(int status, String code) {
    return okJson("{\"error_code\":\"%s\",\"message\":\"as the test wants\"}".formatted(code))
        .withStatus(status);
  }

  private static Path identityToken() {
    try {
      String token = TestIdentity.token(Instant.now().plus(Duration.ofHours(1)));
      return Files.writeString(Files.createTempFile("identity", ".jwt"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.stop();
    Files.deleteIfExists(identityToken);
  }
}
