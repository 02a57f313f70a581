package dev.mlharness.approval;

import java.time.Instant;

/**
 * Does this decision count?
 *
 * @param number of the question, within the pipeline
 * @param takenAt when the pipeline took the decision
 */
public record DecisionQuestion(OpenGate gate, Decision decision, int number, Instant takenAt) {}
