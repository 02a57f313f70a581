/** What a team writes (recipe), and what it becomes when every reference is pinned (manifest). */
@NullMarked
package dev.mlharness.recipe;

import org.jspecify.annotations.NullMarked;
