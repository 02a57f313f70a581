package dev.mlharness.starter.api;

import dev.mlharness.starter.console.Surroundings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Starts the API, and the pages beside it. */
@SpringBootApplication(
    scanBasePackages = {"dev.mlharness.starter.api", "dev.mlharness.starter.pages"})
@EnableConfigurationProperties(ApiProperties.class)
public class ApiApplication {
  public static void main(String[] arguments) {
    // The command line on the same class path speaks to people and logs nothing.
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider");
    SpringApplication.run(ApiApplication.class, arguments);
  }

  @Bean
  Surroundings surroundings() {
    return Surroundings.real();
  }
}
