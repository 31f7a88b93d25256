package io.darkroom.job;

import io.darkroom.job.cli.RotateLinkKeysCommand;
import io.darkroom.job.cli.SweepCommand;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceRunner;
import java.util.Arrays;

/** Runs the job service as a process of its own, or one command and ends. */
public final class Main {
  private Main() {}

  /** Settings as {@code --key=value}, or a command and settings. */
  public static void main(String[] args) {
    String command = args.length > 0 ? args[0] : "";
    if (command.equals(SweepCommand.NAME)) {
      Runtime.getRuntime().exit(SweepCommand.run(rest(args), System.out, System.err));
    }
    if (command.equals(RotateLinkKeysCommand.NAME)) {
      Runtime.getRuntime().exit(RotateLinkKeysCommand.run(rest(args), System.out, System.err));
    }
    ServiceRunner.run(
        ServiceName.JOB,
        args,
        (settings, context) -> new JobVerticle(JobConfig.from(settings), context));
  }

  private static String[] rest(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }
}
