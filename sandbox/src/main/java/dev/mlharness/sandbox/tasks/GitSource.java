package dev.mlharness.sandbox.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Where a run's code comes from: one of a branch, a tag or a commit of a repository.
 *
 * @param gitSnapshot the commit that was used, once it is known
 */
public record GitSource(
    String gitUrl,
    @Nullable String gitProvider,
    @Nullable String gitBranch,
    @Nullable String gitTag,
    @Nullable String gitCommit,
    @Nullable Snapshot gitSnapshot) {

  /** The commit that a branch or tag stood at when the run started. */
  public record Snapshot(String usedCommit) {}

  /** What git has to resolve: the snapshot's commit if there is one. */
  String reference() {
    if (gitSnapshot != null) {
      return gitSnapshot.usedCommit;
    }
    if (gitCommit != null) {
      return gitCommit;
    }
    return gitTag == null ? "refs/heads/" + gitBranch : "refs/tags/" + gitTag;
  }

  /** The same source, pinned to the commit that was used. */
  public GitSource at(String commit) {
    return new GitSource(gitUrl, gitProvider, gitBranch, gitTag, gitCommit, new Snapshot(commit));
  }
}
