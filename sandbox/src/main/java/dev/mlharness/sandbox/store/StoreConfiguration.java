package dev.mlharness.sandbox.store;

import dev.mlharness.sandbox.SandboxSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  Documents documents(SandboxSettings settings, JsonMapper json) {
    return Documents.open(settings.home().resolve("sandbox.db"), json);
  }
}
