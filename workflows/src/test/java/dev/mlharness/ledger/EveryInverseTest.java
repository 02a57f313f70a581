package dev.mlharness.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.ledger.LedgerEntry.State;
import dev.mlharness.lineage.Tags;
import dev.mlharness.pipeline.PipelineExtension;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.recipe.Compute;
import dev.mlharness.recipe.StageTask;
import dev.mlharness.registry.Alias;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.run.RunRequest;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.world.FakeWorld;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of inverse, when what it calls fails once, three times and for good. */
class EveryInverseTest {
  private static final Access ACCESS = new Access("w", "r");
  private static final String MODEL = "main.x.m";

  private final FakeWorld world = new FakeWorld();
  private TestWorkflowEnvironment environment;

  /** Drains a ledger with one entry. */
  @WorkflowInterface
  public interface Drain {
    @WorkflowMethod
    LedgerEntry drain(Inverse inverse);
  }

  public static final class DrainWorkflow implements Drain {
    @Override
    public LedgerEntry drain(Inverse inverse) {
      Ledger ledger = new Ledger();
      ledger.write("the change", inverse);
      ledger.drain(0, new Undo(Map.of(Tags.OUTCOME, "failed"), ended -> {}));
      return ledger.entries().get(0);
    }
  }

  /**
   * A change that was made, and its inverse.
   *
   * @param call the activity that undoes it
   * @param change makes the change
   * @param undone whether the world is as before
   */
  private record Case(
      Class<? extends Inverse> kind,
      String call,
      Function<FakeWorld, Inverse> change,
      Predicate<FakeWorld> undone) {
    @Override
    public String toString() {
      return kind.getSimpleName();
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case(
              Inverse.StopRun.class,
              "CancelRun",
              EveryInverseTest::runningRun,
              FakeWorld::nothingRuns),
          new Case(
              Inverse.RetireVersion.class,
              "RetireVersion",
              EveryInverseTest::newVersion,
              world -> "failed".equals(world.registry().version("1").tags().get(Tags.OUTCOME))),
          new Case(
              Inverse.RestoreAlias.class,
              "ChangeAlias",
              EveryInverseTest::movedAlias,
              world -> "1".equals(world.registry().alias(Alias.CHAMPION))),
          new Case(
              Inverse.RestoreEndpoint.class,
              "ChangeEndpoint",
              EveryInverseTest::changedEndpoint,
              world -> "1".equals(world.serving().served("fraud"))),
          new Case(
              Inverse.RestoreSecret.class,
              "RestoreSecret",
              EveryInverseTest::promotedSecret,
              world -> "old".equals(world.secrets().current())),
          new Case(
              Inverse.DiscardSecret.class,
              "DiscardSecret",
              EveryInverseTest::issuedSecret,
              world -> world.secrets().valid().equals(List.of("old"))));

  @BeforeEach
  void start() {
    environment = PipelineExtension.newEnvironment();
    Worker worker = environment.newWorker(TaskQueues.HARNESS);
    worker.registerWorkflowImplementationTypes(DrainWorkflow.class);
    worker.registerActivitiesImplementations(world.activities());
    environment.start();
  }

  @AfterEach
  void stop() {
    world.runs().stopAll();
    environment.close();
  }

  @Test
  void everyKindHasACase() {
    assertThat(CASES.stream().map(Case::kind).map(Class::getName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Inverse.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  static Stream<Arguments> failingForAWhile() {
    return CASES.stream().flatMap(one -> Stream.of(0, 1, 3).map(times -> Arguments.of(one, times)));
  }

  @ParameterizedTest
  @MethodSource("failingForAWhile")
  void whatFailsForAWhileIsTriedUntilItIsUndone(Case one, int times) {
    Inverse inverse = one.change().apply(world);
    assertThat(one.undone()).rejects(world);
    world.faults().fail(one.call(), times, FailureType.UNAVAILABLE);

    LedgerEntry entry = drain(inverse);

    assertThat(entry.state()).isEqualTo(State.UNDONE);
    assertThat(one.undone()).accepts(world);
  }

  static List<Case> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatFailsForGoodIsSaidWithHowToFinishByHand(Case one) {
    Inverse inverse = one.change().apply(world);
    world.faults().failAlways(one.call(), FailureType.UNAVAILABLE);

    LedgerEntry entry = drain(inverse);

    assertThat(entry.state()).isEqualTo(State.FAILED);
    assertThat(entry.note())
        .contains(one.call(), "failed by request", "By hand: " + ByHand.finish(inverse));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsForbiddenIsNotTriedForLong(Case one) {
    Inverse inverse = one.change().apply(world);
    world.faults().failAlways(one.call(), FailureType.ACCESS_DENIED);

    LedgerEntry entry = drain(inverse);

    assertThat(entry.state()).isEqualTo(State.FAILED);
    assertThat(entry.note()).contains("failed by request").doesNotContain("tried until");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatSomebodyElseHasChangedSinceIsLeftAsItIs(Case one) {
    Inverse inverse = one.change().apply(world);
    world.faults().failAlways(one.call(), FailureType.CONFLICT);

    LedgerEntry entry = drain(inverse);

    assertThat(entry.state()).isEqualTo(State.SKIPPED);
    assertThat(entry.note()).startsWith("left as it is: ");
  }

  @Test
  void anAliasThatSomebodyElseMovedStaysWhereItIs() {
    Inverse inverse = movedAlias(world);
    world.registry().meddle(Alias.CHAMPION, "9");

    assertThat(drain(inverse).state()).isEqualTo(State.SKIPPED);
    assertThat(world.registry().alias(Alias.CHAMPION)).isEqualTo("9");
  }

  @Test
  void anEndpointThatSomebodyElseChangedServesWhatTheyWant() {
    Inverse inverse = changedEndpoint(world);
    world.serving().serves("fraud", "9");

    assertThat(drain(inverse).state()).isEqualTo(State.SKIPPED);
    assertThat(world.serving().served("fraud")).isEqualTo("9");
  }

  private LedgerEntry drain(Inverse inverse) {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            Drain.class, WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.HARNESS).build())
        .drain(inverse);
  }

  private static Inverse runningRun(FakeWorld world) {
    world.runs().hang(Stage.TRAIN);
    RunRequest request =
        new RunRequest(
            ACCESS,
            "fraud train 1",
            "token",
            new StageTask("train", null, Map.of(), Duration.ofHours(1), 1, null),
            new Compute(null, null),
            null,
            Map.of("mlharness_stage", "train"),
            Map.of());
    return new Inverse.StopRun(request, world.runs().submit(request));
  }

  private static Inverse newVersion(FakeWorld world) {
    world.registry().register(registration("key"));
    return new Inverse.RetireVersion(ACCESS, MODEL, "key");
  }

  private static RegisterRequest registration(String key) {
    LoggedModel logged = new LoggedModel("models:/m-1", "artifacts/m-1", "run-1", "m-1");
    return new RegisterRequest(ACCESS, MODEL, logged, key, Map.of());
  }

  private static Inverse movedAlias(FakeWorld world) {
    world.registry().register(registration("first"));
    world.registry().register(registration("second"));
    world.registry().meddle(Alias.CHAMPION, "2");
    return new Inverse.RestoreAlias(new AliasChange(ACCESS, MODEL, Alias.CHAMPION, "2", "1"));
  }

  private static Inverse changedEndpoint(FakeWorld world) {
    world.serving().serves("fraud", "2");
    return new Inverse.RestoreEndpoint(
        new EndpointChange(ACCESS, "fraud", serving("2"), serving("1"), Map.of()));
  }

  private static EndpointConfig serving(String version) {
    return new EndpointConfig(
        List.of(new ServedModel("x-" + version, "x", version, "Small", true, 100)));
  }

  private static Inverse issuedSecret(FakeWorld world) {
    world.secrets().issue(secret(SecretChange.Step.ISSUE));
    return new Inverse.DiscardSecret(secret(SecretChange.Step.DISCARD));
  }

  private static Inverse promotedSecret(FakeWorld world) {
    world.secrets().issue(secret(SecretChange.Step.ISSUE));
    world.secrets().promote(secret(SecretChange.Step.PROMOTE));
    return new Inverse.RestoreSecret(secret(SecretChange.Step.RESTORE));
  }

  private static SecretChange secret(SecretChange.Step step) {
    return new SecretChange(
        step, ACCESS, "bi", "principal-1", List.of("old"), List.of("old"), "new-1");
  }
}
