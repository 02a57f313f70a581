package dev.mlharness.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.e2e.contract.TokenDoor.Answer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Besides, a worker follows its issuer's keys, and does not let strangers wear the issuer out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class PeopleTokenContract extends TokenDoorContract {

  /** First, as strangers' keys of other tests use up what may be fetched in half a minute. */
  @Test
  @Order(1)
  void keysAreFollowedAndUnknownOnesMakeFewRequests() {
    TokenDoor door = door();
    String before = door.issuer().sign(door.claims().build());
    assertThat(door.show(before)).isEqualTo(Answer.LET_IN);
    int known = door.issuer().fetches();

    door.issuer().newKey();
    String after = door.issuer().sign(door.claims().build());
    assertThat(door.show(after)).as("a new key is fetched at once").isEqualTo(Answer.LET_IN);
    assertThat(door.show(before)).as("the former one counts").isEqualTo(Answer.LET_IN);
    assertThat(door.issuer().fetches()).isEqualTo(known + 1);

    for (int i = 0; i < 30; i++) {
      assertThat(door.show(TokenAttack.UNKNOWN_KEY.token(door))).isNotEqualTo(Answer.LET_IN);
    }
    assertThat(door.issuer().fetches()).isLessThanOrEqualTo(known + 3);
    assertThat(door.show(after)).as("nobody else is kept out by it").isEqualTo(Answer.LET_IN);
  }
}
