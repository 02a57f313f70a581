package dev.mlharness.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.Access;
import dev.mlharness.activities.workspace.SubjectTokens.EnvironmentVariable;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkspacesTest {
  private static final Identity IDENTITY =
      new Identity(URI.create("https://idp.example.com"), new EnvironmentVariable("TOKEN"), null);
  private static final Role TRAINER = new Role("trainer", "sp-1", null, null, Set.of());
  private static final Workspace DEV = workspace("dev", "https://dev.example.com/?o=1");
  private static final Workspace PROD = workspace("prod", "https://prod.example.com");
  private static final Workspaces WORKSPACES = new Workspaces(List.of(DEV, PROD), "prod");

  private static Workspace workspace(String name, String host) {
    return new Workspace(
        name, URI.create(host), RegistryKind.UNITY_CATALOG, IDENTITY, List.of(TRAINER));
  }

  @Test
  void aWorkspaceIsFoundByName() {
    assertThat(WORKSPACES.named("dev")).isSameAs(DEV);
  }

  @Test
  void defaultIsTheConfiguredDefault() {
    assertThat(WORKSPACES.named("default")).isSameAs(PROD);
    assertThat(WORKSPACES.role(new Access("default", "trainer"))).isSameAs(TRAINER);
  }

  @Test
  void anUnknownWorkspaceIsARecipesFaultAndTheKnownOnesAreNamed() {
    assertThatThrownBy(() -> WORKSPACES.named("pord"))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("RECIPE_INVALID"))
        .hasMessageContaining("'pord'")
        .hasMessageContaining("dev, prod");
  }

  @Test
  void anUnknownRoleIsARecipesFaultAndTheKnownOnesAreNamed() {
    assertThatThrownBy(() -> WORKSPACES.role(new Access("dev", "admin")))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("RECIPE_INVALID"))
        .hasMessageContaining("'dev' has no role 'admin'")
        .hasMessageContaining("trainer");
  }

  @Test
  void whatStandsBehindTheHostIsCutOff() {
    assertThat(DEV.host()).hasToString("https://dev.example.com");
  }

  @Test
  void aHostWithoutSchemeIsRefusedAtStart() {
    assertThatThrownBy(() -> workspace("dev", "dev.example.com"))
        .hasMessageContaining("host 'dev.example.com' of workspace 'dev' is not a URL");
  }

  @Test
  void aDefaultThatIsNotConfiguredIsRefusedAtStart() {
    assertThatThrownBy(() -> new Workspaces(List.of(DEV), "prod"))
        .hasMessageContaining("'prod' is not configured; known: dev");
  }
}
