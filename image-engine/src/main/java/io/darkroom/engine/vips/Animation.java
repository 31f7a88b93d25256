package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.ResizeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Parts the frames of an animation, which libvips holds below each other, and joins them again. */
final class Animation {
  private static final int USUAL_DELAY = 100;

  private Animation() {}

  static Picture part(VipsImage tall) {
    int height = frameHeight(tall);
    VipsImage all = tall.inMemory();
    return picture(tall, i -> Geometry.cut(all, new Area(0, i * height, tall.width(), height)));
  }

  /** Whether {@link #reduced} does what a resize wants of frames of this size. */
  static boolean reduces(Resize resize, int width, int frameHeight) {
    ResizeGeometry to = ResizeGeometry.of(width, frameHeight, resize);
    return to.scaledWidth() <= width
        && to.scaledHeight() <= frameHeight
        && resize.kernel() != Kernel.NEAREST;
  }

  /**
   * All frames made smaller at once, which takes half the time of one after the other. Rows are
   * scaled while the frames lie below each other, columns while they stand side by side: so the
   * filter never sees two frames, and none bleeds into the next.
   */
  static Picture reduced(VipsImage tall, int width, int height, Kernel kernel) {
    int frameHeight = frameHeight(tall);
    VipsImage wide =
        Colours.premultipliedFast(
                withoutNeedlessAlpha(tall),
                straight -> {
                  VipsImage narrow = Geometry.exact(straight, width, straight.height(), kernel);
                  VipsImage sideBySide = abreast(narrow.inMemory(), frameHeight);
                  return Geometry.exact(sideBySide, sideBySide.width(), height, kernel);
                })
            .inMemory();
    return picture(tall, i -> Geometry.cut(wide, new Area(i * width, 0, width, height)));
  }

  static int frameHeight(VipsImage tall) {
    return tall.field("page-height", tall.height());
  }

  private static VipsImage abreast(VipsImage tall, int frameHeight) {
    return tall.operation("grid")
        .set("tile-height", frameHeight)
        .set("across", tall.height() / frameHeight)
        .set("down", 1)
        .run();
  }

  /** Frames that leave out what has not changed are seldom transparent once they are drawn. */
  private static VipsImage withoutNeedlessAlpha(VipsImage tall) {
    if (!tall.hasAlpha()) {
      return tall;
    }
    VipsImage all = tall.inMemory();
    long opaque = Tones.histogram(Colours.alpha(all))[255];
    return opaque == (long) all.width() * all.height() ? Colours.opaque(all) : all;
  }

  private static Picture picture(VipsImage tall, IntFunction<VipsImage> frame) {
    int count = tall.height() / frameHeight(tall);
    int[] delays = tall.fieldNumbers("delay");
    List<VipsImage> frames = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(frame.apply(i));
      shown.add(i < delays.length && delays[i] > 10 ? delays[i] : USUAL_DELAY);
    }
    return new Picture(frames, shown, tall.field("loop", 1));
  }

  /** One image for the savers; a still stays as it is. */
  static VipsImage join(Scope scope, Picture picture) {
    if (!picture.animated()) {
      VipsImage still = picture.first();
      if (!still.has("page-height") && !still.has("n-pages")) {
        return still;
      }
      VipsImage copy = still.changeable();
      copy.removeField("page-height");
      copy.removeField("n-pages");
      copy.removeField("delay");
      return copy;
    }
    VipsImage joined =
        scope
            .operation("arrayjoin")
            .images("in", picture.frames())
            .set("across", 1)
            .run()
            .changeable();
    joined.setField("page-height", picture.first().height());
    joined.setField("n-pages", picture.frames().size());
    joined.setField("delay", picture.delays().stream().mapToInt(Integer::intValue).toArray());
    joined.setField("loop", picture.loops());
    return joined;
  }
}
