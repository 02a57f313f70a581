package dev.mlharness.watch;

import dev.mlharness.payload.Durations;
import dev.mlharness.timing.Waiting;
import dev.mlharness.watch.WatchStatus.State;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reads as the story; what it remembers survives every continuation. */
public final class WatchWorkflow implements Watch {
  /** Few enough that a history stays small, whatever the server suggests. */
  private static final int LOOKS_PER_RUN = 200;

  /** Watches that ignored such a champion before go on as they are. */
  private static final String CHAMPIONS_OF_ONE_ID = "champions-of-one-workflow-id";

  private static final SearchAttributeKey<String> MODEL =
      SearchAttributeKey.forKeyword("HarnessModel");
  private static final SearchAttributeKey<String> STAGE =
      SearchAttributeKey.forKeyword("HarnessStage");
  private static final SearchAttributeKey<String> MODEL_VERSION =
      SearchAttributeKey.forKeyword("HarnessModelVersion");
  private static final SearchAttributeKey<String> OUTCOME =
      SearchAttributeKey.forKeyword("HarnessOutcome");

  private final Memory memory;
  private final int looksBefore;
  private boolean paused;
  private boolean stopped;
  private boolean news;
  private List<String> found = List.of();

  @WorkflowInit
  public WatchWorkflow(WatchState state) {
    this.memory = new Memory(state);
    this.paused = state.paused();
    this.looksBefore = state.looks();
  }

  @Override
  public void run(WatchState state) {
    Workflow.await(() -> memory.model() != null || stopped);
    show();
    while (!stopped) {
      if (Waiting.until(this::called, model().spec().every(), "next look")) {
        handle();
      } else {
        look();
      }
      show();
      if (full() && !stopped) {
        Workflow.continueAsNew(memory.state(paused));
      }
    }
  }

  private boolean called() {
    return stopped || news;
  }

  /** Somebody said something; whoever paused the watch waits for no look. */
  private void handle() {
    news = false;
    if (paused) {
      show();
      Workflow.await(() -> stopped || !paused);
      if (!stopped) {
        look();
      }
    }
  }

  private void look() {
    if (!paused) {
      new Inspection(memory, now(), () -> !stopped && !paused).make(model());
    }
  }

  private boolean full() {
    return memory.looks() - looksBefore >= LOOKS_PER_RUN
        || Workflow.getInfo().isContinueAsNewSuggested();
  }

  private WatchedModel model() {
    return Objects.requireNonNull(memory.model(), "a watch that looks has a model");
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  @Override
  public void watch(WatchedModel next) {
    WatchedModel before = memory.model();
    if (before != null && isKnown(before, next)) {
      return;
    }
    stopped = false;
    memory.moveTo(next);
    memory.note(now(), "version %s of %s is watched".formatted(next.version(), next.key().model()));
    news = true;
  }

  /** A workflow id may be used again, once the pipeline of that name has ended. */
  private static boolean isKnown(WatchedModel before, WatchedModel next) {
    return before.pipeline().equals(next.pipeline())
        && (before.version().equals(next.version())
            || Workflow.getVersion(CHAMPIONS_OF_ONE_ID, Workflow.DEFAULT_VERSION, 1)
                == Workflow.DEFAULT_VERSION);
  }

  @Override
  public void pause() {
    if (!paused) {
      memory.note(now(), "paused");
      paused = true;
      news = true;
    }
  }

  @Override
  public void resume() {
    if (paused) {
      memory.note(now(), "resumed");
      paused = false;
      news = true;
    }
  }

  @Override
  public void stop() {
    memory.note(now(), "stopped");
    stopped = true;
  }

  @Override
  public WatchStatus status() {
    WatchedModel model = memory.model();
    return new WatchStatus(
        model == null ? null : model.key().model(),
        model == null ? null : model.key().workspace(),
        model == null ? null : model.version(),
        model == null ? null : model.pipeline(),
        stopped ? State.STOPPED : paused ? State.PAUSED : State.WATCHING,
        model == null ? null : Durations.format(model.spec().every()),
        model == null ? null : model.spec().onViolation().name().toLowerCase(Locale.ROOT),
        memory.checks(),
        memory.actions(),
        model == null ? null : Restraint.of(memory.actions(), model.spec(), now()).until(),
        memory.violated(0),
        memory.looks(),
        memory.events());
  }

  private void show() {
    WatchedModel model = memory.model();
    if (model != null) {
      find(model, memory.violated().isEmpty() ? "kept" : "violated");
      Workflow.setCurrentDetails(WatchDetails.of(status()));
    }
  }

  /** Only what is new is told: each time is an event in the history. */
  private void find(WatchedModel model, String outcome) {
    List<String> now = List.of(model.key().model(), model.version(), outcome);
    if (!now.equals(found)) {
      found = now;
      Workflow.upsertTypedSearchAttributes(
          MODEL.valueSet(model.key().model()),
          STAGE.valueSet("watch"),
          MODEL_VERSION.valueSet(model.version()),
          OUTCOME.valueSet(outcome));
    }
  }
}
