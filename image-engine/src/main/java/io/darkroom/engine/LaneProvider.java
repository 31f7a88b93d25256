package io.darkroom.engine;

/** Opens a lane where its means are at hand; found through the service loader. */
public interface LaneProvider {
  /** Lanes with a higher rank are asked first. */
  int rank();

  /** The name of its lane. */
  String name();

  /** Opens the lane; only called when the configuration wants it. Blocks while libraries load. */
  LaneOpening open(EngineConfig config);
}
