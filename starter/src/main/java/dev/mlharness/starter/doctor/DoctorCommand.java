package dev.mlharness.starter.doctor;

import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Part;
import dev.mlharness.starter.stack.Project;
import dev.mlharness.starter.stack.Stack;
import dev.mlharness.starter.toolchain.Toolchain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description = "Says what is missing or misconfigured, and how to mend it. Changes nothing.")
public final class DoctorCommand extends Action {

  @Mixin private Connection connection;

  @Override
  protected ExitCode run() {
    Project project = Project.locate();
    var toolchain =
        new Toolchain(Toolchain.cacheFolder(), project.pythonRequirements(), Progress.silent());
    var results = new ArrayList<Result>();
    Stream.concat(new MachineChecks(toolchain).all(), ofStack(Stack.of(project, Progress.silent())))
        .forEach(check -> results.add(report(new Result(check.subject(), check.find()))));
    long wrong =
        results.stream().filter(result -> result.finding() instanceof Finding.Wrong).count();
    if (json()) {
      console().json(results);
    } else {
      console().print(wrong == 0 ? "nothing is wrong" : wrong + " to mend");
    }
    return wrong == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Stream<Check> ofStack(Stack stack) {
    var parts = new StackChecks(stack);
    var addresses = stack.addresses();
    var checks = new ArrayList<>(parts.all().toList());
    if (parts.isReady(Part.TEMPORAL)) {
      checks.addAll(new TemporalChecks(addresses.temporalUi()).all().toList());
    }
    if (parts.isReady(Part.WORKER) || connection.isNamed(surroundings())) {
      checks.addAll(new ChainChecks(connection, surroundings()).all());
    }
    if (parts.isReady(Part.SANDBOX) && parts.isReady(Part.MLFLOW)) {
      checks.add(new TrackingCheck(addresses.sandbox(), stack.home().workerToken()).check());
    }
    return checks.stream();
  }

  private Result report(Result result) {
    if (!json()) {
      lines(result).forEach(console()::print);
    }
    return result;
  }

  private List<String> lines(Result result) {
    Finding finding = result.finding();
    String line = "%s %s: %s".formatted(mark(finding), result.subject(), finding.what());
    return finding instanceof Finding.Wrong wrong
        ? List.of(line, "    next: " + wrong.mend())
        : List.of(line);
  }

  private String mark(Finding finding) {
    if (finding instanceof Finding.Fine) {
      return console().paint(Style.GOOD, "✓");
    }
    return finding instanceof Finding.Open
        ? console().paint(Style.QUIET, "·")
        : console().paint(Style.BAD, "✗");
  }

  private record Result(String subject, Finding finding) {}
}
