package dev.mlharness.world;

import dev.mlharness.check.CheckActivities;
import dev.mlharness.check.CheckRequest;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.Measurement;
import dev.mlharness.check.TableRead;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers of a model that serves: whatever a test says; nothing to measure until it does. */
public final class FakeChecks implements CheckActivities {
  private final Faults faults;
  private final Map<String, Double> values = new HashMap<>();
  private final Deque<Double> next = new ArrayDeque<>();
  private final List<CheckRequest> asked = new ArrayList<>();
  private @Nullable Instant unseenSince;

  FakeChecks(Faults faults) {
    this.faults = faults;
  }

  /** From now on the check of this title finds this. */
  public synchronized void finds(String check, double value) {
    values.put(check, value);
  }

  /** The next measurements find these, whatever they measure. */
  public synchronized void findsNext(double... found) {
    Arrays.stream(found).forEach(next::add);
  }

  /** There have been data since then that the model has not seen. */
  public synchronized void unseenSince(Instant time) {
    unseenSince = time;
  }

  public synchronized List<CheckRequest> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Measurement measure(CheckRequest request) {
    return faults.around("Measure " + request.check().title(), () -> found(request));
  }

  private synchronized Measurement found(CheckRequest request) {
    asked.add(request);
    Double told = next.poll();
    Double value = told == null ? values.get(request.check().title()) : told;
    return value == null ? Measurement.none("nothing") : Measurement.of(value, "as the test wants");
  }

  @Override
  public DataAge dataAge(TableRead read) {
    return faults.around("ReadDataAge", () -> age(read));
  }

  private synchronized DataAge age(TableRead read) {
    return new DataAge(read.version(), unseenSince);
  }
}
