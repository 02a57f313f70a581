/** What a new sandbox starts with: principals, groups, workloads and tables, read from YAML. */
@NullMarked
package dev.mlharness.sandbox.seed;

import org.jspecify.annotations.NullMarked;
