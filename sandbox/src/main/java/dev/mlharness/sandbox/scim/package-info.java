/**
 * SCIM, as Databricks has it: who exists in the workspace, read by everybody, changed by admins.
 */
@NullMarked
package dev.mlharness.sandbox.scim;

import org.jspecify.annotations.NullMarked;
