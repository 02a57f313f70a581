package dev.mlharness.starter.stack;

import dev.mlharness.starter.files.FileTree;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The programs that a stack runs, unpacked into its home. There they start faster, and no build
 * touches them: one that replaces the jar of a running JVM breaks it at the next class it loads.
 */
final class Programs {
  private static final String API = "dev.mlharness.starter.api.ApiApplication";

  private final Project project;
  private final Path folder;
  private final BiConsumer<Path, Path> unpack;

  Programs(Project project, Home home) {
    this(project, home, Programs::unpack);
  }

  /** {@code unpack} is given a jar and an empty folder, for a jar of the same name to start. */
  Programs(Project project, Home home, BiConsumer<Path, Path> unpack) {
    this.project = project;
    this.folder = home.folder().resolve("programs");
    this.unpack = unpack;
  }

  /** The program of a part as it is built now. */
  Program of(Part part) {
    Path built = project.jar(part);
    try {
      String digest = digest(built);
      Path unpacked = folder.resolve(part.id() + "-" + digest);
      if (!Files.exists(unpacked)) {
        Path partial = folder.resolve(unpacked.getFileName() + ".new");
        new FileTree(partial).delete();
        Files.createDirectories(partial);
        unpack.accept(built, partial);
        Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Program(unpacked.resolve(built.getFileName()), main(part), digest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + built + " to " + folder, e);
    }
  }

  private static @Nullable String main(Part part) {
    return part == Part.API ? API : null;
  }

  /** The command line's jar has its libraries beside it; the others have them inside. */
  private static void unpack(Path jar, Path folder) {
    Path libraries = jar.resolveSibling("lib");
    if (!jar.getFileName().toString().startsWith(Part.API.module())) {
      ExecutableJar.unpack(jar, folder);
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(libraries)) {
      Files.copy(jar, folder.resolve(jar.getFileName()));
      Path copies = Files.createDirectories(folder.resolve("lib"));
      for (Path file : files) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + jar + " and its libraries to " + folder, e);
    }
  }

  /** Deletes a part's former builds. */
  void forgetAllBut(Program current, Part part) {
    try (DirectoryStream<Path> builds = Files.newDirectoryStream(folder, part.id() + "-*")) {
      for (Path build : builds) {
        if (!current.jar().startsWith(build)) {
          new FileTree(build).delete();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot clear " + folder, e);
    }
  }

  private static String digest(Path file) throws IOException {
    try (var in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
