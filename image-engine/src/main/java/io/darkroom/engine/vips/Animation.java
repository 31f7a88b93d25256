package io.darkroom.engine.vips;

import io.darkroom.engine.plan.Area;
import java.util.ArrayList;
import java.util.List;

/** Parts the frames of an animation, which libvips holds below each other, and joins them again. */
final class Animation {
  private static final int USUAL_DELAY = 100;

  private Animation() {}

  static Picture part(VipsImage tall) {
    int height = tall.field("page-height", tall.height());
    int count = tall.height() / height;
    int[] delays = tall.fieldNumbers("delay");
    VipsImage all = tall.inMemory();
    List<VipsImage> frames = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(Geometry.cut(all, new Area(0, i * height, tall.width(), height)));
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
