package dev.mlharness.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a configuration problem as a sentence and what to do, instead of a stack trace. */
final class ConfigurationProblemAnalyzer extends AbstractFailureAnalyzer<ConfigurationProblem> {
  @Override
  protected FailureAnalysis analyze(Throwable root, ConfigurationProblem problem) {
    return new FailureAnalysis(
        "The worker cannot start with its configuration: " + problem.getMessage(),
        problem.mend() + " Every property: docs/reference/configuration.md.",
        problem);
  }
}
