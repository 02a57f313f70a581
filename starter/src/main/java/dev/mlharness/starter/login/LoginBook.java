package dev.mlharness.starter.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlharness.payload.Payloads;
import dev.mlharness.starter.connection.PrivateFile;
import dev.mlharness.starter.connection.Settings;
import dev.mlharness.starter.console.CommandFailure;
import dev.mlharness.starter.console.Surroundings;
import dev.mlharness.starter.mutex.FileMutex;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** At which APIs the person of this machine is logged in, and where the tokens are. */
final class LoginBook {
  private final Path folder;
  private final PrivateFile file;
  private final List<Keeper> keepers;

  /**
   * @param folder of the person alone
   * @param keepers the best first; the last keeps whatever it is given
   */
  LoginBook(Path folder, List<Keeper> keepers) {
    this.folder = folder;
    this.file = new PrivateFile(folder.resolve("logins.json"));
    this.keepers = List.copyOf(keepers);
  }

  static LoginBook of(Surroundings surroundings) {
    Path folder = Settings.of(surroundings).folder();
    return new LoginBook(
        folder,
        Stream.concat(
                CommandKeeper.around(surroundings),
                Stream.of(new FileKeeper(folder.resolve("tokens"))))
            .<Keeper>map(keeper -> keeper)
            .toList());
  }

  /** While nobody else changes it. */
  <T> T hold(Supplier<T> work) {
    return new FileMutex(folder.resolve("logins.lock"), () -> {}).hold(work);
  }

  Optional<Login> find(URI api) {
    JsonNode login = all().path(api.toString());
    try {
      return login.isObject()
          ? Optional.of(Payloads.mapper().convertValue(login, Login.class))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
  }

  /** Whoever was logged in there before is not any more. */
  Login enter(Login login, Tokens tokens) {
    Keeper keeper =
        keepers.stream()
            .filter(each -> each.keep(login.api().toString(), written(tokens)))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nobody keeps a token"));
    Login kept = login.keptIn(keeper.name());
    ObjectNode all = all();
    all.set(login.api().toString(), Payloads.mapper().valueToTree(kept));
    file.write(all.toPrettyString() + "\n");
    return kept;
  }

  /** Empty when the place that kept them has lost them, or what it has can no more be read. */
  Optional<Tokens> tokens(Login login) {
    return keeper(login)
        .flatMap(keeper -> keeper.find(login.api().toString()))
        .flatMap(LoginBook::read);
  }

  void leave(Login login) {
    keeper(login).ifPresent(keeper -> keeper.forget(login.api().toString()));
    ObjectNode all = all();
    all.remove(login.api().toString());
    file.write(all.toPrettyString() + "\n");
  }

  /** Where the tokens are, for people. */
  String place(Login login) {
    return keeper(login).map(Keeper::words).orElse("nowhere any more");
  }

  private Optional<Keeper> keeper(Login login) {
    return keepers.stream().filter(keeper -> keeper.name().equals(login.keeper())).findFirst();
  }

  private ObjectNode all() {
    try {
      return file.read()
          .map(text -> object(text).orElseThrow(this::damaged))
          .orElseGet(() -> Payloads.mapper().createObjectNode());
    } catch (UncheckedIOException e) {
      throw damaged();
    }
  }

  private CommandFailure damaged() {
    return CommandFailure.usage(
        "who is logged in where cannot be read: %s is damaged, or not yours".formatted(file.path()),
        "move it away or remove it, and log in again: ./harness login");
  }

  /** By hand: tokens are in no type that turns itself into text. */
  private static String written(Tokens tokens) {
    ObjectNode secret =
        Payloads.mapper()
            .createObjectNode()
            .put("token", tokens.shown())
            .put("expires", tokens.expires().toString());
    if (tokens.refresh() != null) {
      secret.put("refresh", tokens.refresh());
    }
    return secret.toString();
  }

  private static Optional<Tokens> read(String secret) {
    try {
      return object(secret)
          .filter(found -> found.hasNonNull("token"))
          .map(
              found ->
                  new Tokens(
                      found.path("token").asText(),
                      Instant.parse(found.path("expires").asText()),
                      found.hasNonNull("refresh") ? found.path("refresh").asText() : null));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<ObjectNode> object(String text) {
    try {
      return Payloads.mapper().readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
