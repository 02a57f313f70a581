package dev.mlharness.activities.notify;

import dev.mlharness.notify.About;
import dev.mlharness.notify.Message;
import dev.mlharness.recipe.Occasion;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;

/** What the tests of receivers share. */
final class Sample {
  static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  static final Links LINKS =
      new Links(
          URI.create("https://harness.example.com/"),
          URI.create("https://temporal.example.com"),
          "ml");

  static final Message MESSAGE = message("version 2 of main.fraud.detector waits for approval");

  private Sample() {}

  static Message message(String words) {
    return message(
        "main.fraud.detector",
        words,
        Map.of("approval by", "group:ml-leads", "metric f1_score", "0.93"));
  }

  /** Of a model with this name. */
  static Message about(String model, Map<String, String> facts) {
    return message(model, "it waits for approval", facts);
  }

  private static Message message(String model, String words, Map<String, String> facts) {
    return new Message(
        "0f3a",
        Occasion.GATE_OPENED,
        NOON,
        new About("fraud/1 a", "fraud/1 a", "fraud", model, "2", "prod-eu", "d1".repeat(32)),
        words,
        facts);
  }

  /** Nothing but this machine, beside the public internet. */
  static GuardedHttp http() {
    return new GuardedHttp(new AddressGuard(List.of("127.0.0.0/8")));
  }

  static ApplicationFailure failure(Receiver receiver) {
    return Assertions.catchThrowableOfType(ApplicationFailure.class, () -> receiver.take(MESSAGE));
  }
}
