package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import java.util.List;
import java.util.Set;

/**
 * What an installation can do.
 *
 * @param version belongs into every key of a cached result: it changes when pixels may change
 * @param lanes loaded, with their versions, fastest first
 * @param readable formats
 * @param writable formats
 * @param operations names of the steps that run here
 */
public record EngineDescription(
    String version,
    List<String> lanes,
    Set<ImageFormat> readable,
    Set<ImageFormat> writable,
    Set<String> operations) {
  public EngineDescription {
    lanes = List.copyOf(lanes);
    readable = Set.copyOf(readable);
    writable = Set.copyOf(writable);
    operations = Set.copyOf(operations);
  }
}
