package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.TextFont;
import io.darkroom.engine.plan.Typefaces;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.KerningSubtable;
import org.apache.fontbox.ttf.KerningTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The outlines of a bundled font. The JDK's own fonts need a font configuration on the machine;
 * this needs none. Thread-safe.
 */
final class Typeface {
  private static final String FOLDER = "/io/darkroom/engine/vips/fonts/";

  private final TrueTypeFont font;
  private final CmapLookup glyphs;
  private final KerningSubtable kerning;

  private Typeface(TrueTypeFont font) throws IOException {
    this.font = font;
    this.glyphs = font.getUnicodeCmapLookup();
    KerningTable table = font.getKerning();
    this.kerning = table == null ? null : table.getHorizontalKerningSubtable();
  }

  /** Whether the build has brought a font. */
  static boolean bundled(TextFont font) {
    return Typeface.class.getResource(FOLDER + Typefaces.file(font)) != null;
  }

  /** Reads a bundled font; empty when it is not there. */
  static Optional<Typeface> open(TextFont font) throws IOException {
    try (InputStream file = Typeface.class.getResourceAsStream(FOLDER + Typefaces.file(font))) {
      return file == null
          ? Optional.empty()
          : Optional.of(new Typeface(new TTFParser().parse(new RandomAccessReadBuffer(file))));
    }
  }

  /** Pixels from one line to the next, for letters of a size in pixels. */
  synchronized double lineHeight(double size) throws IOException {
    return (font.getHorizontalHeader().getAscender() - font.getHorizontalHeader().getDescender())
        * size
        / font.getUnitsPerEm();
  }

  /** How many pixels a line takes. */
  double width(String line, double size) throws IOException {
    return line(line, size, new Path2D.Double());
  }

  /** The outline of a line that starts at the origin, in pixels; down is positive. */
  Path2D outline(String line, double size) throws IOException {
    Path2D path = new Path2D.Double();
    line(line, size, path);
    return path;
  }

  /** Letters stand at whole pixels, so that equal ones look the same. */
  private synchronized double line(String line, double size, Path2D path) throws IOException {
    double scale = size / font.getUnitsPerEm();
    double pen = 0;
    int before = 0;
    for (int point : line.codePoints().toArray()) {
      int glyph = glyphs.getGlyphId(point);
      if (kerning != null && before != 0) {
        pen += Math.round(kerning.getKerning(before, glyph) * scale);
      }
      GlyphData shape = font.getGlyph().getGlyph(glyph);
      if (shape != null) {
        AffineTransform place = AffineTransform.getTranslateInstance(pen, 0);
        place.scale(scale, -scale);
        path.append(shape.getPath().getPathIterator(place), false);
      }
      pen += Math.round(font.getAdvanceWidth(glyph) * scale);
      before = glyph;
    }
    return pen;
  }
}
