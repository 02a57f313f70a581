package dev.mlharness.starter.stack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mlharness.starter.mutex.FileMutex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** {@code stack.json}: replaced as a whole, so that a reader never sees half of it. */
final class StateFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private final Home home;
  private final Ports wanted;
  private final Runnable onWait;

  /**
   * @param wanted the ports of a stack that was never started
   * @param onWait is run when another command has to be waited for
   */
  StateFile(Home home, Ports wanted, Runnable onWait) {
    this.home = home;
    this.wanted = wanted;
    this.onWait = onWait;
  }

  StackState read() {
    return read(home).orElseGet(() -> new StackState(wanted, Map.of()));
  }

  static Optional<StackState> read(Home home) {
    Path file = home.state();
    try {
      return Optional.of(JSON.readValue(Files.readString(file), StackState.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new StackException(
          "%s is not readable as the stack's state. Stop what it names and delete it."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  synchronized StackState change(UnaryOperator<StackState> change) {
    StackState changed = change.apply(read());
    Path next = home.state().resolveSibling("stack.json.new");
    try {
      Files.createDirectories(home.folder());
      Files.writeString(next, JSON.writeValueAsString(changed));
      Files.move(next, home.state(), StandardCopyOption.ATOMIC_MOVE);
      return changed;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + home.state(), e);
    }
  }

  /** Does work that no other command may do to this stack meanwhile. */
  <T> T exclusively(Supplier<T> work) {
    return new FileMutex(home.lock(), onWait).hold(work);
  }
}
