package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an installation can do.
 *
 * @param version belongs into every key of a cached result: it changes when pixels may change
 * @param lanes loaded, with their versions, fastest first
 * @param missing why lanes are not loaded, by name
 * @param readable formats
 * @param writable formats
 * @param operations names of the steps that run here
 */
public record EngineDescription(
    String version,
    List<String> lanes,
    Map<String, String> missing,
    Set<ImageFormat> readable,
    Set<ImageFormat> writable,
    Set<String> operations) {
  /** The reason of a lane that is not wanted. */
  public static final String SWITCHED_OFF = "switched off";

  public EngineDescription {
    lanes = List.copyOf(lanes);
    missing = Map.copyOf(missing);
    readable = Set.copyOf(readable);
    writable = Set.copyOf(writable);
    operations = Set.copyOf(operations);
  }
}
