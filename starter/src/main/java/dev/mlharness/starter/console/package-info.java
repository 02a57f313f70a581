/** How commands speak with people and programs: text, tables, JSON, questions. */
@NullMarked
package dev.mlharness.starter.console;

import org.jspecify.annotations.NullMarked;
