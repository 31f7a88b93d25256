package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.Plane;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Progressive files that are damaged or strange are declined, and nothing worse happens. */
@ExtendWith(Engines.Extension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProgressiveDamageTest {
  private static final int SAMPLING = opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
  private static final int RESTART = opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
  private static final int PROGRESSIVE = opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
  private static final int FLIPPED = 6000;

  private static final JpegCoefficients PICTURE =
      JpegCoefficients.random(new Random(3), 60, 45, List.of(0x22, 0x11, 0x11));

  private static List<byte[]> files;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() == 3, "not all lanes load here");
    files =
        List.of(
            JpegFiles.encoded(60, 45, 3, SAMPLING, 0x221111, PROGRESSIVE, 1),
            JpegFiles.encoded(60, 45, 3, SAMPLING, 0x211111, RESTART, 2, PROGRESSIVE, 1),
            JpegFiles.encoded(60, 45, 1, PROGRESSIVE, 1),
            PICTURE.progressive(JpegScript.optimised(), 0),
            PICTURE.progressive(JpegScript.bandsOnly(3), 7));
  }

  @Test
  void cutFilesAreDeclinedWhereverTheyAreCut() {
    for (byte[] file : files) {
      decode(file);
      for (int length = 0; length < file.length; length++) {
        declines("cut to " + length, Arrays.copyOf(file, length));
      }
    }
  }

  @Test
  void endsThatComeTooEarlyAreDeclinedWhereTheyLeaveOutWhatIsNeeded() {
    for (byte[] file : files) {
      for (int length = 2; length < file.length - 2; length++) {
        byte[] cut = Arrays.copyOf(file, length + 2);
        cut[length] = (byte) 0xff;
        cut[length + 1] = (byte) 0xd9;
        for (int shrink : new int[] {2, 4, 8}) {
          try {
            // what was left out was nothing that this size needs
            assertThat(bytes(decode(cut, shrink)))
                .as("ended at " + length)
                .isEqualTo(bytes(decode(file, shrink)));
          } catch (LaneDeclinedException e) {
            assertThat(e).isNotNull();
          }
        }
      }
    }
  }

  @Test
  void flippedBitsDoNoMoreThanChangeThePictureOrDeclineIt() {
    Random random = new Random(20261129);
    int declined = 0;
    for (int i = 0; i < FLIPPED; i++) {
      byte[] file = files.get(i % files.size()).clone();
      for (int n = 0; n <= i % 3; n++) {
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(decode(file)).isNotEmpty();
      } catch (LaneDeclinedException e) {
        declined++;
      }
    }
    assertThat(declined).isBetween(FLIPPED / 10, FLIPPED * 9 / 10);
  }

  @Test
  void scansOutOfOrderAreDeclined() {
    JpegScript.Pass means = pass(0, 0, 0, 1);
    JpegScript.Pass lastOfMeans = pass(0, 0, 1, 0);
    JpegScript.Pass bands = pass(1, 63, 0, 1);
    JpegScript.Pass lastOfBands = pass(1, 63, 1, 0);
    assertThat(decode(grey(means, bands, lastOfMeans, lastOfBands))).hasSize(1);

    declines("details before means", grey(bands, means, lastOfMeans, lastOfBands));
    declines("a bit of means missing", grey(means, bands, lastOfBands));
    declines("a bit of bands missing", grey(means, bands, lastOfMeans));
    declines("a band missing", grey(means, lastOfMeans, pass(1, 3, 0, 0), pass(5, 63, 0, 0)));
    declines("the last bit first", grey(means, lastOfBands, bands, lastOfMeans));
    declines("means twice", grey(means, lastOfMeans, lastOfMeans, bands, lastOfBands));
    declines("bands twice", grey(means, bands, bands, lastOfMeans, lastOfBands));
    declines("two bits at once", grey(means, lastOfMeans, pass(1, 63, 0, 2), pass(1, 63, 2, 0)));
    declines("more bits than there are", grey(means, lastOfMeans, pass(1, 63, 0, 14)));
    declines("means and bands in one", grey(pass(0, 63, 0, 0)));
  }

  @Test
  void whatIsNotNeededMayBeMissing() {
    JpegScript.Pass means = pass(0, 0, 0, 0);
    JpegScript.Pass first = pass(1, 4, 0, 0);

    assertThat(decode(grey(means, first), 4)).hasSize(1);
    assertThat(decode(grey(means), 8)).hasSize(1);
    assertThatThrownBy(() -> decode(grey(means), 4)).isInstanceOf(LaneDeclinedException.class);
    assertThatThrownBy(() -> decode(grey(means, first), 2))
        .isInstanceOf(LaneDeclinedException.class);
  }

  @Test
  void manyScansAreDeclinedAtOnce() {
    List<JpegScript.Pass> passes = new ArrayList<>(List.of(pass(0, 0, 0, 0)));
    for (int k = 1; k < 64; k++) {
      for (int high = 4; high > 0; high--) {
        passes.add(pass(k, k, high == 4 ? 0 : high, high - 1));
      }
    }
    declines("253 scans", grey(passes.toArray(JpegScript.Pass[]::new)));
    declines("20,000 scans", Bombs.scans(files.getFirst(), 20_000));
  }

  @Test
  void aStoppedDecodeEndsWithWhatStoppedIt() {
    IllegalStateException stop = new IllegalStateException("stop");
    Runnable check =
        () -> {
          throw stop;
        };
    MemorySegment file = MemorySegment.ofArray(files.getFirst());
    assertThatThrownBy(() -> ReducedDecoder.decode(file, 8, Colours.NONE, check)).isSameAs(stop);
  }

  private static JpegScript.Pass pass(int from, int to, int high, int low) {
    return new JpegScript.Pass(List.of(0), from, to, high, low);
  }

  private static byte[] grey(JpegScript.Pass... passes) {
    JpegCoefficients picture = JpegCoefficients.random(new Random(4), 40, 30, List.of(0x11));
    return picture.progressive(new JpegScript(List.of(passes)), 0);
  }

  private static void declines(String what, byte[] file) {
    assertThatThrownBy(() -> decode(file)).as(what).isInstanceOf(LaneDeclinedException.class);
  }

  private static List<Plane> decode(byte[] file) {
    decode(file, 2);
    decode(file, 8);
    return decode(file, 4);
  }

  private static List<Plane> decode(byte[] file, int shrink) {
    Colours colours =
        switch (shrink) {
          case 2 -> Colours.SHRUNK;
          case 4 -> Colours.FINE;
          default -> Colours.NONE;
        };
    return ReducedDecoder.decode(MemorySegment.ofArray(file), shrink, colours, () -> {});
  }

  private static List<ByteBuffer> bytes(List<Plane> planes) {
    return planes.stream()
        .map(plane -> ByteBuffer.wrap(plane.samples().toArray(ValueLayout.JAVA_BYTE)))
        .toList();
  }
}
