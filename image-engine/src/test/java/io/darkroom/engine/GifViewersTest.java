package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.engine.gif.GifEncoder;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What our encoder leaves out of a GIF is there again when any lane shows it. */
class GifViewersTest {
  private static final int WIDTH = 31;
  private static final int HEIGHT = 23;
  private static final int[] COLOURS = {0, 0xff000000, 0xffffffff, 0xffff0000, 0xff123456};

  @OnEveryEngine
  void framesWithHolesAreSeenAsTheyWere(ImageEngine engine) {
    for (int seed = 0; seed < 12; seed++) {
      List<int[]> frames = frames(new Random(seed));
      ByteBuffer gif = encoded(frames);
      assertThat(engine.probe(ImageSource.of(gif.duplicate())).frames()).isEqualTo(frames.size());
      for (int i = 0; i < frames.size(); i++) {
        BufferedImage shown = Fixtures.decoded(render(engine, gif, "frame:" + i + "/png"));
        assertThat(argb(shown)).as("frame %d of %d", i, seed).isEqualTo(frames.get(i));
      }
    }
  }

  @OnEveryEngine
  void flatArtworkIsExactAndMovesOn(ImageEngine engine) {
    List<int[]> frames = frames(new Random(77));
    frames.replaceAll(frame -> Arrays.stream(frame).map(p -> p | 0xff000000).toArray());
    ByteBuffer again = render(engine, encoded(frames), "gif").bytes();
    for (int i = 0; i < frames.size(); i++) {
      BufferedImage shown = Fixtures.decoded(render(engine, again, "frame:" + i + "/png"));
      assertThat(argb(shown)).as("frame %d", i).isEqualTo(frames.get(i));
    }
  }

  /** Rectangles that appear and vanish. */
  private static List<int[]> frames(Random random) {
    int[] canvas = new int[WIDTH * HEIGHT];
    List<int[]> frames = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      for (int n = 0; n < 3; n++) {
        int left = random.nextInt(WIDTH);
        int right = left + 1 + random.nextInt(WIDTH - left);
        int colour = COLOURS[random.nextInt(COLOURS.length)];
        for (int y = random.nextInt(HEIGHT); y < HEIGHT && random.nextInt(12) > 0; y++) {
          Arrays.fill(canvas, y * WIDTH + left, y * WIDTH + right, colour);
        }
      }
      frames.add(canvas.clone());
    }
    return frames;
  }

  private static ByteBuffer encoded(List<int[]> frames) {
    GifOutput output = (GifOutput) Recipes.parseText("gif").output();
    GifEncoder encoder = new GifEncoder(WIDTH, HEIGHT, true, 0, output, () -> {});
    for (int[] frame : frames) {
      System.arraycopy(frame, 0, encoder.pixels(), 0, frame.length);
      encoder.add(200);
    }
    return encoder.finish();
  }

  private static int[] argb(BufferedImage image) {
    int[] argb = new int[WIDTH * HEIGHT];
    image.getRGB(0, 0, WIDTH, HEIGHT, argb, 0, WIDTH);
    for (int i = 0; i < argb.length; i++) {
      argb[i] = argb[i] >>> 24 == 0 ? 0 : argb[i];
    }
    return argb;
  }

  private static RenderResult render(ImageEngine engine, ByteBuffer bytes, String recipe) {
    return engine.render(
        ImageSource.of(bytes.duplicate()), Recipes.parseText(recipe), RenderOptions.defaults());
  }
}
