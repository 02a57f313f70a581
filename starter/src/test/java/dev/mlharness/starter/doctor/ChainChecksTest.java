package dev.mlharness.starter.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.identity.IdentityReport.Chain;
import dev.mlharness.identity.IdentityReport.Link;
import dev.mlharness.identity.IdentityReport.State;
import dev.mlharness.identity.TrustPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainChecksTest {
  private static final Link UNSEEN =
      new Link("issuer", State.UNSURE, "cannot be read", "Check identity.issuer.");

  @Test
  void aChainThatHoldsIsFineThoughALinkCouldNotBeSeen() {
    Finding finding = find(UNSEEN, new Link("me", State.HOLDS, "sp-1", null));

    assertThat(finding).isEqualTo(new Finding.Fine("issuer → me sp-1"));
  }

  @Test
  void theBrokenLinkIsNamedWithWhatToChangeAndWhatWasNotSeen() {
    Finding finding = find(UNSEEN, new Link("exchange", State.BROKEN, "no policy", "Create one."));

    assertThat(finding)
        .isEqualTo(
            new Finding.Wrong(
                "breaks at exchange: no policy. issuer: cannot be read. Check identity.issuer.",
                "Create one."));
  }

  @Test
  void aCheckThatFailsIsAFindingToo() {
    var check =
        new Check(
            "broken",
            () -> {
              throw new IllegalStateException("no answer");
            });

    assertThat(check.find()).isInstanceOf(Finding.Wrong.class);
    assertThat(check.find().what()).isEqualTo("no answer");
  }

  private static Finding find(Link... links) {
    var trust = new TrustPolicy("https://idp.example.com", "worker", List.of("ml"));
    return ChainChecks.check(
            new Chain("prod", "https://w", "trainer", "sp-1", List.of(links), trust, null))
        .find();
  }
}
