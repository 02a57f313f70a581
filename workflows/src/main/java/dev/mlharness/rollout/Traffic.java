package dev.mlharness.rollout;

import dev.mlharness.rollout.Leg.Shift;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How traffic is shared between a candidate and what served before, which keep their proportions
 * among themselves.
 *
 * @param before null: nothing served
 * @param candidate its weight does not matter
 */
record Traffic(@Nullable EndpointConfig before, ServedModel candidate) {
  private static final int ALL = 100;

  /** Where nobody else can take traffic, the candidate gets all of it. */
  EndpointConfig after(Shift shift) {
    List<ServedModel> others = others();
    int total = others.stream().mapToInt(ServedModel::weight).sum();
    int weight = total == 0 ? ALL : shift.weight();
    List<ServedModel> served = new ArrayList<>();
    if (!(shift.alone() || others.isEmpty())) {
      served.addAll(shared(others, total, ALL - weight));
    }
    served.add(weighing(candidate, weight));
    return new EndpointConfig(served);
  }

  /** Only the candidate. */
  EndpointConfig settled() {
    return after(new Shift(ALL, true));
  }

  private List<ServedModel> others() {
    return before == null
        ? List.of()
        : before.served().stream().filter(served -> !isCandidate(served)).toList();
  }

  private boolean isCandidate(ServedModel served) {
    return served.model().equals(candidate.model()) && served.version().equals(candidate.version());
  }

  /** By the largest remainder, so that it adds up. */
  private static List<ServedModel> shared(List<ServedModel> others, int total, int rest) {
    if (total == 0) {
      return others;
    }
    int[] shares = others.stream().mapToInt(served -> served.weight() * rest / total).toArray();
    int left = rest - IntStream.of(shares).sum();
    IntStream.range(0, shares.length)
        .boxed()
        .sorted(Comparator.comparing(i -> -(others.get(i).weight() * rest % total)))
        .limit(left)
        .forEach(i -> shares[i]++);
    return IntStream.range(0, shares.length)
        .mapToObj(i -> weighing(others.get(i), shares[i]))
        .toList();
  }

  private static ServedModel weighing(ServedModel served, int weight) {
    return new ServedModel(
        served.name(),
        served.model(),
        served.version(),
        served.workloadSize(),
        served.scaleToZero(),
        weight);
  }

  /** The order of served models means nothing. */
  static boolean same(@Nullable EndpointConfig one, @Nullable EndpointConfig other) {
    return (one == null || other == null)
        ? Objects.equals(one, other)
        : new HashSet<>(one.served()).equals(new HashSet<>(other.served()));
  }

  /** What the candidate gets of it. */
  int weightIn(@Nullable EndpointConfig config) {
    return config == null
        ? 0
        : config.served().stream().filter(this::isCandidate).mapToInt(ServedModel::weight).sum();
  }

  /** For people: {@code detector-3 90 % (Small), detector-4 10 % (Small)}. */
  static String words(@Nullable EndpointConfig config) {
    return config == null
        ? "nothing (it does not exist)"
        : config.served().stream()
            .map(
                served ->
                    "%s %d %% (%s version %s, %s%s)"
                        .formatted(
                            served.name(),
                            served.weight(),
                            served.model(),
                            served.version(),
                            served.workloadSize(),
                            served.scaleToZero() ? ", scales to zero" : ""))
            .collect(Collectors.joining(", "));
  }
}
