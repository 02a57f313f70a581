package dev.mlharness.activities.serving;

import com.databricks.sdk.service.serving.CreateServingEndpoint;
import com.databricks.sdk.service.serving.EndpointCoreConfigInput;
import com.databricks.sdk.service.serving.EndpointTag;
import com.databricks.sdk.service.serving.ServingEndpointDetailed;
import dev.mlharness.access.Access;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The single requests to serving endpoints. */
public final class Endpoints {
  private static final int LOG_LINES = 20;
  private static final int LOG_CHARACTERS = 1_200;

  private final Workspaces workspaces;
  private final WorkspaceClients clients;

  public Endpoints(Workspaces workspaces, WorkspaceClients clients) {
    this.workspaces = workspaces;
    this.clients = clients;
  }

  /** Null when it does not exist. */
  @Nullable EndpointView find(Access access, String endpoint) {
    return detailed(access, endpoint).map(EndpointViews::of).orElse(null);
  }

  private Optional<ServingEndpointDetailed> detailed(Access access, String endpoint) {
    return Existence.find(
        () ->
            clients.call(
                access,
                "Reading endpoint " + endpoint,
                client -> client.servingEndpoints().get(endpoint)));
  }

  /** Where the endpoint is asked for predictions. */
  String address(Access access, String endpoint) {
    return workspaces.of(access).host() + "/serving-endpoints/" + endpoint + "/invocations";
  }

  /**
   * @return false when somebody else made it in the meantime
   */
  boolean create(EndpointChange change) {
    EndpointCoreConfigInput config =
        new ConfigRequest(change.endpoint(), wanted(change), null).toInput();
    CreateServingEndpoint request =
        new CreateServingEndpoint()
            .setName(change.endpoint())
            .setConfig(config)
            .setTags(tags(change));
    return Existence.ensure(
        () ->
            clients.call(
                change.access(),
                "Creating endpoint " + change.endpoint(),
                client -> client.servingEndpoints().create(request).getResponse()));
  }

  /**
   * @return false when it is being updated already
   */
  boolean update(EndpointChange change) {
    ServingEndpointDetailed now = detailed(change.access(), change.endpoint()).orElse(null);
    EndpointCoreConfigInput request =
        new ConfigRequest(change.endpoint(), wanted(change), now == null ? null : now.getConfig())
            .toInput();
    return Existence.ensure(
        () ->
            clients.call(
                change.access(),
                "Updating endpoint " + change.endpoint(),
                client -> client.servingEndpoints().updateConfig(request).getResponse()));
  }

  /**
   * @return true: it is gone, or goes
   */
  boolean delete(EndpointChange change) {
    Existence.find(
        () ->
            clients.call(
                change.access(),
                "Deleting endpoint " + change.endpoint(),
                client -> {
                  client.servingEndpoints().delete(change.endpoint());
                  return change;
                }));
    return true;
  }

  /** The last lines that a served model logged, or its build did; empty when there are none. */
  String logTail(Access access, String endpoint, String servedModel) {
    String logs =
        log(
            access,
            servedModel,
            client -> client.servingEndpoints().logs(endpoint, servedModel).getLogs());
    return tail(
        logs.isEmpty()
            ? log(
                access,
                servedModel,
                client -> client.servingEndpoints().buildLogs(endpoint, servedModel).getLogs())
            : logs);
  }

  private String log(
      Access access, String servedModel, WorkspaceClients.Call<@Nullable String> request) {
    try {
      return Objects.requireNonNullElse(
          clients.call(access, "Reading the log of " + servedModel, request), "");
    } catch (ApplicationFailure e) {
      // The failure that the log should explain is reported with it or without.
      return "";
    }
  }

  /** Whole lines, the last first into the room there is. */
  private static String tail(String logs) {
    List<String> lines = logs.strip().lines().toList();
    int room = LOG_CHARACTERS;
    int first = lines.size();
    while (first > 0 && lines.size() - first < LOG_LINES && lines.get(first - 1).length() < room) {
      first--;
      room -= lines.get(first).length() + 1;
    }
    return String.join("\n", lines.subList(first, lines.size()));
  }

  private static EndpointConfig wanted(EndpointChange change) {
    return Objects.requireNonNull(change.to(), "a change that deletes wants no configuration");
  }

  private static List<EndpointTag> tags(EndpointChange change) {
    return change.tags().entrySet().stream()
        .map(tag -> new EndpointTag().setKey(tag.getKey()).setValue(tag.getValue()))
        .toList();
  }
}
