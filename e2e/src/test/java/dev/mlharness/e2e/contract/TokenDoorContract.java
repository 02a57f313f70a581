package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.mlharness.e2e.contract.TokenDoor.Answer;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every place that takes tokens does with those that prove nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TokenDoorContract {
  private TokenDoor door;

  abstract TokenDoor open() throws Exception;

  @BeforeAll
  void start() throws Exception {
    door = open();
  }

  @AfterAll
  void stop() {
    if (door != null) {
      door.close();
    }
  }

  final TokenDoor door() {
    return door;
  }

  @ParameterizedTest
  @EnumSource
  void itLetsNobodyInWhoProvesNothing(TokenAttack attack) {
    assertThat(show(door.claims())).as("a real token").isEqualTo(Answer.LET_IN);
    if (!door.meaningless().contains(attack)) {
      Answer answer = door.show(attack.token(door));
      if (attack == TokenAttack.UNKNOWN_KEY) {
        assertThat(answer)
            .as("the issuer is not asked again and again")
            .isNotEqualTo(Answer.LET_IN);
      } else {
        assertThat(answer).isEqualTo(Answer.REFUSED);
      }
    }
  }

  @Test
  void clocksMayBeAMinuteApart() {
    assertThat(show(door.claims().notBeforeTime(in(45)).issueTime(in(45))))
        .isEqualTo(Answer.LET_IN);
    assertThat(show(door.claims().expirationTime(in(-45))))
        .isEqualTo(door.lenient() ? Answer.LET_IN : Answer.REFUSED);
  }

  final Answer show(JWTClaimsSet.Builder claims) {
    return door.show(door.issuer().sign(claims.build()));
  }

  static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
