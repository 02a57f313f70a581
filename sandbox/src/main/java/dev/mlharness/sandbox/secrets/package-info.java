/** OAuth secrets of service principals, as in Databricks' account API: five each, shown once. */
@NullMarked
package dev.mlharness.sandbox.secrets;

import org.jspecify.annotations.NullMarked;
