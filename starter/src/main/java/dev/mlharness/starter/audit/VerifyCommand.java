package dev.mlharness.starter.audit;

import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Style;
import dev.mlharness.starter.way.Way;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "verify",
    description = "Walks along the chain of records and names those that were changed.")
final class VerifyCommand extends Action {
  @Mixin private Connection connection;

  @Option(
      names = "--head",
      paramLabel = "N:HASH",
      description =
          "A head that a former verify printed: that nothing up to it was removed or rewritten."
              + " May be given more than once.")
  private List<String> heads = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Look at an export, from its first record on, instead of asking a worker.")
  private @Nullable Path file;

  @Override
  protected ExitCode run() {
    List<AuditHead> remembered = heads.stream().map(VerifyCommand::parsed).toList();
    AuditVerification found =
        file == null
            ? asked(remembered)
            : ExportedChain.verify(surroundings().directory().resolve(file), remembered);
    if (json()) {
      console().json(found);
    } else {
      tell(found);
    }
    return found.whole() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private AuditVerification asked(List<AuditHead> remembered) {
    try (Way way = Way.open(connection, surroundings())) {
      return way.audit().verify(remembered);
    }
  }

  private void tell(AuditVerification found) {
    found
        .findings()
        .forEach(finding -> console().print(console().paint(Style.BAD, finding.message())));
    console()
        .print(
            "%d records, %s; head %s"
                .formatted(found.records(), found.whole() ? "whole" : "not whole", found.head()));
  }

  private static AuditHead parsed(String head) {
    try {
      return AuditHead.parse(head);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          String.valueOf(e.getMessage()), "./harness audit verify prints one");
    }
  }
}
