package dev.mlharness.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.mlharness.e2e.browser.Chromium;
import dev.mlharness.e2e.browser.Chromium.Look;
import dev.mlharness.e2e.browser.Visit;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus.State;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real Chromium, on the real parts. */
class PagesIT {
  private static final String LEAD = "ml-lead@example.com";
  private static final String STEPS =
      "[{weight: 10}, {pause: 6s}, {weight: 50}, {pause: 6s}, {weight: 100}]";
  private static final double LONG = 120_000;

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir static Path folder;

  private static Chromium chromium;
  private static Pipelines.Started atGate;

  @BeforeAll
  static void bringACandidateToItsGate() {
    chromium = new Chromium(STACK.api(), STACK.home().folder().resolve("sandbox/people"));
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("paged"))
            .with("approve", "{required: 0}");
    String endpoint = recipe.model().replace("main.demo.", "");
    FastRecipe served =
        recipe.with("deploy", "{serving: {endpoint: %s}, role: deployer}".formatted(endpoint));
    PipelineResult first = STACK.start(served).result();
    assertThat(first.outcome()).isEqualTo(Outcome.DEPLOYED);
    atGate =
        STACK.start(
            served
                .with("approve", "{required: 1, separation: true, from: [\"group:ml-leads\"]}")
                .with("train.parameters.slope", "\"4\"")
                .with(
                    "deploy",
                    "{serving: {endpoint: %s}, role: deployer, steps: %s}"
                        .formatted(endpoint, STEPS)));
    atGate.awaitState(State.WAITING);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @Test
  void aLeadSignsInReadsTheEvidenceApprovesAndSeesTheRolloutMove() {
    for (Look look : Look.values()) {
      try (Visit visit = chromium.visit(LEAD, look)) {
        visit.open("/");
        visit.check("pipelines");
        visit.open("/pipelines/" + atGate.id());
        visit.check("pipeline-at-gate");
        visit.open("/pipelines/" + atGate.id() + "/gate");
        visit.check("gate");
      }
    }
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      approve(visit);
      Page page = visit.page();
      assertThat(page.locator("main")).containsText("Your approval is recorded");
      assertThat(page.locator("#weight"))
          .containsText("10", new ContainsTextOptions().setTimeout(LONG));
      assertThat(page.locator("#weight"))
          .containsText("50", new ContainsTextOptions().setTimeout(LONG));
      visit.check("pipeline-rollout");
      assertThat(page.locator("[aria-label=Outcome]"))
          .containsText("Deployed", new ContainsTextOptions().setTimeout(LONG));
      visit.check("pipeline-deployed");
    }
    PipelineResult result = atGate.result();
    assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DEPLOYED);
    assertThat(atGate.pipeline().status().decisions().get(0).person()).isEqualTo(LEAD);
    assertThat(new TokenSearch(java.util.List.of()).in(STACK.home().folder()))
        .containsOnlyKeys(STACK.home().workerToken());
  }

  /** From the list to the decision, by what is to be seen on the pages alone. */
  private static void approve(Visit visit) {
    visit.open("/");
    Page page = visit.page();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(atGate.id())).click();
    page.getByText("Read the evidence and decide").click();
    assertThat(page.locator("h1")).containsText("version 2");
    assertThat(page.locator("#comparison")).containsText("passed");
    assertThat(page.locator("#decide").locator("..")).containsText("group:ml-leads");
    page.getByLabel("Comment").fill("as good as the champion");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Approve")).click();
  }

  @Test
  void aGuestIsToldWhichGroupsHelp() {
    for (Look look : Look.values()) {
      try (Visit visit = chromium.visit("guest@example.com", look)) {
        assertThat(visit.open("/").status()).isEqualTo(403);
        assertThat(visit.page().locator("main")).containsText("takes the role reader");
        assertThat(visit.page().locator("table")).containsText("ml-engineers");
        visit.check("refused");
      }
    }
  }

  @Test
  void aFormThatNoPageOfTheSessionHasSentDoesNothing() {
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      visit.open("/pipelines/" + atGate.id());
      String before = atGate.pipeline().status().decisions().toString();
      var forged =
          visit
              .page()
              .request()
              .post(
                  "/pipelines/" + atGate.id() + "/gate",
                  RequestOptions.create()
                      .setForm(
                          FormData.create()
                              .set("verdict", "reject")
                              .set("evidence", "e".repeat(64))));
      assertThat(forged.status()).isEqualTo(403);
      assertThat(forged.text()).contains("not sent by a page of this session");
      assertThat(atGate.pipeline().status().decisions()).hasToString(before);
    }
  }

  @Test
  void whoeverSignsOutIsOut() {
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      visit.open("/");
      visit
          .page()
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
          .click();
      assertThat(visit.page()).hasURL(Pattern.compile(".*/signed-out"));
      visit.check("signed-out");
    }
  }
}
