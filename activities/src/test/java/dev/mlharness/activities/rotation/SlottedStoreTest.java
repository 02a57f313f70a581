package dev.mlharness.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.rotation.Slots.Slot;
import io.temporal.failure.ApplicationFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever write is the last one before a crash: readers find a whole secret, and a retry ends. */
class SlottedStoreTest {
  private final CrashingSlots slots = new CrashingSlots();
  private final SlottedStore store = new SlottedStore(slots);

  @Test
  void aPendingSecretIsNotSeenByReaders() {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));

    assertThat(slots.read(Slot.VALUE)).contains("value-old");
    assertThat(store.pending()).map(StoredSecret::id).contains("new");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aPromotionThatIsCutOffIsCompletedByTheNext(int writes) {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));

    cutOff(writes, stores -> stores.promote("new"));
    assertThat(slots.read(Slot.VALUE)).get().isIn("value-old", "value-new");
    store.promote("new");

    assertHeld("new", "old");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aRestorationThatIsCutOffIsCompletedByTheNext(int writes) {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));
    store.promote("new");

    cutOff(writes, stores -> stores.restore("new"));
    assertThat(slots.read(Slot.VALUE)).get().isIn("value-old", "value-new");
    store.restore("new");

    assertHeld("old", "old");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aHalfPromotionCanBeRestored(int writes) {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));
    cutOff(writes, stores -> stores.promote("new"));

    store.restore("new");

    assertThat(slots.read(Slot.VALUE)).contains("value-old");
    assertThat(store.current()).map(StoredSecret::id).contains("old");
  }

  @Test
  void aStoreThatWasEmptyIsEmptyAgain() {
    store.keep(new StoredSecret("new", "value-new"));
    store.promote("new");
    assertThat(store.current()).map(StoredSecret::id).contains("new");

    store.restore("new");
    store.restore("new");
    assertThat(store.current()).isEmpty();
  }

  @Test
  void aSecretThatWasPutThereByHandComesBackToo() {
    slots.write(Slot.VALUE, "by hand\n");
    store.keep(new StoredSecret("new", "value-new"));
    store.promote("new");
    store.restore("new");

    assertThat(store.current()).get().returns(true, secret -> secret.hasValue("by hand"));
    assertThat(store.current()).map(StoredSecret::id).isEmpty();
  }

  @Test
  void whatSomebodyElseHasPutThereStays() {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));
    store.promote("new");
    slots.write(Slot.VALUE, "by hand");

    assertThatThrownBy(() -> store.restore("new"))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("does not hold secret new");
    assertThatThrownBy(() -> store.promote("new")).isInstanceOf(ApplicationFailure.class);
    assertThat(slots.read(Slot.VALUE)).contains("by hand");
  }

  @Test
  void aSettledStoreHoldsOneSecretOnly() {
    holding("old");
    store.keep(new StoredSecret("new", "value-new"));
    store.promote("new");
    store.settle();

    assertThat(store.previous()).isEmpty();
    assertThat(slots.texts.values()).noneMatch(text -> text.contains("value-old"));
  }

  private void holding(String id) {
    store.keep(new StoredSecret(id, "value-" + id));
    store.promote(id);
  }

  private void assertHeld(String current, String previous) {
    assertThat(slots.read(Slot.VALUE)).contains("value-" + current);
    assertThat(store.current()).map(StoredSecret::id).contains(current);
    assertThat(store.previous().map(StoredSecret::id)).isEqualTo(Optional.of(previous));
    assertThat(store.pending()).isEmpty();
  }

  private void cutOff(int writes, Consumer<SecretStore> work) {
    slots.left = writes;
    try {
      work.accept(store);
    } catch (IllegalStateException crash) {
      assertThat(crash).hasMessage("crash");
    }
    slots.left = Integer.MAX_VALUE;
  }

  /** Slots in memory, which accept so many more writes. */
  private static final class CrashingSlots implements Slots {
    private final Map<Slot, String> texts = new EnumMap<>(Slot.class);
    private int left = Integer.MAX_VALUE;

    @Override
    public Optional<String> read(Slot slot) {
      return Optional.ofNullable(texts.get(slot));
    }

    @Override
    public void write(Slot slot, String text) {
      count();
      texts.put(slot, text);
    }

    @Override
    public void clear(Slot slot) {
      count();
      texts.remove(slot);
    }

    private void count() {
      if (left-- <= 0) {
        throw new IllegalStateException("crash");
      }
    }
  }
}
