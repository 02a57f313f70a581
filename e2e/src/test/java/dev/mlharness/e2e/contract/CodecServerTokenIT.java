package dev.mlharness.e2e.contract;

import java.io.IOException;

class CodecServerTokenIT extends PeopleTokenContract {
  @Override
  TokenDoor open() throws IOException {
    return WorkerTokenDoor.codecServer();
  }
}
