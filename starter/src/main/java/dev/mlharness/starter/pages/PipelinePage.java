package dev.mlharness.starter.pages;

import dev.mlharness.audit.UsedCredential;
import dev.mlharness.ledger.LedgerEntry;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.rollout.RolloutStatus;
import dev.mlharness.starter.api.Allowed;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.TemporalConnection;
import dev.mlharness.starter.report.Outcomes;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** One pipeline: where it stands, what it waits for, what it did and as whom. */
@PageController
class PipelinePage {
  private final TemporalConnection temporal;

  PipelinePage(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Allowed(ApiRole.READER)
  @GetMapping("/pipelines/{id}")
  ModelAndView show(@PathVariable("id") String id, HttpServletRequest request) {
    TrainValidateDeploy pipeline = temporal.client().newWorkflowStub(TrainValidateDeploy.class, id);
    PipelineStatus status = pipeline.status();
    Shown shown =
        new Shown(
            status,
            status.stage() == Stage.DEPLOY ? rollout(id) : null,
            pipeline.ledger(),
            pipeline.receipts());
    return Live.page("pipeline", request, shown)
        .addObject("id", id)
        .addObject("status", status)
        .addObject("stages", StageMark.of(status))
        .addObject("news", news(status))
        .addObject("ended", status.state() == State.ENDED)
        .addObject("reached", status.result() != null && Outcomes.reached(status.result()))
        .addObject("atGate", status.state() == State.WAITING && status.stage() == Stage.APPROVE)
        .addObject("rollout", shown.rollout())
        .addObject("ledger", shown.ledger())
        .addObject("receipts", shown.receipts())
        .addObject("temporal", temporal.temporal().page(id).orElse(null))
        .addObject("decided", request.getParameter("decided"))
        .addObject("ordered", request.getParameter("ordered"));
  }

  /** What somebody wants to hear when it changes. */
  private static String news(PipelineStatus status) {
    if (status.result() != null) {
      return "It has ended: %s.".formatted(status.result().outcome().word().replace('_', ' '));
    }
    return switch (status.state()) {
      case HELD -> "Held. " + status.waitingFor();
      case WAITING -> "At its gate: %s.".formatted(status.waitingFor());
      case PAUSED -> "Paused.";
      case RUNNING, ENDED -> "It is at %s.".formatted(status.stage().word());
    };
  }

  /** Null where the candidate is promoted in one step. */
  private @Nullable RolloutStatus rollout(String pipeline) {
    try {
      return temporal.client().newWorkflowStub(Rollout.class, Rollout.idOf(pipeline)).status();
    } catch (WorkflowNotFoundException none) {
      return null;
    }
  }

  private record Shown(
      PipelineStatus status,
      @Nullable RolloutStatus rollout,
      List<LedgerEntry> ledger,
      List<UsedCredential> receipts) {}
}
