package dev.mlharness.activities.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.admission.StartDesk.SignedStart;
import dev.mlharness.activities.admission.StartProof.Scope;
import dev.mlharness.activities.audit.AuditDatabase;
import dev.mlharness.activities.audit.AuditStore;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.start.PipelineStart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartDeskTest {
  private static final AuditQuery EVERYTHING =
      new AuditQuery(Set.of(), null, AuditQuery.Order.OLDEST_FIRST, null, AuditQuery.PAGE);

  @TempDir private Path folder;
  private Door door;
  private AuditStore audit;

  @BeforeEach
  void open() {
    door = new Door(folder);
    audit = new AuditStore(AuditDatabase.embedded(folder.resolve("audit.db")));
  }

  @Test
  void whatItSignsIsLetInAtTheDoor() {
    SignedStart signed = desk().sign(Door.ANN, Door.RECIPE, Door.PIPELINE);

    assertThat(signed.person()).isEqualTo("ann@example.com");
    assertThat(signed.expiry()).isEqualTo(Door.NOON.plus(Duration.ofMinutes(5)));
    assertThat(door.admission(new Trust.Signed()).admit(door.start(signed.start())).initiator())
        .isEqualTo("ann@example.com");
  }

  @Test
  void whoLacksAGroupIsToldSoAtTheDeskAndItIsRecorded() {
    assertThatThrownBy(() -> desk().sign(Door.BOB, Door.RECIPE, Door.PIPELINE))
        .hasMessageContaining("role 'deployer' (deploy) is for members of ml-leads or risk");
    assertThat(audit.read(EVERYTHING).records())
        .singleElement()
        .extracting(AuditRecord::event)
        .returns(AuditKind.REFUSAL, AuditEvent::kind)
        .returns("bob@example.com", event -> event.actor().who())
        .returns(Door.PIPELINE, event -> event.place().pipeline());
  }

  @Test
  void aScheduleIsSignedForLonger() {
    SignedStart signed = desk().signSchedule(Door.ANN, Door.RECIPE, "fraud");

    assertThat(door.signedStarts().read(signed.start()).scope())
        .isEqualTo(new Scope.Scheduled("fraud"));
    assertThat(signed.expiry()).isEqualTo(Door.NOON.plus(Duration.ofDays(90)));
  }

  @Test
  void aTraceIsForWhoeverMayUseTheRoleThatReads() {
    Person eve = new Person("eve@example.com", Set.of());
    TraceTarget target = new TraceTarget(null, null, "main.fraud.detector", null, null);
    PipelineAdmission admission = door.admission(new Trust.Signed());

    String signed = desk().signTrace(Door.ANN, target, "trace-1").start();

    assertThatCode(() -> admission.admitTrace(trace(target, signed))).doesNotThrowAnyException();
    assertThatThrownBy(() -> desk().signTrace(eve, target, "trace-1"))
        .hasMessageContaining("role 'deployer' (trace) is for members of ml-leads or risk");
    assertThatThrownBy(() -> admission.admitTrace(trace(target, null)))
        .hasMessageContaining("no proof");
    assertThatThrownBy(
            () ->
                admission.admitTrace(
                    trace(new TraceTarget(null, "fraud", null, null, null), signed)))
        .hasMessageContaining("does not count");
  }

  private static PipelineStart trace(TraceTarget target, @Nullable String proof) {
    return Door.start(target.document(), "trace-1", "execution-1", Door.NOON, proof);
  }

  private StartDesk desk() {
    return new StartDesk(
        door.recipes,
        door.signedStarts(),
        Door.lives(),
        audit,
        Clock.fixed(Door.NOON, ZoneOffset.UTC));
  }
}
