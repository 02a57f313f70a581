package dev.mlharness.sandbox.serving;

import dev.mlharness.sandbox.api.ApiException;
import dev.mlharness.sandbox.api.ErrorCode;
import dev.mlharness.sandbox.serving.EndpointSpec.Entity;
import dev.mlharness.sandbox.serving.EndpointSpec.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Predictions: each request goes to one served entity, chosen by the weights. */
@RestController
class InvocationController {

  private static final String SERVED = "served-model-name";

  private final Endpoints endpoints;
  private final Deployments deployments;

  InvocationController(Endpoints endpoints, Deployments deployments) {
    this.endpoints = endpoints;
    this.deployments = deployments;
  }

  @PostMapping("/serving-endpoints/{name}/invocations")
  ResponseEntity<byte[]> invoke(@PathVariable String name, HttpServletRequest request)
      throws IOException, InterruptedException {
    EndpointSpec active = active(name);
    return answer(name, entity(active, chosen(active)), request);
  }

  @PostMapping("/serving-endpoints/{name}/served-models/{served}/invocations")
  ResponseEntity<byte[]> invokeOne(
      @PathVariable String name, @PathVariable String served, HttpServletRequest request)
      throws IOException, InterruptedException {
    return answer(name, entity(active(name), served), request);
  }

  private EndpointSpec active(String name) {
    EndpointSpec active = endpoints.get(name).active();
    if (active == null) {
      throw unavailable(name);
    }
    return active;
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

  private ResponseEntity<byte[]> answer(String name, Entity entity, HttpServletRequest request)
      throws IOException, InterruptedException {
    ScoringServer server = deployments.server(name, entity).orElseThrow(() -> unavailable(name));
    HttpResponse<byte[]> answer =
        server.predict(request.getInputStream(), contentType(request.getContentType()));
    return ResponseEntity.status(answer.statusCode())
        .header(SERVED, String.valueOf(entity.name()))
        .header(
            HttpHeaders.CONTENT_TYPE,
            answer
                .headers()
                .firstValue(HttpHeaders.CONTENT_TYPE)
                .orElse(MediaType.APPLICATION_JSON_VALUE))
        .body(answer.body());
  }

  private static String contentType(@Nullable String asked) {
    return Objects.requireNonNullElse(asked, MediaType.APPLICATION_JSON_VALUE);
  }

  private static ApiException unavailable(String name) {
    return new ApiException(
        ErrorCode.TEMPORARILY_UNAVAILABLE, "Endpoint '" + name + "' is not ready.");
  }
}
