package dev.mlharness.starter.api.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiProperties;
import dev.mlharness.starter.api.ApiProperties.Hook;
import dev.mlharness.starter.api.ApiProperties.Rule;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.RefusalRecords;
import dev.mlharness.starter.api.Refused;
import dev.mlharness.starter.api.hooks.Following.Followed;
import dev.mlharness.starter.api.hooks.Signature.Proven;
import dev.mlharness.starter.api.hooks.Signature.Raw;
import dev.mlharness.starter.api.hooks.Signature.Window;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes deliveries in. One that is proven and matches a rule starts the workflow that is its own:
 * the id of the workflow is made of the delivery's, so whatever comes twice, or again after a
 * crash, finds it started.
 */
@RestController
final class HookController {
  private static final Logger LOG = LoggerFactory.getLogger(HookController.class);
  private static final int LARGEST = 1024 * 1024;

  private final Map<String, Hook> hooks;
  private final Following following;
  private final RefusalRecords refusals;
  private final Clock clock = Clock.systemUTC();

  HookController(ApiProperties properties, Following following, RefusalRecords refusals) {
    this.hooks = properties.api().hooks();
    this.following = following;
    this.refusals = refusals;
  }

  /** Open to whoever signs: the signature is the proof. */
  @Allowed({})
  @PostMapping(path = "/hooks/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> deliver(@PathVariable("name") String name, HttpServletRequest request)
      throws IOException {
    Hook hook = hooks.get(name);
    if (hook == null) {
      throw new Refused(HttpStatus.NOT_FOUND, "There is no hook '%s'.".formatted(name));
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw new Refused(HttpStatus.CONTENT_TOO_LARGE, "A delivery is smaller than 1 MiB.");
    }
    Optional<Proven> proven =
        hook.kind()
            .signature()
            .prove(
                new Raw(request::getHeader, body),
                keys(hook),
                new Window(clock.instant(), hook.tolerance()));
    if (proven.isEmpty()) {
      String reason = "Its signature is wrong, too old, or not there.";
      refusals.add("hook " + name, request, reason);
      throw new Refused(HttpStatus.UNAUTHORIZED, reason);
    }
    return answer(name, hook, delivery(hook, proven.get(), body));
  }

  private ResponseEntity<?> answer(String name, Hook hook, Delivery delivery) throws IOException {
    for (Rule rule : hook.rules()) {
      if (delivery.matches(rule)) {
        String who = "hook " + name;
        Followed followed =
            following.of(new Caller(who, who, token(hook.tokenFile())), delivery, rule);
        if (followed.fresh()) {
          LOG.info("hook {}: delivery {}: {}", name, delivery.named(), followed.said());
        }
        return ResponseEntity.status(followed.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
            .body(followed.said());
      }
    }
    return ResponseEntity.ok(Map.of("nothing", "no rule is for this delivery"));
  }

  private static Delivery delivery(Hook hook, Proven proven, byte[] body) throws IOException {
    try {
      JsonNode json = Payloads.mapper().readTree(body);
      String event = proven.event() == null ? hook.kind().event(json) : proven.event();
      return new Delivery(proven.id(), proven.named(), event, json);
    } catch (JsonProcessingException e) {
      throw new Refused(HttpStatus.BAD_REQUEST, "The delivery is no JSON.");
    }
  }

  /** Read at each delivery, so that they can be exchanged. */
  private static List<byte[]> keys(Hook hook) throws IOException {
    List<byte[]> keys = new ArrayList<>();
    for (Path file : hook.keyFiles()) {
      String key = Files.readString(file).strip();
      if (!key.isEmpty()) {
        keys.add(key.getBytes(StandardCharsets.UTF_8));
      }
    }
    return keys;
  }

  private static @Nullable String token(@Nullable Path file) throws IOException {
    return file == null ? null : Files.readString(file).strip();
  }
}
