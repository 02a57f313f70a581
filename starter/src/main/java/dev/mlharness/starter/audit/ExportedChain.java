package dev.mlharness.starter.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.audit.ChainWalk;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.console.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The chain as it was exported to a file. */
final class ExportedChain {
  private ExportedChain() {}

  static AuditVerification verify(Path file, List<AuditHead> remembered) {
    ChainWalk walk = new ChainWalk(AuditHead.EMPTY, remembered);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        walk.step(record(line));
      }
    } catch (JsonProcessingException e) {
      throw CommandFailure.failed(file + " holds a line that is no record", null);
    } catch (IOException e) {
      throw CommandFailure.usage(file + " cannot be read: " + e.getMessage(), null);
    }
    walk.end();
    return walk.result();
  }

  private static AuditRecord record(String line) throws JsonProcessingException {
    return Payloads.mapper().readValue(line, AuditRecord.class);
  }
}
