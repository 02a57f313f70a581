package dev.mlharness.starter.pages;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Evidence;
import dev.mlharness.approval.Slice;
import dev.mlharness.approval.Verdict;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.Caller;
import dev.mlharness.starter.api.Problems;
import dev.mlharness.starter.api.Proofs;
import dev.mlharness.starter.api.Refused;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.console.CommandFailure;
import io.temporal.client.WorkflowException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Where people read the evidence and decide. */
@PageController
class GatePage {
  private static final int LONGEST_COMMENT = 2000;

  private final TemporalConnection temporal;
  private final Proofs proofs;
  private final Problems problems;

  GatePage(TemporalConnection temporal, Proofs proofs, Problems problems) {
    this.temporal = temporal;
    this.proofs = proofs;
    this.problems = problems;
  }

  @Allowed(ApiRole.READER)
  @GetMapping("/pipelines/{id}/gate")
  ModelAndView show(@PathVariable("id") String id) {
    return page(id);
  }

  /**
   * @param seen the digest of the evidence on the page from which the decision comes
   */
  @Allowed(ApiRole.APPROVER)
  @PostMapping("/pipelines/{id}/gate")
  ModelAndView decide(
      Caller caller,
      @PathVariable("id") String id,
      @RequestParam("verdict") Verdict verdict,
      @RequestParam("evidence") String seen,
      @RequestParam(name = "comment", required = false) @Nullable String typed) {
    String comment = Forms.given(typed);
    if (comment != null && comment.length() > LONGEST_COMMENT) {
      return again(id, comment, "A comment has at most " + LONGEST_COMMENT + " characters.");
    }
    if (!seen.equals(evidence(id).digest())) {
      return again(
          id,
          comment,
          "The evidence has changed since you read it, so your decision was not counted. This is the new one: read it, and decide again.");
    }
    Decision said = new Decision(verdict, caller.name(), comment, seen);
    try {
      pipeline(id).decide(proofs.decision(id, caller, said, seen));
    } catch (WorkflowException | CommandFailure | Refused e) {
      return again(
          id,
          comment,
          problems.explain(e).map(ProblemDetail::getDetail).orElse(String.valueOf(e.getMessage())));
    }
    return new ModelAndView(
        "redirect:/pipelines/%s?decided=%s"
            .formatted(UriUtils.encodePathSegment(id, "UTF-8"), verdict.word()));
  }

  /** With what the person wrote, and why it does not count. */
  private ModelAndView again(String id, @Nullable String comment, String refused) {
    ModelAndView page = page(id).addObject("refused", refused).addObject("comment", comment);
    page.setStatus(HttpStatus.CONFLICT);
    return page;
  }

  private ModelAndView page(String id) {
    Evidence evidence = evidence(id);
    TrainValidateDeploy pipeline = pipeline(id);
    List<Comparison> metrics = Comparison.of(evidence);
    return new ModelAndView("gate")
        .addObject("id", id)
        .addObject("evidence", evidence)
        .addObject("status", pipeline.status())
        .addObject("gate", pipeline.gate())
        .addObject("metrics", metrics)
        .addObject("charted", metrics.stream().anyMatch(Comparison::share))
        .addObject(
            "slices",
            evidence.slices().stream()
                .map(slice -> new Part(slice, Comparison.of(evidence, slice)))
                .toList());
  }

  private Evidence evidence(String id) {
    Evidence evidence = pipeline(id).evidence();
    if (evidence == null) {
      throw new Refused(
          HttpStatus.NOT_FOUND,
          "The gate of '%s' has not opened yet. Its page says what it does now.".formatted(id));
    }
    return evidence;
  }

  private TrainValidateDeploy pipeline(String id) {
    return temporal.client().newWorkflowStub(TrainValidateDeploy.class, id);
  }

  /** A part of the data, and how the candidate does on it. */
  public record Part(Slice slice, List<Comparison> metrics) {}
}
