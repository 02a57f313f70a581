/** What tests of several packages share. */
@NullMarked
package dev.mlharness.activities;

import org.jspecify.annotations.NullMarked;
