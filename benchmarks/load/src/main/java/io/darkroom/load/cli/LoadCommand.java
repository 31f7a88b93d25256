package io.darkroom.load.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Loads a running platform. Exit code 0: all goals met, 2: not all, 1: the run failed. */
@Command(
    name = "load",
    description = "Loads a running Darkroom platform and reports rates and latencies.",
    mixinStandardHelpOptions = true,
    subcommands = {AllCommand.class, SubmitCommand.class, ReadCommand.class, JourneyCommand.class})
public final class LoadCommand {

  /** Runs one of the sub-commands. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LoadCommand()).execute(arguments));
  }
}
