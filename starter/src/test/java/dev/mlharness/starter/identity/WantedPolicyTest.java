package dev.mlharness.starter.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.TrustPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedPolicyTest {
  private static final TrustPolicy TRUST =
      new TrustPolicy("https://idp.example.com", "worker", List.of("ml"));

  @Test
  void workspacesThatShareAPrincipalShareItsPolicy() {
    assertThat(WantedPolicy.of(new IdentityReport(List.of(chain("a"), chain("b")))))
        .singleElement()
        .satisfies(policy -> assertThat(policy.roles()).containsExactly("a/trainer", "b/trainer"));
  }

  @Test
  void theSameTrustHasTheSameId() {
    assertThat(wanted().id()).isEqualTo(wanted().id()).startsWith("ml-harness-");
  }

  @Test
  void theCommandCarriesTheWholePolicy() {
    assertThat(wanted().commands().get(1))
        .contains("service-principal-federation-policy create", wanted().id())
        .contains(
            "'{\"oidc_policy\":{\"audiences\":[\"ml\"],\"issuer\":\"https://idp.example.com\",\"subject\":\"worker\"}}'");
  }

  @Test
  void oneOfItsAudiencesIsEnough() {
    assertThat(
            wanted()
                .isMetBy(new TrustPolicy("https://idp.example.com", "worker", List.of("x", "ml"))))
        .isTrue();
  }

  @Test
  void anotherSubjectIsNotEnough() {
    assertThat(wanted().isMetBy(new TrustPolicy("https://idp.example.com", "other", List.of("ml"))))
        .isFalse();
  }

  private static WantedPolicy wanted() {
    return WantedPolicy.of(new IdentityReport(List.of(chain("a")))).get(0);
  }

  private static Chain chain(String workspace) {
    return new Chain(workspace, "https://w", "trainer", "sp-1", List.of(), TRUST, null);
  }
}
