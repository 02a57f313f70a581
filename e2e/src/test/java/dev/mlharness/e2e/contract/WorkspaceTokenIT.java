package dev.mlharness.e2e.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

class WorkspaceTokenIT extends TokenDoorContract {
  @RegisterExtension static final RealMlflow MLFLOW = new RealMlflow();
  @RegisterExtension static final RealSandbox SANDBOX = new RealSandbox(MLFLOW);

  @Override
  TokenDoor open() {
    return new WorkspaceTokenDoor(SANDBOX);
  }
}
