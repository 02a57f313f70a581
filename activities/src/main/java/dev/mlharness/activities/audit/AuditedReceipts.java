package dev.mlharness.activities.audit;

import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.pipeline.StageContext;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Receipts of credentials as audit records. What cannot be recorded is not given out. */
public final class AuditedReceipts implements Receipts {
  private final AuditStore store;

  public AuditedReceipts(AuditStore store) {
    this.store = store;
  }

  @Override
  public void add(Receipt receipt) {
    store.record(List.of(event(receipt, pipeline())));
  }

  static AuditEvent event(Receipt receipt, @Nullable String pipeline) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("issuer", receipt.issuer());
    detail.put("subject", receipt.subject());
    detail.put("scopes", String.join(" ", receipt.scopes()));
    detail.put("expiry", receipt.expiry().toString());
    if (receipt.tokenIdHash() != null) {
      detail.put("token_id_hash", receipt.tokenIdHash());
    }
    return new AuditEvent(
        "receipt:" + UUID.randomUUID(),
        AuditKind.RECEIPT,
        new Actor(receipt.subject(), receipt.role(), receipt.servicePrincipal()),
        new Place(receipt.workspace(), pipeline, MDC.get(StageContext.KEY)),
        "token of " + receipt.servicePrincipal(),
        null,
        "received",
        detail);
  }

  /** The workflow whose activity needed the token; null: the worker itself did. */
  private static @Nullable String pipeline() {
    try {
      ActivityInfo info = Activity.getExecutionContext().getInfo();
      return info.getWorkflowId();
    } catch (IllegalStateException outside) {
      return null;
    }
  }
}
