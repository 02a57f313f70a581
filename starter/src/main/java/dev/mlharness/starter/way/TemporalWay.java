package dev.mlharness.starter.way;

import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.console.Surroundings;
import java.util.List;

/** Straight to Temporal: starts workflows, queries and signals them. Takes no login. */
public final class TemporalWay implements Way {
  private final Temporal temporal;
  private final Surroundings surroundings;
  private final TemporalPipelines pipelines;

  public TemporalWay(Temporal temporal, Surroundings surroundings) {
    this.temporal = temporal;
    this.surroundings = surroundings;
    this.pipelines = new TemporalPipelines(temporal, surroundings);
  }

  @Override
  public Pipelines pipelines() {
    return pipelines;
  }

  @Override
  public Recipes recipes() {
    return new TemporalRecipes(temporal, surroundings);
  }

  @Override
  public Rollouts rollouts() {
    return new TemporalRollouts(temporal.client(), surroundings);
  }

  @Override
  public Models models() {
    return new TemporalModels(temporal, surroundings);
  }

  @Override
  public Schedules schedules() {
    return new TemporalSchedules(temporal, surroundings);
  }

  @Override
  public Checks checks() {
    return new TemporalChecks(temporal.client());
  }

  @Override
  public Identities identities() {
    return new TemporalIdentities(temporal);
  }

  @Override
  public Secrets secrets() {
    return new TemporalSecrets(temporal);
  }

  @Override
  public AuditRecords audit() {
    return new AuditRecords() {
      @Override
      public AuditPage read(AuditQuery query) {
        return Questions.ask(temporal, "ReadAudit", "audit records", query, AuditPage.class);
      }

      @Override
      public AuditVerification verify(List<AuditHead> remembered) {
        return Questions.ask(
            temporal, "VerifyAudit", "audit verify", remembered, AuditVerification.class);
      }
    };
  }

  @Override
  public void close() {
    temporal.close();
  }
}
