package dev.mlharness.starter.cli;

import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.git.GitRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who types the command. A claim, not a proof: it only counts where the namespace is trusted. */
public final class Person {
  @Option(
      names = "--by",
      paramLabel = "PERSON",
      description = "Who you are. Default: git's user.email, else the user of this machine.")
  private @Nullable String by;

  /** Whether somebody said who they are. */
  public boolean claims() {
    return by != null;
  }

  public String name(Surroundings surroundings) {
    return Optional.ofNullable(by)
        .or(() -> GitRepository.userEmail(surroundings.directory()))
        .or(() -> Optional.ofNullable(surroundings.variable("USER")))
        .orElse("unknown");
  }
}
