package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Text;
import io.darkroom.codecs.recipe.TextFont;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Draws text with the bundled fonts. Thread-safe. */
final class Lettering {
  private final Map<TextFont, Typeface> faces = new ConcurrentHashMap<>();

  /** Whether all fonts were bundled with the build. */
  static boolean available() {
    return Arrays.stream(TextFont.values()).allMatch(Typeface::bundled);
  }

  /** The letters alone, as small as they fit. */
  Pixels draw(Text step) {
    Typeface face = faces.computeIfAbsent(step.font(), Lettering::open);
    try {
      return filled(outline(face, step), step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Typeface open(TextFont font) {
    try {
      return Typeface.open(font).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path2D outline(Typeface face, Text step) throws IOException {
    Path2D all = new Path2D.Double();
    double baseline = 0;
    for (String line : lines(face, step)) {
      AffineTransform place = AffineTransform.getTranslateInstance(0, Math.rint(baseline));
      all.append(face.outline(line, step.size()).getPathIterator(place), false);
      baseline += face.lineHeight(step.size());
    }
    return all;
  }

  /** The lines as written, those that are too long broken between words, or else within one. */
  private static List<String> lines(Typeface face, Text step) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String written : step.text().split("\n", -1)) {
      String rest = written;
      while (step.wrap().isPresent() && tooLong(face, rest, step)) {
        int end = longest(face, rest, step);
        lines.add(rest.substring(0, end).stripTrailing());
        rest = rest.substring(end).stripLeading();
      }
      lines.add(rest);
    }
    return lines;
  }

  private static int longest(Typeface face, String text, Text step) throws IOException {
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length()
        && !tooLong(face, text.substring(0, text.offsetByCodePoints(end, 1)), step)) {
      end = text.offsetByCodePoints(end, 1);
    }
    int space = end < text.length() && text.charAt(end) == ' ' ? end : text.lastIndexOf(' ', end);
    return space > 0 ? space : end;
  }

  private static boolean tooLong(Typeface face, String text, Text step) throws IOException {
    return text.codePointCount(0, text.length()) > 1
        && face.width(text, step.size()) > step.wrap().orElseThrow();
  }

  private static Pixels filled(Path2D outline, Text step) {
    Rectangle box = outline.getBounds();
    int width = Math.max(1, box.width);
    int height = Math.max(1, box.height);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setColor(new Color(GeometrySteps.argb(step.colour()), true));
      graphics.translate(-box.x, -box.y);
      graphics.fill(outline);
    } finally {
      graphics.dispose();
    }
    Pixels pixels = Pixels.empty(width, height, true);
    image.getRGB(0, 0, width, height, pixels.argb(), 0, width);
    return pixels;
  }
}
