/** People with a real browser. */
@NullMarked
package dev.mlharness.e2e.browser;

import org.jspecify.annotations.NullMarked;
