package dev.mlharness.starter.toolchain;

import dev.mlharness.starter.progress.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds what the stack runs on, or installs it into the cache once. Every method may be called by
 * several processes at a time: one installs, the others wait for it. An installation that was
 * interrupted is done again, never used half.
 */
public final class Toolchain {

  private final TemporalTool temporal;
  private final PythonTool python;

  /**
   * @param cache where installed tools are kept, shared by all projects of a person
   * @param requirements the Python lock file; its digest names the environment
   */
  public Toolchain(Path cache, Path requirements, Progress progress) {
    var store = new ToolCache(cache, progress);
    this.temporal = new TemporalTool(store, progress);
    this.python = new PythonTool(store, requirements, progress);
  }

  /** The cache: {@code MLHARNESS_CACHE}, else a folder below the person's cache folder. */
  public static Path cacheFolder() {
    String named = System.getenv("MLHARNESS_CACHE");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    String shared = System.getenv("XDG_CACHE_HOME");
    Path base =
        shared == null || shared.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(shared);
    return base.resolve("ml-harness");
  }

  /**
   * Returns the tools, installing what is missing.
   *
   * @throws ToolchainException if one cannot be had
   */
  public Tools prepare() {
    // Python first: whether there is one is known at once, and Temporal may take minutes to build.
    Path interpreter = python.prepare();
    return new Tools(temporal.prepare(), interpreter);
  }

  /** Temporal, if it needs no installation. */
  public Optional<Path> temporal() {
    return temporal.find();
  }

  /** The Python environment's interpreter, if it needs no installation. */
  public Optional<Path> python() {
    return python.find();
  }
}
