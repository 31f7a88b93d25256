package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.Plane;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
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

  /** How far brightness may be from libjpeg's where both round, of 255. */
  private static final int ROUNDING = 1;

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
  void fourPointsOfAQuarterHaveTheMeanOfTheirBlock(byte[] file) {
    Plane eighth = decode(file, 8, Colours.NONE).getFirst();
    Plane quarter = decode(file, 4, Colours.NONE).getFirst();

    assertThat(quarter.spanX()).isEqualTo(2 * eighth.spanX());
    assertThat(quarter.spanY()).isEqualTo(2 * eighth.spanY());
    for (int y = 0; y < quarter.height() / 2; y++) {
      for (int x = 0; x < quarter.width() / 2; x++) {
        int[] points = square(quarter, 2 * x, 2 * y);
        int mean = Math.round(IntStream.of(points).sum() / 4f);
        if (IntStream.of(points).noneMatch(point -> point == 0 || point == 255)) {
          assertThat(mean)
              .isBetween(sample(eighth, x, y) - ROUNDING, sample(eighth, x, y) + ROUNDING);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void coloursAreThoseOfLibjpeg(byte[] file) {
    for (int shrink : new int[] {4, 8}) {
      int[][][] expected =
          JpegFiles.decoded(
              file,
              shrink == 4
                  ? opencv_imgcodecs.IMREAD_REDUCED_COLOR_4
                  : opencv_imgcodecs.IMREAD_REDUCED_COLOR_8);
      for (Colours colours : List.of(Colours.SHRUNK, Colours.FINE)) {
        assertThat(difference(decode(file, shrink, colours), expected)).isLessThan(CLOSE);
      }
    }
  }

  @Test
  void onlyTheLowestFrequenciesOfABlockCount() {
    byte[] file = JpegFiles.encoded(64, 48, 1, QUALITY, 100);
    int[][][] all = JpegFiles.decoded(file, opencv_imgcodecs.IMREAD_GRAYSCALE);

    Plane quarter = decode(file, 4, Colours.NONE).getFirst();

    for (int y = 0; y < quarter.height(); y++) {
      for (int x = 0; x < quarter.width(); x++) {
        assertThat((double) sample(quarter, x, y))
            .isBetween(lowest(all, x, y) - 1.1, lowest(all, x, y) + 1.1);
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

  /** A point of the cosine transform back from the lowest 2 x 2 frequencies. */
  private static double lowest(int[][][] all, int pointX, int pointY) {
    double sum = 0;
    for (int v = 0; v < 2; v++) {
      for (int u = 0; u < 2; u++) {
        double coefficient = 0;
        for (int y = 0; y < 8; y++) {
          for (int x = 0; x < 8; x++) {
            int sample = all[pointY / 2 * 8 + y][pointX / 2 * 8 + x][0] - 128;
            coefficient += sample * wave(u, x) * wave(v, y);
          }
        }
        int sign = (u * pointX + v * pointY) % 2 == 0 ? 1 : -1;
        sum += sign * coefficient / 8;
      }
    }
    return Math.clamp(sum + 128, 0, 255);
  }

  private static double wave(int frequency, int at) {
    double cosine = Math.cos((2 * at + 1) * frequency * Math.PI / 16);
    return frequency == 0 ? Math.sqrt(1 / 8.0) : cosine / 2;
  }

  private static int[] square(Plane plane, int x, int y) {
    return new int[] {
      sample(plane, x, y),
      sample(plane, x + 1, y),
      sample(plane, x, y + 1),
      sample(plane, x + 1, y + 1)
    };
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
