package dev.mlharness.promotion;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.ledger.Inverse;
import dev.mlharness.ledger.Ledger;
import dev.mlharness.ledger.Undo;
import dev.mlharness.promotion.Reign.Origin;
import dev.mlharness.promotion.Reign.Served;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.ModelVersion;
import dev.mlharness.registry.RegistryActivities;
import dev.mlharness.timing.ActivityProfiles;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries out what people order of a model: to roll back, to adopt. Recorded before it is done. */
final class Orders {
  /** Before, an aborted promotion was believed to have put the endpoint back. */
  private static final String LOOKS_AT_ENDPOINT = "endpoint-after-abort";

  private final Memory memory;
  private final Turns turns;
  private final Look look;

  Orders(Memory memory, Turns turns, Look look) {
    this.memory = memory;
    this.turns = turns;
    this.look = look;
  }

  RollbackResult rollback(RollbackOrder order) {
    OrderRecords.record(
        memory, "rollback", order.by(), order.why(), order.to() == null ? "" : order.to());
    TurnRequest holder = memory.line().holder();
    if (holder == null) {
      turns.settle();
      Seen seen = seen();
      return unserved(order, seen) ? servedAgain(order, seen) : restored(order, null, seen);
    }
    Champions before = memory.champions();
    memory.note(
        "%s; pipeline %s is told to take its promotion back"
            .formatted(order.withdrawal().sentence(), holder.pipeline()));
    turns.awaitEndOf(holder, turns.tell(holder, Turns.WITHDRAW, order.withdrawal()));
    turns.settle();
    return afterAbort(order, new Remains(holder, before, memory.endpoint(), seen()));
  }

  /** Whether the wanted champion is one already, and the endpoint, which served it, does not. */
  private boolean unserved(RollbackOrder order, Seen seen) {
    String to = order.to();
    return to != null
        && order.instead() == null
        && to.equals(seen.version())
        && memory
            .champions()
            .of(to)
            .map(Reign::served)
            .filter(served -> served.endpoint().equals(memory.endpoint()))
            .isPresent()
        && seen.servedFor(memory.key().model(), to) == null
        && looksAtEndpoint();
  }

  private RollbackResult servedAgain(RollbackOrder order, Seen seen) {
    String to = Objects.requireNonNull(seen.version(), "champion");
    serveAgain(order, to, memory.champions().of(to).map(Reign::served).orElse(null));
    String sentence =
        "version %s is champion already; endpoint %s serves it again"
            .formatted(to, memory.endpoint());
    memory.note(order.withdrawal().sentence() + "; " + sentence);
    return new RollbackResult(to, to, null, sentence);
  }

  private RollbackResult afterAbort(RollbackOrder order, Remains remains) {
    TurnRequest holder = remains.holder();
    Seen seen = remains.seen();
    String before = remains.before().version();
    if (order.instead() != null) {
      return restored(order, holder.pipeline(), seen);
    }
    String wanted = order.to() == null ? before : order.to();
    if (!Objects.equals(seen.version(), wanted)) {
      return restored(
          new RollbackOrder(wanted, order.by(), order.comment()), holder.pipeline(), seen);
    }
    String sentence =
        "the promotion of version %s by pipeline %s was aborted; %s"
            .formatted(
                holder.version(),
                holder.pipeline(),
                wanted == null
                    ? "there is no champion, as before" + remains.words()
                    : "version " + wanted + " is champion, as before" + cleared(order, remains));
    memory.note(order.withdrawal().sentence() + "; " + sentence);
    return new RollbackResult(wanted, before, holder.pipeline(), sentence);
  }

  private String cleared(RollbackOrder order, Remains remains) {
    String champion = Objects.requireNonNull(remains.seen().version(), "champion");
    if (remains.none(champion) || !looksAtEndpoint()) {
      return "";
    }
    serveAgain(order, champion, remains.served(champion));
    return "; endpoint %s, which was left changed, serves it again".formatted(memory.endpoint());
  }

  /** The champion stays; only the endpoint is changed. */
  private void serveAgain(RollbackOrder order, String champion, @Nullable Served known) {
    Served served = carriedOut(order, champion, champion, known);
    memory.champions(champions -> champions.served(served));
  }

  private static boolean looksAtEndpoint() {
    return Workflow.getVersion(LOOKS_AT_ENDPOINT, Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION;
  }

  private RollbackResult restored(RollbackOrder order, @Nullable String aborted, Seen seen) {
    ModelVersion previous = byAlias(Alias.PREVIOUS);
    String to =
        Targets.of(
            order,
            memory.champions(),
            seen.version(),
            previous == null ? null : previous.version());
    Served known = memory.champions().of(to).map(Reign::served).orElse(null);
    Served served = carriedOut(order, seen.version(), to, known);
    Instant now = Memory.now();
    memory.champions(
        champions ->
            champions.begin(
                new Reign(to, now, null, Origin.ROLLBACK, order.by(), order.why(), null, served)));
    String sentence =
        "version %s is champion again, instead of %s"
            .formatted(to, seen.version() == null ? "none" : "version " + seen.version());
    memory.note(order.withdrawal().sentence() + "; " + sentence);
    return new RollbackResult(to, seen.version(), aborted, sentence);
  }

  private @Nullable Served carriedOut(
      RollbackOrder order, @Nullable String from, String to, @Nullable Served known) {
    return child()
        .run(
            new RollbackPlan(
                access(),
                memory.key().model(),
                from,
                to,
                known == null ? memory.endpoint() : known.endpoint(),
                known,
                order));
  }

  private Rollback child() {
    return Workflow.newChildWorkflowStub(
        Rollback.class,
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(memory.key().workflowId() + "/rollback-" + Workflow.randomUUID())
            .setStaticSummary("rollback of " + memory.key().model())
            .build());
  }

  ModelStatus adopt(AdoptOrder order) {
    OrderRecords.record(
        memory,
        "adopt",
        order.by(),
        order.comment() == null ? "no reason given" : order.comment(),
        order.version());
    Seen seen = look.now(order.access(), order.endpoint());
    checkAdoptable(order, seen);
    if (seen.version() == null) {
      makeChampion(order);
    }
    memory.place(order.access(), order.endpoint());
    memory.champions(
        champions ->
            champions.begin(
                new Reign(
                    order.version(),
                    Memory.now(),
                    null,
                    Origin.ADOPTED,
                    order.by(),
                    order.comment() == null ? "adopted as it was" : order.comment(),
                    seen.pipeline(),
                    seen.servedFor(memory.key().model(), order.version()))));
    memory.note("adopted by %s at version %s".formatted(order.by(), order.version()));
    return memory.status(null);
  }

  private void checkAdoptable(AdoptOrder order, Seen seen) {
    String model = memory.key().model();
    if (seen.version() != null && !seen.version().equals(order.version())) {
      throw Failures.of(
          FailureType.CONFLICT,
          "version %s is champion of %s, not %s; adopt that version, or roll back to %s afterwards"
              .formatted(seen.version(), model, order.version(), order.version()));
    }
    if (order.endpoint() != null && seen.servedFor(model, order.version()) == null) {
      throw Failures.of(
          FailureType.CONFLICT,
          "endpoint %s does not serve version %s of %s; name the endpoint that does, or none"
              .formatted(order.endpoint(), order.version(), model));
    }
  }

  private void makeChampion(AdoptOrder order) {
    AliasChange change =
        new AliasChange(
            order.access(), memory.key().model(), Alias.CHAMPION, null, order.version());
    Ledger ledger = new Ledger();
    ledger.write(change.subject(), new Inverse.RestoreAlias(change.inverse()));
    try {
      registry(ActivityProfiles.CHANGE, change.subject()).changeAlias(change);
    } catch (ActivityFailure failure) {
      ledger.drain(0, new Undo(Map.of(), run -> {}));
      throw failure;
    }
  }

  private Access access() {
    return Objects.requireNonNull(memory.access(), "a model that is known has been looked at");
  }

  private Seen seen() {
    Seen seen = look.now(access(), memory.endpoint());
    look.noted(seen);
    return seen;
  }

  private @Nullable ModelVersion byAlias(Alias alias) {
    return registry(ActivityProfiles.ASKED, "who is " + alias.word())
        .byAlias(access(), memory.key().model(), alias);
  }

  private static RegistryActivities registry(ActivityOptions profile, String what) {
    return ActivityProfiles.call(RegistryActivities.class, profile, what);
  }

  /** The entity lives on; whoever gave the order hears why it failed. */
  static ApplicationFailure refused(TemporalFailure failure) {
    return failure instanceof ActivityFailure || failure instanceof ChildWorkflowFailure
        ? Failures.of(
            Failures.type(failure).orElse(FailureType.UNAVAILABLE), Failures.sentence(failure))
        : failure instanceof ApplicationFailure own
            ? own
            : Failures.of(FailureType.UNAVAILABLE, String.valueOf(failure.getMessage()));
  }
}
