/** Files in cloud storage: what lies at a location, and the digest of that. */
@NullMarked
package dev.mlharness.activities.storage;

import org.jspecify.annotations.NullMarked;
