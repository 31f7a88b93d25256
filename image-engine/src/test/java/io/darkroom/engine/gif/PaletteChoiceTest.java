package io.darkroom.engine.gif;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.Recipes;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Palettes, the search in them, and what pictures look like in them. */
class PaletteChoiceTest {
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6})
  void theNearestColourIsTheNearest(int bits) {
    Random random = new Random(bits);
    for (int count : new int[] {1, 2, 5, 100, 256}) {
      int[] colours = random.ints(count, 0, 1 << 24).toArray();
      NearestColour nearest = new NearestColour(bits).among(colours);
      for (int i = 0; i < 20_000; i++) {
        int argb = random.nextInt();
        int red = argb >> 16 & 0xff;
        int green = argb >> 8 & 0xff;
        int blue = argb & 0xff;
        int least =
            Arrays.stream(colours)
                .map(colour -> NearestColour.distance(colour, red, green, blue))
                .min()
                .orElseThrow();
        int found = nearest.find(red, green, blue);
        assertThat(found >> 8).isEqualTo(least);
        assertThat(NearestColour.distance(colours[found & 0xff], red, green, blue))
            .isEqualTo(least);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 255, 256})
  void fewColoursStayAsTheyAre(int count) {
    Random random = new Random(count);
    int[] colours = random.ints(count).map(c -> c | 0xff000000).distinct().toArray();
    int[] picture = IntStream.range(0, 64 * 48).map(i -> colours[i % colours.length]).toArray();

    assertThat(brought(picture, 64, 48, "gif")).isEqualTo(picture);
  }

  @Test
  void aTransparentColourCountsAsOne() {
    int[] picture = IntStream.range(0, 256).map(i -> 0xff000000 | i * 0x010203).toArray();
    picture[7] = 0x40ffffff;
    IndexedPicture most = picture(picture, 16, 16, "gif");
    IndexedPicture fewer = picture(picture, 16, 16, "gif:colours=255");

    assertThat(most.colours()).hasSize(255);
    assertThat(most.transparent()).isEqualTo(255);
    assertThat(most.indices()[7]).isEqualTo((byte) 255);
    assertThat(fewer.colours().length).isLessThanOrEqualTo(254);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 200, 256})
  void noMoreColoursAreTakenThanAllowed(int colours) {
    int[] picture = new Random(1).ints(100 * 80).map(c -> c | 0xff000000).toArray();
    for (int effort : new int[] {1, 5, 10}) {
      IndexedPicture few =
          picture(picture.clone(), 100, 80, "gif:colours=" + colours + ",effort=" + effort);
      assertThat(few.colours().length).isBetween(2, colours);
    }
  }

  /** Letters on a ground of one colour: what is plain stays plain, whatever is around it. */
  @Test
  void anAreaOfOneColourStaysPlainBesideManyOthers() {
    int ground = 0xfff3f1ea;
    int[] picture = new int[200 * 100];
    Random random = new Random(3);
    for (int i = 0; i < picture.length; i++) {
      picture[i] = i % 200 < 150 ? ground : random.nextInt() | 0xff000000;
    }
    int[] result = brought(picture.clone(), 200, 100, "gif");
    for (int i = 0; i < picture.length; i++) {
      if (picture[i] == ground) {
        assertThat(result[i]).isEqualTo(ground);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 200})
  void ditheringKeepsTheMeansOfAGradient(int colours) {
    int width = 256;
    int height = 128;
    int[] picture = new int[width * height];
    for (int i = 0; i < picture.length; i++) {
      int x = i % width;
      int y = i / width;
      picture[i] = 0xff000000 | x << 16 | ((x + y) / 2) << 8 | (200 - y);
    }
    int[] dithered = brought(picture.clone(), width, height, "gif:colours=" + colours);
    int[] plain = brought(picture.clone(), width, height, "gif:dither=0,colours=" + colours);

    double error = blockError(dithered, picture, width, height);
    assertThat(error).isLessThan(2);
    assertThat(blockError(plain, picture, width, height)).isGreaterThan(2 * error);
  }

  /** The root mean square by which means of 16 x 16 pixels away from the borders are off. */
  private static double blockError(int[] a, int[] b, int width, int height) {
    double sum = 0;
    int count = 0;
    for (int top = 16; top + 32 <= height; top += 16) {
      for (int left = 32; left + 48 <= width; left += 16) {
        for (int shift = 0; shift <= 16; shift += 8) {
          double off = 0;
          for (int y = top; y < top + 16; y++) {
            for (int x = left; x < left + 16; x++) {
              int at = y * width + x;
              off += (a[at] >> shift & 0xff) - (b[at] >> shift & 0xff);
            }
          }
          sum += (off / 256) * (off / 256);
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  private static IndexedPicture picture(int[] argb, int width, int height, String output) {
    GifOutput gif = (GifOutput) Recipes.parseText(output).output();
    return IndexedPicture.of(argb, width, height, gif, () -> {});
  }

  private static int[] brought(int[] argb, int width, int height, String output) {
    IndexedPicture few = picture(argb.clone(), width, height, output);
    return IntStream.range(0, few.indices().length)
        .map(i -> few.colours()[few.indices()[i] & 0xff] | 0xff000000)
        .toArray();
  }
}
