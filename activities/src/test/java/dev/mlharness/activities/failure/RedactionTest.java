package dev.mlharness.activities.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.activities.TestIdentity;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @Test
  void aJsonWebTokenIsTakenOut() {
    String token = TestIdentity.token(Instant.EPOCH);

    assertThat(Redaction.of("rejected: " + token + " (expired)"))
        .isEqualTo("rejected: [redacted] (expired)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dapi0123456789abcdef0123456789abcdef",
        "dapi0123456789abcdef0123456789abcdef-2",
        "dose0123456789abcdef0123456789abcdef"
      })
  void tokensAndSecretsOfDatabricksAreTakenOut(String credential) {
    assertThat(Redaction.of("'" + credential + "'")).isEqualTo("'[redacted]'");
  }

  @Test
  void whatFollowsBearerIsTakenOut() {
    assertThat(Redaction.of("Authorization: Bearer 5f3a-opaque.token/x= was refused"))
        .isEqualTo("Authorization: Bearer [redacted] was refused");
  }

  @Test
  void aKnownSecretIsTakenOutWhateverItLooksLike() {
    assertThat(Redaction.of("you sent hunter2", "hunter2")).isEqualTo("you sent [redacted]");
  }

  @Test
  void plainWordsStay() {
    String text = "Run 42 of main.fraud.detector failed: bearer of bad news, eyJ";

    assertThat(Redaction.of(text)).isEqualTo(text);
  }
}
