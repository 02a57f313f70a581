/** As whom, and where, an activity touches the world. */
@NullMarked
package dev.mlharness.access;

import org.jspecify.annotations.NullMarked;
