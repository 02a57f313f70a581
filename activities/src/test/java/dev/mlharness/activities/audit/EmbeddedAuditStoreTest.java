package dev.mlharness.activities.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.audit.AuditActivities.Leg;
import dev.mlharness.audit.AuditFinding;
import dev.mlharness.audit.AuditHead;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAuditStoreTest extends AuditStoreContract {
  @TempDir Path folder;

  @Override
  AuditDatabase empty() {
    return another();
  }

  @Override
  AuditDatabase another() {
    return AuditDatabase.embedded(folder.resolve("audit.db"));
  }

  @Override
  List<String> unprotect() {
    return List.of(
        "DROP TRIGGER audit_record_stays_as_it_is",
        "DROP TRIGGER audit_record_stays",
        "DROP TRIGGER audit_head_moves_on",
        "DROP TRIGGER audit_head_stays");
  }

  @Test
  void oneFlippedByteOfTheFileIsFoundWhileTheStoreIsInUse() throws Exception {
    AuditStore store = new AuditStore(another());
    store.record(List.of(event("first"), event("second"), event("third")));
    Path file = folder.resolve("audit.db");
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("second") + 2] ^= 1;
    Files.write(file, bytes);

    Leg leg = store.verify(AuditHead.EMPTY, List.of());

    assertThat(leg.found().findings())
        .singleElement()
        .returns(2L, AuditFinding::sequence)
        .returns(AuditFinding.Kind.EDITED, AuditFinding::kind);
  }

  @Test
  void aFileThatIsGoneIsNotBegunAnew() throws Exception {
    AuditStore store = new AuditStore(another());
    store.record(List.of(event("first")));
    Path file = folder.resolve("audit.db");
    Path away = Files.move(file, folder.resolve("away.db"));

    assertThatThrownBy(() -> store.record(List.of(event("second"))))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("Nothing is changed without its record")
        .extracting(failure -> ((ApplicationFailure) failure).isNonRetryable())
        .isEqualTo(false);
    assertThat(file).doesNotExist();

    Files.move(away, file);
    assertThat(store.record(List.of(event("second"))).sequence()).isEqualTo(2);
  }
}
