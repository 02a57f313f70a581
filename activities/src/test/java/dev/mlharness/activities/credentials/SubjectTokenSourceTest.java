package dev.mlharness.activities.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.TestClock;
import dev.mlharness.activities.TestIdentity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectTokenSourceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final TestClock clock = new TestClock(NOW);

  @Test
  void theFileIsReadAgainAtEachUse(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    var source = new ProjectedFileSource(file, clock);

    assertThat(source.fetch().reveal()).isEqualTo("first");
    Files.writeString(file, "second\n");
    assertThat(source.fetch().reveal()).isEqualTo("second");
  }

  @Test
  void aMissingFileMayStillBeProjected(@TempDir Path folder) {
    Path file = folder.resolve("token");

    fails(() -> new ProjectedFileSource(file, clock).fetch(), "UNAVAILABLE")
        .hasMessageContaining(file + " cannot be read (NoSuchFileException)");
  }

  @Test
  void anEmptyFileMayStillBeFilled(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "\n");

    fails(() -> new ProjectedFileSource(file, clock).fetch(), "UNAVAILABLE")
        .hasMessageContaining("is empty");
  }

  @Test
  void anExpiredTokenIsNotSentAnywhere(@TempDir Path folder) throws IOException {
    String token = TestIdentity.token(NOW.minusSeconds(61));
    Path file = Files.writeString(folder.resolve("token"), token);

    fails(() -> new ProjectedFileSource(file, clock).fetch(), "UNAVAILABLE")
        .hasMessageContaining("expired at 2026-11-24T11:58:59Z")
        .message()
        .doesNotContain(token);
  }

  @Test
  void aClockThatIsAMinuteAheadRefusesNoToken(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, TestIdentity.token(NOW.minusSeconds(60)));

    assertThat(new ProjectedFileSource(file, clock).fetch().reveal()).isNotBlank();
  }

  @Test
  void aTokenLivesAsLongAsItSays(@TempDir Path folder) throws IOException {
    Instant expiry = NOW.plus(Duration.ofMinutes(10));
    Path file = Files.writeString(folder.resolve("token"), TestIdentity.token(expiry));

    assertThat(new ProjectedFileSource(file, clock).fetch().expiry()).isEqualTo(expiry);
  }

  @Test
  void theEnvironmentIsRead() {
    var source = new EnvironmentSource("ID_TOKEN", Map.of("ID_TOKEN", "it")::get, clock);

    assertThat(source.fetch().reveal()).isEqualTo("it");
  }

  @Test
  void aVariableThatIsNotSetStaysSoUntilSomebodySetsIt() {
    var source = new EnvironmentSource("ID_TOKEN", Map.<String, String>of()::get, clock);

    fails(source::fetch, "HELD").hasMessageContaining("environment variable ID_TOKEN");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(
      ThrowingCallable call, String type) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApplicationFailure.class, failure -> assertThat(failure.getType()).isEqualTo(type));
  }
}
