package io.darkroom.standalone;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Settings;
import java.nio.file.Path;

/**
 * What the one-process platform can be told besides what its services can.
 *
 * @param external whether PostgreSQL, Redis and the broker are given by {@code postgres.*}, {@code
 *     redis.*} and {@code broker.*} instead of started here
 * @param data the folder of everything that is kept
 * @param isolate whether processing runs as a child process
 */
public record StandaloneConfig(
    @Default("false") boolean external,
    @Default("darkroom-data") Path data,
    @Default("false") boolean isolate) {

  /** Binds {@code standalone.*}. */
  public static StandaloneConfig from(Settings settings) {
    StandaloneConfig config = settings.bind("standalone", StandaloneConfig.class);
    return new StandaloneConfig(
        config.external(), config.data().toAbsolutePath().normalize(), config.isolate());
  }
}
