package dev.mlharness.starter.identity;

import dev.mlharness.starter.console.CommandGroup;
import picocli.CommandLine.Command;

@Command(
    name = "identity",
    description = "Who workers are, and what trusts them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {LinkCommand.class, StartKeysCommand.class})
public final class IdentityCommand extends CommandGroup {}
