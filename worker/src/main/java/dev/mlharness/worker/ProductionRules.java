package dev.mlharness.worker;

import dev.mlharness.worker.HarnessProperties.EncryptionProperties;
import io.temporal.spring.boot.autoconfigure.properties.ConnectionProperties;
import org.jspecify.annotations.Nullable;

/** What a worker that calls itself production must not do without. */
final class ProductionRules {
  private ProductionRules() {}

  /**
   * @throws ConfigurationProblem naming the first rule that is broken, if {@code
   *     mlharness.production} is set
   */
  static void check(HarnessProperties properties, @Nullable ConnectionProperties temporal) {
    if (properties.production()) {
      checkTrust(properties.trust());
      checkEncryption(properties.encryption());
      checkConnection(temporal);
    }
  }

  private static void checkTrust(String trust) {
    if (!trust.equals("signed")) {
      throw new ConfigurationProblem(
          "mlharness.trust",
          trust + ", and mlharness.production is true",
          "Set it to signed, with mlharness.people and mlharness.signed-starts.key-file: else whoever can write to the namespace may use every role that is listed or for everybody.");
    }
  }

  private static void checkEncryption(EncryptionProperties encryption) {
    if (encryption.keyFile() == null) {
      throw new ConfigurationProblem(
          "mlharness.encryption.key-file",
          "not set, and mlharness.production is true",
          "Name a file with a line 'id:base64' for each key; recipes and results would stand in Temporal's database in clear.");
    }
  }

  private static void checkConnection(@Nullable ConnectionProperties temporal) {
    if (temporal == null || !isEncrypted(temporal)) {
      throw new ConfigurationProblem(
          "spring.temporal.connection",
          "plain text, and mlharness.production is true",
          "Set spring.temporal.connection.mtls.* (or enable-https: true with an api-key).");
    }
    ConnectionProperties.MTLSProperties mtls = temporal.getMTLS();
    if (mtls != null && Boolean.TRUE.equals(mtls.getInsecureTrustManager())) {
      throw new ConfigurationProblem(
          "spring.temporal.connection.mtls.insecure-trust-manager",
          "trusts any server, and mlharness.production is true",
          "Remove it, and let the server show a certificate that this machine trusts.");
    }
  }

  private static boolean isEncrypted(ConnectionProperties temporal) {
    ConnectionProperties.MTLSProperties mtls = temporal.getMTLS();
    return Boolean.TRUE.equals(temporal.isEnableHttps())
        || (mtls != null && (mtls.getCertChain() != null || mtls.getCertChainFile() != null));
  }
}
