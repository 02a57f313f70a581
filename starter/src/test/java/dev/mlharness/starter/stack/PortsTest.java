package dev.mlharness.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

  private static final Ports USUAL = Ports.usual();

  @Test
  void freePortsAreLeftAlone() {
    assertThat(USUAL.settle(Set.of(), port -> true)).isEqualTo(USUAL);
  }

  @Test
  void aTakenPortIsReplacedByTheNextFreeOne() {
    Ports settled = USUAL.settle(Set.of(), port -> port != 5000 && port != 5001);

    assertThat(settled.mlflow()).isEqualTo(5002);
    assertThat(settled.temporal()).isEqualTo(7233);
  }

  @Test
  void noPortIsGivenTwice() {
    Ports settled = USUAL.settle(Set.of(), port -> port != 7080);

    assertThat(settled.sandbox()).isEqualTo(7081);
    assertThat(settled.identity()).isEqualTo(7082);
  }

  @Test
  void aRunningPartKeepsThePortsItListensOn() {
    Ports settled = USUAL.settle(Set.of(Part.SANDBOX), port -> port != 7080 && port != 7081);

    assertThat(settled).isEqualTo(USUAL);
  }

  @Test
  void noPartIsGivenThePortOfARunningOne() {
    var ports = new Ports(7233, 8233, 7090, 7080, 7081, 7090, 7070);

    assertThat(ports.settle(Set.of(Part.WORKER), port -> true).mlflow()).isEqualTo(7091);
  }

  @Test
  void aPortThatSomebodyListensOnIsNotFree() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void freePortsAreFreeAndDiffer() {
    Ports free = Ports.free();

    assertThat(free.settle(Set.of())).isEqualTo(free);
    assertThat(Set.of(free.temporal(), free.temporalUi(), free.mlflow())).hasSize(3);
  }

  @Test
  void whatIsNoPortIsRefused() {
    assertThatThrownBy(() -> new Ports(0, 1, 2, 3, 4, 5, 6)).hasMessageContaining("between 1 and");
  }
}
