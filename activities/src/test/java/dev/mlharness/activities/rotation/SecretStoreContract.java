package dev.mlharness.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store does, whatever it is. */
abstract class SecretStoreContract {
  /** The store, opened anew: another activity, perhaps in another worker. */
  abstract SecretStore store();

  /** What readers find, as they read it. */
  abstract @Nullable String readersFind();

  @Test
  void aStoreBeginsEmpty() {
    assertThat(store().current()).isEmpty();
    assertThat(store().pending()).isEmpty();
    assertThat(store().previous()).isEmpty();
  }

  @Test
  void readersFindASecretWhenItIsPromotedAndNotBefore() {
    store().keep(secret("one"));
    assertThat(readersFind()).isNull();
    store().promote("one");
    assertThat(readersFind()).isEqualTo("value-one");

    store().keep(secret("two"));
    assertThat(readersFind()).isEqualTo("value-one");
    assertThat(store().pending()).map(StoredSecret::id).contains("two");
    store().promote("two");
    store().promote("two");

    assertThat(readersFind()).isEqualTo("value-two");
    assertThat(id(store().current())).isEqualTo("two");
    assertThat(id(store().previous())).isEqualTo("one");
    assertThat(store().pending()).isEmpty();
  }

  @Test
  void aPromotionIsTakenBack() {
    store().keep(secret("one"));
    store().promote("one");
    store().keep(secret("two"));
    store().promote("two");

    store().restore("two");
    store().restore("two");

    assertThat(readersFind()).isEqualTo("value-one");
    assertThat(id(store().current())).isEqualTo("one");
  }

  @Test
  void aPendingSecretIsDiscardedByItsId() {
    store().keep(secret("one"));
    store().discard("another");
    assertThat(id(store().pending())).isEqualTo("one");
    store().discard("one");
    store().discard("one");
    assertThat(store().pending()).isEmpty();
  }

  @Test
  void anotherPendingSecretTakesItsPlace() {
    store().keep(secret("one"));
    store().keep(secret("two"));
    assertThat(id(store().pending())).isEqualTo("two");
    assertThatThrownBy(() -> store().promote("one")).isInstanceOf(ApplicationFailure.class);
  }

  @Test
  void aSettledStoreHasNoPreviousSecret() {
    store().keep(secret("one"));
    store().promote("one");
    store().keep(secret("two"));
    store().promote("two");
    store().settle();
    store().settle();

    assertThat(store().previous()).isEmpty();
    assertThat(readersFind()).isEqualTo("value-two");
  }

  static StoredSecret secret(String id) {
    return new StoredSecret(id, "value-" + id);
  }

  static @Nullable String id(Optional<StoredSecret> secret) {
    return secret.map(StoredSecret::id).orElse(null);
  }
}
