package io.darkroom.engine;

import java.util.ArrayList;
import java.util.List;

/** The engines that tests compare, where they load. */
final class Engines {
  private Engines() {}

  /** Java alone, libvips before it, turbo before both. */
  static List<ImageEngine> all() {
    List<ImageEngine> engines = new ArrayList<>();
    engines.add(ImageEngine.open(EngineConfig.portable()));
    add(engines, EngineConfig.defaults().withoutTurbo(), "libvips");
    add(engines, EngineConfig.defaults(), "turbo");
    return engines;
  }

  private static void add(List<ImageEngine> engines, EngineConfig config, String lane) {
    ImageEngine engine = ImageEngine.open(config);
    if (engine.describe().lanes().getFirst().startsWith(lane)) {
      engines.add(engine);
    } else {
      engine.close();
    }
  }
}
