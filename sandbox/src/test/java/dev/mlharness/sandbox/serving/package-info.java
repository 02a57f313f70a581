/** Tests of endpoints, with processes that stand in for scoring servers. */
@NullMarked
package dev.mlharness.sandbox.serving;

import org.jspecify.annotations.NullMarked;
