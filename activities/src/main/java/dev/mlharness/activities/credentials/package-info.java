/**
 * Short tokens, fetched at the moment of a call for the role it is made as, and kept in memory
 * only.
 */
@NullMarked
package dev.mlharness.activities.credentials;

import org.jspecify.annotations.NullMarked;
