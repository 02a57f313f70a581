package dev.mlharness.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as a pipeline shows it: who as whom, at which stage.
 *
 * @param issuer the identity provider that vouched for the worker
 * @param subject the worker's name there
 * @param tokenIdHash of the token's id; null if it has none
 */
public record UsedCredential(
    Instant moment,
    @Nullable String stage,
    @Nullable String workspace,
    @Nullable String role,
    @Nullable String principal,
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String scopes,
    @Nullable String expiry,
    @Nullable String tokenIdHash) {

  /** What a record of kind {@link AuditKind#RECEIPT} says. */
  public static UsedCredential of(AuditRecord record) {
    AuditEvent event = record.event();
    return new UsedCredential(
        record.moment(),
        event.place().stage(),
        event.place().workspace(),
        event.actor().role(),
        event.actor().principal(),
        event.detail().get("issuer"),
        event.detail().get("subject"),
        event.detail().get("scopes"),
        event.detail().get("expiry"),
        event.detail().get("token_id_hash"));
  }
}
