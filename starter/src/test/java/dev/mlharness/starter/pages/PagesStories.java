package dev.mlharness.starter.pages;

import dev.mlharness.starter.api.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** An API with pages for all tests of a class, and a visitor of each test's own. */
abstract class PagesStories {
  static RunningApi api;
  Visitor visitor;

  @BeforeAll
  static void start() throws Exception {
    api = new RunningApi("mlharness.api.pages.client-id=ml-harness");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void comeAnew() {
    visitor = new Visitor(api.address());
  }
}
