package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.TextFont;

/** The bundled typefaces, DejaVu 2.37. */
public final class Typefaces {
  private Typefaces() {}

  /** The file in the folder of fonts. */
  public static String file(TextFont font) {
    return switch (font) {
      case SANS -> "DejaVuSans.ttf";
      case SANS_BOLD -> "DejaVuSans-Bold.ttf";
      case SERIF -> "DejaVuSerif.ttf";
      case MONO -> "DejaVuSansMono.ttf";
    };
  }
}
