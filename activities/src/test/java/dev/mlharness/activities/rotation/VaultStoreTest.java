package dev.mlharness.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.activities.rotation.StorePlace.InVault;
import dev.mlharness.activities.rotation.StorePlace.VaultLogin;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the documented protocol of Vault's and OpenBao's KV engine, version 2. */
class VaultStoreTest extends SecretStoreContract {
  @TempDir private Path folder;
  private final VaultServer vault = new VaultServer();

  @BeforeEach
  void writeToken() throws IOException {
    Files.writeString(folder.resolve("token"), VaultServer.TOKEN + "\n");
    Files.writeString(folder.resolve("jwt"), "header.claims.signature");
  }

  @AfterEach
  void stop() {
    vault.close();
  }

  @Override
  SecretStore store() {
    return store(vault.address(), new VaultLogin.TokenFile(folder.resolve("token")));
  }

  private static SecretStore store(URI address, VaultLogin login) {
    InVault place = new InVault(address, "ml", "secret", "apps/bi", login);
    return new SlottedStore(new VaultSlots(new VaultClient(place), place, "principal-1"));
  }

  @Override
  @Nullable String readersFind() {
    return vault.field("apps/bi", "client_secret");
  }

  @Test
  void readersFindTheClientIdToo() {
    store().keep(secret("one"));
    store().promote("one");
    assertThat(vault.field("apps/bi", "client_id")).isEqualTo("principal-1");
  }

  @Test
  void noVersionOfAFormerSecretIsLeftBesideTheReaders() {
    store().keep(secret("one"));
    store().promote("one");
    assertThat(vault.versions("apps/bi.pending")).isZero();
  }

  @Test
  void theWorkersOwnTokenLogsInByJwt() {
    SecretStore store =
        store(vault.address(), new VaultLogin.Jwt("jwt", "rotator", folder.resolve("jwt")));
    store.keep(secret("one"));
    assertThat(id(store.pending())).isEqualTo("one");
    assertThat(vault.logins()).isEqualTo(1);
  }

  @Test
  void aTokenThatMayNotIsSaidWithoutWhatWasSent() throws IOException {
    Files.writeString(folder.resolve("token"), "wrong");
    assertThatThrownBy(() -> store().keep(secret("one")))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("answered 403")
        .hasMessageContaining("permission denied")
        .hasMessageNotContaining("value-one");
  }
}
