package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.cli.Harness.Ran;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AuditCommandsTest extends CommandsOnTemporal {
  @Test
  void decisionsNameWhoDecidedOnWhat() {
    Ran ran = harness.run("audit", "decisions");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("b@example.com", "fraud-1", "version 4", "approve", "0f3a4b5c");
    assertThat(harness.run("audit", "decisions", "--output", "json").json())
        .singleElement()
        .satisfies(record -> assertThat(record.at("/event/kind").asText()).isEqualTo("decision"));
  }

  @Test
  void changesSaysSoWhenThereAreNone() {
    assertThat(harness.run("audit", "changes").out()).contains("no records");
  }

  @Test
  void exportWritesEveryRecordOnALineAndContinues() {
    assertThat(harness.run("audit", "export").out().lines()).hasSize(3);
    assertThat(harness.run("audit", "export", "--after", "2").out().lines()).hasSize(1);
  }

  @Test
  void verifySaysThatAChainIsWholeAndWhereItEnds() {
    Ran ran = harness.run("audit", "verify");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).containsPattern("3 records, whole; head 3:[0-9a-f]{64}");
  }

  @Test
  void aRememberedHeadThatIsGoneIsAFinding() {
    Ran ran = harness.run("audit", "verify", "--head", "5:" + "0".repeat(64));
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("records 4 to 5 are missing", "not whole");
  }

  @Test
  void whatIsNoHeadIsRefused() {
    assertThat(harness.run("audit", "verify", "--head", "5").code()).isEqualTo(2);
  }

  @Test
  void anExportIsVerifiedWithoutAWorker() throws IOException {
    String export = harness.run("audit", "export").out();
    Files.writeString(folder.resolve("good.jsonl"), export);
    Files.writeString(
        folder.resolve("bad.jsonl"),
        export.replace("\"outcome\":\"approve\"", "\"outcome\":\"approvf\""));

    assertThat(harness.run("audit", "verify", "--file", "good.jsonl").code()).isZero();
    Ran bad = harness.run("audit", "verify", "--file", "bad.jsonl");
    assertThat(bad.code()).isEqualTo(1);
    assertThat(bad.out()).contains("record 2 was edited");
  }
}
