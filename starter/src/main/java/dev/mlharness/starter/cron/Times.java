package dev.mlharness.starter.cron;

/**
 * When a piece of upkeep runs by itself.
 *
 * @param cron as in {@code 0 6 * * *}
 * @param timezone as in {@code Europe/Berlin}
 */
public record Times(String cron, String timezone) {}
