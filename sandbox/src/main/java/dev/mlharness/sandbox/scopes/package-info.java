/** Secret scopes, as in Databricks' workspace API: values that some may read, by scope and key. */
@NullMarked
package dev.mlharness.sandbox.scopes;

import org.jspecify.annotations.NullMarked;
