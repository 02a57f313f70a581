package dev.mlharness.activities.rotation;

import com.databricks.sdk.service.workspace.DeleteSecret;
import com.databricks.sdk.service.workspace.PutSecret;
import dev.mlharness.access.Access;
import dev.mlharness.activities.databricks.WorkspaceClients;
import dev.mlharness.activities.failure.Existence;
import dev.mlharness.activities.rotation.StorePlace.InScope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Keys of a Databricks secret scope, by the role that rotates. */
record ScopeSlots(WorkspaceClients clients, Access access, InScope place) implements Slots {

  @Override
  public Optional<String> read(Slot slot) {
    return Existence.find(
        () ->
            clients.call(
                access,
                "Reading " + words(slot),
                client ->
                    new String(
                        Base64.getDecoder()
                            .decode(
                                client.secrets().getSecret(place.scope(), key(slot)).getValue()),
                        StandardCharsets.UTF_8)));
  }

  @Override
  public void write(Slot slot, String text) {
    clients.call(
        access,
        "Writing " + words(slot),
        client -> {
          client
              .secrets()
              .putSecret(
                  new PutSecret().setScope(place.scope()).setKey(key(slot)).setStringValue(text));
          return slot;
        });
  }

  @Override
  public void clear(Slot slot) {
    Existence.find(
        () ->
            clients.call(
                access,
                "Deleting " + words(slot),
                client -> {
                  client
                      .secrets()
                      .deleteSecret(new DeleteSecret().setScope(place.scope()).setKey(key(slot)));
                  return slot;
                }));
  }

  private String key(Slot slot) {
    return slot.name(place.key());
  }

  private String words(Slot slot) {
    return "key " + key(slot) + " of secret scope " + place.scope();
  }
}
