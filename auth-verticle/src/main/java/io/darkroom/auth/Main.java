package io.darkroom.auth;

import io.darkroom.auth.cli.RotateKeys;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceRunner;
import java.util.Arrays;

/** Runs the auth service as a process of its own, or {@code rotate-keys} and ends. */
public final class Main {
  private Main() {}

  /** Settings as {@code --key=value}, or a command and settings. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(RotateKeys.NAME)) {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      Runtime.getRuntime().exit(RotateKeys.run(rest, System.out, System.err));
    } else {
      ServiceRunner.run(
          ServiceName.AUTH,
          args,
          (settings, context) -> new AuthVerticle(AuthConfig.from(settings), context));
    }
  }
}
