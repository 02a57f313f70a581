package dev.mlharness.starter.promotion;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mlharness.promotion.Reign;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.ModelReport;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Models.Named;
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
  ExitCode run(Models models) {
    Instant then = at == null ? null : instant(at);
    Named named = new Named(model, workspace());
    return then == null
        ? show(models.view(named), models.page(named).orElse(null))
        : showThen(models.championAt(named, then), then);
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

  private ExitCode showThen(@Nullable Reign reign, Instant then) {
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
