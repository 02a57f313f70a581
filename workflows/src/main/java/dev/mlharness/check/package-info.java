/** Live checks: measuring a model that serves, and telling whether it breaks its rules. */
@NullMarked
package dev.mlharness.check;

import org.jspecify.annotations.NullMarked;
