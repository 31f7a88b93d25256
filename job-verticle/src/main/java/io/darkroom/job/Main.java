package io.darkroom.job;

import io.darkroom.kit.service.ServiceName;
import io.darkroom.kit.service.ServiceRunner;

/** Runs the job service as a process of its own. */
public final class Main {
  private Main() {}

  /** Settings as {@code --key=value}. */
  public static void main(String[] args) {
    ServiceRunner.run(
        ServiceName.JOB,
        args,
        (settings, context) -> new JobVerticle(JobConfig.from(settings), context));
  }
}
