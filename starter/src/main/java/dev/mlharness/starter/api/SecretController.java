package dev.mlharness.starter.api;

import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.rotation.LatestRotation;
import dev.mlharness.starter.rotation.RotatedSecret;
import dev.mlharness.starter.rotation.Rotations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(
    name = "secrets",
    description = "Secrets of service principals that are rotated. Their values are never told.")
@RestController
@RequestMapping(path = "/v1/secrets", produces = MediaType.APPLICATION_JSON_VALUE)
class SecretController {
  private final TemporalConnection temporal;

  SecretController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(summary = "How old each secret is, its latest rotation, and the next")
  @Allowed({ApiRole.OPERATOR, ApiRole.AUDITOR})
  @GetMapping
  List<RotatedSecret> list() {
    return new Rotations(temporal.temporal()).all();
  }

  @Operation(
      summary = "Starts the rotation of a secret",
      description = "The new one is proven before the old one goes. One rotation at a time.")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping("/{secret}/rotations")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Started rotate(@PathVariable("secret") String secret) {
    Rotations rotations = new Rotations(temporal.temporal());
    rotations.mustKnow(Texts.name("The secret", secret));
    return new Started(secret, rotations.start(secret).getExecution().getWorkflowId());
  }

  @Operation(
      summary = "How the latest rotation of a secret ended",
      description = "With neither result nor failure it is under way.")
  @Allowed({ApiRole.OPERATOR, ApiRole.AUDITOR})
  @GetMapping("/{secret}/rotations/latest")
  LatestRotation latestRotation(@PathVariable("secret") String secret) {
    return new Rotations(temporal.temporal()).latest(Texts.name("The secret", secret));
  }

  @Operation(summary = "Lets a secret be rotated by itself")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(path = "/{secret}/schedule", consumes = MediaType.APPLICATION_JSON_VALUE)
  UpkeepBody.Scheduled schedule(
      @PathVariable("secret") String secret, @RequestBody UpkeepBody body) {
    Temporal server = temporal.temporal();
    new Rotations(server).mustKnow(Texts.name("The secret", secret));
    return body.keep(server, Rotations.upkeep(secret));
  }

  /**
   * @param rotation id of its workflow
   */
  record Started(String secret, String rotation) {}
}
