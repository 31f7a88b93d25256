package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.gif.GifEncoder;
import java.nio.ByteBuffer;

/** Writes the frames of a strip as a GIF, each as soon as it has been computed. */
record GifSaver(RenderOptions options) {
  private static final int ROWS = 32;

  ByteBuffer save(VipsImage strip, GifOutput output) {
    int height = strip.field("page-height", strip.height());
    int frames = strip.height() / height;
    int[] delays = strip.fieldNumbers("delay");
    GifEncoder encoder =
        new GifEncoder(
            strip.width(), height, frames > 1, strip.field("loop", 0), output, options::check);
    try (Rows rows = new Rows(strip)) {
      for (int i = 0; i < frames; i++) {
        read(rows, strip.width(), height, i * height, encoder.pixels());
        encoder.add(i < delays.length ? delays[i] : Animation.USUAL_DELAY);
      }
    }
    return encoder.finish();
  }

  private void read(Rows rows, int width, int height, int top, int[] argb) {
    for (int y = 0; y < height; y += ROWS) {
      options.check();
      rows.read(top + y, Math.min(ROWS, height - y), argb, y * width);
    }
  }
}
