package dev.mlharness.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.admission.Person;
import dev.mlharness.activities.admission.Trust;
import dev.mlharness.activities.approval.DecisionDesk.DecisionRequest;
import dev.mlharness.activities.approval.DecisionDesk.SignedDecision;
import dev.mlharness.approval.OpenGate;
import dev.mlharness.approval.Verdict;
import dev.mlharness.audit.AuditEvent;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionDeskTest {
  @TempDir private Path folder;
  private Assembly assembly;
  private @Nullable OpenGate open = Assembly.gate();

  @BeforeEach
  void assemble() {
    assembly = new Assembly(folder);
  }

  @Test
  void whatItSignsCountsAtTheGate() {
    SignedDecision signed = desk().sign(Assembly.LEAD, request(Assembly.gate().evidence()));

    assertThat(signed.person()).isEqualTo("lead@example.com");
    assertThat(signed.gate()).isEqualTo("fraud-1/0198c0de/approve/1");
    assertThat(signed.expiry()).isEqualTo(Assembly.NOON.plus(Duration.ofMinutes(15)));
    assertThat(
            assembly
                .check(new Trust.Signed())
                .check(Assembly.question(1, signed.decision()))
                .refusal())
        .isNull();
  }

  @Test
  void whoMayNotDecideIsToldWhyAndItIsRecorded() {
    assertRefused(FailureType.ACCESS_DENIED, Assembly.OWNER, "may not approve their own work");
    assertRefused(FailureType.ACCESS_DENIED, Assembly.GUEST, "in none of the groups that decide");
    assembly.group("ml-leads", Assembly.OTHER);
    assertRefused(FailureType.ACCESS_DENIED, Assembly.LEAD, "by the directory of workspace");

    assertThat(assembly.audit.events())
        .extracting(AuditEvent::subject)
        .hasSize(3)
        .containsOnly("signing of a decision");
  }

  @Test
  void evidenceThatTheGateDoesNotShowIsNotSigned() {
    assertThatThrownBy(() -> desk().sign(Assembly.LEAD, request("0".repeat(64))))
        .hasMessageContaining("the gate shows " + Assembly.gate().evidence());
    assertThat(assembly.audit.events()).hasSize(1);
  }

  @Test
  void whereNoGateIsOpenThereIsNothingToSign() {
    open = null;
    assertRefused(FailureType.CONFLICT, Assembly.LEAD, "No gate is open at pipeline 'fraud-1'");
  }

  private void assertRefused(FailureType type, Person person, String words) {
    assertThatThrownBy(() -> desk().sign(person, request(Assembly.gate().evidence())))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(type.name()));
  }

  private static DecisionRequest request(String evidence) {
    return new DecisionRequest("fraud-1", evidence, Verdict.APPROVE, null);
  }

  private DecisionDesk desk() {
    return new DecisionDesk(
        pipeline -> Optional.ofNullable(open),
        new GateRules(assembly),
        assembly.signed(),
        Duration.ofMinutes(15),
        assembly.audit,
        Clock.fixed(Assembly.NOON, ZoneOffset.UTC));
  }
}
