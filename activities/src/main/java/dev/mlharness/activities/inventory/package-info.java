/** Reads what stands in a workspace (principals, secrets, tokens, trusts, jobs) and audits it. */
@NullMarked
package dev.mlharness.activities.inventory;

import org.jspecify.annotations.NullMarked;
