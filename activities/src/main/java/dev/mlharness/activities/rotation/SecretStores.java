package dev.mlharness.activities.rotation;

/** Opens the stores that secrets are kept in. */
final class SecretStores {

  /** A view of the store as it is during one activity. */
  SecretStore of(ManagedSecret secret) {
    StorePlace.InFile file = (StorePlace.InFile) secret.store();
    return new SlottedStore(new FileSlots(file.path()));
  }
}
