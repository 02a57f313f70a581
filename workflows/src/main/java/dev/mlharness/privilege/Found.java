package dev.mlharness.privilege;

/**
 * What exists already, and so wants a privilege of its own.
 *
 * @param model whether the recipe's model does
 * @param endpoint whether its serving endpoint does
 */
public record Found(boolean model, boolean endpoint) {}
