package dev.mlharness.activities.rotation;

import dev.mlharness.access.FailureType;
import dev.mlharness.activities.failure.Failures;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file that readers take, with the other slots beside it. Only the worker's user reads them. */
record FileSlots(Path file) implements Slots {

  @Override
  public Optional<String> read(Slot slot) {
    try {
      return Optional.of(Files.readString(path(slot)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable(slot, "read", e);
    }
  }

  @Override
  public void write(Slot slot, String text) {
    Path target = path(slot);
    try {
      Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
      // What a write that was cut off has left may have other permissions.
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.write(StandardCharsets.UTF_8.encode(text));
        // Renamed before it is on the disk, it could be empty after a power failure.
        channel.force(true);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unavailable(slot, "written", e);
    }
  }

  @Override
  public void clear(Slot slot) {
    try {
      Files.deleteIfExists(path(slot));
    } catch (IOException e) {
      throw unavailable(slot, "deleted", e);
    }
  }

  private Path path(Slot slot) {
    return file.resolveSibling(slot.name(String.valueOf(file.getFileName())));
  }

  private RuntimeException unavailable(Slot slot, String what, IOException e) {
    // The class says what is wrong; the message is only the path.
    return Failures.of(
        FailureType.UNAVAILABLE,
        "The secret's file %s cannot be %s (%s). Check that its folder is there, and that this worker may write it."
            .formatted(path(slot), what, e.getClass().getSimpleName()));
  }
}
