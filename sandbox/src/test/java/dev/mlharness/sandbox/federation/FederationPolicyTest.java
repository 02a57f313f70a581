package dev.mlharness.sandbox.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.sandbox.federation.FederationPolicy.Oidc;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class FederationPolicyTest {

  private static final String ACCOUNT = "account";

  private static Oidc policy(@Nullable List<String> audiences, @Nullable String claim) {
    return new Oidc("issuer", audiences, "me", claim, null, null);
  }

  private static Jwt token(String subject, String... audience) {
    return Jwt.withTokenValue("token")
        .header("alg", "ES256")
        .subject(subject)
        .audience(List.of(audience))
        .claim("repository", "me")
        .build();
  }

  @Test
  void oneOfTheAudiencesIsEnough() {
    var policy = policy(List.of("one", "other"), null);
    assertThat(policy.mismatch(token("me", "other", "more"), ACCOUNT)).isNull();
    assertThat(policy.mismatch(token("me", "more"), ACCOUNT)).contains("audience [more]");
  }

  @Test
  void withoutAudiencesTheAccountIsTheAudience() {
    assertThat(policy(null, null).mismatch(token("me", ACCOUNT), ACCOUNT)).isNull();
    assertThat(policy(List.of(), null).mismatch(token("me", "x"), ACCOUNT)).isNotNull();
  }

  @Test
  void theSubjectMustBeTheSame() {
    assertThat(policy(List.of("a"), null).mismatch(token("you", "a"), ACCOUNT))
        .isEqualTo("its claim 'sub' is 'you', and not 'me'");
  }

  @Test
  void theSubjectMayBeInAnotherClaim() {
    assertThat(policy(List.of("a"), "repository").mismatch(token("you", "a"), ACCOUNT)).isNull();
    assertThat(policy(List.of("a"), "absent").mismatch(token("me", "a"), ACCOUNT)).isNotNull();
  }
}
