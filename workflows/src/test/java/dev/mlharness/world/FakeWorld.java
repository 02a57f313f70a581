package dev.mlharness.world;

import dev.mlharness.pipeline.Stage;

/** What all fakes act on. Counts effects, not calls, and can be told to fail. */
public final class FakeWorld {
  private final Faults faults = new Faults();
  private final FakeTracking tracking = new FakeTracking(faults);
  private final FakeRuns runs = new FakeRuns(faults, tracking);
  private final FakeRegistry registry = new FakeRegistry(faults);
  private final FakeServing serving = new FakeServing(faults);
  private final FakeResolve resolve = new FakeResolve(faults);
  private final FakeAdmission admission = new FakeAdmission(faults);
  private final FakeLineage lineage = new FakeLineage(faults, registry, resolve);

  private final FakePrivileges privileges = new FakePrivileges(faults);
  private final FakeAudit audit = new FakeAudit(faults);
  private final FakeApproval approval = new FakeApproval(faults);
  private final FakeSecrets secrets = new FakeSecrets(faults);
  private final FakePromotions promotions = new FakePromotions(faults);
  private final FakeChecks checks = new FakeChecks(faults);
  private final FakeWatches watches = new FakeWatches(faults);
  private final FakeReceivers receivers = new FakeReceivers(faults);

  public Faults faults() {
    return faults;
  }

  public FakeTracking tracking() {
    return tracking;
  }

  public FakeRuns runs() {
    return runs;
  }

  public FakeRegistry registry() {
    return registry;
  }

  public FakeServing serving() {
    return serving;
  }

  public FakeResolve resolve() {
    return resolve;
  }

  public FakeAudit audit() {
    return audit;
  }

  public FakePrivileges privileges() {
    return privileges;
  }

  public FakeAdmission admission() {
    return admission;
  }

  public FakeApproval approval() {
    return approval;
  }

  public FakeSecrets secrets() {
    return secrets;
  }

  public FakeChecks checks() {
    return checks;
  }

  public FakeWatches watches() {
    return watches;
  }

  public FakeReceivers receivers() {
    return receivers;
  }

  /** What a worker registers. */
  public Object[] activities() {
    return new Object[] {
      tracking,
      runs,
      registry,
      serving,
      resolve,
      lineage,
      audit,
      admission,
      privileges,
      approval,
      secrets,
      promotions,
      checks,
      watches,
      receivers
    };
  }

  /** Whether every run that was made has ended. */
  public boolean nothingRuns() {
    return runs.made().stream().noneMatch(run -> run.outcome() == null);
  }

  /** How many runs a stage made. */
  public long runsOf(Stage stage) {
    return runs.made().stream().filter(run -> run.isOf(stage)).count();
  }
}
