package dev.mlharness.starter.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The jars that a stack runs, copied into its home: a build that replaces the jar of a running JVM
 * breaks it at the next class it loads.
 */
final class Programs {

  private final Project project;
  private final Path folder;

  Programs(Project project, Home home) {
    this.project = project;
    this.folder = home.folder().resolve("programs");
  }

  /** The program of a part as it is built now. */
  Program of(Part part) {
    Path built = project.jar(part);
    try {
      String digest = digest(built);
      Path copy = folder.resolve(part.id() + "-" + digest + ".jar");
      if (!Files.exists(copy)) {
        Files.createDirectories(folder);
        Path partial = folder.resolve(copy.getFileName() + ".new");
        Files.copy(built, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
      }
      return new Program(copy, digest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + built + " to " + folder, e);
    }
  }

  /** Deletes the copies of a part's former builds. */
  void forgetAllBut(Program current, Part part) {
    try (var copies = Files.newDirectoryStream(folder, part.id() + "-*.jar")) {
      for (Path copy : copies) {
        if (!copy.equals(current.jar())) {
          Files.delete(copy);
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
