package io.darkroom.engine.turbo;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.LaneOpening;
import io.darkroom.engine.LaneProvider;
import io.darkroom.engine.NativeCache;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the turbo lane where the build brought OpenCV for this platform. */
public final class TurboLaneProvider implements LaneProvider {
  private static final Logger LOG = LoggerFactory.getLogger(TurboLaneProvider.class);

  @Override
  public int rank() {
    return 200;
  }

  @Override
  public String name() {
    return TurboLane.NAME;
  }

  @Override
  public LaneOpening open(EngineConfig config) {
    try {
      String version = new OpenCv(new NativeCache(config.cacheDir())).load();
      LOG.atInfo().addKeyValue("version", version).log("OpenCV loaded");
      return new LaneOpening.Open(new TurboLane(version));
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.atInfo().addKeyValue("reason", e.toString()).log("OpenCV does not load");
      return new LaneOpening.Unavailable("OpenCV does not load here");
    }
  }
}
