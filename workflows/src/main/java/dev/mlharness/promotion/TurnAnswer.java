package dev.mlharness.promotion;

/**
 * @param granted whether it is this pipeline's turn
 * @param waitingFor otherwise: what must happen first, for people
 */
public record TurnAnswer(boolean granted, String waitingFor) {}
