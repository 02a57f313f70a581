package dev.mlharness.starter.stack;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.progress.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "ps", description = "Lists the processes of the local stack, and how they are.")
public final class PsCommand extends Action {

  @Override
  protected ExitCode run() {
    List<PartStatus> parts = Stack.of(Project.locate(), Progress.silent()).status();
    if (json()) {
      console().json(parts);
      return ExitCode.DONE;
    }
    Table table = Table.of("PART", "STATE", "PID", "SINCE", "ADDRESS");
    for (PartStatus part : parts) {
      table.row(
          part.part().id(),
          console().paint(style(part.state()), part.state().name().toLowerCase(Locale.ROOT)),
          part.pid() == null ? "-" : part.pid().toString(),
          since(part.since()),
          part.address().toString());
    }
    table.lines().forEach(console()::print);
    return ExitCode.DONE;
  }

  private static String since(@Nullable Instant start) {
    return start == null ? "-" : start.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Style style(PartStatus.State state) {
    return switch (state) {
      case READY -> Style.GOOD;
      case UNREADY -> Style.CARE;
      case DIED -> Style.BAD;
      case STOPPED -> Style.QUIET;
    };
  }
}
