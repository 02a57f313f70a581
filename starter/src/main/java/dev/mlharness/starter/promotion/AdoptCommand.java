package dev.mlharness.starter.promotion;

import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.starter.cli.Person;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.report.ModelReport;
import dev.mlharness.starter.way.Models;
import dev.mlharness.starter.way.Models.Adoption;
import dev.mlharness.starter.way.Models.Named;
import dev.mlharness.starter.way.Models.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "adopt",
    description = {
      "Makes a model known that is in production already, so that it can be rolled back to.",
      "Sets its alias champion, if that is unset, and changes nothing else."
    })
public final class AdoptCommand extends PromotionAction {
  @Mixin private Person person;

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's full name.")
  private String model;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "VERSION",
      description = "The version that is in production.")
  private String version;

  @Option(
      names = "--endpoint",
      paramLabel = "NAME",
      description = "The endpoint that serves it. Default: none, a batch model.")
  private @Nullable String endpoint;

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "As whom the harness looks at it. Default: the worker's default role.")
  private @Nullable String role;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why. Kept in the history.")
  private @Nullable String comment;

  @Override
  ExitCode run(Models models) {
    Named named = new Named(model, workspace());
    ModelStatus status =
        models.adopt(named, new Adoption(version, endpoint, role), new Said(person, comment));
    if (json()) {
      console().json(status);
    } else {
      ModelReport.lines(
              status, List.of(), models.view(named).history(), models.page(named).orElse(null))
          .forEach(console()::print);
    }
    return ExitCode.DONE;
  }
}
