package dev.mlharness.starter.promotion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.promotion.Entities;
import dev.mlharness.promotion.Model;
import dev.mlharness.promotion.ModelKey;
import dev.mlharness.promotion.Reign;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.ModelReport;
import dev.mlharness.starter.report.Moments;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "model",
    description =
        "Shows a model in production: champion, whose turn it is, freezes, and who was champion when.")
public final class ModelCommand extends PromotionAction {
  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's full name.")
  private String model;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "Only who was champion then: 2026-11-28, 2026-11-28T12:30, or with a zone.")
  private @Nullable String at;

  @Override
  ExitCode run(Temporal temporal, Entities entities) {
    Instant then = at == null ? null : instant(at);
    ModelKey key = new ModelKey(access(temporal, null).workspace(), model);
    try {
      return then == null
          ? show(ModelView.of(entities, key), temporal.page(key.workflowId()).orElse(null))
          : showThen(entities.known(key), then);
    } catch (WorkflowNotFoundException e) {
      throw unknown(model, e);
    }
  }

  private ExitCode show(ModelView view, @Nullable String page) {
    if (json()) {
      console().json(new Shown(view, page));
    } else {
      ModelReport.lines(view.status(), view.freezes(), view.history(), page)
          .forEach(console()::print);
    }
    return ExitCode.DONE;
  }

  private ExitCode showThen(Model known, Instant then) {
    Reign reign = known.championAt(then);
    if (reign == null) {
      throw CommandFailure.failed(
          "no champion of %s is known at %s".formatted(model, Moments.at(then)),
          "./harness model " + model + " shows what is known");
    }
    if (json()) {
      console().json(reign);
    } else {
      ModelReport.history(List.of(reign)).forEach(console()::print);
    }
    return ExitCode.DONE;
  }

  private static Instant instant(String text) {
    try {
      return Moments.parse(text);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(
          "'" + text + "' is no time",
          "as in 2026-11-28, 2026-11-28T12:30 or 2026-11-28T12:30:00Z");
    }
  }

  private record Shown(@JsonUnwrapped ModelView view, @Nullable String page) {}
}
