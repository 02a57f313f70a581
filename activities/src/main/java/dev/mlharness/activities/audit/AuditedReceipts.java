package dev.mlharness.activities.audit;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.pipeline.StageContext;
import dev.mlharness.recipe.Digest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Receipts of credentials as audit records. What cannot be recorded is not given out. A token that
 * is in memory already leaves a receipt too, once for each pipeline and stage that uses it.
 */
public final class AuditedReceipts implements Receipts {
  private static final int REMEMBERED = 10_000;

  private final AuditStore store;
  private final Clock clock;
  private final Map<Access, Receipt> latest = new ConcurrentHashMap<>();
  private final Set<String> recorded =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  public AuditedReceipts(AuditStore store) {
    this(store, Clock.systemUTC());
  }

  AuditedReceipts(AuditStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void add(Receipt receipt) {
    record(receipt, activity(), "received");
    // A credential of a cloud is of one pipeline and stage already.
    if (receipt.opens().equals(Receipt.DATABRICKS)) {
      latest.put(new Access(receipt.workspace(), receipt.role()), receipt);
    }
  }

  /**
   * Before an activity acts with a token that may be in memory. (One that is not leaves its receipt
   * when it is received.)
   *
   * @param access with the workspace's own name
   */
  void used(Access access, ActivityInfo activity) {
    Receipt receipt = latest.get(access);
    if (receipt != null && clock.instant().isBefore(receipt.expiry())) {
      record(receipt, activity, "used");
    }
  }

  private void record(Receipt receipt, @Nullable ActivityInfo activity, String outcome) {
    String key = key(receipt, activity, MDC.get(StageContext.KEY));
    if (!recorded.contains(key)) {
      store.record(List.of(event(key, receipt, activity, outcome)));
      recorded.add(key);
    }
  }

  private static String key(
      Receipt receipt, @Nullable ActivityInfo activity, @Nullable String stage) {
    return activity == null
        ? "receipt:" + UUID.randomUUID()
        : "receipt:"
            + Digest.of(
                List.of(
                    activity.getWorkflowRunId(), stage == null ? "" : stage, receipt.toString()));
  }

  private static AuditEvent event(
      String key, Receipt receipt, @Nullable ActivityInfo activity, String outcome) {
    Map<String, String> detail = new TreeMap<>();
    detail.put("issuer", receipt.issuer());
    detail.put("subject", receipt.subject());
    detail.put("scopes", String.join(" ", receipt.scopes()));
    detail.put("opens", receipt.opens());
    detail.put("expiry", receipt.expiry().toString());
    if (receipt.tokenIdHash() != null) {
      detail.put("token_id_hash", receipt.tokenIdHash());
    }
    return new AuditEvent(
        key,
        AuditKind.RECEIPT,
        new Actor(receipt.subject(), receipt.role(), receipt.servicePrincipal()),
        new Place(
            receipt.workspace(),
            activity == null ? null : activity.getWorkflowId(),
            MDC.get(StageContext.KEY)),
        "token of " + receipt.servicePrincipal(),
        null,
        outcome,
        detail);
  }

  /** The activity that needed the token; null: the worker itself did. */
  private static @Nullable ActivityInfo activity() {
    try {
      return Activity.getExecutionContext().getInfo();
    } catch (IllegalStateException outside) {
      return null;
    }
  }
}
