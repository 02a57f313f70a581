package dev.mlharness.starter.mutex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Held by one thread of one program on this machine at a time. The operating system releases it if
 * the program dies. Not reentrant.
 */
public final class FileMutex {

  // A file lock belongs to the JVM; these keep its own threads apart.
  private static final Map<Path, ReentrantLock> OF_THIS_JVM = new ConcurrentHashMap<>();

  private final Path file;
  private final Runnable onWait;

  /** {@code onWait} is run before waiting for another holder. */
  public FileMutex(Path file, Runnable onWait) {
    this.file = file.toAbsolutePath().normalize();
    this.onWait = onWait;
  }

  /** Does the work while nobody else holds this mutex. */
  public <T> T hold(Supplier<T> work) {
    ReentrantLock mine = OF_THIS_JVM.computeIfAbsent(file, path -> new ReentrantLock());
    mine.lock();
    try (var channel = open()) {
      if (channel.tryLock() == null) {
        onWait.run();
        channel.lock();
      }
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lock " + file, e);
    } finally {
      mine.unlock();
    }
  }

  private FileChannel open() throws IOException {
    Files.createDirectories(file.getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
