package dev.mlharness.encryption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key ring in a file that is read again when it changes: keys are rotated without a restart. */
public final class KeyFile implements Supplier<KeyRing> {
  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

  private final Path file;
  private KeyRing ring;
  private FileTime readAt;

  /**
   * @throws IllegalArgumentException if what is in it is no key ring, see {@link KeyRing#parse}
   * @throws UncheckedIOException if it cannot be read
   */
  public KeyFile(Path file) {
    this.file = file;
    try {
      readAt = Files.getLastModifiedTime(file);
      ring = KeyRing.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** The keys that are in the file now; those that were, when it cannot be read or is broken. */
  @Override
  public synchronized KeyRing get() {
    try {
      FileTime changedAt = Files.getLastModifiedTime(file);
      if (!changedAt.equals(readAt)) {
        readAt = changedAt;
        ring = KeyRing.parse(Files.readString(file));
        log.info("Payload keys read again: {}", ring);
      }
    } catch (IOException | IllegalArgumentException e) {
      log.warn("{} gives no keys ({}); {} are used on.", file, e.getMessage(), ring);
    }
    return ring;
  }
}
