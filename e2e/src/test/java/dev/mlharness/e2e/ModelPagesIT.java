package dev.mlharness.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.mlharness.e2e.browser.Chromium;
import dev.mlharness.e2e.browser.Chromium.Look;
import dev.mlharness.e2e.browser.Visit;
import dev.mlharness.pipeline.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Models in production in a real Chromium, on the real parts. */
class ModelPagesIT {
  private static final String LEAD = "ml-lead@example.com";
  private static final String STEPS =
      "[{weight: 10}, {pause: 5s}, {weight: 50}, {pause: 1h}, {weight: 100}]";
  private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(120_000);

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir static Path folder;

  private static Chromium chromium;
  private static FastRecipe recipe;
  private static String endpoint;

  @BeforeAll
  static void deployAChampion() {
    chromium = new Chromium(STACK.api(), STACK.home().folder().resolve("sandbox/people"));
    String model = STACK.freshModel("shown");
    endpoint = model.replace("main.demo.", "");
    recipe =
        FastRecipe.in(folder.resolve("repository"), model)
            .with("approve", "{required: 0}")
            .with("deploy", "{role: deployer, serving: {endpoint: %s}}".formatted(endpoint));
    assertThat(STACK.start(recipe).result().outcome()).isEqualTo(Outcome.DEPLOYED);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @Test
  void weightsMoveAnOperatorPromotesTracesAndBringsTheChampionBack() {
    Pipelines.Started second =
        STACK.start(recipe.with("train.parameters.slope", "\"4\"").with("deploy.steps", STEPS));
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      Page page = visit.page();
      visit.open("/models");
      link(page, recipe.model()).click();
      assertThat(page.locator("main")).containsText("Version 1");
      Locator candidate = page.locator(".side.candidate");
      assertThat(candidate).containsText("10 %", SOON);
      assertThat(candidate).containsText("50 %", SOON);
      pictures("model-in-rollout", "/models/local/" + recipe.model());
      pictures("models", "/models");

      link(page, "Steer this rollout").click();
      button(page, "Pause").click();
      assertThat(page.locator("main")).containsText("pause by " + LEAD);
      pictures("rollout", "/pipelines/" + second.id() + "/rollout");
      link(page, "Promote now …").click();
      visit.check("rollout-end");
      page.getByLabel("Why").fill("seen enough");
      button(page, "Promote now").click();
      assertThat(page.locator("main")).containsText("promote by " + LEAD + " (seen enough)");
    }
    assertThat(second.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    theLineageLeadsToTheCommit();
    theButtonBringsTheChampionBack();
  }

  private static void theLineageLeadsToTheCommit() {
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      visit.open("/lineage");
      visit.page().getByLabel("From an endpoint").fill(endpoint);
      button(visit.page(), "Trace").click();
      Locator way = visit.page().locator("ol.lineage");
      assertThat(way).containsText(endpoint);
      assertThat(way).containsText(recipe.model() + " version 2");
      assertThat(way).containsText(recipe.commit());
    }
    pictures("lineage", "/lineage?endpoint=" + endpoint);
  }

  private static void theButtonBringsTheChampionBack() {
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      Page page = visit.page();
      visit.open("/models/local/" + recipe.model());
      assertThat(page.locator("section[aria-labelledby=stands]")).containsText("Version 2");
      link(page, "Roll back …").click();
      visit.check("rollback");
      page.getByLabel("Why").fill("scores drift");
      button(page, "Roll back now").click();
      assertThat(page.locator("section[aria-labelledby=stands]")).containsText("Version 1", SOON);
      assertThat(page.locator("main")).containsText("scores drift");
    }
    assertThat(STACK.alias(recipe.model(), "champion")).isEqualTo("1");
    assertThat(STACK.alias(recipe.model(), "previous")).isEqualTo("2");
    pictures("model-rolled-back", "/models/local/" + recipe.model());
  }

  @Test
  void anAuditorAuditsAndReadsHowToMend() {
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      visit.open("/identities");
      button(visit.page(), "Audit now").click();
      assertThat(visit.page().locator("main")).containsText("Workspace local", SOON);
      assertThat(visit.page().locator("main")).containsText("In the audit store");
    }
    pictures("identities", "/identities");
    try (Visit visit = chromium.visit("data-scientist@example.com", Look.LIGHT)) {
      assertThat(visit.open("/identities").status()).isEqualTo(403);
      visit.open("/");
      assertThat(visit.page().locator("nav")).not().containsText("Identities");
    }
  }

  @Test
  void aScheduleShowsWhenItFiresAndWhoPausedIt() throws IOException {
    String name = endpoint.replace('_', '-');
    FastRecipe scheduled =
        recipe
            .with("metadata.name", name)
            .with("schedule", "{cron: \"0 3 1 1 *\", timezone: Europe/Berlin, catchup: 1h}");
    Path file = Files.writeString(folder.resolve("recipe.yml"), scheduled.document().toString());
    Commands.Result applied = STACK.harness("schedule", "apply", file.toString());
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    try (Visit visit = chromium.visit(LEAD, Look.LIGHT)) {
      visit.open("/schedules");
      link(visit.page(), name).click();
      assertThat(visit.page().locator("main")).containsText("0 3 1 1 *");
      assertThat(visit.page().locator("pre")).containsText(recipe.model());
      STACK.harness("schedule", "pause", name, "--by", "olga@example.com");
      assertThat(visit.page().locator("main")).containsText("olga@example.com", SOON);
      pictures("schedule", "/schedules/" + name);
      pictures("schedules", "/schedules");
    } finally {
      STACK.harness("schedule", "delete", name);
    }
  }

  /** Checked and pictured: by day, by night, on a phone. */
  private static void pictures(String name, String path) {
    for (Look look : List.of(Look.LIGHT, Look.DARK, Look.PHONE)) {
      try (Visit visit = chromium.visit(LEAD, look)) {
        visit.open(path);
        visit.check(name);
      }
    }
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
