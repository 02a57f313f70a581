/** What floating references stand for right now: commits, table versions, model versions. */
@NullMarked
package dev.mlharness.activities.source;

import org.jspecify.annotations.NullMarked;
