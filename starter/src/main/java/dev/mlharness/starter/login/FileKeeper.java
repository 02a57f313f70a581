package dev.mlharness.starter.login;

import dev.mlharness.recipe.Digest;
import dev.mlharness.starter.connection.PrivateFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps secrets in files that only their owner can read: where there is no better place. */
record FileKeeper(Path folder) implements Keeper {
  static final String NAME = "file";
  private static final int DIGITS = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String words() {
    return folder + ", in a file that only you can read";
  }

  @Override
  public boolean keep(String account, String secret) {
    file(account).write(secret);
    return true;
  }

  @Override
  public Optional<String> find(String account) {
    return file(account).read();
  }

  @Override
  public void forget(String account) {
    file(account).delete();
  }

  private PrivateFile file(String account) {
    return new PrivateFile(folder.resolve(Digest.of(List.of(account)).substring(0, DIGITS)));
  }
}
