package dev.mlharness.starter.toolchain;

import dev.mlharness.starter.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Python environment with exactly what the lock file lists, each file checked against its hash.
 * Another lock file is another environment, so an upgrade never mends a running one.
 */
final class PythonTool {

  private static final String UV = "uv==0.13.9";
  private static final String WHERE_IF_RECENT =
      "import sys; print(sys.executable); sys.exit(sys.version_info < (3, 11))";

  private final ToolCache cache;
  private final Path requirements;
  private final Progress progress;

  PythonTool(ToolCache cache, Path requirements, Progress progress) {
    this.cache = cache;
    this.requirements = requirements;
    this.progress = progress;
  }

  Optional<Path> find() {
    return cache.find(name()).map(PythonTool::interpreter);
  }

  Path prepare() {
    return interpreter(cache.findOrInstall(name(), this::install));
  }

  private void install(Path folder) {
    String python = systemPython();
    progress.say(
        "Installing the Python environment (MLflow, scikit-learn; 640 MB): about a minute …");
    String uv = uv(python);
    ExternalCommand.of(uv, "venv", "--allow-existing", "--python", python, folder.toString())
        .run(progress::now);
    ExternalCommand.of(
            uv,
            "pip",
            "install",
            "--python",
            interpreter(folder).toString(),
            "--require-hashes",
            "-r",
            requirements.toString())
        .run(progress::now);
    progress.say("The Python environment is installed.");
  }

  private static String systemPython() {
    return Stream.of("python3", "python3.13", "python3.12", "python3.11", "python")
        .flatMap(python -> ExternalCommand.of(python, "-c", WHERE_IF_RECENT).attempt().stream())
        .findFirst()
        .orElseThrow(
            () ->
                new ToolchainException(
                    "There is no Python 3.11 or newer on the PATH (looked for python3, python3.13,"
                        + " python3.12, python3.11). Install one and try again."));
  }

  /** The installer that is there, or one of our own beside the environments. */
  private String uv(String python) {
    return ExternalCommand.onPath("uv")
        .map(Path::toString)
        .filter(uv -> ExternalCommand.of(uv, "--version").attempt().isPresent())
        .orElseGet(
            () ->
                cache
                    .findOrInstall(UV.replace("==", "-"), folder -> installUv(python, folder))
                    .resolve("bin/uv")
                    .toString());
  }

  private void installUv(String python, Path folder) {
    progress.say("Installing " + UV + ", which installs the Python environment …");
    var venv = ExternalCommand.of(python, "-m", "venv", folder.toString());
    if (venv.attempt().isEmpty()) {
      throw new ToolchainException(
          "`%s -m venv` does not work here. Install uv (https://docs.astral.sh/uv), or what your system calls python3-venv, and try again."
              .formatted(python));
    }
    ExternalCommand.of(interpreter(folder).toString(), "-m", "pip", "install", "--quiet", UV)
        .run(progress::now);
  }

  private static Path interpreter(Path environment) {
    return environment.resolve("bin/python");
  }

  private String name() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(requirements));
      return "python-" + HexFormat.of().formatHex(digest).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the Python lock file " + requirements, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
