package io.darkroom.engine.gif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.darkroom.engine.LaneDeclinedException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that are damaged or unusual are declined, and nothing worse happens. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class GifDecoderDamageTest {
  private static final int FLIPPED = 10_000;
  private static final int LARGE = 1 << 21;

  /** Where the parts of {@link #PLAIN} are, whose table has four colours. */
  private static final int WIDTH_AT = 6;

  private static final int FLAGS_AT = 10;
  private static final int FRAME_AT = 25;
  private static final int DATA_AT = FRAME_AT + 10;

  private static final byte[] PLAIN =
      GifFiles.still(GifFiles.runs(new Random(1), 20 * 10, 4, 5), 20, 2);

  @Test
  void cutFilesAreDeclinedWhereverTheyAreCut() {
    for (int seed = 0; seed < 30; seed++) {
      byte[] file = GifFiles.random(new Random(seed));
      for (int length = 13; length < file.length; length += 1 + length / 200) {
        declines("cut to " + length, Arrays.copyOf(file, length));
      }
    }
    for (int length = 0; length < PLAIN.length; length++) {
      declines("cut to " + length, Arrays.copyOf(PLAIN, length));
    }
  }

  @Test
  void flippedBitsDoNoMoreThanChangeThePictureOrDeclineIt() {
    Random random = new Random(20261130);
    int decoded = 0;
    for (int i = 0; i < FLIPPED; i++) {
      byte[] file = GifFiles.random(new Random(i % 50));
      for (int n = 0; n <= i % 3; n++) {
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        decoded += decode(file).isEmpty() ? 0 : 1;
      } catch (LaneDeclinedException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
    assertThat(decoded).isBetween(FLIPPED / 10, FLIPPED * 9 / 10);
  }

  /** A table is emptied in no more time than it was filled in. */
  @Test
  void nothingButClearCodesIsReadInNoTime() {
    byte[] codes = new byte[3 << 20];
    for (int i = 0; i < codes.length; i += 3) {
      codes[i] = 0x24; // eight codes of three bits
      codes[i + 1] = (byte) 0x49;
      codes[i + 2] = (byte) 0x92;
    }
    AtomicInteger looks = new AtomicInteger();
    LzwReader reader = new LzwReader(looks::incrementAndGet);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> declines(() -> reader.read(codes, codes.length - 8, 2, 4, 100)));
    assertThat(looks.get()).isGreaterThan(1 << 20);
  }

  @Test
  void whatIsUnusualIsDeclined() {
    assertThat(decode(PLAIN)).hasSize(1);
    declines("no colours", without(changed(FLAGS_AT, 0), 13, 12));
    declines("fewer colours than indices", without(changed(FLAGS_AT, 0x80), 13, 6));
    declines("an unknown block", changed(PLAIN.length - 1, 0x55));
    declines("codes of one bit", changed(DATA_AT, 1));
    declines("codes of nine bits", changed(DATA_AT, 9));
    declines("a first code that is none", changed(DATA_AT + 2, 0x07));
    declines("the end before the first pixel", changed(DATA_AT + 2, 0x2c));
    declines("a frame larger than the screen", twice(5, 21));
    declines("rows in passes that leave the screen", twice(3, 1, 9, 0x40));
  }

  @Test
  void whatOthersFoundMustBeThere() {
    declines(() -> decoder(PLAIN, 21, 10, 1));
    declines(() -> decoder(PLAIN, 20, 11, 1));
    declines(() -> decoder(PLAIN, 20, 10, 2));
    byte[] two = twice();
    decoder(two, 20, 10, 2);
    declines(() -> decoder(two, 20, 10, 1));
  }

  /** Viewers take such a size for that of a monitor, and the size of the first frame instead. */
  @Test
  void screensThatAreMonitorsAreDeclined() {
    byte[] file = changed(WIDTH_AT, 640 & 0xff);
    file[WIDTH_AT + 1] = 640 >> 8;
    file[WIDTH_AT + 2] = (byte) 480;
    file[WIDTH_AT + 3] = 480 >> 8;
    declines(() -> decoder(file, 640, 480, 1));
  }

  @Test
  void theWorkCanBeStoppedWhereverItIs() {
    byte[] file = GifFiles.still(GifFiles.runs(new Random(2), 1000 * 900, 256, 2), 1000, 8);
    AtomicInteger looks = new AtomicInteger();
    new GifDecoder(MemorySegment.ofArray(file), 1000, 900, 1, looks::incrementAndGet).advance();
    assertThat(looks.get()).isGreaterThan(20);
    IllegalStateException stop = new IllegalStateException("stop");
    for (int at = 1; at <= looks.get(); at++) {
      AtomicInteger left = new AtomicInteger(at);
      Runnable check =
          () -> {
            if (left.decrementAndGet() == 0) {
              throw stop;
            }
          };
      GifDecoder decoder = new GifDecoder(MemorySegment.ofArray(file), 1000, 900, 1, check);
      assertThatThrownBy(decoder::advance).isSameAs(stop);
    }
  }

  private static void declines(String what, byte[] file) {
    assertThatThrownBy(() -> decode(file)).as(what).isInstanceOf(LaneDeclinedException.class);
  }

  private static void declines(Runnable work) {
    assertThatThrownBy(work::run).isInstanceOf(LaneDeclinedException.class);
  }

  /** All frames, as the screen that the first of them says has them. */
  private static List<byte[]> decode(byte[] file) {
    GifFile header = GifReader.read(MemorySegment.ofArray(file), 500);
    long pixels = (long) header.width() * header.height();
    if (pixels > LARGE) {
      throw new LaneDeclinedException("larger than a lane would give it");
    }
    GifDecoder decoder = decoder(file, header.width(), header.height(), header.parts().size());
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < header.parts().size(); i++) {
      decoder.advance();
      byte[] samples = new byte[(int) (4 * pixels)];
      decoder.write(MemorySegment.ofArray(samples), 4);
      frames.add(samples);
    }
    return frames;
  }

  private static GifDecoder decoder(byte[] file, int width, int height, int frames) {
    return new GifDecoder(MemorySegment.ofArray(file), width, height, frames, () -> {});
  }

  /** With a second frame like the first but for pairs of a place in it and its new value. */
  private static byte[] twice(int... places) {
    byte[] two = Arrays.copyOf(PLAIN, 2 * PLAIN.length - FRAME_AT - 1);
    int second = PLAIN.length - 1;
    System.arraycopy(PLAIN, FRAME_AT, two, second, PLAIN.length - FRAME_AT);
    for (int i = 0; i < places.length; i += 2) {
      two[second + places[i]] = (byte) places[i + 1];
    }
    return two;
  }

  private static byte[] changed(int at, int value) {
    byte[] changed = PLAIN.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] without(byte[] file, int at, int count) {
    byte[] rest = Arrays.copyOf(file, file.length - count);
    System.arraycopy(file, at + count, rest, at, file.length - at - count);
    return rest;
  }
}
