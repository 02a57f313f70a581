/** What people and other systems are told of, and that they are told of it once. */
@NullMarked
package dev.mlharness.notify;

import org.jspecify.annotations.NullMarked;
