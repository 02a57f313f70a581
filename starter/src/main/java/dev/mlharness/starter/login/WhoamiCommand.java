package dev.mlharness.starter.login;

import dev.mlharness.starter.console.Action;
import dev.mlharness.starter.console.ExitCode;
import dev.mlharness.starter.console.Table;
import dev.mlharness.starter.remote.ApiClient;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "whoami", description = "Asks an API who you are to it, and what you may do.")
public final class WhoamiCommand extends Action {
  @Mixin private ApiOption api;

  @Override
  protected ExitCode run() {
    URI address = api.address(surroundings());
    Me me = new ApiClient(address, LoginTokens.of(surroundings(), address)).get("/v1/me", Me.class);
    if (json()) {
      console().json(me);
      return ExitCode.DONE;
    }
    Table table = Table.withoutHeadings();
    table.row("person", me.name());
    table.row("roles", me.roles().isEmpty() ? "none" : String.join(", ", me.roles()));
    table.row("api", address.toString());
    table.lines().forEach(console()::print);
    return ExitCode.DONE;
  }

  private record Me(String name, List<String> roles) {}
}
