@NullMarked
package dev.mlharness.starter.bundle;

import org.jspecify.annotations.NullMarked;
