package dev.mlharness.run;

import dev.mlharness.access.Access;
import dev.mlharness.audit.Subject;

/**
 * A run that exists.
 *
 * @param url its page in the workspace
 * @param repairs how many repairs the run had when this handle was made
 */
public record RunHandle(Access access, long runId, String url, int repairs) implements Subject {

  @Override
  public String subject() {
    return "run " + runId;
  }
}
