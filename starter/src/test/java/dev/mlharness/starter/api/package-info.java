/** The API, asked over HTTP. */
@NullMarked
package dev.mlharness.starter.api;

import org.jspecify.annotations.NullMarked;
