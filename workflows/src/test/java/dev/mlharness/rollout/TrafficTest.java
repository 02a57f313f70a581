package dev.mlharness.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.rollout.Leg.Shift;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final ServedModel CANDIDATE = served("9", 100);

  @Property
  void theCandidateGetsItsWeightAndTheOthersShareTheRestInProportion(
      @ForAll("splits") EndpointConfig before, @ForAll @IntRange(max = 100) int weight) {
    Traffic traffic = new Traffic(before, CANDIDATE);

    EndpointConfig after = traffic.after(new Shift(weight, false));

    assertThat(after.served().stream().mapToInt(ServedModel::weight).sum()).isEqualTo(100);
    assertThat(traffic.weightIn(after)).isEqualTo(weight);
    for (int i = 0; i < before.served().size(); i++) {
      ServedModel was = before.served().get(i);
      ServedModel is = after.served().get(i);
      assertThat(is.name()).isEqualTo(was.name());
      assertThat(is.weight()).isBetween(0, was.weight());
      assertThat((double) is.weight())
          .isBetween(
              was.weight() * (100 - weight) / 100.0 - 1, was.weight() * (100 - weight) / 100.0 + 1);
    }
  }

  @Property
  void inTheEndThereIsNothingButTheCandidate(@ForAll("splits") EndpointConfig before) {
    assertThat(new Traffic(before, CANDIDATE).settled().served()).containsExactly(CANDIDATE);
  }

  @Property
  void theOrderOfServedModelsMeansNothing(@ForAll("splits") EndpointConfig before) {
    List<ServedModel> turned = new ArrayList<>(before.served());
    Collections.reverse(turned);

    assertThat(Traffic.same(before, new EndpointConfig(turned))).isTrue();
    assertThat(Traffic.same(before, null)).isFalse();
  }

  @Test
  void whereNobodyElseServesTheCandidateGetsEverything() {
    assertThat(new Traffic(null, CANDIDATE).after(new Shift(10, false)).served())
        .containsExactly(CANDIDATE);
    assertThat(
            new Traffic(new EndpointConfig(List.of(CANDIDATE)), CANDIDATE)
                .after(new Shift(10, false))
                .served())
        .containsExactly(CANDIDATE);
  }

  @Test
  void duringTheBakeWhatServedBeforeStaysLoaded() {
    EndpointConfig before = new EndpointConfig(List.of(served("3", 100)));

    EndpointConfig after = new Traffic(before, CANDIDATE).after(new Shift(100, false));

    assertThat(after.served()).containsExactly(served("3", 0), CANDIDATE);
  }

  @Test
  void aCandidateThatServesAlreadyIsNotServedTwice() {
    EndpointConfig before = new EndpointConfig(List.of(served("3", 60), served("9", 40)));

    assertThat(new Traffic(before, CANDIDATE).after(new Shift(50, false)).served())
        .containsExactly(served("3", 50), served("9", 50));
  }

  @Provide
  Arbitrary<EndpointConfig> splits() {
    return Arbitraries.integers()
        .between(0, 100)
        .list()
        .ofMinSize(0)
        .ofMaxSize(4)
        .map(TrafficTest::split);
  }

  /** Cuts one hundred per cent at these places. */
  private static EndpointConfig split(List<Integer> cuts) {
    List<Integer> places = new ArrayList<>(cuts);
    places.add(0);
    places.add(100);
    Collections.sort(places);
    return new EndpointConfig(
        IntStream.range(1, places.size())
            .mapToObj(i -> served("1" + i, places.get(i) - places.get(i - 1)))
            .toList());
  }

  private static ServedModel served(String version, int weight) {
    return new ServedModel(
        "detector-" + version, "main.fraud.detector", version, "Small", true, weight);
  }
}
