package dev.mlharness.activities;

import dev.mlharness.access.Access;
import dev.mlharness.activities.workspace.Identity;
import dev.mlharness.activities.workspace.Limits;
import dev.mlharness.activities.workspace.RegistryKind;
import dev.mlharness.activities.workspace.Role;
import dev.mlharness.activities.workspace.SubjectTokens.ProjectedFile;
import dev.mlharness.activities.workspace.Workspace;
import dev.mlharness.activities.workspace.Workspaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A configured workspace with one role, at an address that a test chooses. */
public final class TestWorkspace {
  public static final Access ACCESS = new Access("prod", "trainer");
  public static final String PRINCIPAL = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b";
  public static final String OPERATOR = "0d5b1c7e-5b0a-4e7a-9a53-2f6f6c1b8e11";
  public static final Role ROLE =
      new Role("trainer", PRINCIPAL, "policy-1", "budget-1", Set.of("ml-engineers"));

  private TestWorkspace() {}

  public static Workspaces at(String host, Path tokenFile, Duration httpTimeout) {
    return at(host, tokenFile, new Limits(1_000, httpTimeout));
  }

  /** The same with an operator beside the role. */
  public static Workspaces operated(Workspaces plain) {
    Workspace prod = plain.named("prod");
    var operator = new Role("operator", OPERATOR, null, null, Set.of());
    return new Workspaces(
        List.of(
            new Workspace(
                prod.name(),
                prod.host(),
                prod.registry(),
                null,
                prod.identity(),
                null,
                prod.limits(),
                Map.of(ROLE.name(), ROLE, "operator", operator),
                "operator")),
        "prod");
  }

  public static Workspaces at(String host, Path tokenFile, Limits limits) {
    var identity =
        new Identity(URI.create(TestIdentity.ISSUER), new ProjectedFile(tokenFile), null);
    var workspace =
        new Workspace(
            "prod",
            URI.create(host),
            RegistryKind.UNITY_CATALOG,
            null,
            identity,
            null,
            limits,
            Map.of(ROLE.name(), ROLE));
    return new Workspaces(List.of(workspace), "prod");
  }

  /** A workspace with a token file in {@code folder} that is valid for an hour. */
  public static Workspaces at(String host, Path folder) {
    try {
      Path file = folder.resolve("token");
      Files.writeString(file, TestIdentity.token(Instant.now().plus(Duration.ofHours(1))));
      return at(host, file, Duration.ofSeconds(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
