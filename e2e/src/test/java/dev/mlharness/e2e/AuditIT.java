package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.approval.Remark;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The audit store: it names what was edited, and without it nothing privileged happens. */
class AuditIT {
  @RegisterExtension static final RealStack STACK = new RealStack();
  private final AuditStore audit = new AuditStore(STACK);
  @TempDir Path folder;

  @Test
  void whileTheStoreIsGoneNothingIsChangedAndThePipelineWaits() throws Exception {
    String model = STACK.freshModel("audited");
    FastRecipe recipe = FastRecipe.in(folder.resolve("repository"), model);
    Pipelines.Started started = STACK.start(recipe);
    started.awaitState(State.WAITING);

    Path away = Files.move(store(), store().resolveSibling("away.db"));
    started.pipeline().approve(new Remark("approver@example.com", "fine", null));
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> pending(started.id()).contains("Nothing is changed without its record"));
    assertThat(started.pipeline().status())
        .returns("the decision to be recorded", PipelineStatus::waitingFor)
        .returns(null, PipelineStatus::gateDeadline);
    assertThat(STACK.harness("show", started.id()).out())
        .contains("RecordAudit is tried again", "Nothing is changed without its record");
    assertThat(STACK.sandbox().effects("alias", model + "@champion")).isZero();

    Files.move(away, store());
    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(STACK.sandbox().effects("alias", model + "@champion")).isEqualTo(1);

    JsonNode decisions = audit.of(started.id(), "decisions");
    assertThat(decisions.findValuesAsText("who")).contains("approver@example.com", "the gate");
    assertThat(audit.of(started.id(), "starts").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("start", "end");
    assertThat(audit.of(started.id(), "changes").findValuesAsText("subject"))
        .anyMatch(subject -> subject.startsWith("alias champion of " + model));
    assertThat(STACK.harness("audit", "verify")).returns(0, Commands.Result::exitCode);
  }

  @Test
  void oneFlippedByteIsNamedAndPutBackIsWholeAgain() throws Exception {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("flipped"))
            .with("approve", "{required: 0}");
    Pipelines.Started started = STACK.start(recipe);
    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    JsonNode change = audit.of(started.id(), "changes").get(0);
    String moment = change.path("moment").asText();

    flip(moment);
    Commands.Result found = STACK.harness("audit", "verify");
    assertThat(found.exitCode()).as(found.toString()).isEqualTo(1);
    assertThat(found.out()).contains("record " + change.path("sequence").asText() + " was edited");

    flip(moment);
    assertThat(STACK.harness("audit", "verify")).returns(0, Commands.Result::exitCode);
  }

  @Test
  void everyTokenThatWasReceivedHasAReceipt() {
    STACK.restartWorkerByForce();
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("receipts"))
            .with("approve", "{required: 0}");
    Pipelines.Started started = STACK.start(recipe);
    assertThat(started.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    assertThat(started.pipeline().receipts())
        .isNotEmpty()
        .allSatisfy(
            receipt -> {
              assertThat(receipt.principal()).isNotBlank();
              assertThat(receipt.issuer()).startsWith("http");
            });
    assertThat(audit.of(started.id(), "receipts").size())
        .isEqualTo(started.pipeline().receipts().size());
  }

  private static String pending(String pipeline) {
    return STACK.temporal("workflow", "describe", "--workflow-id", pipeline, "-o", "json").out();
  }

  private static Path store() {
    return STACK.home().folder().resolve("worker/audit/audit.db");
  }

  /** Changes one bit of this text: in the record, and in what pages that were split left behind. */
  private static void flip(String moment) throws IOException {
    byte[] bytes = Files.readAllBytes(store());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String known = moment.substring(0, moment.length() - 2);
    for (int at = text.indexOf(known); at >= 0; at = text.indexOf(known, at + 1)) {
      bytes[at + known.length()] ^= 1;
    }
    Files.write(store(), bytes);
  }
}
