package io.darkroom.engine.portable;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.Lane;
import io.darkroom.engine.LaneProvider;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Opens the lane that needs nothing but the JDK. */
public final class PortableLaneProvider implements LaneProvider {
  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Optional<Lane> open(EngineConfig config) {
    if (!config.opens("portable")) {
      return Optional.empty();
    }
    ImageIO.setUseCache(false); // codecs would otherwise spill to temporary files
    return Optional.of(new PortableLane());
  }
}
