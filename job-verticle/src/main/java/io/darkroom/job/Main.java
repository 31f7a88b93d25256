package io.darkroom.job;

import io.darkroom.job.cli.SweepCommand;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceRunner;
import java.util.Arrays;

/** Runs the job service as a process of its own, or {@code sweep} and ends. */
public final class Main {
  private Main() {}

  /** Settings as {@code --key=value}, or a command and settings. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(SweepCommand.NAME)) {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      Runtime.getRuntime().exit(SweepCommand.run(rest, System.out, System.err));
    }
    ServiceRunner.run(
        ServiceName.JOB,
        args,
        (settings, context) -> new JobVerticle(JobConfig.from(settings), context));
  }
}
