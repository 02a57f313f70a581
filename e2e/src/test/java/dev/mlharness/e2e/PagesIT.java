package dev.mlharness.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.mlharness.e2e.browser.Chromium;
import dev.mlharness.e2e.browser.Chromium.Look;
import dev.mlharness.e2e.browser.Visit;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The pages in a real Chromium, on the real parts: the story of one model, from a candidate that
 * fails its test to a champion that is taken back. What needs no pipeline is seen meanwhile.
 */
class PagesIT {
  private static final String LEAD = "ml-lead@example.com";
  private static final String SCIENTIST = "data-scientist@example.com";
  private static final String STEPS =
      "[{weight: 10}, {pause: 4s}, {weight: 50}, {pause: 1h}, {weight: 100}]";
  private static final String STANDS = "section[aria-labelledby=stands]";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir static Path folder;

  private static Path mended;
  private static FastRecipe recipe;
  private static String endpoint;

  @BeforeAll
  static void write() {
    STACK.api();
    mended = folder.resolve("mended");
    String model = STACK.freshModel("paged");
    endpoint = model.replace("main.demo.", "");
    recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .with("approve", "{required: 0}")
            .with("deploy", "{serving: {endpoint: %s}, role: deployer}".formatted(endpoint))
            .with(
                "watch",
                "{every: 10s, checks: [{metric: error_rate, max: 0.5, min_requests: 3}], on_violation: notify}");
  }

  private static Chromium chromium() {
    return new Chromium(STACK.api(), STACK.home().folder().resolve("sandbox/people"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aCandidateIsMendedApprovedRolledOutAndTakenBackOnPagesAlone() throws IOException {
    Pipelines.Started first = STACK.start(recipe);
    Pipelines.Started second =
        STACK.start(
            recipe
                .with("approve", "{required: 1, separation: true, from: [\"group:ml-leads\"]}")
                .with("train.parameters.slope", "\"4\"")
                .with("test.parameters.fail_until", "\"" + mended + "\"")
                .with("deploy.steps", STEPS));
    try (Chromium chromium = chromium()) {
      try (Visit lead = chromium.visit(LEAD)) {
        second.awaitState(State.HELD);
        theLeadSeesWhyItIsHeld(lead, second);
        assertThat(first.result().outcome()).isEqualTo(Outcome.DEPLOYED);
        theRunnerTriesTheFailedTestAgain(chromium, second);
        theLeadReadsTheEvidenceAndApproves(lead, second);
        theOperatorSteersTheRollout(lead, second);
        theLineageLeadsToTheCommit(lead);
        theOperatorPausesTheWatchAndBringsTheChampionBack(lead);
      }
    }
    assertThat(second.pipeline().status().decisions().get(0).person()).isEqualTo(LEAD);
    assertThat(new TokenSearch(List.of()).in(STACK.home().folder()))
        .containsOnlyKeys(STACK.projectedTokens());
  }

  private static void theLeadSeesWhyItIsHeld(Visit lead, Pipelines.Started pipeline) {
    lead.open("/pipelines/" + pipeline.id());
    lead.sees("main", "It is held: a person must mend it");
    lead.check("pipeline-held");
    lead.follow("Go on without test …");
    lead.check("pipeline-skip", Look.LIGHT);
    lead.follow("Leave it as it is");
    lead.follow("Give up …");
    lead.check("pipeline-abort", Look.LIGHT);
  }

  private static void theRunnerTriesTheFailedTestAgain(
      Chromium chromium, Pipelines.Started pipeline) throws IOException {
    Files.createFile(mended);
    try (Visit scientist = chromium.visit(SCIENTIST)) {
      scientist.open("/pipelines/" + pipeline.id());
      assertThat(scientist.page().locator("#abort, #skip")).hasCount(0);
      scientist.follow("Try again …");
      scientist.check("pipeline-retry");
      scientist.press("Try again");
      scientist.sees("main", "Your order is carried out");
      scientist.sees("[aria-label=Gate]", "The gate is open");
      scientist.sees("#news", "At its gate");
      assertThat(scientist.open("/identities").status()).isEqualTo(403);
      assertThat(scientist.page().locator("nav")).not().containsText("Identities");
    }
  }

  private static void theLeadReadsTheEvidenceAndApproves(Visit lead, Pipelines.Started pipeline) {
    lead.open("/");
    lead.check("pipelines");
    lead.follow(pipeline.id());
    lead.check("pipeline-at-gate", Look.LIGHT);
    lead.follow("Read the evidence and decide");
    lead.sees("h1", "version 2");
    lead.sees("#comparison", "passed");
    lead.sees("main", "group:ml-leads");
    lead.check("gate");
    aFormThatNoPageHasSentDecidesNothing(lead, pipeline);
    lead.page().getByLabel("Comment").fill("as good as the champion");
    lead.press("Approve");
    lead.sees("main", "Your approval is recorded");
    lead.sees("#weight", "10");
    lead.sees("#weight", "50");
    lead.sees("#news", "50 percent");
    lead.check("pipeline-rollout", Look.LIGHT);
  }

  private static void aFormThatNoPageHasSentDecidesNothing(Visit lead, Pipelines.Started pipeline) {
    var forged =
        lead.page()
            .request()
            .post(
                "/pipelines/" + pipeline.id() + "/gate",
                RequestOptions.create()
                    .setForm(
                        FormData.create()
                            .set("verdict", "reject")
                            .set("evidence", "e".repeat(64))));
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.text()).contains("not sent by a page of this session");
    assertThat(pipeline.pipeline().status().decisions()).isEmpty();
  }

  private static void theOperatorSteersTheRollout(Visit lead, Pipelines.Started pipeline) {
    lead.open("/models");
    lead.check("models");
    lead.follow(recipe.model());
    lead.sees(STANDS, "Version 1");
    lead.sees(".side.candidate", "50 %");
    lead.check("model-in-rollout");
    lead.follow("Steer this rollout");
    lead.press("Pause");
    lead.sees("main", "pause by " + LEAD);
    lead.check("rollout");
    lead.follow("Promote now …");
    lead.check("rollout-end", Look.LIGHT);
    lead.page().getByLabel("Why").fill("seen enough");
    lead.press("Promote now");
    lead.sees("main", "promote by " + LEAD + " (seen enough)");
    PipelineResult result = pipeline.result();
    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DEPLOYED);
    lead.open("/pipelines/" + pipeline.id());
    lead.sees("[aria-label=Outcome]", "Deployed");
    lead.check("pipeline-deployed", Look.LIGHT);
  }

  private static void theLineageLeadsToTheCommit(Visit lead) {
    lead.open("/lineage");
    lead.page().getByLabel("From an endpoint").fill(endpoint);
    lead.press("Trace");
    for (String step : List.of(endpoint, recipe.model() + " version 2", recipe.commit())) {
      lead.sees("ol.lineage", step);
    }
    lead.check("lineage");
  }

  private static void theOperatorPausesTheWatchAndBringsTheChampionBack(Visit lead) {
    lead.open("/models/local/" + recipe.model());
    lead.sees(STANDS, "Version 2");
    lead.sees("section[aria-labelledby=watched]", "error_rate");
    lead.press("Pause the watch");
    lead.sees("section[aria-labelledby=watched]", "paused");
    lead.check("model-watched", Look.LIGHT);
    lead.follow("Roll back …");
    lead.check("rollback", Look.LIGHT);
    lead.page().getByLabel("Why").fill("scores drift");
    lead.press("Roll back now");
    lead.sees(STANDS, "Version 1");
    lead.sees("main", "scores drift");
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("1");
    assertThat(STACK.alias(recipe.model(), "previous")).isEqualTo("2");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aGuestIsToldWhichGroupsHelpAndWhoeverSignsOutIsOut() {
    try (Chromium chromium = chromium();
        Visit guest = chromium.visit("guest@example.com");
        Visit lead = chromium.visit(LEAD)) {
      assertThat(guest.open("/").status()).isEqualTo(403);
      guest.sees("main", "takes the role reader");
      guest.sees("table", "ml-engineers");
      guest.check("refused");

      lead.open("/");
      lead.press("Sign out");
      assertThat(lead.page()).hasURL(Pattern.compile(".*/signed-out"));
      lead.sees("main", "at your identity provider");
      lead.check("signed-out", Look.LIGHT);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aScheduleShowsWhenItFiresAndIsPausedResumedAndFired() throws IOException {
    String name = endpoint.replace('_', '-');
    Path file =
        Files.writeString(
            folder.resolve("recipe.yml"),
            recipe
                .with("metadata.name", name)
                .with("source.git.ref", "nowhere")
                .with("schedule", "{cron: \"0 3 1 1 *\", timezone: Europe/Berlin, catchup: 1h}")
                .document()
                .toString());
    // Beside a story that trains, Temporal may once be too slow for a command that has just begun.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Commands.Result applied = STACK.harness("schedule", "apply", file.toString());
              assertThat(applied.exitCode()).as(applied.err()).isZero();
            });
    try (Chromium chromium = chromium();
        Visit lead = chromium.visit(LEAD)) {
      lead.open("/schedules");
      lead.check("schedules");
      lead.follow(name);
      lead.sees("main", "0 3 1 1 *");
      lead.sees("pre", recipe.model());
      lead.follow("Pause …");
      lead.page().getByLabel("Why").fill("stocktaking");
      lead.check("schedule-pause", Look.LIGHT);
      lead.press("Pause");
      lead.sees(".callout", "paused by " + LEAD + ": stocktaking");
      lead.check("schedule");
      lead.follow("Resume …");
      lead.press("Resume");
      lead.sees("main", "resumed by " + LEAD);
      lead.follow("Fire now …");
      lead.press("Fire now");
      lead.sees("section[aria-labelledby=results]", name + "-");
    } finally {
      STACK.harness("schedule", "delete", name);
    }
  }
}
