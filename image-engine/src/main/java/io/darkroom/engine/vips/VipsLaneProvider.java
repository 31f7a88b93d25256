package io.darkroom.engine.vips;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.LaneOpening;
import io.darkroom.engine.LaneProvider;
import io.darkroom.engine.NativeCache;
import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Opens the libvips lane: with the given library, the bundled one or the system's. */
public final class VipsLaneProvider implements LaneProvider {
  private static final Logger LOG = LoggerFactory.getLogger(VipsLaneProvider.class);

  @Override
  public int rank() {
    return 100;
  }

  @Override
  public String name() {
    return "libvips";
  }

  @Override
  public LaneOpening open(EngineConfig config) {
    NativeFiles files = new NativeFiles(new NativeCache(config.cacheDir()));
    for (String candidate : candidates(config, files)) {
      try {
        Libvips vips = new Libvips(lookup(candidate));
        LOG.atInfo()
            .addKeyValue("library", candidate)
            .addKeyValue("version", vips.version())
            .log("libvips loaded");
        return new LaneOpening.Open(new VipsLane(vips, Fonts.find(files)));
      } catch (RuntimeException | LinkageError e) {
        boolean named = config.libvips().map(Path::toString).filter(candidate::equals).isPresent();
        LOG.atLevel(named ? Level.WARN : Level.INFO)
            .addKeyValue("library", candidate)
            .addKeyValue("reason", e.getMessage())
            .log("libvips does not load from here");
      }
    }
    LOG.atWarn()
        .log("no libvips was found; images are made in Java, slower and with fewer formats");
    return new LaneOpening.Unavailable("no libvips was found that loads here");
  }

  private static List<String> candidates(EngineConfig config, NativeFiles files) {
    List<String> candidates = new ArrayList<>();
    config.libvips().map(Path::toString).ifPresent(candidates::add);
    try {
      files.library().map(Path::toString).ifPresent(candidates::add);
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the bundled libvips is unusable");
    }
    candidates.add("libvips.so.42");
    return candidates;
  }

  static SymbolLookup lookup(String library) {
    SymbolLookup vips = Foreign.library(library);
    return vips.find("g_object_unref").isPresent()
        ? vips
        : vips.or(Foreign.library("libgobject-2.0.so.0")).or(Foreign.library("libglib-2.0.so.0"));
  }
}
