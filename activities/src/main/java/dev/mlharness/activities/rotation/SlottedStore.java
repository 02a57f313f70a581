package dev.mlharness.activities.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.activities.rotation.Slots.Slot;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store of slots. Readers take the slot {@code VALUE}, whose one write is the moment of the
 * change; the other slots are written before it, and tidied after it. Which secret is current is
 * told by the value that readers take, never by what was written beside it.
 */
final class SlottedStore implements SecretStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Slots slots;

  SlottedStore(Slots slots) {
    this.slots = slots;
  }

  @Override
  public Optional<StoredSecret> current() {
    return slots
        .read(Slot.VALUE)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .map(this::identified);
  }

  private StoredSecret identified(String value) {
    return Stream.of(Slot.CURRENT, Slot.PENDING, Slot.PREVIOUS)
        .flatMap(slot -> document(slot).stream())
        .filter(known -> known.hasValue(value))
        .findFirst()
        .orElseGet(() -> new StoredSecret(null, value));
  }

  @Override
  public Optional<StoredSecret> pending() {
    return document(Slot.PENDING);
  }

  @Override
  public Optional<StoredSecret> previous() {
    return document(Slot.PREVIOUS);
  }

  @Override
  public void keep(StoredSecret secret) {
    write(Slot.PENDING, secret);
  }

  @Override
  public void promote(String id) {
    Optional<StoredSecret> current = current();
    Optional<StoredSecret> pending = pending().filter(secret -> secret.is(id));
    if (current.filter(secret -> secret.is(id)).isEmpty()) {
      StoredSecret fresh = pending.orElseThrow(() -> changed(id, current));
      current.ifPresentOrElse(
          former -> write(Slot.PREVIOUS, former), () -> slots.clear(Slot.PREVIOUS));
      slots.write(Slot.VALUE, fresh.reveal());
    }
    pending.ifPresent(fresh -> write(Slot.CURRENT, fresh));
    discard(id);
  }

  @Override
  public void restore(String id) {
    Optional<StoredSecret> current = current();
    Optional<StoredSecret> former = previous();
    if (current.filter(secret -> secret.is(id)).isPresent()) {
      former.ifPresentOrElse(
          secret -> slots.write(Slot.VALUE, secret.reveal()), () -> slots.clear(Slot.VALUE));
    } else if (!wasNeverPromoted(id) && !isFormer(current, former)) {
      throw changed(id, current);
    }
    former.ifPresent(secret -> write(Slot.CURRENT, secret));
    if (former.isEmpty() && current().isEmpty()) {
      slots.clear(Slot.CURRENT);
    }
    // The previous secret is kept: by it, another try sees that this one was done.
  }

  private boolean wasNeverPromoted(String id) {
    return pending().filter(secret -> secret.is(id)).isPresent();
  }

  private static boolean isFormer(Optional<StoredSecret> current, Optional<StoredSecret> former) {
    return current.isEmpty()
        || former.filter(secret -> current.get().hasValue(secret.reveal())).isPresent();
  }

  @Override
  public void discard(@Nullable String id) {
    if (id == null || pending().filter(secret -> secret.is(id)).isPresent()) {
      slots.clear(Slot.PENDING);
    }
  }

  @Override
  public void settle() {
    slots.clear(Slot.PREVIOUS);
  }

  private Optional<StoredSecret> document(Slot slot) {
    return slots.read(slot).flatMap(SlottedStore::parse);
  }

  private static Optional<StoredSecret> parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      String value = json.path("value").asText("");
      return value.isEmpty()
          ? Optional.empty()
          : Optional.of(new StoredSecret(json.path("id").asText(null), value));
    } catch (JsonProcessingException somethingElse) {
      return Optional.empty();
    }
  }

  private void write(Slot slot, StoredSecret secret) {
    slots.write(
        slot,
        JSON.createObjectNode().put("id", secret.id()).put("value", secret.reveal()).toString());
  }

  private static RuntimeException changed(String id, Optional<StoredSecret> current) {
    return Failures.of(
        FailureType.CONFLICT,
        "The store does not hold secret %s as the rotation left it; readers find %s. See who else writes to it, then rotate again."
            .formatted(id, current.map(StoredSecret::toString).orElse("nothing")));
  }
}
