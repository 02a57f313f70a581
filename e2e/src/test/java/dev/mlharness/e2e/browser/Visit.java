package dev.mlharness.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
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
  private static final Path SCREENSHOTS = Path.of("target/screenshots");

  private final BrowserContext context;
  private final Page page;
  private final Look look;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  Visit(BrowserContext context, Page page, Look look) {
    this.context = context;
    this.page = page;
    this.look = look;
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

  /**
   * Nobody is kept out of the page that is open, by what can be checked; nothing sticks out at its
   * side; and the browser has complained of nothing.
   */
  public void mustBeAccessible() {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
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

  /** Of the whole page, into {@code target/screenshots}. */
  public void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                SCREENSHOTS.resolve(
                    "%s-%s.png".formatted(name, look.name().toLowerCase(Locale.ROOT)))));
  }

  /** Accessible, and pictured. */
  public void check(String name) {
    screenshot(name);
    mustBeAccessible();
  }

  @Override
  public void close() {
    context.close();
  }
}
