package dev.mlharness.activities.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.CredentialBroker;
import dev.mlharness.activities.workspace.Workspaces;
import java.nio.file.Path;
import java.util.List;

/**
 * A workspace that exchanges tokens and knows runs, over real HTTP, with faults by request.
 * Register as a static or instance extension.
 */
public final class FakeWorkspace extends WireMockExtension {
  public static final String TOKEN = "planted-databricks-token";
  public static final String JOBS = "/api/2.2/jobs/runs/";
  public static final String EXCHANGE = "/oidc/v1/token";

  private final FakeJobs jobs;

  private FakeWorkspace(FakeJobs jobs) {
    super(
        WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().extensions(jobs)));
    this.jobs = jobs;
  }

  public static FakeWorkspace start() {
    return new FakeWorkspace(new FakeJobs());
  }

  @Override
  protected void onBeforeEach(WireMockRuntimeInfo runtimeInfo) {
    stubFor(
        post(EXCHANGE)
            .willReturn(okJson("{\"access_token\": \"" + TOKEN + "\", \"expires_in\": 3600}")));
    stubFor(
        any(urlPathMatching(JOBS + ".*"))
            .atPriority(9)
            .willReturn(aResponse().withTransformers(FakeJobs.NAME)));
  }

  public FakeJobs jobs() {
    return jobs;
  }

  /** The next {@code times} calls of this path answer so; later ones as usual. */
  public void next(String path, int times, ResponseDefinitionBuilder response) {
    String scenario = path + " " + System.nanoTime();
    for (int i = 0; i < times; i++) {
      stubFor(
          any(urlPathEqualTo(path))
              .atPriority(1)
              .inScenario(scenario)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willSetStateTo("after " + (i + 1))
              .willReturn(response));
    }
  }

  public int calls(String path) {
    return requests(path).size();
  }

  public List<LoggedRequest> requests(String path) {
    return findAll(anyRequestedFor(urlPathEqualTo(path)));
  }

  public Workspaces workspaces(Path folder) {
    return TestWorkspace.at(baseUrl(), folder);
  }

  public WorkspaceClients clients(Workspaces workspaces) {
    return new WorkspaceClients(workspaces, new CredentialBroker(workspaces));
  }
}
