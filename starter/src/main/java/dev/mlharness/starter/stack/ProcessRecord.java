package dev.mlharness.starter.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a started process. The start time tells it from another one that was given
 * the same number after it ended.
 *
 * @param pid its number, and that of its process group
 * @param startedAt when it started, as the operating system says
 * @param launch a digest of how it was started, to see that it would be started otherwise now
 */
record ProcessRecord(long pid, Instant startedAt, String launch) {

  // The operating system counts from the boot, and each JVM works out the boot time for itself.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  static ProcessRecord of(Process process, String launch) {
    Instant started = process.toHandle().info().startInstant().orElseGet(Instant::now);
    return new ProcessRecord(process.pid(), started, launch);
  }

  boolean isAlive() {
    return handle().isPresent();
  }

  /** The process, if it is still the one that was started. */
  Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedThen)
        .filter(process -> !isZombie(process.pid()));
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs())
        .filter(difference -> difference.compareTo(CLOCK_TOLERANCE) <= 0)
        .isPresent();
  }

  /** A process that ended counts as alive until its parent asks; in a container nobody may. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
