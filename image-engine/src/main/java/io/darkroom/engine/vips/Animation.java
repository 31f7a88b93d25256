package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.ResizeGeometry;
import java.util.List;
import java.util.stream.IntStream;

/** The frames of an animation, which libvips holds below each other. */
final class Animation {
  /** Milliseconds that a frame is shown where the file says nothing. */
  static final int USUAL_DELAY = 100;

  /** No image of libvips is wider. */
  private static final int WIDEST = 10_000_000;

  private Animation() {}

  /** What a loader made of a whole animation. */
  static Picture of(VipsImage tall) {
    int height = tall.field("page-height", tall.height());
    int[] delays = tall.fieldNumbers("delay");
    List<Integer> shown =
        IntStream.range(0, tall.height() / height)
            .map(i -> i < delays.length && delays[i] > 10 ? delays[i] : USUAL_DELAY)
            .boxed()
            .toList();
    return Picture.strip(tall, shown, tall.field("loop", 1));
  }

  /**
   * Resizes a strip: rows in one go, columns frame by frame, so that no frame bleeds into the next.
   *
   * @param to what the resize makes of a frame; the strip may be decoded smaller
   * @param premultiplied whether the strip is so already
   */
  static Picture resize(Picture picture, Resize resize, ResizeGeometry to, boolean premultiplied) {
    boolean done = picture.width() == to.scaledWidth() && picture.height() == to.scaledHeight();
    VipsImage scaled =
        done
            ? picture.strip()
            : Colours.premultipliedFast(
                picture.strip(),
                premultiplied,
                strip -> scaled(strip, picture.count(), resize, to));
    Picture result = Picture.strip(scaled, picture.delays(), picture.loops());
    return to.crops() || to.pads()
        ? result.map(frame -> Geometry.window(frame, resize, to))
        : result;
  }

  /** The frames of a strip in memory. */
  static List<VipsImage> cut(VipsImage strip, int count) {
    int height = strip.height() / count;
    return IntStream.range(0, count)
        .mapToObj(i -> Geometry.cut(strip, new Area(0, i * height, strip.width(), height)))
        .toList();
  }

  /** One image for the savers; a still stays as it is. */
  static VipsImage join(Picture picture) {
    if (!picture.animated()) {
      VipsImage still = picture.frames().getFirst();
      if (!still.has("page-height") && !still.has("n-pages")) {
        return still;
      }
      VipsImage copy = still.changeable();
      copy.removeField("page-height");
      copy.removeField("n-pages");
      copy.removeField("delay");
      return copy;
    }
    VipsImage strip = picture.strip() == null ? joined(picture.frames()) : picture.strip();
    VipsImage joined = strip.changeable();
    joined.setField("page-height", picture.height());
    joined.setField("n-pages", picture.count());
    joined.setField("delay", picture.delays().stream().mapToInt(Integer::intValue).toArray());
    joined.setField("loop", picture.loops());
    return joined;
  }

  /** Rows are only made shorter in one go: to lengthen them, libvips looks at other rows too. */
  private static VipsImage scaled(VipsImage strip, int count, Resize resize, ResizeGeometry to) {
    boolean together = to.scaledWidth() <= strip.width();
    int width = together ? strip.width() : to.scaledWidth();
    VipsImage columns = columns(strip, count, width, to.scaledHeight(), resize.kernel());
    return Geometry.exact(columns, to.scaledWidth(), columns.height(), resize.kernel());
  }

  private static VipsImage columns(
      VipsImage strip, int count, int width, int height, Kernel kernel) {
    boolean sameRows = width == strip.width();
    if (sameRows && strip.height() == height * count) {
      return strip;
    }
    boolean shortens = sameRows && strip.height() > height * count && kernel != Kernel.NEAREST;
    if (shortens && !strip.streamed() && (long) width * count <= WIDEST) {
      return columnsTogether(strip, count, height, kernel);
    }
    return joined(
        cut(strip, count).stream()
            .map(frame -> Geometry.exact(frame, width, height, kernel))
            .toList());
  }

  /**
   * Columns of a strip in memory, made shorter in one operation for all frames: they lie beside
   * each other for it. A frame is held by itself afterwards, since to join parts of it costs more
   * than to compute them.
   */
  private static VipsImage columnsTogether(VipsImage strip, int count, int height, Kernel kernel) {
    VipsImage beside =
        strip
            .operation("grid")
            .set("tile-height", strip.height() / count)
            .set("across", count)
            .set("down", 1)
            .run();
    VipsImage columns = Geometry.exact(beside, beside.width(), height, kernel);
    return joined(cutAcross(columns, count))
        .operation("tilecache")
        .set("tile-width", strip.width())
        .set("tile-height", height)
        .set("max-tiles", 2)
        .set("access", "sequential")
        .run();
  }

  private static List<VipsImage> cutAcross(VipsImage wide, int count) {
    int width = wide.width() / count;
    return IntStream.range(0, count)
        .mapToObj(i -> Geometry.cut(wide, new Area(i * width, 0, width, wide.height())))
        .toList();
  }

  private static VipsImage joined(List<VipsImage> frames) {
    return frames
        .getFirst()
        .scope()
        .operation("arrayjoin")
        .images("in", frames)
        .set("across", 1)
        .run();
  }
}
