package io.darkroom.engine;

import java.util.ArrayList;
import java.util.List;

/** The engines that tests compare: each lane alone, where it loads. */
final class Engines {
  private Engines() {}

  static List<ImageEngine> all() {
    List<ImageEngine> engines = new ArrayList<>();
    engines.add(ImageEngine.open(EngineConfig.portable()));
    ImageEngine full = ImageEngine.open(EngineConfig.defaults());
    if (full.describe().lanes().size() > 1) {
      engines.add(full);
    } else {
      full.close();
    }
    return engines;
  }
}
