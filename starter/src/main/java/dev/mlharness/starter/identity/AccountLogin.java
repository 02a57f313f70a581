package dev.mlharness.starter.identity;

import dev.mlharness.identity.IdentityReport.AccountAddress;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Project;
import dev.mlharness.starter.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The login of the person who types, which may change an account. The worker's may not. */
final class AccountLogin {
  private AccountLogin() {}

  /**
   * The first of: the admin of the local sandbox, {@code DATABRICKS_TOKEN}, what the Databricks
   * command line is logged in as.
   *
   * @throws CommandFailure if there is none
   */
  static String token(AccountAddress account, Surroundings surroundings) {
    return ofSandbox(account)
        .or(() -> Optional.ofNullable(surroundings.variable("DATABRICKS_TOKEN")))
        .or(() -> ofCommandLine(account))
        .orElseThrow(
            () ->
                CommandFailure.failed(
                    "you are not logged in to the account at " + account.host(),
                    "databricks auth login --host %s --account-id %s, or set DATABRICKS_TOKEN"
                        .formatted(account.host(), account.id())));
  }

  private static Optional<String> ofSandbox(AccountAddress account) {
    URI host = URI.create(account.host());
    if (!"127.0.0.1".equals(host.getHost())) {
      return Optional.empty();
    }
    Stack stack = Stack.of(Project.locate(), Progress.silent());
    if (!stack.addresses().sandbox().equals(host)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Files.readString(stack.home().folder().resolve("sandbox/admin-token")).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofCommandLine(AccountAddress account) {
    List<String> command =
        List.of(
            "databricks", "auth", "token", "--host", account.host(), "--account-id", account.id());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.ofNullable(parse(said)) : Optional.empty();
    } catch (IOException notInstalled) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static @Nullable String parse(String said) throws IOException {
    String token = Payloads.mapper().readTree(said).path("access_token").asText("");
    return token.isEmpty() ? null : token;
  }
}
