package io.darkroom.standalone.launcher;

import io.darkroom.embedded.PrivateFiles;
import io.darkroom.kit.config.Settings;
import io.darkroom.standalone.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Starts the platform on a throw-away folder, does once what users do, and stops. Run by the script
 * so that the JVM can record, in its ahead-of-time cache, what a start needs.
 */
@Command(name = "rehearse", hidden = true, description = "Starts, works a little, stops.")
final class RehearseCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("darkroom-rehearsal-");
    Settings settings =
        Settings.of(Map.of("standalone.data", folder.toString(), "gateway.http.port", "0"));
    try (Platform platform = Platform.start(settings)) {
      new Rehearsal(platform.address()).play();
    } finally {
      PrivateFiles.deleteTree(folder);
    }
    return 0;
  }
}
