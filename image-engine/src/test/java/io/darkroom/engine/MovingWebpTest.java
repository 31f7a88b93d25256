package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipes;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A moving WebP made smaller looks like its frames made smaller one by one, whether they may be
 * decoded small or have to be put together first.
 */
class MovingWebpTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 180;
  private static final int FRAMES = 4;

  /** Levels of grey of 255 between any two pixels; codecs and kernels differ by less. */
  private static final int CLOSE = 12;

  private static final List<String> RESIZES =
      List.of("resize:80x", "resize:101x", "resize:70x70,fit=cover", "resize:90x40,fit=fill");

  @OnEveryEngine
  void framesThatCoverAllAreMadeSmaller(ImageEngine engine) {
    isMadeSmaller(engine, MovingWebpTest::waves, true);
  }

  @OnEveryEngine
  void framesThatChangeAPartAreMadeSmaller(ImageEngine engine) {
    isMadeSmaller(engine, MovingWebpTest::box, false);
  }

  /** Over an opaque frame an encoder may leave out what stays, which is not transparent then. */
  @OnEveryEngine
  void onlyWhatCanBeSeenThroughIsTransparent(ImageEngine engine) {
    if (!engine.describe().writable().contains(ImageFormat.WEBP)) {
      return;
    }
    byte[] opaque = Gifs.of(List.of(box(0), box(1), box(2)));
    byte[] windowed = Gifs.of(List.of(windowed(0), windowed(1), windowed(2)));
    for (String steps : List.of("", "resize:80x/", "crop:0,0,130,90/")) {
      assertThat(moved(engine, opaque, steps).hasAlpha()).as(steps).isFalse();
      assertThat(moved(engine, windowed, steps).hasAlpha()).as(steps).isTrue();
    }
  }

  /** The last frame of what was made WebP before. */
  private static ColorModel moved(ImageEngine engine, byte[] gif, String steps) {
    ByteBuffer source = render(engine, ByteBuffer.wrap(gif), "webp").bytes();
    ByteBuffer result = render(engine, source, steps + "webp").bytes();
    return still(engine, result, "frame:2").getColorModel();
  }

  private static void isMadeSmaller(
      ImageEngine engine, IntFunction<BufferedImage> frame, boolean whole) {
    if (!engine.describe().writable().contains(ImageFormat.WEBP)) {
      return;
    }
    byte[] gif = Gifs.of(IntStream.range(0, FRAMES).mapToObj(frame).toList());
    ByteBuffer source = render(engine, ByteBuffer.wrap(gif), "webp:quality=95").bytes();
    assertThat(engine.probe(ImageSource.of(source.duplicate())).wholeFrames()).isEqualTo(whole);
    for (String resize : RESIZES) {
      RenderResult small = render(engine, source, resize + "/webp:quality=95");
      assertThat(small.frames()).isEqualTo(FRAMES);
      for (int i = 0; i < FRAMES; i++) {
        BufferedImage seen = still(engine, small.bytes(), "frame:" + i);
        BufferedImage alone = still(engine, source, "frame:" + i);
        BufferedImage wanted =
            still(engine, ByteBuffer.wrap(Fixtures.encoded(alone, "png")), resize);
        assertThat(seen.getHeight()).isEqualTo(wanted.getHeight());
        assertThat(farthest(seen, wanted)).as("%s, frame %d", resize, i).isLessThan(CLOSE);
      }
    }
  }

  private static BufferedImage still(ImageEngine engine, ByteBuffer source, String steps) {
    return Fixtures.decoded(render(engine, source, steps + "/png"));
  }

  private static RenderResult render(ImageEngine engine, ByteBuffer source, String recipe) {
    return engine.render(
        ImageSource.of(source.duplicate()), Recipes.parseText(recipe), RenderOptions.defaults());
  }

  private static int farthest(BufferedImage a, BufferedImage b) {
    int farthest = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int green = (a.getRGB(x, y) >> 8 & 0xff) - (b.getRGB(x, y) >> 8 & 0xff);
        farthest = Math.max(farthest, Math.abs(green));
      }
    }
    return farthest;
  }

  /** Waves that move sideways, so that no part of the picture stays. */
  private static BufferedImage waves(int index) {
    return drawn((x, y) -> (int) (128 + 60 * Math.sin((x + 15 * index) / 9.0) + y / 3.0));
  }

  /** A box that moves over waves which stay. */
  private static BufferedImage box(int index) {
    int left = 51 + 10 * index;
    return drawn(
        (x, y) ->
            x >= left && x < left + 37 && y >= 33 && y < 74
                ? 250
                : (int) (90 + 60 * Math.sin(x / 9.0) + y / 3.0));
  }

  /** A frame whose left part is seen through. */
  private static BufferedImage windowed(int index) {
    byte[] shades = {0, (byte) 200};
    IndexColorModel colours = new IndexColorModel(8, 2, shades, shades, shades, 0);
    BufferedImage frame =
        new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, colours);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = WIDTH / 2 - 10 * index; x < WIDTH; x++) {
        frame.getRaster().setSample(x, y, 0, 1);
      }
    }
    return frame;
  }

  private static BufferedImage drawn(IntBinaryOperator shade) {
    BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        frame.getRaster().setSample(x, y, 0, shade.applyAsInt(x, y));
      }
    }
    return frame;
  }
}
