package dev.mlharness.e2e.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Chromium in which people of the sandbox's identity provider open pages. */
public final class Chromium implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 90_000;

  private final URI pages;
  private final Path passwords;
  private final Playwright playwright;
  private final Browser browser;

  /**
   * @param pages their address
   * @param passwords the folder with a file for each person
   */
  public Chromium(URI pages, Path passwords) {
    this.pages = pages;
    this.passwords = passwords;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(ChromiumProgram.find())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** How a page is looked at. */
  public enum Look {
    LIGHT(ColorScheme.LIGHT, 1280, 900),
    DARK(ColorScheme.DARK, 1280, 900),
    PHONE(ColorScheme.LIGHT, 390, 844);

    private final ColorScheme colours;
    private final int width;
    private final int height;

    Look(ColorScheme colours, int width, int height) {
      this.colours = colours;
      this.width = width;
      this.height = height;
    }

    /** Whether all the rest is as in {@link #LIGHT}. */
    boolean changesColoursAlone() {
      return this == DARK;
    }

    /** The page that is open, seen so from now on. */
    void at(Page page) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      page.setViewportSize(width, height);
    }
  }

  /** A person who comes with a fresh browser, and signs in when asked. */
  public Visit visit(String person) {
    Look look = Look.LIGHT;
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(pages.toString())
                .setColorScheme(look.colours)
                .setViewportSize(look.width, look.height)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setHttpCredentials(person, password(person)));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    return new Visit(context, page);
  }

  private String password(String person) {
    try {
      return Files.readString(passwords.resolve(person)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
