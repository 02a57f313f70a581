package dev.mlharness.sandbox.store;

import dev.mlharness.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  Documents documents(SandboxSettings settings, JsonMapper json) throws IOException {
    // What is in there is its owner's business only; logs of tasks among it.
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(settings.home(), ownerOnly);
    return Documents.open(settings.home().resolve("sandbox.db"), json);
  }
}
