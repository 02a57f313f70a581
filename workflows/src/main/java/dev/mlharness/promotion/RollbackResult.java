package dev.mlharness.promotion;

import org.jspecify.annotations.Nullable;

/**
 * @param champion now; null: there is none, as before the promotion that was aborted
 * @param from the champion when the order came
 * @param aborted the pipeline whose promotion was under way
 * @param sentence what was done, for people
 */
public record RollbackResult(
    @Nullable String champion, @Nullable String from, @Nullable String aborted, String sentence) {}
