package dev.mlharness.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A recipe with its training code, tests and evaluation: a project that runs as it is.
 *
 * @param name the name of its folder, and of its recipe
 * @param summary what its model tells, in a sentence or two
 */
public record Example(String name, String summary) {

  private static final String FOLDER = "/examples";

  /** All examples, by name. */
  public static List<Example> all() {
    return read(
        examples -> {
          try (Stream<Path> folders = Files.list(examples)) {
            return folders.map(Example::in).sorted((a, b) -> a.name.compareTo(b.name)).toList();
          } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the examples", e);
          }
        });
  }

  /** The example of that name. */
  public static Optional<Example> named(String name) {
    return all().stream().filter(example -> example.name.equals(name)).findFirst();
  }

  /** Copies its files into a folder, which is made if it is not there. Overwrites nothing. */
  public void copyTo(Path target) {
    read(
        examples -> {
          Path source = examples.resolve(name);
          try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
              Path copy = target.resolve(source.relativize(file).toString());
              Files.createDirectories(Objects.requireNonNull(copy.getParent()));
              Files.copy(file, copy);
            }
            return target;
          } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the example " + name + " to " + target, e);
          }
        });
  }

  private static Example in(Path folder) {
    String name = folder.getFileName().toString().replace("/", "");
    try {
      // The paragraph below the title.
      String summary = Files.readString(folder.resolve("README.md")).split("\n\\s*\n")[1];
      return new Example(name, summary.strip().replaceAll("\\s+", " "));
    } catch (IOException e) {
      throw new UncheckedIOException("The example " + name + " has no README.md", e);
    }
  }

  /** Hands over the folder of the examples, be it in a jar or in the build's output. */
  private static <T> T read(Function<Path, T> work) {
    try {
      URI place = Objects.requireNonNull(Example.class.getResource(FOLDER)).toURI();
      if (!"jar".equals(place.getScheme())) {
        return work.apply(Path.of(place));
      }
      try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
        return work.apply(jar.getPath(FOLDER));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the examples", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The address of a resource is always an address", e);
    }
  }
}
