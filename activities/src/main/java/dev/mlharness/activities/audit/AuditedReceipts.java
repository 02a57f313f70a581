package dev.mlharness.activities.audit;

import dev.mlharness.access.Access;
import dev.mlharness.activities.credentials.OnBehalf;
import dev.mlharness.activities.credentials.Receipt;
import dev.mlharness.activities.credentials.Receipts;
import dev.mlharness.activities.credentials.WaitingPipelines;
import dev.mlharness.audit.Actor;
import dev.mlharness.audit.AuditEvent;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.Place;
import dev.mlharness.recipe.Digest;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Receipts of credentials as audit records. What cannot be recorded is not given out. A token that
 * is in memory already leaves a receipt too, once for each pipeline and stage that uses it; a new
 * one leaves a receipt for each pipeline that waits meanwhile, as its run is looked at with it.
 */
public final class AuditedReceipts implements Receipts {
  private static final int REMEMBERED = 10_000;

  private final AuditStore store;
  private final WaitingPipelines waiting;
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

  public AuditedReceipts(AuditStore store, WaitingPipelines waiting) {
    this(store, waiting, Clock.systemUTC());
  }

  AuditedReceipts(AuditStore store, WaitingPipelines waiting, Clock clock) {
    this.store = store;
    this.waiting = waiting;
    this.clock = clock;
  }

  @Override
  public void add(Receipt receipt) {
    Access access = new Access(receipt.workspace(), receipt.role());
    // A credential of a cloud is of one pipeline and stage already.
    boolean shared = receipt.opens().equals(Receipt.DATABRICKS);
    Set<OnBehalf> pipelines = new LinkedHashSet<>(shared ? waiting.as(access) : List.of());
    OnBehalf.current().ifPresent(pipelines::add);
    if (pipelines.isEmpty()) {
      record(receipt, null, "received");
    }
    pipelines.forEach(pipeline -> record(receipt, pipeline, "received"));
    if (shared) {
      latest.put(access, receipt);
    }
  }

  /**
   * Before an activity acts with a token that may be in memory. (One that is not leaves its receipt
   * when it is received.)
   *
   * @param access with the workspace's own name
   */
  void used(Access access, OnBehalf pipeline) {
    Receipt receipt = latest.get(access);
    if (receipt != null && clock.instant().isBefore(receipt.expiry())) {
      record(receipt, pipeline, "used");
    }
  }

  private void record(Receipt receipt, @Nullable OnBehalf pipeline, String outcome) {
    String key = key(receipt, pipeline);
    if (!recorded.contains(key)) {
      store.record(List.of(event(key, receipt, pipeline, outcome)));
      recorded.add(key);
    }
  }

  private static String key(Receipt receipt, @Nullable OnBehalf pipeline) {
    return pipeline == null
        ? "receipt:" + UUID.randomUUID()
        : "receipt:"
            + Digest.of(
                List.of(
                    pipeline.execution(),
                    pipeline.stage() == null ? "" : pipeline.stage(),
                    receipt.toString()));
  }

  private static AuditEvent event(
      String key, Receipt receipt, @Nullable OnBehalf pipeline, String outcome) {
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
            pipeline == null ? null : pipeline.pipeline(),
            pipeline == null ? null : pipeline.stage()),
        "token of " + receipt.servicePrincipal(),
        null,
        outcome,
        detail);
  }
}
