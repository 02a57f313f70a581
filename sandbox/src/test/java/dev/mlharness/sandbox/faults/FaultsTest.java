package dev.mlharness.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.sandbox.faults.FaultRule.Match;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private static final String PATH = "/api/2.2/jobs/runs/submit";

  private final Faults faults = new Faults();

  private static FaultRule rule(
      @Nullable String method, String path, int after, @Nullable Integer times) {
    return new FaultRule(new Match(method, path), after, times, new Fault.ReplyLost());
  }

  private boolean strikes(String method, String path) {
    return faults.next(method, path).isPresent();
  }

  @Test
  void aFaultStrikesAsOftenAsItWasAskedFor() {
    faults.add(rule("POST", PATH, 0, 2));
    assertThat(strikes("POST", PATH)).isTrue();
    assertThat(strikes("POST", PATH)).isTrue();
    assertThat(strikes("POST", PATH)).isFalse();
  }

  @Test
  void aFaultLetsTheFirstRequestsPassIfItIsTo() {
    faults.add(rule("POST", PATH, 1, 1));
    assertThat(strikes("POST", PATH)).isFalse();
    assertThat(strikes("POST", PATH)).isTrue();
    assertThat(strikes("POST", PATH)).isFalse();
  }

  @Test
  void withoutANumberAFaultStrikesUntilItIsTakenBack() {
    long id = faults.add(rule(null, "/api/*/jobs/**", 0, null));
    assertThat(strikes("GET", "/api/2.1/jobs/runs/get")).isTrue();
    assertThat(strikes("POST", PATH)).isTrue();
    assertThat(faults.remove(id)).isTrue();
    assertThat(strikes("POST", PATH)).isFalse();
  }

  @Test
  void otherRequestsPassAndAreNotCounted() {
    faults.add(rule("POST", PATH, 0, 1));
    assertThat(strikes("GET", PATH)).isFalse();
    assertThat(strikes("POST", "/api/2.2/jobs/runs/cancel")).isFalse();
    assertThat(strikes("POST", PATH)).isTrue();
  }

  @Test
  void aStatusThatIsNoErrorIsNoFault() {
    assertThatThrownBy(() -> new Fault.Status(200, null)).hasMessageContaining("status is 200");
  }
}
