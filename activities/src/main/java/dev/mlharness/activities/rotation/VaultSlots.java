package dev.mlharness.activities.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.activities.rotation.StorePlace.InVault;
import java.util.Optional;

/** Paths of a KV secrets engine, version 2, of HashiCorp Vault or OpenBao. */
record VaultSlots(VaultClient vault, InVault place, String principal) implements Slots {
  private static final String FIELD = "client_secret";

  @Override
  public Optional<String> read(Slot slot) {
    return vault
        .get(place.mount() + "/data/" + path(slot))
        .map(answer -> answer.at("/data/data/" + FIELD).asText(""))
        .filter(text -> !text.isEmpty());
  }

  @Override
  public void write(Slot slot, String text) {
    ObjectNode body = VaultClient.JSON.createObjectNode();
    body.putObject("data").put("client_id", principal).put(FIELD, text);
    vault.post(place.mount() + "/data/" + path(slot), body);
  }

  /** With all versions: a deleted version of KV 2 could be had back. */
  @Override
  public void clear(Slot slot) {
    vault.delete(place.mount() + "/metadata/" + path(slot));
  }

  private String path(Slot slot) {
    return slot.name(place.path());
  }
}
