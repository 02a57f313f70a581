package dev.mlharness.sandbox.runs;

import dev.mlharness.sandbox.api.ApiException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * A run for people to look at, in a browser of this machine. There is no login as there is none to
 * log in to; a page of another site cannot read it by a name of its own for this address.
 */
@RestController
class RunPageController {

  private static final int LOG_BYTES = 16 * 1024;
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
          + "pre{background:#8881;padding:1em;overflow:auto}dt{font-weight:600}"
          + ":root{color-scheme:light dark}";

  private final RunStore runs;
  private final RunFolders folders;

  RunPageController(RunStore runs, RunFolders folders) {
    this.runs = runs;
    this.folders = folders;
  }

  @GetMapping(path = "/runs/{id}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> page(@PathVariable long id, @RequestHeader("Host") String host) {
    if (!host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?")) {
      throw ApiException.denied("This page is for browsers of this machine.");
    }
    Run run = runs.get(id);
    return ResponseEntity.ok()
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .body(html(run));
  }

  private String html(Run run) {
    String title = text(Runs.name(run.spec()));
    String refresh = run.active() ? "<meta http-equiv=refresh content=2>" : "";
    String tasks =
        run.attempts().stream()
            .map(attempt -> section(run, attempt))
            .collect(Collectors.joining("\n"));
    return """
        <!doctype html><html lang="en"><head><meta charset="utf-8">%s<title>%s</title>
        <style>%s</style></head><body>
        <h1>%s</h1>
        <dl><dt>Run</dt><dd>%d</dd><dt>State</dt><dd>%s</dd><dt>Started</dt><dd>%s</dd>
        <dt>Runs as</dt><dd>%s</dd></dl>
        %s
        </body></html>
        """
        .formatted(
            refresh,
            title,
            STYLE,
            title,
            run.runId(),
            state(run.phase(), run.ending()),
            Instant.ofEpochMilli(run.startTime()),
            text(run.runAs()),
            tasks);
  }

  private String section(Run run, Attempt attempt) {
    String log = folders.of(run, attempt).logTail(LOG_BYTES).text();
    return """
        <section id="%d"><h2>%s <small>attempt %d</small></h2><p>%s</p><pre>%s</pre></section>
        """
        .formatted(
            attempt.runId(),
            text(attempt.taskKey()),
            attempt.number(),
            state(attempt.phase(), attempt.ending()),
            text(log));
  }

  private static String state(Phase phase, @Nullable Ending ending) {
    return ending == null
        ? phase.name()
        : text(ending.outcome().resultState() + " " + ending.message());
  }

  private static String text(String raw) {
    return HtmlUtils.htmlEscape(raw);
  }
}
