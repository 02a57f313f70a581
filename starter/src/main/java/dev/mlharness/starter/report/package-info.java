/** What a person reads of a pipeline: where it stands, its evidence, its plan, its trace. */
@NullMarked
package dev.mlharness.starter.report;

import org.jspecify.annotations.NullMarked;
