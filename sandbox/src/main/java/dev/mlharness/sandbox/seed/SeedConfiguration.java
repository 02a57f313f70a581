package dev.mlharness.sandbox.seed;

import dev.mlharness.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Configuration(proxyBeanMethods = false)
class SeedConfiguration {

  @Bean
  Seed seed(SandboxSettings settings, JsonMapper json) throws IOException {
    var file = settings.seed();
    Resource source =
        file == null ? new ClassPathResource("seed.yml") : new FileSystemResource(file);
    String text = source.getContentAsString(StandardCharsets.UTF_8);
    return new Seed(new YAMLMapper().readTree(resolve(text, settings)), json);
  }

  /** A seed may name this sandbox and its identity provider without knowing their ports. */
  private static String resolve(String text, SandboxSettings settings) {
    return text.replace("${sandbox.host}", settings.host().toString())
        .replace("${sandbox.idp.issuer}", settings.idp().issuer());
  }
}
