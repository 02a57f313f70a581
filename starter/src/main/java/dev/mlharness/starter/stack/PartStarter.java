package dev.mlharness.starter.stack;

import dev.mlharness.starter.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes one part ready: leaves it alone if it is, else starts it and waits. */
final class PartStarter {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  private final Home home;
  private final StateFile state;
  private final Blueprint blueprint;
  private final Processes processes;
  private final Health health;
  private final Progress progress;

  PartStarter(
      Home home,
      StateFile state,
      Blueprint blueprint,
      Processes processes,
      Health health,
      Progress progress) {
    this.home = home;
    this.state = state;
    this.blueprint = blueprint;
    this.processes = processes;
    this.health = health;
    this.progress = progress;
  }

  /**
   * @throws StackException if the part ends or does not answer in time, with the end of its log
   */
  void makeReady(Part part) {
    Launch launch = blueprint.launch(part);
    ProcessRecord found = state.read().processes().get(part);
    if (found != null && found.isAlive()) {
      if (found.launch().equals(launch.digest())) {
        awaitReady(launch, found);
        return;
      }
      progress.say(
          "Restarting the "
              + part.title()
              + ": it was started from another build or with other addresses.");
      Processes.stop(found, Duration.ofSeconds(30));
    }
    refuseTakenPorts(part);
    new PartLog(home.log(part)).rotate();
    ProcessRecord started = processes.start(launch, home.folderOf(part), home.log(part));
    state.change(now -> now.with(part, started));
    awaitReady(launch, started);
    blueprint.forgetFormerBuilds(part);
    progress.say("Ready: " + part.title() + " at " + blueprint.addresses().of(part));
  }

  /** They were free when the stack began to start, which may be a minute ago. */
  private void refuseTakenPorts(Part part) {
    List<Integer> taken = blueprint.takenPorts(part);
    if (!taken.isEmpty()) {
      throw new StackException(
          "Somebody else has taken port %s of the %s meanwhile. ./harness up again takes the next."
              .formatted(taken, part.title()));
    }
  }

  private void awaitReady(Launch launch, ProcessRecord process) {
    String title = launch.part().title();
    Instant begin = Instant.now();
    // Both: were its port taken, somebody else would answer in its place.
    while (!(health.isReady(blueprint.addresses().health(launch.part())) && process.isAlive())) {
      Duration waited = Duration.between(begin, Instant.now());
      if (!process.isAlive()) {
        throw failed(launch.part(), "ended while it was starting");
      }
      if (waited.compareTo(PATIENCE) > 0) {
        throw failed(launch.part(), "did not become ready in " + PATIENCE.toMinutes() + " minutes");
      }
      progress.now("Waiting for the %s (%d s) …".formatted(title, waited.toSeconds()));
      pause();
    }
  }

  private StackException failed(Part part, String how) {
    return new StackException(
        "The %s %s. The end of its log, %s:%n%s"
            .formatted(part.title(), how, home.log(part), new PartLog(home.log(part)).tail(20)));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("Interrupted while the stack was starting", e);
    }
  }
}
