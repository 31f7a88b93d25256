package io.darkroom.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.Plane;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
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

/** What is damaged or not plain is declined, and nothing worse than that happens. */
@ExtendWith(Engines.Extension.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ReducedDecoderDamageTest {
  private static final int SAMPLING = opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
  private static final int RESTART = opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
  private static final int FLIPPED = 3000;

  private static byte[] plain;
  private static byte[] restarted;

  @BeforeAll
  static void find(Engines engines) {
    Assumptions.assumeTrue(engines.all().size() == 3, "not all lanes load here");
    plain = JpegFiles.encoded(60, 45, 3, SAMPLING, 0x221111);
    restarted = JpegFiles.encoded(60, 45, 3, SAMPLING, 0x211111, RESTART, 2);
  }

  @Test
  void cutFilesAreDeclinedWhereverTheyAreCut() {
    for (byte[] file : List.of(plain, restarted)) {
      decode(file);
      for (int length = 0; length < file.length; length++) {
        declines("cut to " + length, Arrays.copyOf(file, length));
      }
    }
  }

  @Test
  void endsThatComeTooEarlyAreDeclined() {
    int data = at(plain, 0xda) + 14;
    for (int length = data; length < plain.length - 2; length++) {
      byte[] cut = Arrays.copyOf(plain, length + 2);
      cut[length] = (byte) 0xff;
      cut[length + 1] = (byte) 0xd9;
      declines("ended at " + length, cut);
    }
  }

  @Test
  void flippedBitsDoNoMoreThanChangeThePictureOrDeclineIt() {
    Random random = new Random(20261124);
    int declined = 0;
    for (int i = 0; i < FLIPPED; i++) {
      byte[] file = (i % 2 == 0 ? plain : restarted).clone();
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
  void otherKindsOfJpegAreDeclined() {
    declines(
        "four luma blocks beside each other", JpegFiles.encoded(60, 45, 3, SAMPLING, 0x411111));
    int frame = at(plain, 0xc0);
    declines("arithmetic", changed(plain, frame + 1, 0xc9));
    declines("lossless", changed(plain, frame + 1, 0xc3));
    declines("progressive by name alone", changed(plain, frame + 1, 0xc2));
    declines("12 bits", changed(plain, frame + 4, 12));
    declines("no height", changed(changed(plain, frame + 5, 0), frame + 6, 0));
    declines("colours finer than brightness", changed(plain, frame + 11, 0x11, frame + 14, 0x22));
    declines("a quantisation table that is none", changed(plain, frame + 12, 3));
    int scan = at(plain, 0xda);
    declines("another order", changed(plain, scan + 5, 3, scan + 9, 1));
    declines("a Huffman table that is none", changed(plain, scan + 6, 0x33));
    declines("part of the coefficients", changed(plain, scan + 12, 5));
    declines("lower bits later", changed(plain, scan + 13, 1));
    declines("no quantisation tables", changed(plain, at(plain, 0xdb) + 1, 0xfe));
    declines("no Huffman tables", changed(plain, at(plain, 0xc4) + 1, 0xfe));
    declines("more codes than fit", changed(plain, at(plain, 0xc4) + 5, 3));
  }

  @Test
  void coloursThatAreNotYCbCrAreDeclined() {
    byte[] adobe = {
      (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };
    declines("RGB by Adobe's marker", inserted(plain, 2, adobe));
    adobe[15] = 1;
    assertThat(decode(inserted(plain, 2, adobe))).hasSize(3);

    int frame = at(plain, 0xc0);
    int scan = at(plain, 0xda);
    byte[] named = changed(plain, frame + 10, 'R', frame + 13, 'G', frame + 16, 'B');
    declines("RGB by name", changed(named, scan + 5, 'R', scan + 7, 'G', scan + 9, 'B'));
  }

  @Test
  void restartMarkersMustBeThoseThatAreDue() {
    int first = at(restarted, 0xd0);
    declines("the wrong one", changed(restarted, first + 1, 0xd1));
    declines("none", without(restarted, first));
    declines("one more", inserted(restarted, first, new byte[] {(byte) 0xff, (byte) 0xd0}));
    declines("none expected", changed(restarted, at(restarted, 0xdd) + 5, 0));
    declines("others expected", changed(restarted, at(restarted, 0xdd) + 5, 3));
  }

  @Test
  void aStoppedDecodeEndsWithWhatStoppedIt() {
    IllegalStateException stop = new IllegalStateException("stop");
    assertThatThrownBy(
            () ->
                ReducedDecoder.decode(
                    MemorySegment.ofArray(plain),
                    8,
                    Colours.NONE,
                    () -> {
                      throw stop;
                    }))
        .isSameAs(stop);
  }

  private static void declines(String what, byte[] file) {
    for (int shrink : new int[] {2, 4, 8}) {
      assertThatThrownBy(() -> decode(file, shrink))
          .as(what + ", " + shrink)
          .isInstanceOf(LaneDeclinedException.class);
    }
  }

  private static List<Plane> decode(byte[] file) {
    decode(file, 2);
    decode(file, 8);
    return decode(file, 4);
  }

  private static List<Plane> decode(byte[] file, int shrink) {
    Colours colours = shrink == 4 ? Colours.FINE : Colours.SHRUNK;
    return ReducedDecoder.decode(MemorySegment.ofArray(file), shrink, colours, () -> {});
  }

  /** Where a marker is. */
  private static int at(byte[] file, int marker) {
    for (int i = 0; i < file.length - 1; i++) {
      if (file[i] == -1 && (file[i + 1] & 0xff) == marker) {
        return i;
      }
    }
    throw new AssertionError("no marker " + marker);
  }

  /** With pairs of a place and its new value. */
  private static byte[] changed(byte[] file, int... places) {
    byte[] changed = file.clone();
    for (int i = 0; i < places.length; i += 2) {
      changed[places[i]] = (byte) places[i + 1];
    }
    return changed;
  }

  private static byte[] inserted(byte[] file, int at, byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(file, 0, at);
    all.writeBytes(bytes);
    all.write(file, at, file.length - at);
    return all.toByteArray();
  }

  private static byte[] without(byte[] file, int at) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(file, 0, at);
    all.write(file, at + 2, file.length - at - 2);
    return all.toByteArray();
  }
}
