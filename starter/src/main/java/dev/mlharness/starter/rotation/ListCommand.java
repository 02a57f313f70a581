package dev.mlharness.starter.rotation;

import dev.mlharness.secret.SecretSummary;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.report.Moments;
import dev.mlharness.starter.way.Way;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "list",
    description = "Lists the secrets that are rotated: how old they are, and what happens to them.")
final class ListCommand extends Action {
  @Mixin private Connection connection;

  @Override
  protected ExitCode run() {
    try (Way way = Way.open(connection, surroundings())) {
      List<RotatedSecret> rows = way.secrets().list();
      if (json()) {
        console().json(rows);
      } else if (rows.isEmpty()) {
        console().print("no secrets; mlharness.secrets configures some");
      } else {
        table(rows).lines().forEach(console()::print);
        rows.forEach(this::warn);
      }
      return rows.stream().allMatch(row -> row.secret().problem() == null)
          ? ExitCode.DONE
          : ExitCode.FAILED;
    }
  }

  private void warn(RotatedSecret row) {
    if (row.secret().problem() != null) {
      console().warn(row.secret().secret() + ": " + row.secret().problem());
    }
  }

  private static Table table(List<RotatedSecret> rows) {
    Table table =
        Table.of("secret", "store", "current", "made", "expires", "of", "rotation", "next");
    for (RotatedSecret row : rows) {
      SecretSummary secret = row.secret();
      table.row(
          secret.secret(),
          secret.store(),
          secret.current() == null ? "–" : secret.current(),
          at(secret.created()),
          at(secret.expires()),
          String.valueOf(secret.secrets()),
          row.rotation().state(),
          at(row.rotation().next()));
    }
    return table;
  }

  private static String at(@Nullable Instant moment) {
    return moment == null ? "–" : Moments.at(moment);
  }
}
