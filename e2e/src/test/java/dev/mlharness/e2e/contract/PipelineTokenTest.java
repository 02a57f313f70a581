package dev.mlharness.e2e.contract;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PipelineTokenTest extends TokenDoorContract {
  @TempDir private static Path folder;

  @Override
  TokenDoor open() throws IOException {
    return new PipelineTokenDoor(folder);
  }
}
