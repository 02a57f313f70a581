package dev.mlharness.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.TestWorkspace;
import dev.mlharness.activities.credentials.OnBehalf;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.workspace.Workspaces;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.Audited;
import dev.mlharness.notify.About;
import dev.mlharness.notify.Delivery;
import dev.mlharness.notify.Message;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditedCallsTest {
  private static final Access TRAINER = TestWorkspace.ACCESS;

  @TempDir Path folder;
  private final Door door = new Door();
  private final WaitingPipelines waiting = new WaitingPipelines();
  private AuditStore store;
  private AuditedReceipts receipts;
  private TestActivityEnvironment environment;

  @BeforeEach
  void open() {
    store = new AuditStore(AuditDatabase.embedded(folder.resolve("audit.db")));
    receipts = new AuditedReceipts(store, waiting);
    Workspaces workspaces = TestWorkspace.at("http://127.0.0.1:1", folder);
    environment =
        TestActivityEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(
                            new AuditedCalls(store, new CallEvents(workspaces), receipts))
                        .build())
                .build());
    environment.registerActivitiesImplementations(door);
  }

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void aCallThatChangesTheWorldIsRecordedBeforeAndAfter() {
    stub().open(TRAINER, "front");

    assertThat(records())
        .extracting(
            record -> record.event().subject(),
            record -> record.event().outcome(),
            record -> record.event().actor().principal())
        .containsExactly(
            tuple("Open front", "begun", TestWorkspace.PRINCIPAL),
            tuple("Open front", "done", TestWorkspace.PRINCIPAL));
    assertThat(door.opened).isEqualTo(1);
  }

  @Test
  void aMessageIsRecordedOfThePipelineThatItIsAboutAndItsOwnWorkflowBeside() {
    Message message =
        new Message(
            "0f3a",
            Occasion.GATE_OPENED,
            Instant.EPOCH,
            new About("fraud-1-gate", "fraud-1", "fraud", null, null, null, null),
            "it waits",
            Map.of());

    stub().tell(new Delivery(message, new ReceiverName(ReceiverName.Kind.EMAIL, "leads")));

    assertThat(records())
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(record.event().place().pipeline()).isEqualTo("fraud-1");
              assertThat(record.event().detail().get("workflow")).isNotBlank();
            });
  }

  @Test
  void aCallThatReadsIsNot() {
    stub().look();
    assertThat(records()).isEmpty();
  }

  @Test
  void aRefusalIsRecordedWithItsReason() {
    door.locked = true;
    assertThatThrownBy(() -> stub().open(TRAINER, "front")).isInstanceOf(ActivityFailure.class);
    assertThat(records())
        .extracting(record -> record.event().outcome())
        .containsExactly("begun", "failed: the door is locked");
  }

  @Test
  void aCallThatCannotBeRecordedDoesNotHappen() throws Exception {
    store.record(List.of());
    Path away = Files.move(folder.resolve("audit.db"), folder.resolve("away.db"));

    assertThatThrownBy(() -> stub().open(TRAINER, "front"))
        .isInstanceOf(ActivityFailure.class)
        .rootCause()
        .hasMessageContaining("Nothing is changed without its record");
    assertThat(door.opened).isZero();

    Files.move(away, folder.resolve("audit.db"));
    stub().open(TRAINER, "front");
    assertThat(door.opened).isEqualTo(1);
  }

  @Test
  void aTokenThatIsInMemoryLeavesAReceiptForEachPipelineThatUsesIt() {
    receipts.add(receipt());
    assertThat(records())
        .singleElement()
        .returns("received", record -> record.event().outcome())
        .returns(null, record -> record.event().place().pipeline());

    stub().open(TestWorkspace.ACCESS, "front");

    assertThat(records())
        .filteredOn(record -> record.event().kind() == AuditKind.RECEIPT)
        .hasSize(2)
        .last()
        .returns("used", record -> record.event().outcome())
        .satisfies(record -> assertThat(record.event().place().pipeline()).isNotNull());
  }

  @Test
  void aTokenThatNoActivityAskedForLeavesAReceiptForEachPipelineThatWaits() {
    OnBehalf ended = new OnBehalf("ended", "e-0", "train");
    waiting.begin(TRAINER, ended);
    waiting.begin(TRAINER, new OnBehalf("one", "e-1", "train"));
    waiting.begin(TRAINER, new OnBehalf("two", "e-2", "test"));
    waiting.end(TRAINER, ended);

    receipts.add(receipt());

    assertThat(records())
        .extracting(
            record -> record.event().place().pipeline(), record -> record.event().place().stage())
        .containsExactly(tuple("one", "train"), tuple("two", "test"));
  }

  @Test
  void aReceiptThatCannotBeRecordedIsAFailure() throws Exception {
    store.record(List.of());
    Files.move(folder.resolve("audit.db"), folder.resolve("away.db"));
    assertThatThrownBy(() -> receipts.add(receipt())).isInstanceOf(ApplicationFailure.class);
  }

  private static Receipt receipt() {
    return new Receipt(
        TestWorkspace.ACCESS.workspace(),
        TestWorkspace.ACCESS.role(),
        "https://idp.example.com",
        "worker",
        TestWorkspace.PRINCIPAL,
        List.of("all-apis"),
        Instant.now().plusSeconds(60),
        "0f3a",
        Receipt.DATABRICKS);
  }

  private DoorActivities stub() {
    return environment.newActivityStub(
        DoorActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(10))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  private List<AuditRecord> records() {
    return store
        .read(new AuditQuery(Set.of(), null, Order.OLDEST_FIRST, null, AuditQuery.PAGE))
        .records();
  }

  /** Something to change, and to look at. */
  @ActivityInterface
  public interface DoorActivities {
    @Audited
    @ActivityMethod(name = "Open")
    void open(Access access, String which);

    @Audited
    @ActivityMethod(name = "Tell")
    void tell(Delivery delivery);

    @ActivityMethod(name = "Look")
    void look();
  }

  private static final class Door implements DoorActivities {
    private int opened;
    private boolean locked;

    @Override
    public void open(Access access, String which) {
      if (locked) {
        throw Failures.of(FailureType.ACCESS_DENIED, "the door is locked");
      }
      opened++;
    }

    @Override
    public void tell(Delivery delivery) {}

    @Override
    public void look() {}
  }
}
