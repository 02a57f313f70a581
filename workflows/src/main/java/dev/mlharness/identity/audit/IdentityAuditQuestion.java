package dev.mlharness.identity.audit;

import org.jspecify.annotations.Nullable;

/**
 * What to audit.
 *
 * @param workspace null: every workspace that has an auditor, each host once
 */
public record IdentityAuditQuestion(@Nullable String workspace) {}
