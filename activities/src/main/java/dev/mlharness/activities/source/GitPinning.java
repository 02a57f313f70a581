package dev.mlharness.activities.source;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import dev.mlharness.recipe.Manifest.GitPin;
import dev.mlharness.recipe.Source;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.InvalidRemoteException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** Asks a git server which commit a branch, a tag or a hash is. */
final class GitPinning {
  private static final Pattern FULL_HASH = Pattern.compile("[0-9a-f]{40}");
  private static final int TIMEOUT_SECONDS = 20;
  private static final int MOST_NAMES_SHOWN = 12;

  private final CommitAuthor author = new CommitAuthor(TIMEOUT_SECONDS);

  /**
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when the repository has no
   *     such ref, {@code UNAVAILABLE} when it does not answer
   */
  GitPin pin(Source.Git git) {
    if (FULL_HASH.matcher(git.ref()).matches()) {
      return new GitPin(git.url(), git.ref(), git.ref(), author.of(git.url(), git.ref()));
    }
    String commit = commit(git, refs(git.url()));
    return new GitPin(git.url(), git.ref(), commit, author.of(git.url(), commit));
  }

  private static String commit(Source.Git git, Map<String, Ref> refs) {
    for (String prefix : new String[] {"", Constants.R_HEADS, Constants.R_TAGS}) {
      Ref ref = refs.get(prefix + git.ref());
      if (ref != null) {
        // An annotated tag is an object of its own; the commit is what it peels to.
        ObjectId peeled = ref.getPeeledObjectId();
        return (peeled == null ? ref.getObjectId() : peeled).name();
      }
    }
    throw Failures.of(
        FailureType.NOT_FOUND,
        "The repository %s has no branch, tag or commit '%s'. It has: %s. Mend source.git.ref; a commit is written as all 40 characters."
            .formatted(git.url(), git.ref(), names(refs)));
  }

  private static Map<String, Ref> refs(String url) {
    try {
      return Git.lsRemoteRepository().setRemote(url).setTimeout(TIMEOUT_SECONDS).callAsMap();
    } catch (InvalidRemoteException e) {
      throw Failures.of(
          FailureType.NOT_FOUND,
          "There is no git repository at '%s'. Mend source.git.url.".formatted(url));
    } catch (GitAPIException e) {
      throw Failures.of(
          FailureType.UNAVAILABLE,
          "Asking %s for its branches and tags failed: %s. It is tried again; if it stays so, check the URL, and whether the worker may read it."
              .formatted(url, e.getMessage()));
    }
  }

  private static String names(Map<String, Ref> refs) {
    return refs.keySet().stream()
        .filter(name -> name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS))
        .map(name -> name.substring(name.indexOf('/', Constants.R_REFS.length()) + 1))
        .sorted()
        .limit(MOST_NAMES_SHOWN)
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), all -> all.isEmpty() ? "nothing yet" : all));
  }
}
