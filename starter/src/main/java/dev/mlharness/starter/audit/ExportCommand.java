package dev.mlharness.starter.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.way.Way;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Writes all records, oldest first, one JSON document a line.")
final class ExportCommand extends Action {
  @Mixin private Connection connection;

  @Option(
      names = "--after",
      paramLabel = "N",
      description = "Only the records after this number, to continue a former export.")
  private @Nullable Long after;

  @Override
  protected ExitCode run() {
    AuditQuery query = new AuditQuery(Set.of(), null, Order.OLDEST_FIRST, after, AuditQuery.PAGE);
    try (Way way = Way.open(connection, surroundings())) {
      AuditPage page;
      do {
        page = way.audit().read(query);
        page.records().forEach(record -> console().print(line(record)));
        query = query.from(page.next());
      } while (page.next() != null);
      return ExitCode.DONE;
    }
  }

  private static String line(Object record) {
    try {
      return Payloads.mapper().writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record that is not JSON", e);
    }
  }
}
