package dev.mlharness.e2e.contract;

import java.io.IOException;

class StartDeskTokenIT extends PeopleTokenContract {
  @Override
  TokenDoor open() throws IOException {
    return WorkerTokenDoor.startDesk();
  }
}
