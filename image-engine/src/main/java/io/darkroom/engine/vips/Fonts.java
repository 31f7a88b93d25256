package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.TextFont;
import io.darkroom.engine.plan.Typefaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundled typefaces; they need no fonts and no font configuration on the machine. */
record Fonts(Map<TextFont, Path> files) {
  private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

  static Fonts find(NativeFiles files) {
    Map<TextFont, Path> found = new EnumMap<>(TextFont.class);
    for (TextFont font : TextFont.values()) {
      try {
        Optional<Path> file = files.font(Typefaces.file(font));
        file.ifPresent(path -> found.put(font, path));
      } catch (IOException e) {
        LOG.atWarn().addKeyValue("font", font).addKeyValue("reason", e.getMessage()).log("no font");
      }
    }
    return new Fonts(found);
  }

  /** Whether text can be written. */
  boolean complete() {
    return files.size() == TextFont.values().length;
  }

  Path file(TextFont font) {
    return files.get(font);
  }

  /** The family that the file calls itself. */
  static String family(TextFont font) {
    return switch (font) {
      case SANS -> "DejaVu Sans";
      case SANS_BOLD -> "DejaVu Sans Bold";
      case SERIF -> "DejaVu Serif";
      case MONO -> "DejaVu Sans Mono";
    };
  }
}
