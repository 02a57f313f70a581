package dev.mlharness.starter.api;

import dev.mlharness.rollout.Instruction;
import dev.mlharness.starter.rollout.RolloutView;
import dev.mlharness.starter.rollout.Rollouts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowNotFoundException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "rollouts", description = "How far a candidate has come, step by step.")
@RestController
@RequestMapping(path = "/v1/pipelines/{id}/rollout", produces = MediaType.APPLICATION_JSON_VALUE)
class RolloutController {
  private final TemporalConnection temporal;

  RolloutController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(summary = "Where the rollout of a pipeline stands, and what it waits for")
  @Allowed(ApiRole.READER)
  @GetMapping
  RolloutView show(@PathVariable("id") String id) {
    return of(id, Rollouts::view);
  }

  @Operation(
      summary = "Steers a rollout",
      description =
          "pause: begin no further step. resume: go on, or measure again. promote: all traffic now,"
              + " no further checks. abort: put everything back.")
  @Allowed(ApiRole.OPERATOR)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  RolloutView steer(Caller caller, @PathVariable("id") String id, @RequestBody SteerBody body) {
    if (body.action() == null) {
      throw new Refused(
          HttpStatus.BAD_REQUEST, "'action' is missing: pause, resume, promote or abort.");
    }
    Instruction said = new Instruction(body.action(), caller.name(), body.comment());
    return of(id, (rollouts, pipeline) -> rollouts.steer(pipeline, said));
  }

  private RolloutView of(String id, BiFunction<Rollouts, String, RolloutView> question) {
    String pipeline = Texts.name("The id", id);
    try {
      return question.apply(new Rollouts(temporal.client()), pipeline);
    } catch (WorkflowNotFoundException e) {
      throw new Refused(
          HttpStatus.NOT_FOUND,
          "The pipeline '%s' has no rollout, has ended, or is not there.".formatted(id));
    }
  }

  /**
   * @param comment why
   */
  record SteerBody(
      @Schema(requiredMode = RequiredMode.REQUIRED) Instruction.Action action,
      @Nullable String comment) {}
}
