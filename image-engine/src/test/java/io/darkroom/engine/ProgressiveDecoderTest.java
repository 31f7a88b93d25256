package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.Plane;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A progressive file gives the samples of a baseline file with the same coefficients. */
@ExtendWith(Engines.Extension.class)
class ProgressiveDecoderTest {
  private static final int QUALITY = opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
  private static final int SAMPLING = opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
  private static final int RESTART = opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
  private static final int PROGRESSIVE = opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
  private static final int[] SAMPLINGS = {0x111111, 0x211111, 0x121111, 0x221111};
  private static final int[][] SIZES = {{1, 1}, {7, 9}, {16, 16}, {17, 33}, {130, 61}, {400, 300}};

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() == 3, "not all lanes load here");
  }

  static Stream<Arguments> files() {
    List<Arguments> files = new ArrayList<>();
    for (int[] size : SIZES) {
      for (int sampling : SAMPLINGS) {
        for (int quality : new int[] {10, 75, 90, 100}) {
          files.add(pair(size, 3, SAMPLING, sampling, QUALITY, quality));
        }
        for (int restart : new int[] {1, 3, 100}) {
          files.add(pair(size, 3, SAMPLING, sampling, RESTART, restart));
        }
      }
      for (int quality : new int[] {10, 90, 100}) {
        files.add(pair(size, 1, QUALITY, quality));
      }
    }
    files.add(pair(new int[] {1500, 1100}, 3, QUALITY, 97));
    return files.stream();
  }

  private static Arguments pair(int[] size, int channels, int... settings) {
    int[] more = Arrays.copyOf(settings, settings.length + 2);
    more[settings.length] = PROGRESSIVE;
    more[settings.length + 1] = 1;
    return Arguments.of(
        JpegFiles.encoded(size[0], size[1], channels, settings),
        JpegFiles.encoded(size[0], size[1], channels, more));
  }

  @ParameterizedTest
  @MethodSource("files")
  void samplesAreThoseOfTheBaselineFile(byte[] baseline, byte[] progressive) {
    for (int shrink : new int[] {2, 4, 8}) {
      for (Colours colours : Colours.values()) {
        if (ReducedDecoder.decodes(shrink, colours)) {
          assertThat(samples(progressive, shrink, colours))
              .isEqualTo(samples(baseline, shrink, colours));
        }
      }
    }
  }

  static Stream<Arguments> scripts() {
    Random random = new Random(20261129);
    List<Arguments> scripts = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      List<Integer> samplings =
          i % 5 == 4 ? List.of(0x22) : List.of(SAMPLINGS[i % 4] >> 16, 0x11, 0x11);
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      JpegCoefficients picture = JpegCoefficients.random(random, width, height, samplings);
      JpegScript script =
          switch (i % 10) {
            case 0 -> JpegScript.optimised();
            case 1 -> JpegScript.bandsOnly(3);
            default -> JpegScript.random(random, samplings.size());
          };
      int restart = i % 3 == 0 ? 1 + random.nextInt(20) : 0;
      scripts.add(Arguments.of(picture, script, restart));
    }
    return scripts.stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptGivesTheSameSamples(JpegCoefficients picture, JpegScript script, int restart) {
    byte[] baseline = picture.baseline(restart);
    byte[] progressive = picture.progressive(script, restart);

    assertThat(JpegFiles.decoded(progressive, opencv_imgcodecs.IMREAD_COLOR))
        .isDeepEqualTo(JpegFiles.decoded(baseline, opencv_imgcodecs.IMREAD_COLOR));
    samplesAreThoseOfTheBaselineFile(baseline, progressive);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void codesMayBeAsLongAsTheyGet(JpegCoefficients picture, JpegScript script, int restart) {
    JpegCoefficients contrasted = picture.contrasted(new Random(restart));

    samplesAreThoseOfTheBaselineFile(
        contrasted.baseline(JpegCodes.longest(), restart), contrasted.progressive(script, restart));
  }

  /** So that tables are as wide as they get. */
  @Test
  void aLargeFileMayHaveLongCodesAsWell() {
    Random random = new Random(20261130);
    JpegCoefficients picture =
        JpegCoefficients.random(random, 1500, 1000, List.of(0x22, 0x11, 0x11)).contrasted(random);
    byte[] progressive = picture.progressive(JpegScript.optimised(), 0);

    for (JpegCodes codes : List.of(JpegCodes.longest(), JpegCodes.mixed())) {
      byte[] baseline = picture.baseline(codes, 0);
      assertThat(baseline.length).isGreaterThan(250_000);
      samplesAreThoseOfTheBaselineFile(baseline, progressive);
    }
  }

  @Test
  void bandsMayEndInMoreBlocksThanOneCodeSays() {
    List<int[]> blocks = Collections.nCopies(200 * 200, new int[64]);
    JpegCoefficients picture = new JpegCoefficients(1600, 1600, List.of(0x11), List.of(blocks));
    List<JpegScript.Pass> passes =
        List.of(
            new JpegScript.Pass(List.of(0), 0, 0, 0, 0),
            new JpegScript.Pass(List.of(0), 1, 63, 0, 1),
            new JpegScript.Pass(List.of(0), 1, 63, 1, 0));

    samplesAreThoseOfTheBaselineFile(
        picture.baseline(0), picture.progressive(new JpegScript(passes), 0));
  }

  private static List<List<Object>> samples(byte[] file, int shrink, Colours colours) {
    return ReducedDecoder.decode(MemorySegment.ofArray(file), shrink, colours, () -> {}).stream()
        .map(ProgressiveDecoderTest::shown)
        .toList();
  }

  private static List<Object> shown(Plane plane) {
    byte[] shown = new byte[plane.width() * plane.height()];
    for (int y = 0; y < plane.height(); y++) {
      MemorySegment.copy(
          plane.samples(),
          ValueLayout.JAVA_BYTE,
          (long) y * plane.stride(),
          shown,
          y * plane.width(),
          plane.width());
    }
    return List.of(
        plane.width(), plane.height(), plane.spanX(), plane.spanY(), Arrays.hashCode(shown));
  }
}
