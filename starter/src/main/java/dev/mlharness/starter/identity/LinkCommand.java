package dev.mlharness.starter.identity;

import dev.mlharness.identity.IdentityQuestion;
import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.IdentityReport.AccountAddress;
import dev.mlharness.starter.connection.Connection;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "link",
    description =
        "Prints the federation policies that let a worker act as its roles, or creates what is"
            + " missing.")
final class LinkCommand extends Action {
  @Mixin private Connection connection;

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "Which workspace. Default: all that the worker knows.")
  private @Nullable String workspace;

  @Option(names = "--role", paramLabel = "NAME", description = "Which role. Default: all.")
  private @Nullable String role;

  @Option(
      names = "--apply",
      description =
          "Create what is missing, as yourself: DATABRICKS_TOKEN, or the login of the Databricks"
              + " command line; on the sandbox, as its admin.")
  private boolean apply;

  @Override
  protected ExitCode run() {
    List<WantedPolicy> wanted = WantedPolicy.of(ask());
    for (WantedPolicy policy : wanted) {
      if (policy.trust().subject() == null) {
        throw CommandFailure.failed(
            "the worker cannot show who it is, so it is not known what %s should trust"
                .formatted(policy.servicePrincipal()),
            "./harness doctor says why");
      }
    }
    List<Line> lines = apply ? apply(wanted) : print(wanted);
    if (json()) {
      console().json(lines);
    }
    return ExitCode.DONE;
  }

  private IdentityReport ask() {
    try (Temporal temporal = connection.open(surroundings())) {
      return Questions.ask(
          temporal,
          "CheckIdentity",
          "chains to link",
          new IdentityQuestion(workspace, role),
          IdentityReport.class);
    }
  }

  private List<Line> print(List<WantedPolicy> wanted) {
    return wanted.stream().map(policy -> say("wanted", policy)).toList();
  }

  private List<Line> apply(List<WantedPolicy> wanted) {
    List<Line> lines = new ArrayList<>();
    for (WantedPolicy policy : wanted) {
      AccountAddress account = policy.account();
      if (account == null) {
        throw CommandFailure.failed(
            "the worker does not know the account of " + String.join(", ", policy.roles()),
            "set identity.account-id of the workspace, or create the policy by hand: see --help");
      }
      AccountApi api = new AccountApi(account, AccountLogin.token(account, surroundings()));
      String principal = api.principal(policy.servicePrincipal());
      boolean there = api.policies(principal).stream().anyMatch(policy::isMetBy);
      lines.add(say(there ? "there already" : "to create", policy));
      if (!there) {
        api.create(principal, policy);
        lines.add(say("created", policy));
      }
    }
    return lines;
  }

  private Line say(String state, WantedPolicy policy) {
    if (!json()) {
      console()
          .print(
              "%s: service principal %s, for %s"
                  .formatted(state, policy.servicePrincipal(), String.join(", ", policy.roles())));
      switch (state) {
        case "wanted" -> {
          console().print("  " + policy.json());
          policy.commands().forEach(command -> console().print("  " + command));
        }
        case "to create" -> console().print("  + " + policy.id() + " " + policy.json());
        default -> {}
      }
    }
    return new Line(
        state, policy.servicePrincipal(), List.copyOf(policy.roles()), policy.id(), policy.json());
  }

  private record Line(
      String state, String servicePrincipal, List<String> roles, String policyId, String policy) {}
}
