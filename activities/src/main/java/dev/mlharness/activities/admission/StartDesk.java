package dev.mlharness.activities.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditActivities;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where people get their starts signed: whoever has proven who they are takes along a proof for
 * this recipe and this pipeline. Who may not is told why, and that is recorded.
 */
public final class StartDesk {
  private final NamedRecipes recipes;
  private final SignedStarts signedStarts;
  private final Lives lives;
  private final AuditActivities audit;
  private final Clock clock;

  public StartDesk(
      NamedRecipes recipes,
      SignedStarts signedStarts,
      Lives lives,
      AuditActivities audit,
      Clock clock) {
    this.recipes = recipes;
    this.signedStarts = signedStarts;
    this.lives = lives;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Signs the start of one pipeline.
   *
   * @param document the recipe as it will be handed in
   * @param pipeline the workflow id that it will have
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when a group is missing,
   *     {@code RECIPE_INVALID}, {@code UNAVAILABLE}
   */
  public SignedStart sign(Person person, JsonNode document, String pipeline) {
    Scope scope = new Scope.One(Purpose.PIPELINE, pipeline);
    return sign(person, document, pipeline, scope, lives.start());
  }

  /**
   * Signs the starts that a schedule makes of a recipe, for a longer while.
   *
   * @param prefix the workflow id in the schedule, to which Temporal adds the time
   */
  public SignedStart signSchedule(Person person, JsonNode document, String prefix) {
    return sign(person, document, prefix, new Scope.Scheduled(prefix), lives.schedule());
  }

  /** Signs the plan of a recipe, which acts as its roles too. */
  public SignedStart signPlan(Person person, JsonNode document, String workflow) {
    Scope scope = new Scope.One(Purpose.PLAN, workflow);
    return sign(person, document, workflow, scope, lives.start());
  }

  /** Signs a trace, which acts as the role that reads. */
  public SignedStart signTrace(Person person, TraceTarget target, String workflow) {
    RoleUse use = RoleUse.ofTrace(target, recipes.workspaces());
    Scope scope = new Scope.One(Purpose.TRACE, workflow);
    return sign(person, use, target.document(), workflow, scope, lives.start());
  }

  private SignedStart sign(
      Person person, JsonNode document, String id, Scope scope, Duration life) {
    RoleUse use = RoleUse.of(recipes.read(document), recipes.workspaces());
    return sign(person, use, document, id, scope, life);
  }

  private SignedStart sign(
      Person person, RoleUse use, JsonNode document, String id, Scope scope, Duration life) {
    use.refusal(person)
        .ifPresent(
            reason -> {
              audit.record(List.of(refusal(person, document, id, use.workspace(), reason)));
              throw Failures.of(FailureType.ACCESS_DENIED, reason);
            });
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    StartProof proof =
        new StartProof(
            UUID.randomUUID().toString(),
            person,
            Digest.of(document),
            use.roles(),
            scope,
            now,
            now.plus(life));
    return new SignedStart(person.name(), signedStarts.sign(proof), proof.expiry());
  }

  private static AuditEvent refusal(
      Person person, JsonNode document, String id, String workspace, String reason) {
    return new AuditEvent(
        "desk-refused/" + UUID.randomUUID(),
        AuditKind.REFUSAL,
        Actor.of(person.name()),
        new Place(workspace, id, null),
        "signing of a start",
        Digest.of(document),
        "refused",
        Map.of("reason", reason));
  }

  /**
   * How long signed starts count.
   *
   * @param start of one pipeline: long enough to hand it to Temporal
   * @param schedule of a schedule: until somebody applies it again
   */
  public record Lives(Duration start, Duration schedule) {}

  /**
   * @param person who is proven to have asked for it
   * @param start the proof: JWS in compact form
   */
  public record SignedStart(String person, String start, Instant expiry) {}
}
