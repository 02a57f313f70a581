/** Pages for people who are not at a terminal: pipelines, gates, models. */
@NullMarked
package dev.mlharness.starter.pages;

import org.jspecify.annotations.NullMarked;
