package dev.mlharness.start;

import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The door of a pipeline. Touches neither Databricks nor MLflow. */
@ActivityInterface
public interface AdmissionActivities {

  /**
   * Says who started the pipeline, when they may use every role of the recipe. May be called twice
   * for the same execution; a proof that one execution has used is refused to every other.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} naming the group or the
   *     proof that is missing, {@code RECIPE_INVALID} with one line per problem, {@code
   *     UNAVAILABLE} when the proof cannot be checked at the moment
   */
  @Unaudited("records each refusal itself, and whom it lets in the pipeline records")
  @ActivityMethod(name = "Admit")
  Admitted admit(PipelineStart start);

  /**
   * The same for a plan, which acts as the roles of a recipe too. A proof for a pipeline is none
   * for a plan, nor the other way round.
   */
  @Unaudited("records each refusal itself, and a plan changes nothing")
  @ActivityMethod(name = "AdmitPlan")
  Admitted admitPlan(PipelineStart start);

  /**
   * The same for a trace, which acts as a role that reads. Its document is the target.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code ACCESS_DENIED} as for a pipeline
   */
  @Unaudited("records each refusal itself, and a trace changes nothing")
  @ActivityMethod(name = "AdmitTrace")
  void admitTrace(PipelineStart start);
}
