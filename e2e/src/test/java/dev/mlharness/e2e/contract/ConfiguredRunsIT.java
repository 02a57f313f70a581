package dev.mlharness.e2e.contract;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A workspace of yours keeps the contract. */
@EnabledIfEnvironmentVariable(named = ConfiguredWorkspace.HOST, matches = ".+")
class ConfiguredRunsIT extends RunsContract {

  @Override
  Target target() {
    return ConfiguredWorkspace.target();
  }
}
