package dev.mlharness.starter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout that this command line was built from. */
public record Project(Path folder) {

  public Project {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * The project that the launcher names, else the one around the working directory.
   *
   * @throws StackException if there is none
   */
  public static Project locate() {
    String named = System.getProperty("mlharness.project");
    if (named != null) {
      return new Project(Path.of(named));
    }
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("python/requirements.lock")))
        .findFirst()
        .map(Project::new)
        .orElseThrow(
            () -> new StackException("No ML Harness project around " + here + ". Use ./harness."));
  }

  /** What the Python environment of the stack is made of. */
  public Path pythonRequirements() {
    return folder.resolve("python/requirements.lock");
  }

  /**
   * The executable jar of a module.
   *
   * @throws StackException if it was not built
   */
  Path jar(Part part) {
    return findJar(part)
        .orElseThrow(
            () ->
                new StackException(
                    "The %s is not built: there is no %s. Run `mvn package -DskipTests`."
                        .formatted(part.title(), folder.resolve(part.module() + "/target/*.jar"))));
  }

  private Optional<Path> findJar(Part part) {
    Path target = folder.resolve(part.module()).resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (var files = Files.newDirectoryStream(target, part.module() + "-*.jar")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.endsWith("-sources.jar") && !name.endsWith("-tests.jar")) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + target, e);
    }
  }
}
