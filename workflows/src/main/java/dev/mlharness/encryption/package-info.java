/** What travels through Temporal is encrypted with keys that Temporal never sees. */
@NullMarked
package dev.mlharness.encryption;

import org.jspecify.annotations.NullMarked;
