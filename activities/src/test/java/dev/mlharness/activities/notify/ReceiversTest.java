package dev.mlharness.activities.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.notify.Delivery;
import dev.mlharness.notify.Message;
import dev.mlharness.notify.NotifyRequest;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.ReceiverName.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiversTest {
  private static final ReceiverName ALERTS = new ReceiverName(Kind.SLACK, "ml-alerts");

  private final List<Message> taken = new ArrayList<>();
  private final Receivers receivers =
      new Receivers(
          Map.of("ml-alerts", new Keeping(Kind.SLACK), "bus", new Keeping(Kind.CLOUDEVENTS)),
          Map.of("bus", Set.of(Occasion.GATE_OPENED), "ml-alerts", Set.of(Occasion.GATE_OPENED)));
  private final Deliveries deliveries = new Deliveries(receivers);

  private final class Keeping implements Receiver {
    private final Kind kind;

    Keeping(Kind kind) {
      this.kind = kind;
    }

    @Override
    public Kind kind() {
      return kind;
    }

    @Override
    public void take(Message message) {
      taken.add(message);
    }
  }

  @Test
  void thoseNamedAndThoseThatHearAnywayAreToldOnceEach() {
    assertThat(deliveries.receivers(new NotifyRequest(Sample.MESSAGE, List.of(ALERTS))))
        .containsExactlyInAnyOrder(ALERTS, new ReceiverName(Kind.CLOUDEVENTS, "bus"));
    assertThat(receivers.heard()).containsExactly(Occasion.GATE_OPENED);
  }

  @Test
  void aMessageIsHandedOver() {
    deliveries.deliver(new Delivery(Sample.MESSAGE, ALERTS));

    assertThat(taken).containsExactly(Sample.MESSAGE);
  }

  @Test
  void aNameThatNobodyHasAndAKindThatIsAnotherAreNamed() {
    assertThatThrownBy(
            () ->
                deliveries.deliver(
                    new Delivery(Sample.MESSAGE, new ReceiverName(Kind.SLACK, "ml-alert"))))
        .hasMessageContaining("there is no receiver 'ml-alert'; this worker has bus, ml-alerts");
    assertThatThrownBy(
            () ->
                deliveries.deliver(
                    new Delivery(Sample.MESSAGE, new ReceiverName(Kind.TEAMS, "bus"))))
        .hasMessageContaining("receiver 'bus' is of the kind cloudevents, not teams");
  }
}
