/** The REST API: the ways in for programs, and for people who are not at a terminal. */
@NullMarked
package dev.mlharness.starter.api;

import org.jspecify.annotations.NullMarked;
