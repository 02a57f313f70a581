/** What a pipeline would do, told before it does. */
@NullMarked
package dev.mlharness.plan;

import org.jspecify.annotations.NullMarked;
