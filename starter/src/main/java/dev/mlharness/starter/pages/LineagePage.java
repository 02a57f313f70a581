package dev.mlharness.starter.pages;

import dev.mlharness.lineage.TraceTarget;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.Problems;
import dev.mlharness.starter.api.Proofs;
import dev.mlharness.starter.api.Refused;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.cli.SignedStart.Scope;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.lineage.LineageGraph;
import dev.mlharness.starter.lineage.Traces;
import io.temporal.client.WorkflowException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way back from an endpoint or a model to its recipe, as a graph. */
@PageController
class LineagePage {
  private final TemporalConnection temporal;
  private final Proofs proofs;
  private final Problems problems;

  LineagePage(TemporalConnection temporal, Proofs proofs, Problems problems) {
    this.temporal = temporal;
    this.proofs = proofs;
    this.problems = problems;
  }

  /**
   * @param model MODEL, MODEL@ALIAS or MODEL/VERSION; without endpoint, either is wanted
   */
  @Allowed(ApiRole.READER)
  @GetMapping("/lineage")
  ModelAndView show(
      Caller caller,
      @RequestParam(name = "model", required = false) @Nullable String model,
      @RequestParam(name = "endpoint", required = false) @Nullable String endpoint,
      @RequestParam(name = "workspace", required = false) @Nullable String workspace) {
    Asked asked = new Asked(Forms.given(model), Forms.given(endpoint), Forms.given(workspace));
    ModelAndView page = new ModelAndView("lineage").addObject("asked", asked);
    try {
      return asked.isNothing() ? page : page.addObject("graph", graph(caller, asked));
    } catch (CommandFailure | WorkflowException | Refused e) {
      ProblemDetail problem = problems.explain(e).orElseThrow(() -> e);
      page.setStatus(HttpStatus.valueOf(problem.getStatus()));
      return page.addObject("refused", problem.getDetail());
    }
  }

  private LineageGraph graph(Caller caller, Asked asked) {
    if (asked.model != null && asked.endpoint != null) {
      throw new Refused(
          HttpStatus.BAD_REQUEST,
          "A trace begins at an endpoint or at a model, not at both: empty one of the fields.");
    }
    TraceTarget target = Traces.target(asked.workspace, asked.model, asked.endpoint);
    return LineageGraph.of(
        Traces.ask(
            temporal.temporal(),
            target,
            id -> proofs.memo(caller, target.document(), Scope.TRACE, id)));
  }

  /** What the form says, to be shown again. */
  public record Asked(
      @Nullable String model, @Nullable String endpoint, @Nullable String workspace) {
    boolean isNothing() {
      return model == null && endpoint == null;
    }
  }
}
