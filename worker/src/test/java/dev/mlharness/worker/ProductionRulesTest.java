package dev.mlharness.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.spring.boot.autoconfigure.properties.ConnectionProperties;
import io.temporal.spring.boot.autoconfigure.properties.ConnectionProperties.MTLSProperties;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A worker that calls itself production does without nothing that protects it. */
class ProductionRulesTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "mlharness.production", "true",
          "mlharness.trust", "signed",
          "mlharness.encryption.key-file", "/keys");
  private static final ConnectionProperties TLS = connection(true, null);
  private static final ConnectionProperties PLAIN = connection(null, null);

  @Test
  void withEncryptionAndTlsItStarts() {
    assertThatCode(() -> check(COMPLETE, TLS)).doesNotThrowAnyException();
    assertThatCode(() -> check(COMPLETE, connection(null, mtls(null)))).doesNotThrowAnyException();
  }

  @Test
  void withoutEncryptionItDoesNot() {
    assertThatThrownBy(() -> check(without("mlharness.encryption.key-file"), TLS))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("mlharness.encryption.key-file: not set");
  }

  @Test
  void whileItTrustsTheNamespaceItDoesNot() {
    assertThatThrownBy(() -> check(without("mlharness.trust"), TLS))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("mlharness.trust: namespace");
  }

  @Test
  void overPlainTextItDoesNot() {
    assertThatThrownBy(() -> check(COMPLETE, PLAIN))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("spring.temporal.connection: plain text");
  }

  @Test
  void toAServerThatIsNotCheckedItDoesNot() {
    assertThatThrownBy(() -> check(COMPLETE, connection(true, mtls(true))))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("insecure-trust-manager");
  }

  @Test
  void whoDoesNotCallItselfProductionMayDoAsItLikes() {
    assertThatCode(() -> check(Map.of("mlharness.production", "false"), PLAIN))
        .doesNotThrowAnyException();
  }

  private static void check(Map<String, String> properties, ConnectionProperties temporal) {
    ProductionRules.check(
        new Binder(new MapConfigurationPropertySource(properties))
            .bindOrCreate("mlharness", HarnessProperties.class),
        temporal);
  }

  private static Map<String, String> without(String key) {
    Map<String, String> rest = new HashMap<>(COMPLETE);
    rest.remove(key);
    return rest;
  }

  private static ConnectionProperties connection(
      @Nullable Boolean https, @Nullable MTLSProperties mtls) {
    return new ConnectionProperties("temporal:7233", https, mtls, null);
  }

  private static MTLSProperties mtls(@Nullable Boolean insecure) {
    return new MTLSProperties(8, null, null, "/tls.key", "/tls.crt", null, insecure, null);
  }
}
