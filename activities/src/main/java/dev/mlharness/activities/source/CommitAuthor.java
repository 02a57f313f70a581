package dev.mlharness.activities.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads who wrote a commit, by fetching that one commit and nothing of its history. */
final class CommitAuthor {
  private static final Logger LOG = LoggerFactory.getLogger(CommitAuthor.class);
  private final int timeoutSeconds;

  CommitAuthor(int timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
  }

  /**
   * @return the author's e-mail address in lower case; null when the server does not give single
   *     commits away
   */
  @Nullable String of(String url, String commit) {
    try {
      Path folder = Files.createTempDirectory("ml-harness-commit");
      try {
        return read(folder, url, commit);
      } finally {
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
      }
    } catch (IOException | GitAPIException e) {
      LOG.info("The author of {} at {} cannot be read: {}", commit, url, e.getMessage());
      return null;
    }
  }

  private String read(Path folder, String url, String commit) throws IOException, GitAPIException {
    try (Git git = Git.init().setBare(true).setDirectory(folder.toFile()).call();
        RevWalk walk = new RevWalk(git.getRepository())) {
      git.fetch()
          .setRemote(url)
          .setDepth(1)
          .setRefSpecs(new RefSpec(commit + ":refs/heads/pinned"))
          .setTimeout(timeoutSeconds)
          .call();
      return walk.parseCommit(ObjectId.fromString(commit))
          .getAuthorIdent()
          .getEmailAddress()
          .toLowerCase(Locale.ROOT);
    }
  }
}
