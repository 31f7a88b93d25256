package io.darkroom.engine.portable;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.LaneOpening;
import io.darkroom.engine.LaneProvider;
import javax.imageio.ImageIO;

/** Opens the lane that needs nothing but the JDK. */
public final class PortableLaneProvider implements LaneProvider {
  @Override
  public int rank() {
    return 0;
  }

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public LaneOpening open(EngineConfig config) {
    ImageIO.setUseCache(false); // codecs would otherwise spill to temporary files
    return new LaneOpening.Open(new PortableLane());
  }
}
