package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.Plane;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder for small pictures beside libjpeg, over what a baseline JPEG can be. */
@ExtendWith(Engines.Extension.class)
class ReducedDecoderTest {
  private static final int QUALITY = opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
  private static final int SAMPLING = opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
  private static final int RESTART = opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
  private static final int OPTIMIZE = opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE;
  private static final int[] SAMPLINGS = {0x111111, 0x211111, 0x121111, 0x221111};
  private static final int[][] SIZES = {{1, 1}, {7, 9}, {16, 16}, {17, 33}, {130, 61}, {400, 300}};

  /** How far a mean of rounded points may be from a rounded mean, of 255. */
  private static final double ROUNDED = 1.25;

  private static final double CLOSE = 4;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() == 3, "not all lanes load here");
  }

  static Stream<byte[]> files() {
    List<byte[]> files = new ArrayList<>();
    for (int[] size : SIZES) {
      for (int sampling : SAMPLINGS) {
        for (int quality : new int[] {10, 75, 90, 100}) {
          files.add(
              JpegFiles.encoded(
                  size[0], size[1], 3, SAMPLING, sampling, QUALITY, quality, OPTIMIZE, 1));
        }
        for (int restart : new int[] {1, 3, 100}) {
          files.add(JpegFiles.encoded(size[0], size[1], 3, SAMPLING, sampling, RESTART, restart));
        }
      }
      for (int quality : new int[] {10, 90, 100}) {
        files.add(JpegFiles.encoded(size[0], size[1], 1, QUALITY, quality));
      }
    }
    files.add(JpegFiles.encoded(1500, 1100, 3, QUALITY, 97));
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void anEighthIsWhatLibjpegMakes(byte[] file) {
    int[][][] expected = JpegFiles.decoded(file, opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8);

    Plane plane = decode(file, 8, Colours.NONE).getFirst();

    assertThat(plane.width()).isEqualTo(expected[0].length);
    assertThat(plane.height()).isEqualTo(expected.length);
    for (int y = 0; y < plane.height(); y++) {
      for (int x = 0; x < plane.width(); x++) {
        assertThat(sample(plane, x, y)).as(x + ", " + y).isEqualTo(expected[y][x][0]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void pointsHaveTheMeanOfTheirBlock(byte[] file) {
    Plane eighth = decode(file, 8, Colours.NONE).getFirst();
    for (int shrink : new int[] {2, 4}) {
      int side = 8 / shrink;
      Plane points = decode(file, shrink, Colours.NONE).getFirst();

      assertThat(points.spanX()).isEqualTo(side * eighth.spanX());
      assertThat(points.spanY()).isEqualTo(side * eighth.spanY());
      for (int y = 0; y < points.height() / side; y++) {
        for (int x = 0; x < points.width() / side; x++) {
          int[] block = block(points, x, y, side);
          double mean = IntStream.of(block).average().orElseThrow();
          if (IntStream.of(block).noneMatch(point -> point == 0 || point == 255)) {
            assertThat(mean)
                .isBetween(sample(eighth, x, y) - ROUNDED, sample(eighth, x, y) + ROUNDED);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void coloursAreThoseOfLibjpeg(byte[] file) {
    Map<Integer, Integer> flags =
        Map.of(
            2, opencv_imgcodecs.IMREAD_REDUCED_COLOR_2,
            4, opencv_imgcodecs.IMREAD_REDUCED_COLOR_4,
            8, opencv_imgcodecs.IMREAD_REDUCED_COLOR_8);
    flags.forEach(
        (shrink, flag) -> {
          int[][][] expected = JpegFiles.decoded(file, flag);
          for (Colours colours : List.of(Colours.SHRUNK, Colours.FINE)) {
            if (ReducedDecoder.decodes(shrink, colours)) {
              assertThat(difference(decode(file, shrink, colours), expected)).isLessThan(CLOSE);
            }
          }
        });
  }

  @Test
  void onlyTheLowestFrequenciesOfABlockCount() {
    byte[] file = JpegFiles.encoded(64, 48, 1, QUALITY, 100);
    int[][][] all = JpegFiles.decoded(file, opencv_imgcodecs.IMREAD_GRAYSCALE);

    for (int shrink : new int[] {2, 4}) {
      Plane small = decode(file, shrink, Colours.NONE).getFirst();

      for (int y = 0; y < small.height(); y++) {
        for (int x = 0; x < small.width(); x++) {
          double lowest = lowest(all, x, y, 8 / shrink);
          assertThat((double) sample(small, x, y)).isBetween(lowest - 1.1, lowest + 1.1);
        }
      }
    }
  }

  @Test
  void finerColoursAreNearerToLibjpeg() {
    byte[] file = JpegFiles.encoded(400, 300, 3, SAMPLING, 0x221111, QUALITY, 95);
    List<Plane> shrunk = decode(file, 4, Colours.SHRUNK);
    List<Plane> fine = decode(file, 4, Colours.FINE);
    int[][][] expected = JpegFiles.decoded(file, opencv_imgcodecs.IMREAD_REDUCED_COLOR_4);

    assertThat(shrunk.get(1).width()).isEqualTo(50);
    assertThat(fine.get(1).width()).isEqualTo(100);
    assertThat(difference(fine, expected)).isLessThan(difference(shrunk, expected));
  }

  /** A point of the cosine transform back from the lowest frequencies, as many as points. */
  private static double lowest(int[][][] all, int pointX, int pointY, int points) {
    double sum = 0;
    for (int v = 0; v < points; v++) {
      for (int u = 0; u < points; u++) {
        double coefficient = 0;
        for (int y = 0; y < 8; y++) {
          for (int x = 0; x < 8; x++) {
            int sample = all[pointY / points * 8 + y][pointX / points * 8 + x][0] - 128;
            coefficient += sample * wave(u, x, 8) * wave(v, y, 8);
          }
        }
        sum += coefficient * wave(u, pointX % points, points) * wave(v, pointY % points, points);
      }
    }
    return Math.clamp(sum * points / 8 + 128, 0, 255);
  }

  private static double wave(int frequency, int at, int points) {
    double cosine = Math.cos((2 * at + 1) * frequency * Math.PI / (2 * points));
    return frequency == 0 ? Math.sqrt(1.0 / points) : cosine * Math.sqrt(2.0 / points);
  }

  private static int[] block(Plane plane, int column, int row, int side) {
    return IntStream.range(0, side * side)
        .map(i -> sample(plane, column * side + i % side, row * side + i / side))
        .toArray();
  }

  /** Root mean square over the pixels, of 255. */
  private static double difference(List<Plane> planes, int[][][] expected) {
    double sum = 0;
    for (int y = 0; y < expected.length; y++) {
      for (int x = 0; x < expected[y].length; x++) {
        double luma = at(planes.getFirst(), x, y, planes);
        double blue = planes.size() == 1 ? 0 : at(planes.get(1), x, y, planes) - 128;
        double red = planes.size() == 1 ? 0 : at(planes.get(2), x, y, planes) - 128;
        double green = luma - 0.344136 * blue - 0.714136 * red;
        double[] pixel = {luma + 1.772 * blue, green, luma + 1.402 * red};
        for (int c = 0; c < 3; c++) {
          double away = Math.clamp(pixel[c], 0, 255) - expected[y][x][c];
          sum += away * away / 3;
        }
      }
    }
    return Math.sqrt(sum / expected.length / expected[0].length);
  }

  /** The sample of a plane that lies where one of the first plane does. */
  private static int at(Plane plane, int x, int y, List<Plane> planes) {
    int across = (int) Math.round(planes.getFirst().spanX() / plane.spanX());
    int down = (int) Math.round(planes.getFirst().spanY() / plane.spanY());
    return sample(plane, x / across, y / down);
  }

  private static int sample(Plane plane, int x, int y) {
    return plane.samples().get(ValueLayout.JAVA_BYTE, (long) y * plane.stride() + x) & 0xff;
  }

  private static List<Plane> decode(byte[] file, int shrink, Colours colours) {
    return ReducedDecoder.decode(MemorySegment.ofArray(file), shrink, colours, () -> {});
  }
}
