package io.darkroom.engine.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.Recipes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that go in are the frames that are seen. */
class GifEncoderTest {
  private static final GifOutput PLAIN = output("gif");

  /** Rectangles that appear, move and vanish, some of them over nothing. */
  @Test
  void framesOfFewColoursAreSeenAsTheyWere() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int width = 1 + random.nextInt(40);
      int height = 1 + random.nextInt(30);
      List<int[]> frames = moving(random, width, height, 1 + random.nextInt(8));
      Shown shown = Shown.of(encoded(frames, width, height, PLAIN));

      assertThat(shown.frames()).hasSameSizeAs(frames);
      for (int i = 0; i < frames.size(); i++) {
        assertThat(shown.frames().get(i)).as("frame %d of %d", i, seed).isEqualTo(frames.get(i));
      }
    }
  }

  @Test
  void allPossibleColoursOfAFrameAreKeptBesideWhatIsShown() {
    int[] first = new int[64 * 64];
    int[] second = new int[64 * 64];
    for (int i = 0; i < first.length; i++) {
      first[i] = 0xff000000 | i % 256 * 0x010101;
      second[i] = i < 2048 ? first[i] : 0xff000000 | i % 256 * 0x000101;
    }
    Shown shown = Shown.of(encoded(List.of(first, second), 64, 64, PLAIN));

    assertThat(shown.frames().get(0)).isEqualTo(first);
    assertThat(shown.frames().get(1)).isEqualTo(second);
  }

  @Test
  void onlyWhatChangesIsWritten() {
    int[] first = grain(1, 200, 100);
    int[] second = first.clone();
    Arrays.fill(second, 50 * 200 + 20, 50 * 200 + 32, 0xffff0000);
    ByteBuffer one = encoded(List.of(first), 200, 100, PLAIN);
    ByteBuffer three = encoded(List.of(first, second, second), 200, 100, PLAIN);
    Shown shown = Shown.of(three);

    assertThat(shown.parts().get(1).left()).isEqualTo(20);
    assertThat(shown.parts().get(1).top()).isEqualTo(50);
    assertThat(shown.parts().get(1).image().getWidth()).isEqualTo(12);
    assertThat(shown.parts().get(1).image().getHeight()).isEqualTo(1);
    assertThat(shown.parts().get(2).image().getWidth()).isEqualTo(1);
    assertThat(three.remaining() - one.remaining()).isLessThan(200);
  }

  @Test
  void aPaletteServesAsLongAsItFits() {
    int[] first = grain(1, 120, 90);
    int[] other = grain(1, 120, 90);
    for (int i = 0; i < other.length; i++) {
      other[i] = 0xff000000 | (other[i] & 0xff) << 16 | (255 - (other[i] & 0xff));
    }
    ByteBuffer same = encoded(List.of(first, grain(2, 120, 90), grain(3, 120, 90)), 120, 90, PLAIN);
    List<Shown.Part> kept = Shown.of(same).parts();
    List<Shown.Part> changed =
        Shown.of(encoded(List.of(first, other, grain(2, 120, 90)), 120, 90, PLAIN)).parts();

    assertThat(kept).allMatch(part -> part.palette().equals(kept.getFirst().palette()));
    assertThat(changed.get(1).palette()).isNotEqualTo(changed.get(0).palette());
    assertThat(changed.get(2).palette()).isEqualTo(changed.get(0).palette());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "5,1", "40,4", "1000,100", "10000000,65535"})
  void delaysAreHundredthsOfASecond(int millis, int written) {
    GifEncoder encoder = new GifEncoder(2, 2, true, 0, PLAIN, () -> {});
    add(encoder, new int[4], millis);
    add(encoder, new int[4], 100);
    List<Shown.Part> parts = Shown.of(encoder.finish()).parts();

    assertThat(parts.get(0).delay()).isEqualTo(written);
    assertThat(parts.get(1).delay()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,-1", "2,1", "300,299", "100000,65535"})
  void loopsAreRepeats(int loops, int repeats) {
    GifEncoder encoder = new GifEncoder(1, 1, true, loops, PLAIN, () -> {});
    add(encoder, new int[] {-1}, 100);
    add(encoder, new int[] {0xff000000}, 100);
    ByteBuffer gif = encoder.finish();
    String text = StandardCharsets.ISO_8859_1.decode(gif.duplicate()).toString();
    int at = text.indexOf("NETSCAPE2.0");

    assertThat(at >= 0 ? text.charAt(at + 13) | text.charAt(at + 14) << 8 : -1).isEqualTo(repeats);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "65535,1", "1,65535", "3,2"})
  void everySizeIsWritten(int width, int height) {
    int[] picture = grain(5, width, height);
    Shown shown = Shown.of(encoded(List.of(picture), width, height, PLAIN));

    assertThat(shown.parts().getFirst().image().getWidth()).isEqualTo(width);
    assertThat(shown.parts().getFirst().image().getHeight()).isEqualTo(height);
    assertThat(shown.parts().getFirst().delay()).isZero();
  }

  @Test
  void nothingAtAllIsSeenOfTransparentFrames() {
    Shown shown = Shown.of(encoded(List.of(new int[12], new int[12], new int[12]), 4, 3, PLAIN));

    assertThat(shown.frames()).allSatisfy(frame -> assertThat(frame).containsOnly(0));
  }

  @ParameterizedTest
  @CsvSource({"gif", "gif:effort=1", "gif:effort=10", "gif:colours=2", "gif:dither=0.3"})
  void equalFramesGiveEqualBytes(String recipe) {
    List<int[]> frames = List.of(grain(1, 90, 70), grain(2, 90, 70), grain(9, 90, 70));
    ByteBuffer first = encoded(frames, 90, 70, output(recipe));
    for (int i = 0; i < 3; i++) {
      assertThat(encoded(frames, 90, 70, output(recipe))).isEqualTo(first);
    }
  }

  @Test
  void fewerColoursAreFewerBytes() {
    List<int[]> frames = List.of(grain(1, 200, 150), grain(2, 200, 150));
    int before = Integer.MAX_VALUE;
    for (int colours : new int[] {256, 128, 64, 32, 16, 4, 2}) {
      ByteBuffer gif = encoded(frames, 200, 150, output("gif:colours=" + colours));
      assertThat(gif.remaining()).isLessThan(before);
      assertThat(Shown.of(gif).parts()).allMatch(part -> part.coloursSeen() <= colours);
      before = gif.remaining();
    }
  }

  /** Stops at each of the looks whether to go on, of which there is one for every few rows. */
  @Test
  void theWorkCanBeStoppedWhereverItIs() {
    int[] picture = grain(1, 100, 400);
    AtomicInteger looks = new AtomicInteger();
    run(picture, looks::incrementAndGet);
    assertThat(looks.get()).isGreaterThan(3 * 400 / 16);
    for (int at = 1; at <= looks.get(); at += 13) {
      AtomicInteger left = new AtomicInteger(at);
      assertThatThrownBy(
              () ->
                  run(
                      picture,
                      () -> {
                        if (left.decrementAndGet() == 0) {
                          throw new CancellationException();
                        }
                      }))
          .isInstanceOf(CancellationException.class);
    }
  }

  private static void run(int[] picture, Runnable check) {
    GifEncoder encoder = new GifEncoder(100, 400, false, 0, PLAIN, check);
    add(encoder, picture, 0);
    encoder.finish();
  }

  private static ByteBuffer encoded(List<int[]> frames, int width, int height, GifOutput output) {
    GifEncoder encoder = new GifEncoder(width, height, frames.size() > 1, 0, output, () -> {});
    frames.forEach(frame -> add(encoder, frame, 100));
    return encoder.finish();
  }

  private static void add(GifEncoder encoder, int[] frame, int delay) {
    System.arraycopy(frame, 0, encoder.pixels(), 0, frame.length);
    encoder.add(delay);
  }

  private static GifOutput output(String recipe) {
    return (GifOutput) Recipes.parseText(recipe).output();
  }

  private static List<int[]> moving(Random random, int width, int height, int count) {
    int[] colours = {0, 0xff000000, 0xffffffff, 0xffff0000, 0xff00ff00, 0xff123456};
    int[] canvas = new int[width * height];
    Arrays.fill(canvas, colours[random.nextInt(colours.length)]);
    List<int[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int n = random.nextInt(4); n > 0; n--) {
        int left = random.nextInt(width);
        int top = random.nextInt(height);
        int right = left + 1 + random.nextInt(width - left);
        int bottom = top + 1 + random.nextInt(height - top);
        int colour = colours[random.nextInt(colours.length)];
        for (int y = top; y < bottom; y++) {
          Arrays.fill(canvas, y * width + left, y * width + right, colour);
        }
      }
      frames.add(canvas.clone());
    }
    return frames;
  }

  /** Grey of many shades, which has more colours than a palette by a tint. */
  private static int[] grain(int seed, int width, int height) {
    Random random = new Random(seed);
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      int grey = random.nextInt(248);
      argb[i] = 0xff000000 | grey << 16 | (grey + random.nextInt(8)) << 8 | grey;
    }
    return argb;
  }
}
