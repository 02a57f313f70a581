/** The API from the outside: how a command asks it, and what its refusals mean. */
@NullMarked
package dev.mlharness.starter.remote;

import org.jspecify.annotations.NullMarked;
