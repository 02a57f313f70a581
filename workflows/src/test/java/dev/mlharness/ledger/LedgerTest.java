package dev.mlharness.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.ledger.LedgerEntry.State;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Access ACCESS = new Access("w", "r");

  private final Ledger ledger = new Ledger();

  @Test
  void aChangeThatIsTriedAgainHasOneInverse() {
    int first = ledger.write("champion", champion("3", "4"));

    assertThat(ledger.write("champion", champion("3", "4"))).isEqualTo(first);
    assertThat(ledger.entries()).hasSize(1);
  }

  @Test
  void onceClosedTheSameChangeIsANewEntry() {
    ledger.close(ledger.write("champion", champion("3", "4")));
    ledger.write("champion", champion("3", "4"));

    assertThat(ledger.entries())
        .extracting(LedgerEntry::state)
        .containsExactly(State.CLOSED, State.OPEN);
  }

  @Test
  void anEntryBecomesMoreExactWithoutChangingItsPlace() {
    int id = ledger.write("champion", champion("3", "4"));
    ledger.write("other", champion("1", "2"));
    ledger.refine(id, champion("3", "5"));

    assertThat(ledger.entries().get(0).inverse()).isEqualTo(champion("3", "5"));
    assertThat(ledger.entries().get(0).state()).isEqualTo(State.OPEN);
  }

  @Test
  void atTheGoalNothingIsLeftToUndo() {
    ledger.write("champion", champion("3", "4"));
    ledger.closeAll();

    assertThat(ledger.entries()).extracting(LedgerEntry::state).containsOnly(State.CLOSED);
  }

  @Test
  void whatAPersonMustFinishIsSaidInTheirWords() {
    EndpointConfig before =
        new EndpointConfig(
            List.of(new EndpointConfig.ServedModel("m-3", "main.x.m", "3", "Small", true, 100)));

    assertThat(ByHand.finish(champion("4", "3")))
        .isEqualTo("set alias champion of main.x.m to version 3");
    assertThat(
            ByHand.finish(
                new Inverse.RestoreEndpoint(
                    new EndpointChange(ACCESS, "fraud", null, before, Map.of()))))
        .isEqualTo("let endpoint fraud serve main.x.m version 3 at 100 %");
    assertThat(
            ByHand.finish(
                new Inverse.RestoreEndpoint(
                    new EndpointChange(ACCESS, "fraud", before, null, Map.of()))))
        .isEqualTo("delete endpoint fraud");
  }

  private static Inverse champion(String from, String to) {
    return new Inverse.RestoreAlias(new AliasChange(ACCESS, "main.x.m", Alias.CHAMPION, from, to));
  }
}
