package dev.mlharness.starter.doctor;

import dev.mlharness.identity.IdentityQuestion;
import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.IdentityReport.Link;
import dev.mlharness.identity.IdentityReport.State;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The chain from the worker's identity to each of its roles, as the worker itself walks it. */
final class ChainChecks {
  private final Connection connection;
  private final Surroundings surroundings;

  ChainChecks(Connection connection, Surroundings surroundings) {
    this.connection = connection;
    this.surroundings = surroundings;
  }

  List<Check> all() {
    try (Temporal temporal = connection.straight(surroundings)) {
      IdentityReport report =
          Questions.ask(
              temporal,
              "CheckIdentity",
              "doctor",
              new IdentityQuestion(null, null),
              IdentityReport.class);
      return report.chains().stream().map(ChainChecks::check).toList();
    } catch (CommandFailure failure) {
      var finding =
          new Finding.Wrong(
              String.valueOf(failure.getMessage()),
              Optional.ofNullable(failure.next()).orElse("./harness logs worker"));
      return List.of(new Check("identity", () -> finding));
    }
  }

  static Check check(Chain chain) {
    return new Check(
        "role %s of %s".formatted(chain.role(), chain.workspace()), () -> finding(chain));
  }

  private static Finding finding(Chain chain) {
    return chain.links().stream()
        .filter(link -> link.state() == State.BROKEN)
        .findFirst()
        .<Finding>map(link -> new Finding.Wrong(where(chain, link), String.valueOf(link.mend())))
        .orElseGet(() -> new Finding.Fine(unbroken(chain)));
  }

  private static String where(Chain chain, Link broken) {
    String before =
        chain.links().stream()
            .filter(link -> link.state() == State.UNSURE)
            .map(link -> ". %s: %s. %s".formatted(link.name(), link.what(), link.mend()))
            .collect(Collectors.joining());
    return "breaks at %s: %s%s".formatted(broken.name(), broken.what(), before);
  }

  private static String unbroken(Chain chain) {
    return chain.links().stream().map(Link::name).collect(Collectors.joining(" → "))
        + " "
        + chain.servicePrincipal();
  }
}
