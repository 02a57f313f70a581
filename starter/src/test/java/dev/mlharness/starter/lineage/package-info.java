@NullMarked
package dev.mlharness.starter.lineage;

import org.jspecify.annotations.NullMarked;
