package dev.mlharness.starter.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.cli.TemporalServer;
import dev.mlharness.starter.console.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The API as it runs, beside Temporal's test server and an identity provider. */
public final class RunningApi implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final TemporalServer temporal;
  private final TestPeople people;
  private final ConfigurableApplicationContext context;

  public RunningApi(String... settings) throws IOException, JOSEException {
    temporal = new TemporalServer();
    people = new TestPeople();
    Surroundings surroundings =
        new Surroundings(
            Map.of("TEMPORAL_ADDRESS", temporal.address()),
            Path.of("").toAbsolutePath(),
            new BufferedReader(new StringReader("")),
            false,
            false);
    List<String> properties =
        new ArrayList<>(
            List.of(
                "server.port=0",
                "spring.main.allow-bean-definition-overriding=true",
                "mlharness.people.issuer=" + people.issuer(),
                "mlharness.people.audience=ml-harness",
                "mlharness.people.keys=" + people.issuer() + "/jwks"));
    for (ApiRole role : ApiRole.values()) {
      properties.add("mlharness.api.roles." + role.word() + "=" + TestPeople.groupOf(role));
    }
    properties.addAll(List.of(settings));
    context =
        new SpringApplicationBuilder(ApiApplication.class)
            .properties(properties.toArray(String[]::new))
            .initializers(
                (GenericApplicationContext fresh) ->
                    fresh.addBeanFactoryPostProcessor(
                        factory -> {
                          ((org.springframework.beans.factory.support.BeanDefinitionRegistry)
                                  factory)
                              .removeBeanDefinition("surroundings");
                          factory.registerSingleton("surroundings", surroundings);
                        }))
            .run("--server.port=0");
  }

  public TestPeople people() {
    return people;
  }

  public TemporalServer temporal() {
    return temporal;
  }

  public URI address() {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
  }

  Answer get(String path, @Nullable String token) {
    return send(request(path, token).GET());
  }

  Answer post(String path, @Nullable String token, String body, String... headers) {
    HttpRequest.Builder request =
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    people.close();
    temporal.close();
  }

  /** What came back. */
  record Answer(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    JsonNode json() {
      try {
        return Payloads.mapper().readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(response.body(), e);
      }
    }

    @Override
    public String toString() {
      return status() + " " + body();
    }
  }
}
