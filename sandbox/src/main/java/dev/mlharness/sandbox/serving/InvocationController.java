package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.serving.EndpointSpec.Route;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Predictions: each request goes to one served entity, chosen by the weights. */
@RestController
class InvocationController {

  private static final Logger log = LoggerFactory.getLogger(InvocationController.class);
  private static final String SERVED = "served-model-name";
  private static final int TRIES = 2;

  private final Endpoints endpoints;
  private final Deployments deployments;
  private final Counts counts;

  InvocationController(Endpoints endpoints, Deployments deployments, Counts counts) {
    this.endpoints = endpoints;
    this.deployments = deployments;
    this.counts = counts;
  }

  @PostMapping("/serving-endpoints/{name}/invocations")
  ResponseEntity<byte[]> invoke(
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "application/json")
          String type,
      @RequestBody byte[] body)
      throws InterruptedException {
    return answer(name, InvocationController::chosen, type, body);
  }

  @PostMapping("/serving-endpoints/{name}/served-models/{served}/invocations")
  ResponseEntity<byte[]> invokeOne(
      @PathVariable String name,
      @PathVariable String served,
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, defaultValue = "application/json")
          String type,
      @RequestBody byte[] body)
      throws InterruptedException {
    return answer(name, spec -> served, type, body);
  }

  private static String chosen(EndpointSpec spec) {
    int ticket = ThreadLocalRandom.current().nextInt(100);
    for (Route route : spec.routes()) {
      ticket -= route.trafficPercentage();
      if (ticket < 0) {
        return route.served();
      }
    }
    throw new IllegalStateException("The weights of a checked configuration add up to 100");
  }

  private static Entity entity(EndpointSpec spec, String served) {
    return spec.entities().stream()
        .filter(entity -> served.equals(entity.name()))
        .findFirst()
        .orElseThrow(() -> ApiException.missing("Served entity", served));
  }

  /** A server may be replaced just when it is asked: then its successor is. */
  private ResponseEntity<byte[]> answer(
      String name, Function<EndpointSpec, String> choice, String type, byte[] body)
      throws InterruptedException {
    long begun = System.nanoTime();
    String served = "";
    for (int i = 0; i < TRIES; i++) {
      EndpointRecord endpoint = endpoints.get(name);
      EndpointSpec active = endpoint.active();
      if (active == null) {
        throw unavailable(name);
      }
      served = choice.apply(active);
      Optional<ScoringServer> server = deployments.server(endpoint, entity(active, served));
      if (server.isPresent()) {
        try {
          HttpResponse<byte[]> answer = server.get().predict(body, type);
          counts.count(name, served, answer.statusCode(), since(begun));
          return answer(served, answer);
        } catch (IOException e) {
          log.info("Server of {} on endpoint {} did not answer: {}", served, name, e.toString());
        }
      }
    }
    counts.count(name, served, ErrorCode.TEMPORARILY_UNAVAILABLE.status().value(), since(begun));
    throw unavailable(name);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static ResponseEntity<byte[]> answer(String served, HttpResponse<byte[]> answer) {
    String type =
        answer
            .headers()
            .firstValue(HttpHeaders.CONTENT_TYPE)
            .orElse(MediaType.APPLICATION_JSON_VALUE);
    return ResponseEntity.status(answer.statusCode())
        .header(SERVED, served)
        .header(HttpHeaders.CONTENT_TYPE, type)
        .body(answer.body());
  }

  private static ApiException unavailable(String name) {
    return new ApiException(
        ErrorCode.TEMPORARILY_UNAVAILABLE, "Endpoint '" + name + "' is not ready.");
  }
}
