package io.darkroom.standalone.launcher;

import io.darkroom.embedded.BackendException;
import io.darkroom.engine.cli.RenderCommand;
import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.LogConfig;
import io.darkroom.kit.log.Logging;
import io.darkroom.standalone.PlatformException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The Java half of the {@code darkroom} command. */
@Command(
    name = "darkroom",
    description = "Takes images in, applies recipes to them, and gives results back.",
    mixinStandardHelpOptions = true,
    subcommands = {UpCommand.class, RenderCommand.class, RehearseCommand.class})
public final class Main {
  private Main() {}

  /** Runs a command and ends the process with its status: 1 when it failed, 2 for wrong usage. */
  public static void main(String[] args) {
    int status =
        new CommandLine(new Main())
            .setExecutionStrategy(Main::run)
            .setExecutionExceptionHandler(oneLine())
            .setStopAtUnmatched(false)
            .execute(args);
    if (status != 0) {
      Runtime.getRuntime().exit(status);
    }
  }

  /** A command that ends by itself tells of what is wrong only; a server tells what it does. */
  private static int run(CommandLine.ParseResult parsed) {
    if (parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof RenderCommand) {
      Logging.configure(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.WARN));
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** What a user can act on is told in a line; anything else is a fault of ours, told in full. */
  private static IExecutionExceptionHandler oneLine() {
    return (failure, command, parsed) -> {
      PrintWriter err = command.getErr();
      switch (failure) {
        case ConfigException wrong -> err.println("darkroom: " + wrong.getMessage());
        case BackendException away -> err.println("darkroom: " + away.getMessage());
        case PlatformException failed -> err.println("darkroom: " + failed.getMessage());
        default -> failure.printStackTrace(err);
      }
      return failure instanceof ConfigException
          ? CommandLine.ExitCode.USAGE
          : CommandLine.ExitCode.SOFTWARE;
    };
  }
}
