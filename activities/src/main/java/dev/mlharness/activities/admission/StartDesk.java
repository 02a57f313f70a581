package dev.mlharness.activities.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.source.NamedRecipes;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.recipe.Digest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Where people get their starts signed: they show a token of their identity provider, which goes no
 * further, and take along a proof for this recipe and this pipeline.
 */
public final class StartDesk {
  private final PersonOf people;
  private final NamedRecipes recipes;
  private final SignedStarts signedStarts;
  private final Lives lives;
  private final Clock clock;

  public StartDesk(
      PersonOf people, NamedRecipes recipes, SignedStarts signedStarts, Lives lives, Clock clock) {
    this.people = people;
    this.recipes = recipes;
    this.signedStarts = signedStarts;
    this.lives = lives;
    this.clock = clock;
  }

  /**
   * Signs the start of one pipeline.
   *
   * @param token of the person, as their identity provider issued it
   * @param document the recipe as it will be handed in
   * @param pipeline the workflow id that it will have
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} when the token proves
   *     nothing or a group is missing, {@code RECIPE_INVALID}, {@code UNAVAILABLE}
   */
  public SignedStart sign(String token, JsonNode document, String pipeline) {
    return sign(token, document, new Scope.One(Purpose.PIPELINE, pipeline), lives.start());
  }

  /**
   * Signs the starts that a schedule makes of a recipe, for a longer while.
   *
   * @param prefix the workflow id in the schedule, to which Temporal adds the time
   */
  public SignedStart signSchedule(String token, JsonNode document, String prefix) {
    return sign(token, document, new Scope.Scheduled(prefix), lives.schedule());
  }

  /** Signs the plan of a recipe, which acts as its roles too. */
  public SignedStart signPlan(String token, JsonNode document, String workflow) {
    return sign(token, document, new Scope.One(Purpose.PLAN, workflow), lives.start());
  }

  /** Signs a trace, which acts as the role that reads. */
  public SignedStart signTrace(String token, TraceTarget target, String workflow) {
    Person person = people.of(token);
    return sign(
        person,
        RoleUse.ofTrace(target, recipes.workspaces()),
        target.document(),
        new Scope.One(Purpose.TRACE, workflow),
        lives.start());
  }

  private SignedStart sign(String token, JsonNode document, Scope scope, Duration life) {
    Person person = people.of(token);
    RoleUse use = RoleUse.of(recipes.read(document), recipes.workspaces());
    return sign(person, use, document, scope, life);
  }

  private SignedStart sign(
      Person person, RoleUse use, JsonNode document, Scope scope, Duration life) {
    use.refusal(person)
        .ifPresent(
            reason -> {
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
