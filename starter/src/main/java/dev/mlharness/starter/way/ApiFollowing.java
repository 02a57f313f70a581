package dev.mlharness.starter.way;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Pause;
import dev.mlharness.starter.remote.ApiClient;
import dev.mlharness.starter.remote.Path;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Listens to the events of a pipeline, and begins again when the stream breaks. */
final class ApiFollowing {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final String EVENT = "event:";
  private static final String DATA = "data:";

  /** The event that tells how Temporal ended a pipeline that did not end itself. */
  private static final String CLOSED = "closed";

  private final ApiClient api;
  private final Path events;
  private final Patience patience = new Patience();

  ApiFollowing(ApiClient api, Path events) {
    this.api = api;
    this.events = events;
  }

  /**
   * @throws CommandFailure when the pipeline was ended from outside, or nobody answers for long
   */
  PipelineStatus until(Consumer<PipelineStatus> seen, Predicate<PipelineStatus> enough) {
    while (true) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(api.events(events.toString()), StandardCharsets.UTF_8))) {
        PipelineStatus last = listen(lines, seen, enough);
        if (last != null) {
          return last;
        }
      } catch (IOException | UncheckedIOException e) {
        if (patience.isOver()) {
          throw CommandFailure.failed(
              "the API at " + api.address() + " is away; the pipeline goes on", "./harness watch");
        }
      }
      Pause.of(BEAT, "interrupted; the pipeline goes on");
    }
  }

  /** Null: the stream ended, and the pipeline has not. */
  private @Nullable PipelineStatus listen(
      BufferedReader lines, Consumer<PipelineStatus> seen, Predicate<PipelineStatus> enough)
      throws IOException {
    String event = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      patience.heard();
      if (line.startsWith(EVENT)) {
        event = line.substring(EVENT.length()).strip();
      } else if (line.startsWith(DATA)) {
        String data = line.substring(DATA.length()).strip();
        if (event.equals(CLOSED)) {
          throw CommandFailure.failed(data, null);
        }
        PipelineStatus status = status(data);
        seen.accept(status);
        if (status.state() == State.ENDED || enough.test(status)) {
          return status;
        }
      }
    }
    return null;
  }

  private static PipelineStatus status(String data) {
    try {
      return Payloads.mapper().readValue(data, PipelineStatus.class);
    } catch (JsonProcessingException e) {
      throw CommandFailure.failed("what the API says of a pipeline cannot be read", null);
    }
  }
}
