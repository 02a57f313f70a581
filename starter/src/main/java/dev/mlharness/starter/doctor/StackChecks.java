package dev.mlharness.starter.doctor;

import dev.mlharness.starter.stack.Part;
import dev.mlharness.starter.stack.PartStatus;
import dev.mlharness.starter.stack.Stack;
import java.util.List;
import java.util.stream.Stream;

/** The processes of the local stack. */
final class StackChecks {

  private final Stack stack;
  private final List<PartStatus> parts;

  StackChecks(Stack stack) {
    this.stack = stack;
    this.parts = stack.status();
  }

  Stream<Check> all() {
    return parts.stream().map(part -> new Check(part.part().title(), () -> find(part)));
  }

  /** Whether a part can be asked further. */
  boolean isReady(Part part) {
    return parts.stream()
        .anyMatch(status -> status.part() == part && status.state() == PartStatus.State.READY);
  }

  private Finding find(PartStatus status) {
    Part part = status.part();
    return switch (status.state()) {
      case READY -> new Finding.Fine("ready at " + status.address());
      case STOPPED -> stopped(part);
      case UNREADY ->
          new Finding.Wrong(
              "process " + status.pid() + " runs, but is not ready at " + status.address(),
              "./harness logs " + part.id() + "; ./harness down && ./harness up");
      case DIED ->
          new Finding.Wrong(
              "has ended by itself", "./harness logs " + part.id() + " tells why; ./harness up");
    };
  }

  private Finding stopped(Part part) {
    List<Integer> taken = stack.takenPorts(part);
    return new Finding.Open(
        taken.isEmpty()
            ? "not started; ./harness up starts it"
            : "not started; somebody else listens on its port %s, so ./harness up takes the next"
                .formatted(taken));
  }
}
