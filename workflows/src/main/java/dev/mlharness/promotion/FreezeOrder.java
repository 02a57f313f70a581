package dev.mlharness.promotion;

/**
 * A person wants something frozen, or lifted.
 *
 * @param comment why
 */
public record FreezeOrder(Scope scope, String by, String comment) {}
