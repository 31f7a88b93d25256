package io.darkroom.engine;

import java.util.Optional;

/** Opens a lane where its means are at hand; found through the service loader. */
public interface LaneProvider {
  /** Lanes with a higher rank are asked first. */
  int rank();

  /** The lane, or empty when it cannot run here; says why in the log. */
  Optional<Lane> open(EngineConfig config);
}
