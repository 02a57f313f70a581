package dev.mlharness.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.mlharness.e2e.browser.Chromium.Look;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One person's time with the pages. What the browser complains of, as a script that the policy
 * forbids, is remembered.
 */
public final class Visit implements AutoCloseable {
  private static final double SOON_MILLIS = 120_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Visit(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
    page.onConsoleMessage(
        message -> {
          // What a page answered is asserted by its status.
          if (message.type().equals("error")
              && !message.text().contains("Failed to load resource")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  /** Opens a page of the harness. */
  public Response open(String path) {
    return page.navigate(path);
  }

  public Page page() {
    return page;
  }

  /** Follows the link with this name. */
  public void follow(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  /** Presses the button with this name. */
  public void press(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  /** Waits until the part of the page says this. */
  public void sees(String part, String text) {
    PlaywrightAssertions.assertThat(page.locator(part))
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(SOON_MILLIS));
  }

  /**
   * By day, by night and on a phone: nobody is kept out of the page that is open, by what can be
   * checked; nothing sticks out at its side; the browser has complained of nothing. Pictured, into
   * {@code target/screenshots}.
   */
  public void check(String name) {
    for (Look look : Look.values()) {
      check(name, look);
    }
    Look.LIGHT.at(page);
  }

  /** As {@link #check(String)}, for a page that is like others. */
  public void check(String name, Look look) {
    look.at(page);
    screenshot(name, look);
    mustBeAccessible(look);
  }

  private void mustBeAccessible(Look look) {
    // There is no other origin in these pages, for which axe would open a page of its own.
    AxeBuilder axe = new AxeBuilder(page).setLegacyMode(true);
    if (look.changesColoursAlone()) {
      axe.withRules(List.of("color-contrast", "link-in-text-block"));
    }
    List<Rule> violations = axe.analyze().getViolations();
    assertThat(violations.stream().map(Visit::said).toList())
        .as("accessibility of %s, %s", page.url(), look)
        .isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("what sticks out at the side of %s, %s", page.url(), look)
        .isEqualTo(0);
    assertThat(complaints).as("complaints at %s", page.url()).isEmpty();
  }

  private static String said(Rule rule) {
    return "%s: %s %s"
        .formatted(
            rule.getId(),
            rule.getHelp(),
            rule.getNodes().stream()
                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                .toList());
  }

  private void screenshot(String name, Look look) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                SCREENSHOTS.resolve(
                    "%s-%s.png".formatted(name, look.name().toLowerCase(Locale.ROOT)))));
  }

  @Override
  public void close() {
    context.close();
  }
}
