package dev.mlharness.starter.console;

import java.time.Duration;

/** How a command waits before it looks again. */
public final class Pause {
  private Pause() {}

  /**
   * @param interrupted what to say when somebody ends the command meanwhile
   * @throws CommandFailure then
   */
  public static void of(Duration time, String interrupted) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed(interrupted, null);
    }
  }
}
