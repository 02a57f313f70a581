package dev.mlharness.starter.identity;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.signing.StartKeys;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "start-keys",
    description =
        "Makes the key file of signed starts, or puts a new key first in it: workers read the file at"
            + " each use.")
final class StartKeysCommand extends Action {
  @Parameters(
      paramLabel = "FILE",
      description = "As mlharness.signed-starts.key-file names it. Default: ${DEFAULT-VALUE}.",
      defaultValue = "start-keys.json")
  private Path file;

  @Override
  protected ExitCode run() {
    Path target = surroundings().directory().resolve(file);
    try {
      String id = new StartKeys(target).add();
      if (json()) {
        console().json(new Made(target.toString(), id));
      } else {
        console().print("key " + id + " signs from now on, in " + target);
      }
      return ExitCode.DONE;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          String.valueOf(e.getMessage()), "name a file that is not there, or one of these keys");
    } catch (UncheckedIOException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()), "check who may write there");
    }
  }

  private record Made(String file, String key) {}
}
