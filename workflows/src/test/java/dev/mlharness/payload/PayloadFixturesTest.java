package dev.mlharness.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.approval.CheckedDecision;
import dev.mlharness.approval.ConfirmQuestion;
import dev.mlharness.approval.Confirmation;
import dev.mlharness.approval.Decision;
import dev.mlharness.approval.DecisionQuestion;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.GateQuestion;
import dev.mlharness.approval.GateTerms;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Remark;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.audit.UsedCredential;
import dev.mlharness.check.CheckRequest;
import dev.mlharness.check.DataAge;
import dev.mlharness.check.Measurement;
import dev.mlharness.check.TableRead;
import dev.mlharness.comparison.Reproduced;
import dev.mlharness.identity.IdentityQuestion;
import dev.mlharness.identity.IdentityReport;
import dev.mlharness.identity.rotation.RotationRequest;
import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.lineage.Lineage;
import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.notify.Delivery;
import dev.mlharness.notify.NotifyRequest;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.RetryRequest;
import dev.mlharness.plan.PlanReport;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.promotion.AdoptOrder;
import dev.mlharness.promotion.Departure;
import dev.mlharness.promotion.Freeze;
import dev.mlharness.promotion.FreezeOrder;
import dev.mlharness.promotion.FreezesState;
import dev.mlharness.promotion.ModelQuestion;
import dev.mlharness.promotion.ModelState;
import dev.mlharness.promotion.ModelStatus;
import dev.mlharness.promotion.Reign;
import dev.mlharness.promotion.RollbackOrder;
import dev.mlharness.promotion.RollbackPlan;
import dev.mlharness.promotion.RollbackRequest;
import dev.mlharness.promotion.RollbackResult;
import dev.mlharness.promotion.TurnAnswer;
import dev.mlharness.promotion.TurnRequest;
import dev.mlharness.promotion.Withdrawal;
import dev.mlharness.recipe.Manifest;
import dev.mlharness.registry.AliasChange;
import dev.mlharness.registry.RegisterRequest;
import dev.mlharness.rollout.Instruction;
import dev.mlharness.rollout.RolloutRequest;
import dev.mlharness.rollout.RolloutResult;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.run.RunRequest;
import dev.mlharness.run.RunResult;
import dev.mlharness.secret.RotationPlan;
import dev.mlharness.secret.SecretChange;
import dev.mlharness.serving.Endpoint;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.start.Admitted;
import dev.mlharness.start.PipelineStart;
import dev.mlharness.tracking.BeginTracking;
import dev.mlharness.tracking.LoggedModel;
import dev.mlharness.tracking.TrackingRun;
import dev.mlharness.watch.WatchOrder;
import dev.mlharness.watch.WatchState;
import dev.mlharness.watch.WatchStatus;
import dev.mlharness.watch.WatchedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files are payloads as released versions wrote them into histories. A record may gain fields
 * that can be absent; one of these files that no longer reads is a broken promise.
 */
class PayloadFixturesTest {
  private static final ObjectMapper MAPPER = Payloads.mapper();

  static Stream<Class<?>> travellers() {
    return Stream.of(
        Admitted.class,
        AdoptOrder.class,
        AliasChange.class,
        AuditEvent.class,
        AuditHead.class,
        AuditPage.class,
        AuditQuery.class,
        AuditRecord.class,
        AuditVerification.class,
        BeginTracking.class,
        CheckedDecision.class,
        Confirmation.class,
        ConfirmQuestion.class,
        CheckRequest.class,
        Decision.class,
        DecisionQuestion.class,
        Delivery.class,
        Departure.class,
        NotifyRequest.class,
        Endpoint.class,
        EndpointChange.class,
        Evidence.class,
        Freeze.class,
        FreezeOrder.class,
        FreezesState.class,
        GateQuestion.class,
        GateTerms.class,
        IdentityQuestion.class,
        IdentityReport.class,
        Instruction.class,
        Lineage.class,
        LoggedModel.class,
        Manifest.class,
        OpenGate.class,
        Measurement.class,
        ModelQuestion.class,
        ModelState.class,
        ModelStatus.class,
        PipelineResult.class,
        PipelineStart.class,
        Reproduced.class,
        PipelineStatus.class,
        PlanReport.class,
        PrivilegeReport.class,
        RegisterRequest.class,
        Reign.class,
        Remark.class,
        RetryRequest.class,
        RollbackOrder.class,
        RollbackPlan.class,
        RollbackRequest.class,
        RollbackResult.class,
        RolloutRequest.class,
        RolloutResult.class,
        RolloutStatus.class,
        RotationPlan.class,
        RotationRequest.class,
        RotationResult.class,
        RunRequest.class,
        RunResult.class,
        SecretChange.class,
        TraceTarget.class,
        TrackingRun.class,
        TurnAnswer.class,
        TurnRequest.class,
        UsedCredential.class,
        Withdrawal.class,
        DataAge.class,
        TableRead.class,
        WatchOrder.class,
        WatchState.class,
        WatchStatus.class,
        WatchedModel.class);
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void whatIsReadIsWrittenTheSame(Class<?> type) throws IOException {
    JsonNode fixture = fixture(type.getSimpleName());

    assertThat(json(MAPPER.treeToValue(fixture, type))).isEqualTo(fixture);
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void aFieldOfANewerVersionIsPassedOver(Class<?> type) throws IOException {
    ObjectNode newer = fixture(type.getSimpleName()).deepCopy();
    newer.put("of_a_newer_version", true);

    assertThat(MAPPER.treeToValue(newer, type))
        .isEqualTo(MAPPER.treeToValue(fixture(type.getSimpleName()), type));
  }

  @Test
  void everyKindOfInverseIsReadAndWrittenTheSame() throws IOException {
    JsonNode ledger = fixture("Ledger");
    for (JsonNode entry : ledger) {
      assertThat(json(MAPPER.treeToValue(entry, LedgerEntry.class))).isEqualTo(entry);
    }
    assertThat(ledger.findValuesAsText("kind"))
        .containsExactly(
            "stop-run",
            "retire-version",
            "restore-alias",
            "restore-endpoint",
            "discard-secret",
            "restore-secret");
  }

  @Test
  void aRecordThatAnOlderVersionWroteIsStillIntact() throws IOException {
    AuditRecord record = MAPPER.treeToValue(fixture("AuditRecord"), AuditRecord.class);
    ObjectNode edited = fixture("AuditRecord").deepCopy();
    ((ObjectNode) edited.path("event")).put("outcome", "failed");

    assertThat(record.intact()).isTrue();
    assertThat(MAPPER.treeToValue(edited, AuditRecord.class).intact()).isFalse();
  }

  @Test
  void listsAndMapsThatAnOlderVersionDidNotKnowAreEmpty() throws IOException {
    Manifest.Pins pins = MAPPER.readValue("{}", Manifest.Pins.class);
    Evidence evidence =
        MAPPER.readValue(
            """
            {"digest": "d", "manifest": "m", "tracking_url": "u",
             "candidate": {"model": "x", "version": "1"}}
            """,
            Evidence.class);

    assertThat(pins.data()).isEmpty();
    assertThat(evidence.checks()).isEmpty();
    assertThat(evidence.candidate().tags()).isEmpty();
  }

  @Test
  void enumsAreWrittenLowAndReadInAnyCase() throws IOException {
    Decision decision = MAPPER.readValue("{\"verdict\": \"Approve\"}", Decision.class);

    assertThat(json(decision).path("verdict").asText()).isEqualTo("approve");
  }

  private static JsonNode json(Object value) throws IOException {
    return MAPPER.readTree(MAPPER.writeValueAsString(value));
  }

  private static JsonNode fixture(String name) throws IOException {
    return MAPPER.readTree(
        Files.readString(Path.of("src/test/resources/payloads", name + ".json")));
  }
}
