package dev.mlharness.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Nudge;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Ruling;
import dev.mlharness.notify.About;
import dev.mlharness.notify.Messenger;
import dev.mlharness.payload.Durations;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.Recipe;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.start.Admitted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline tells people and other systems, and whom: those that its recipe names, and
 * operators' receivers where some hear of such occasions. Where nobody does, nothing is said.
 */
final class Messages {
  private static final String GATE = "approval by";

  private final PipelineId id;
  private final Messenger messenger = new Messenger();
  private Set<Occasion> heard = Set.of();
  private @Nullable Recipe recipe;
  private @Nullable HandedIn handedIn;
  private @Nullable String digest;

  Messages(PipelineId id) {
    this.id = id;
  }

  /** While nobody knows whether the document is a recipe. */
  void handedIn(@Nullable JsonNode document) {
    handedIn = document == null ? null : HandedIn.of(document);
  }

  void admitted(Admitted admitted) {
    heard = Set.copyOf(admitted.heard());
    recipe = admitted.recipe();
  }

  /** From now on, messages name the manifest. */
  void resolved(Manifest manifest) {
    digest = manifest.digest();
  }

  /** Of which occasions operators' receivers hear. */
  List<Occasion> heard() {
    return heard.stream().sorted().toList();
  }

  void gateOpened(Evidence evidence, OpenGate gate) {
    Map<String, String> facts = new TreeMap<>(metrics(evidence));
    facts.put(GATE, gate.policy().whom());
    facts.put("decide before", gate.deadline().toString());
    if (!evidence.changes().isEmpty()) {
      facts.put("changes", String.join("; ", evidence.changes()));
    }
    tell(
        Occasion.GATE_OPENED,
        evidence.candidate(),
        "%s waits for approval by %s".formatted(words(evidence.candidate()), gate.policy().whom()),
        facts);
  }

  private static Map<String, String> metrics(Evidence evidence) {
    return evidence.metrics().entrySet().stream()
        .collect(
            Collectors.toMap(
                metric -> "metric " + metric.getKey(),
                metric -> {
                  Double champion = evidence.championMetrics().get(metric.getKey());
                  return champion == null
                      ? String.valueOf(metric.getValue())
                      : metric.getValue() + " (champion: " + champion + ")";
                }));
  }

  void nudged(Evidence evidence, OpenGate gate, Nudge nudge) {
    tell(
        nudge.escalates() ? Occasion.GATE_ESCALATION : Occasion.GATE_REMINDER,
        evidence.candidate(),
        words(evidence.candidate()) + ": " + nudge.words(),
        Map.of(GATE, gate.policy().whom(), "decide before", gate.deadline().toString()));
  }

  /** A gate that asks nobody decides nothing. */
  void decided(Evidence evidence, Ruling ruling) {
    Recipe known = recipe;
    if (known == null || known.approve().required() > 0) {
      tell(
          Occasion.DECIDED,
          evidence.candidate(),
          words(evidence.candidate()) + ": " + ruling.reason(),
          Map.of("approved", String.valueOf(ruling.approved())));
    }
  }

  void held(Held held, Duration limit) {
    tell(
        Occasion.HELD,
        null,
        "%s failed: %s".formatted(held.stage().word(), held.reason()),
        Map.of(
            "stage",
            held.stage().word(),
            "answers",
            String.join(", ", held.answers()),
            "answer within",
            Durations.format(limit)));
  }

  void spent(Stage stage, String exceeded) {
    tell(Occasion.BUDGET_EXCEEDED, null, exceeded, Map.of("before", stage.word()));
  }

  void ended(PipelineResult result) {
    switch (result.outcome()) {
      case DEPLOYED -> ended(Occasion.DEPLOYED, result);
      case ROLLED_BACK -> ended(Occasion.ROLLED_BACK, result);
      case CANCELLED, ABORTED -> ended(Occasion.CANCELLED, result);
      case REFUSED, VALIDATION_FAILED, FAILED, COMPENSATION_FAILED ->
          ended(neverBegan(result) ? Occasion.SCHEDULE_INVALID : Occasion.FAILED, result);
      case REJECTED, REPRODUCED, DIFFERS -> {
        // People know: it was decided, or they asked for it.
      }
    }
  }

  private static boolean neverBegan(PipelineResult result) {
    return result.digest() == null && Firing.ofSchedule() != null;
  }

  private void ended(Occasion occasion, PipelineResult result) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("outcome", result.outcome().word());
    if (result.endpointUrl() != null) {
      facts.put("endpoint", result.endpointUrl());
    }
    String schedule = Firing.ofSchedule();
    if (schedule != null) {
      facts.put("schedule", schedule);
    }
    tell(occasion, result.version(), result.reason(), facts);
  }

  /** Returns when Temporal has taken over all that was said. */
  void settle() {
    messenger.settle();
  }

  private void tell(
      Occasion occasion, @Nullable ModelVersion version, String words, Map<String, String> facts) {
    List<ReceiverName> to = told(occasion);
    // Before a recipe is known, nobody knows either what operators' receivers hear of.
    if (!to.isEmpty() || heard.contains(occasion) || recipe == null) {
      messenger.tell(occasion, about(version), words, facts, to);
    }
  }

  private List<ReceiverName> told(Occasion occasion) {
    if (recipe != null) {
      return recipe.told(occasion);
    }
    return handedIn == null ? List.of() : handedIn.told(occasion);
  }

  private About about(@Nullable ModelVersion version) {
    Recipe known = recipe;
    return known == null
        ? new About(
            id.workflowId(),
            id.workflowId(),
            handedIn == null ? null : handedIn.recipe(),
            handedIn == null ? null : handedIn.model(),
            null,
            null,
            null)
        : new About(
            id.workflowId(),
            id.workflowId(),
            known.metadata().name(),
            known.model(),
            version == null ? null : version.version(),
            known.workspace(),
            digest);
  }

  private static String words(ModelVersion version) {
    return "version %s of %s".formatted(version.version(), version.model());
  }
}
