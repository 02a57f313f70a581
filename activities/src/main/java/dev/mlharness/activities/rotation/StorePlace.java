package dev.mlharness.activities.rotation;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a secret is kept for those who use it. */
public sealed interface StorePlace {
  /** For people. Never says anything secret. */
  String words();

  /**
   * A file on the worker's machine, or on a volume that it shares with readers.
   *
   * @param path whose folder exists
   */
  record InFile(Path path) implements StorePlace {
    @Override
    public String words() {
      return "file " + path;
    }
  }

  /** A key in a Databricks secret scope of the workspace in which the secret is made. */
  record InScope(String scope, String key) implements StorePlace {
    @Override
    public String words() {
      return "secret scope " + scope + "/" + key;
    }
  }

  /**
   * A path in a KV engine, version 2, of HashiCorp Vault or OpenBao.
   *
   * @param address as in {@code https://vault.example.com:8200}
   * @param namespace null: none
   * @param mount of the engine
   */
  record InVault(
      URI address, @Nullable String namespace, String mount, String path, VaultLogin login)
      implements StorePlace {
    public InVault {
      if (!address.isAbsolute() || address.getHost() == null) {
        throw new IllegalArgumentException(
            "address '" + address + "' is not a URL, as in https://vault.example.com:8200");
      }
    }

    @Override
    public String words() {
      return "Vault " + mount + "/" + path + " at " + address;
    }
  }

  /**
   * A secret of AWS Secrets Manager, reached as the role's {@code reaches.aws}.
   *
   * @param secret its name or ARN
   */
  record InAws(String secret) implements StorePlace {
    @Override
    public String words() {
      return "Secrets Manager " + secret;
    }
  }

  /** How the worker proves to Vault who it is. */
  sealed interface VaultLogin {
    /** A token that an agent keeps fresh in a file; read again at each use. */
    record TokenFile(Path path) implements VaultLogin {}

    /**
     * The JWT auth method.
     *
     * @param mount where it is enabled
     * @param role of it
     * @param file with the worker's own identity token; read again at each use
     */
    record Jwt(String mount, String role, Path file) implements VaultLogin {}
  }
}
