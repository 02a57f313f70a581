package dev.mlharness.sandbox.tasks;

import dev.mlharness.sandbox.SandboxSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of a sandbox that is not there but for its folder. */
final class TestSettings {

  private TestSettings() {}

  static SandboxSettings in(Path home) {
    return new SandboxSettings(
        home,
        URI.create("http://127.0.0.1:1"),
        "account",
        "1",
        new SandboxSettings.Idp(2, Duration.ofMinutes(10)),
        URI.create("http://127.0.0.1:3"),
        "python3",
        null,
        null,
        2);
  }
}
